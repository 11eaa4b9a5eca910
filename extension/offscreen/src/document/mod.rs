//! The document's main thread: the session machine's adapter to Chrome.

mod frames;
mod journal;
mod lifetime;
mod panels;
mod policy;
mod ports;
mod recovery;
mod runtime;
mod service_worker;
mod storage;
mod uploads;

pub use runtime::Runtime;

use cairn_chrome_api::{on_connect, on_message};
use std::rc::Rc;

/// Recovers what is on disk, then listens.
pub async fn run() {
    let runtime = Runtime::new();
    runtime.read_settings().await;
    runtime.recover().await;
    let connected = on_connect({
        let runtime = Rc::clone(&runtime);
        move |port| runtime.connected(port)
    });
    let told = on_message({
        let runtime = Rc::clone(&runtime);
        move |message, sender| runtime.told(&message, &sender)
    });
    // Both stay as long as the document.
    core::mem::forget((connected, told));
    runtime.show_state_at_start().await;
    runtime.stay_while_wanted().await;
}

/// A line on the console, for whoever looks into the extension.
fn warn(line: &str) {
    web_sys::console::warn_1(&format!("cairn: {line}").into());
}

/// Milliseconds since 1970.
fn now() -> i64 {
    js_sys::Date::now() as i64
}
