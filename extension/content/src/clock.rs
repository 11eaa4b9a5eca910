//! Time as data: milliseconds since 1970, from the clock that events carry.

thread_local! {
    /// When the document began.
    static ORIGIN: Option<f64> = web_sys::window()
        .and_then(|window| window.performance())
        .map(|performance| performance.time_origin());
}

/// Now.
pub fn now() -> i64 {
    whole(js_sys::Date::now())
}

/// Truncation to whole milliseconds is meant. Once for all, for it is half a KB of script.
#[inline(never)]
fn whole(at: f64) -> i64 {
    at as i64
}

/// When an event happened: `Event.timeStamp` counts from the document's time origin. A stamp that is not
/// believable (synthetic, another clock) gives now.
pub fn of_event(event: &web_sys::Event) -> i64 {
    let now = js_sys::Date::now();
    let at = ORIGIN.with(|origin| origin.map(|origin| origin + event.time_stamp()));
    // A long task may hold an event back for seconds; more is a clock that was set.
    let is_believable = |at: &f64| *at <= now + 1.0 && now - *at < 60_000.0;
    whole(at.filter(is_believable).unwrap_or(now))
}
