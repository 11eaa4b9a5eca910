//! The files that people keep: what they look like, and that no name breaks out of them.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use cairn_render::{Format, file_name, html, markdown, markdown_single, picture_name};
use cairn_workflow::{Workflow, read_workflow};
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::Value;

const SAMPLE: &str = include_str!("../../view/examples/sample.json");

fn sample() -> Workflow {
    read_workflow(SAMPLE).unwrap()
}

/// The sample with this text as title, page titles, names and typed values.
fn named(text: &str) -> Workflow {
    fn put(value: &mut Value, text: &str) {
        match value {
            Value::Object(fields) => {
                for (key, field) in fields {
                    if field.is_string() && ["title", "name", "text"].contains(&key.as_str()) {
                        *field = text.into();
                    } else {
                        put(field, text);
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| put(item, text)),
            _ => {}
        }
    }
    let mut json: Value = serde_json::from_str(SAMPLE).unwrap();
    put(&mut json, text);
    read_workflow(&json.to_string()).unwrap()
}

fn bytes(sha256: &str) -> Option<Vec<u8>> {
    Some(sha256.as_bytes()[..6].to_vec())
}

#[test]
fn html_is_one_file_that_loads_nothing() {
    let html = html(&sample(), &bytes);
    let mut pictures = 0;
    for token in Tokenizer::new(&html) {
        let Ok(token) = token;
        let Token::StartTag(tag) = token else { continue };
        assert!(!["script", "link", "iframe", "object", "form"].map(str::as_bytes).contains(&&**tag.name));
        for (key, value) in &tag.attributes {
            assert!(!key.starts_with(b"on") && **key != *b"style");
            if **key == *b"src" {
                assert!(value.starts_with(b"data:image/png;base64,"));
                pictures += 1;
            }
        }
    }
    assert_eq!(pictures, sample().steps.iter().filter(|step| step.picture.shown().is_some()).count());
    // The sheet has its own life; the snapshot is of the page.
    let (head, rest) = html.split_once("<style>").unwrap();
    let body = rest.split_once("</style>").unwrap().1;
    insta::assert_snapshot!("html", format!("{head}<style>…</style>{body}").replace("><", ">\n<"));
}

#[test]
fn markdown_with_pictures_beside_it() {
    let workflow = sample();
    let path = |sha256: &str| format!("pictures/{}.png", &sha256[..8]);
    insta::assert_snapshot!("markdown", markdown(&workflow, &path));
}

#[test]
fn markdown_in_one_file_says_when_a_picture_is_gone() {
    let workflow = sample();
    assert!(markdown_single(&workflow, &bytes).contains("](<data:image/png;base64,"));
    assert!(markdown_single(&workflow, &|_| None).contains("The picture of this step is not here any more."));
}

#[test]
fn names_of_files() {
    let name = |title: &str| file_name(&named(title), Format::Html);
    assert_eq!(name("Add a user: Ann & Bob/../x"), "add-a-user-ann-bob-x.html");
    assert_eq!(name("Größe ändern"), "größe-ändern.html");
    assert_eq!(name("CON"), "guide.html");
    assert_eq!(name("…"), "guide.html");
    assert_eq!(file_name(&named("a"), Format::Markdown), "a.md");
    let workflow = sample();
    let picture = workflow.steps[0].picture.shown().unwrap();
    assert_eq!(picture_name(picture), format!("{}.png", picture.sha256));
}

/// What a Markdown reader makes of it: the kinds of elements, link targets, and the headings' text.
fn structure(markdown: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (mut shape, mut links, mut headings, mut open) = (Vec::new(), Vec::new(), Vec::new(), None);
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                shape.push(format!("heading {}", level as u8));
                open = Some(String::new());
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1 | HeadingLevel::H2)) => headings.extend(open.take()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                shape.push("link".into());
                links.push(dest_url.into_string());
            }
            Event::Start(tag) => shape.push(format!("{tag:?}")),
            Event::Text(text) => {
                if let Some(open) = &mut open {
                    open.push_str(&text);
                }
            }
            Event::End(_) | Event::SoftBreak => {}
            other => shape.push(format!("{other:?}")),
        }
    }
    (shape, links, headings)
}

fn check(text: &str) {
    let path = |sha256: &str| format!("pictures/{sha256}.png");
    let plain = named("word");
    let hostile = named(text);
    let (shape, links, headings) = structure(&markdown(&hostile, &path));
    let (expected, expected_links, _) = structure(&markdown(&plain, &path));
    let kinds = |shape: &[String]| {
        shape.iter().filter(|kind| !kind.starts_with("Emphasis")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(kinds(&shape), kinds(&expected), "{text:?}");
    assert_eq!(links, expected_links, "{text:?}");
    let said: Vec<String> = std::iter::once(cairn_redact::clean(text, 2_000))
        .chain(
            hostile
                .steps
                .iter()
                .map(|step| format!("{}. {}", step.seq, cairn_workflow::title::plain_title(step))),
        )
        .collect();
    assert_eq!(headings, said, "{text:?}");
}

#[test]
fn known_tricks_stay_text_in_markdown() {
    for trick in [
        "# x",
        "1. x",
        "- x",
        "> x",
        "```",
        "~~~",
        "*a* **b** _c_",
        "[a](javascript:alert(1))",
        "![a](x)",
        "<script>x</script>",
        "<https://a.example>",
        "https://a.example www.a.example",
        "a|b\n|-|-|",
        "$x$ $$y$$",
        "&lt;b&gt;",
        "\\",
        "x\\",
        "`a`",
        "line\n\n# two",
        "[^1]",
        "[[wiki]]",
        "==",
        "+++",
        "---",
        "a\u{2028}b",
        "x {#id .class}",
    ] {
        check(trick);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_text_stays_text_in_markdown(text in r#"[a-z0-9]([-\\`*_{}\[\]()<>#+.!|~$&:@^=/"' 0-9a-z\n]|\PC){0,38}[a-z0-9]"#) {
        check(&text);
    }

    #[test]
    fn any_text_stays_text_in_html(text in r#"([<>"'&=/;: a-z]|script|style|\PC){1,40}"#) {
        let allowed = ["html", "head", "meta", "style", "title", "body", "a", "main", "header", "h1", "p", "span", "time", "nav",
            "details", "summary", "ol", "li", "div", "h2", "strong", "em", "figure", "input", "label", "svg", "g", "foreignobject",
            "img", "rect", "footer"];
        for token in Tokenizer::new(&html(&named(&text), &bytes)) {
            let Ok(token) = token;
            if let Token::StartTag(tag) = token {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                prop_assert!(allowed.contains(&name.as_str()), "{text:?} made <{name}>");
            }
        }
    }
}
