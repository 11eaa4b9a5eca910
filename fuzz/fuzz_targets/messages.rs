//! What a page's process may send to the offscreen document.

#![no_main]

use cairn_messages::FromContent;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &str| {
    let Ok(message) = serde_json::from_str::<FromContent>(json) else { return };
    let written = serde_json::to_string(&message).unwrap();
    let again: FromContent = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), written);
});
