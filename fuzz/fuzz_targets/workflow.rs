//! A stored or uploaded workflow: what is read is written and read again as the same, and can be shown.

#![no_main]

use cairn_workflow::{read_workflow, title::plain_title};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &str| {
    let Ok(workflow) = read_workflow(json) else { return };
    let written = serde_json::to_string(&workflow).unwrap();
    let again = read_workflow(&written).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), written);

    for step in &workflow.steps {
        assert!(!plain_title(step).is_empty());
    }
    // A script would be one that the page brought.
    let page = cairn_render::html(&workflow, &|_| None);
    assert!(!page.to_lowercase().contains("<script"));
    cairn_render::markdown_single(&workflow, &|_| None);
});
