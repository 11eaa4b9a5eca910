//! Names, titles and addresses of a recording are text in every page, whatever they hold.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;

use cairn_view::{Frame, Guide, StepCard, Style, guide_page, message_page, step_card};
use cairn_workflow::{Workflow, read_workflow};
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use serde_json::Value;

const SAMPLE: &str = include_str!("../examples/sample.json");
const FRAME: Frame<'_> =
    Frame { style: Style::Linked("/cairn.css"), home: Some("/"), sign_out: Some("/sign-out") };

/// Where a recording holds text of a page or a person.
const TEXTS: [&str; 9] = ["title", "name", "text", "label", "placeholder", "nearby", "file", "key", "url"];

fn sample(hostile: &str) -> Workflow {
    let mut json: Value = serde_json::from_str(SAMPLE).unwrap();
    poison(&mut json, hostile);
    read_workflow(&json.to_string()).unwrap()
}

fn poison(value: &mut Value, hostile: &str) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields.iter_mut() {
                match field {
                    Value::String(text) if TEXTS.contains(&key.as_str()) => *text = hostile.to_owned(),
                    Value::Array(texts) if key == "appeared" || key == "labels" => texts.fill(hostile.into()),
                    other => poison(other, hostile),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, hostile)),
        _ => {}
    }
}

fn pages(workflow: &Workflow) -> String {
    let picture = |picture: &cairn_workflow::Picture| Some(format!("/pictures/{}", picture.sha256));
    let mut all =
        guide_page(&FRAME, &Guide { workflow, picture: &picture, downloads: &[("Save", "/x")], alarms: &[] })
            .into_string();
    for step in &workflow.steps {
        all += &step_card(&StepCard { step, picture: Some("blob:x"), beside: Some(&[]) }).into_string();
    }
    let title = workflow.title.as_str();
    all + &message_page(&FRAME, title, title, Some((title, "/"))).into_string()
}

/// Each tag with each of its attributes' names, the addresses, and the text.
fn read(html: &str) -> (BTreeSet<(String, String)>, Vec<String>, String) {
    let (mut shapes, mut addresses, mut words) = (BTreeSet::new(), Vec::new(), String::new());
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                shapes.insert((name.clone(), String::new()));
                for (key, value) in &tag.attributes {
                    let key = String::from_utf8_lossy(key).into_owned();
                    if ["href", "src", "action"].contains(&key.as_str()) {
                        addresses.push(String::from_utf8_lossy(value).into_owned());
                    }
                    shapes.insert((name.clone(), key));
                }
            }
            Token::String(text) => words += &String::from_utf8_lossy(&text),
            _ => {}
        }
    }
    (shapes, addresses, words)
}

fn known_shapes() -> BTreeSet<(String, String)> {
    // Surroundings, web addresses, other addresses.
    let mut shapes = read(&pages(&read_workflow(SAMPLE).unwrap())).0;
    shapes.extend(read(&pages(&sample("https://a.example/"))).0);
    shapes.extend(read(&pages(&sample("plain"))).0);
    shapes
}

fn check(hostile: &str) {
    let (shapes, addresses, words) = read(&pages(&sample(hostile)));
    let strange: Vec<_> = shapes.difference(&known_shapes()).cloned().collect();
    assert!(strange.is_empty(), "{hostile:?} made {strange:?}");
    for address in addresses {
        let lower = address.trim_start().to_lowercase();
        assert!(
            ["https://", "http://", "#", "/", "blob:"].iter().any(|start| lower.starts_with(start)),
            "{hostile:?} made a link to {address:?}"
        );
    }
    // What was said is still there to be read.
    let said = cairn_redact::clean(hostile, 60);
    let said = said.trim_end_matches('…');
    assert!(words.contains(said), "{hostile:?} is not in the page");
}

#[test]
fn known_tricks_stay_text() {
    for trick in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style></textarea><svg onload=alert(1)>",
        "javascript:alert(1)",
        " jAvAsCrIpT://a/%0aalert(1)",
        "data:text/html,<b>x</b>",
        "&lt;b&gt; &#x3c;b&#x3e; <!-- --> ]]> <![CDATA[",
        "https://a.example/\"><b>",
    ] {
        check(trick);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_stays_text(hostile in r#"([<>"'&=/;: a-z]|script|on|https?://|\PC){1,40}"#) {
        check(&hostile);
    }
}
