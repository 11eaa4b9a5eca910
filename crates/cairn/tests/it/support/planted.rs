use cairn_workflow::{Redacted, Step};
use serde_json::{Value, json};

use super::Recording;

/// Every kind of text that a step can have, `PLANT` in each.
fn texts() -> [Value; 12] {
    let target = target();
    let value = |value: Value| json!({"type": "change", "control": "text", "value": value});
    [
        json!({"type": "click", "button": "left", "count": 1, "by": "pointer"}),
        value(json!({"kind": "text", "text": "PLANT"})),
        value(json!({"kind": "options", "labels": ["One", "PLANT"]})),
        json!({"type": "key", "key": "PLANT"}),
        json!({"type": "upload", "files": ["a.pdf", "PLANT.pdf"]}),
        json!({"type": "drag", "drop": target, "path": []}),
        json!({"type": "navigate", "how": "typed", "url": "https://app.example/PLANT/edit"}),
        json!({"type": "navigate", "how": "typed", "url": "https://app.example/edit?q=PLANT#PLANT"}),
        json!({"type": "tab", "how": "open", "tab": 1, "title": "PLANT"}),
        json!({"type": "download", "file": "PLANT"}),
        json!({"type": "note", "text": "Ask for PLANT first."}),
        json!({"type": "hover"}),
    ]
}

fn target() -> Value {
    let locators = [
        json!({"by": "testId", "attribute": "PLANT", "value": "PLANT"}),
        json!({"by": "role", "role": "PLANT", "name": "PLANT"}),
        json!({"by": "label", "text": "PLANT"}),
        json!({"by": "placeholder", "text": "PLANT"}),
        json!({"by": "text", "tag": "PLANT", "text": "PLANT"}),
        json!({"by": "row", "row": "PLANT", "inner": {"by": "text", "tag": "a", "text": "PLANT"}}),
        json!({"by": "css", "css": "[title=\"PLANT\"] > b"}),
        json!({"by": "xpath", "xpath": "//b[text()='PLANT']"}),
        json!({"by": "css", "css": "#harmless"}),
    ];
    json!({
        "role": "PLANT", "name": "PLANT", "text": "See PLANT", "label": "Called PLANT", "placeholder": "PLANT",
        "nearby": "PLANT", "tag": "PLANT", "inputType": "PLANT",
        "context": [{"kind": "row", "name": "Row of PLANT"}],
        "rect": {"x": 1, "y": 2, "width": 3, "height": 4},
        "frame": [{"name": "PLANT", "title": "PLANT", "css": "iframe[name=\"PLANT\"]"}],
        "shadow": ["x-app[data-of=\"PLANT\"]"],
        "locators": locators.map(|selector| json!({"selector": selector, "matches": 1, "score": 50})),
    })
}

/// A recording with a text in each place where one can stand: what a recorder without a gate would send.
pub fn planted(secret: &str) -> Recording {
    let actions = texts();
    let mut recording = Recording::new(u32::try_from(actions.len()).unwrap(), 1, 300);
    for (step, action) in recording.steps.iter_mut().zip(actions) {
        let mut raw = serde_json::to_value(&*step).unwrap();
        raw["action"] = action;
        raw["target"] = target();
        raw["page"] =
            json!({"tab": 1, "url": "https://me:PLANT@app.example/PLANT", "title": "Page of PLANT"});
        raw["signals"] = json!([
            {"type": "navigation", "url": "https://app.example/PLANT"},
            {"type": "route", "url": "https://app.example/#/PLANT"},
            {"type": "download", "file": "PLANT"},
        ]);
        raw["after"] =
            json!({"url": "https://app.example/?x=PLANT", "title": "PLANT", "appeared": ["Sent to PLANT"]});
        *step = with(raw, secret);
    }
    let mut create = serde_json::to_value(&recording.create).unwrap();
    create["title"] = json!("PLANT");
    create["start"] = json!({"tab": 1, "url": "https://app.example/PLANT", "title": "PLANT"});
    create["recorder"] = json!("PLANT");
    let quoted = json!(secret).to_string();
    let text = create.to_string().replace("PLANT", quoted.trim_matches('"'));
    recording.create = serde_json::from_str(&text).unwrap();
    recording
}

fn with(raw: Value, secret: &str) -> Step {
    let quoted = json!(secret).to_string();
    serde_json::from_str(&raw.to_string().replace("PLANT", quoted.trim_matches('"'))).unwrap()
}

/// A recording with one note of these words.
pub fn noted(words: &str) -> Recording {
    let mut recording = Recording::new(1, 0, 0);
    recording.steps[0].action = cairn_workflow::Action::Note { text: Redacted::authored(words) };
    recording
}
