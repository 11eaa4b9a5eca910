//! Which tab the panel is about: the one in its address, or the active one of its window.

use cairn_chrome_api::page;
use web_sys::UrlSearchParams;

/// The tab that the address names (`side_panel.html?tab=ID`).
pub fn bound() -> Option<i32> {
    let query = web_sys::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&query).ok()?.get("tab")?.parse().ok()
}

/// Calls `changed` whenever the tab or what it shows may be another. The listeners live as long as the page.
pub fn watch(changed: impl Fn() + Clone + 'static) {
    let activated = changed.clone();
    core::mem::forget(page::on_tab_activated(move |_| activated()));
    core::mem::forget(page::on_tab_updated(move |_| changed()));
}
