//! Time as data: milliseconds since 1970, from the clock that events carry.

thread_local! {
    /// When the document began.
    static ORIGIN: Option<f64> = web_sys::window()
        .and_then(|window| window.performance())
        .map(|performance| performance.time_origin());
}

/// Now.
pub fn now() -> i64 {
    // Truncation to whole milliseconds is meant.
    js_sys::Date::now() as i64
}

/// When an event happened: `Event.timeStamp` counts from the document's time origin. A stamp that is not
/// believable (synthetic, another clock) gives now.
pub fn of_event(event: &web_sys::Event) -> i64 {
    let now = js_sys::Date::now();
    match ORIGIN.with(|origin| origin.map(|origin| origin + event.time_stamp())) {
        // A long task may hold an event back for seconds; more is a clock that was set.
        Some(at) if at <= now + 1.0 && now - at < 60_000.0 => at as i64,
        _ => now as i64,
    }
}
