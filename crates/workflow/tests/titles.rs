//! Titles by rule, and reading of stored workflows.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use cairn_redact::Secret;
use cairn_workflow::{
    Action, Button, ClipboardUse, Context, ContextKind, Control, Locator, Means, Modifiers, Navigation, Page,
    Point, ReadError, Redacted, ScanMark, SecretValue, Selector, Step, StepId, StepPicture, TabChange,
    Target, Value, read_workflow, title,
};

fn step(action: Action, target: Option<Target>) -> Step {
    Step {
        id: StepId::new(1, [1; 10]),
        seq: 1,
        at: 1,
        action,
        target,
        page: Page::default(),
        signals: vec![],
        after: None,
        picture: StepPicture::Missing { missing: cairn_workflow::NoPicture::NotNeeded },
        unseen: vec![],
        scan: ScanMark::current(),
    }
}

fn named(name: &str) -> Target {
    Target { role: "button".into(), name: Redacted::authored(name), ..Target::default() }
}

fn click(count: u32, button: Button, modifiers: Modifiers) -> Action {
    Action::Click { button, count, modifiers, offset: None, by: Means::Pointer, repeats: 0 }
}

fn plain_click() -> Action {
    click(1, Button::Left, Modifiers::default())
}

fn change(control: Control, value: Value) -> Action {
    Action::Change { control, value }
}

#[test]
fn the_words_beside_a_button_are_not_its_own() {
    let beside =
        |role: &str| Target { role: role.into(), nearby: Redacted::authored("Saved"), ..Target::default() };
    assert_eq!(title(&step(plain_click(), Some(beside("button")))), "Click the button beside **Saved**");
    assert_eq!(title(&step(plain_click(), Some(beside("img")))), "Click **Saved**");
    let labelled = Target { label: Redacted::authored("Close"), ..beside("button") };
    assert_eq!(title(&step(plain_click(), Some(labelled))), "Click **Close**");
}

#[test]
fn clicks() {
    let control = Modifiers { control: true, ..Modifiers::default() };
    assert_eq!(title(&step(plain_click(), Some(named("Save")))), "Click **Save**");
    assert_eq!(
        title(&step(click(2, Button::Left, Modifiers::default()), Some(named("a.txt")))),
        "Double-click **a.txt**"
    );
    assert_eq!(
        title(&step(click(1, Button::Right, Modifiers::default()), Some(named("a.txt")))),
        "Right-click **a.txt**"
    );
    assert_eq!(
        title(&step(click(1, Button::Left, control), Some(named("More")))),
        "Click **More** with **Ctrl** held"
    );
}

#[test]
fn a_target_without_words_is_called_by_its_kind() {
    let button = Target { role: "button".into(), ..Target::default() };
    assert_eq!(title(&step(plain_click(), Some(button))), "Click the button");
    assert_eq!(title(&step(plain_click(), Some(Target::default()))), "Click here");
    let labelled = Target { label: Redacted::authored("E-mail *:"), ..Target::default() };
    assert_eq!(title(&step(plain_click(), Some(labelled))), "Click **E-mail**");
}

#[test]
fn the_row_is_told_only_where_there_are_several() {
    let row = Context { kind: ContextKind::Row, name: Redacted::authored("Ann") };
    let found = |matches| Locator {
        selector: Selector::Role { role: "button".into(), name: Redacted::authored("Edit") },
        matches,
        score: 90,
    };
    let edit =
        |matches| Target { context: vec![row.clone()], locators: vec![found(matches)], ..named("Edit") };
    assert_eq!(title(&step(plain_click(), Some(edit(10)))), "Click **Edit** in the row *Ann*");
    assert_eq!(title(&step(plain_click(), Some(edit(1)))), "Click **Edit**");
}

#[test]
fn values_and_secrets() {
    let text = |text: &str| Value::Text { text: Redacted::authored(text) };
    let field = || Some(named("Region"));
    assert_eq!(title(&step(change(Control::Text, text("alice")), field())), "Type \"alice\" in **Region**");
    assert_eq!(title(&step(change(Control::Text, text("")), field())), "Clear **Region**");
    assert_eq!(
        title(&step(change(Control::Date, text("2026-11-21")), field())),
        "Set \"2026-11-21\" in **Region**"
    );
    let secret = Value::Secret(SecretValue { reason: Secret::OneTimeCode });
    assert_eq!(title(&step(change(Control::Text, secret), field())), "Type a one-time code in **Region**");
    let options = Value::Options { labels: vec![Redacted::authored("Europe")] };
    assert_eq!(title(&step(change(Control::Select, options), field())), "Select \"Europe\" in **Region**");
    let on = || Value::Checked { checked: true };
    assert_eq!(title(&step(change(Control::Check, on()), field())), "Check **Region**");
    assert_eq!(title(&step(change(Control::Radio, on()), field())), "Choose **Region**");
    assert_eq!(title(&step(change(Control::Switch, on()), field())), "Switch on **Region**");
}

#[test]
fn files_drags_and_scrolling() {
    let upload = |names: &[&str], dropped| Action::Upload {
        files: names.iter().map(|name| Redacted::authored(*name)).collect(),
        dropped,
    };
    let title = |action, target| title(&step(action, target));
    assert_eq!(title(upload(&["a.pdf"], false), None), "Choose the file **a.pdf**");
    assert_eq!(
        title(upload(&["a.pdf", "b.pdf"], true), Some(named("Inbox"))),
        "Drop the files **a.pdf, b.pdf** on **Inbox**"
    );
    let drag = Action::Drag { drop: Some(Box::new(named("Done"))), path: vec![Point::default()] };
    assert_eq!(title(drag, Some(named("Buy milk"))), "Drag **Buy milk** to **Done**");
    let to = Point { x: 0.0, y: 400.0 };
    assert_eq!(title(Action::Scroll { from: None, to }, None), "Scroll the page");
    let list = |name: &str, role: &str| Target { role: role.to_owned(), ..named(name) };
    let down = || Action::Scroll { from: Some(Point::default()), to };
    assert_eq!(title(down(), Some(list("Results", "list"))), "Scroll down in **Results**");
    assert_eq!(title(down(), Some(list("", "listbox"))), "Scroll down in the list");
    let back = Action::Scroll { from: Some(to), to: Point { x: 10.0, y: 0.0 } };
    assert_eq!(title(back, Some(list("", ""))), "Scroll up in this part of the page");
    assert_eq!(title(Action::Hover {}, Some(named("Products"))), "Hover over **Products**");
    assert_eq!(title(Action::Clipboard { how: ClipboardUse::Copy }, None), "Copy the selection");
    assert_eq!(
        title(click(5, Button::Left, Modifiers::default()), Some(named("More"))),
        "Click **More** 5 times"
    );
    let again = Action::Click {
        button: Button::Left,
        count: 1,
        modifiers: Modifiers::default(),
        offset: None,
        by: Means::Pointer,
        repeats: 1,
    };
    assert_eq!(title(again, Some(named("+"))), "Click **+** 2 times");
}

#[test]
fn files_chosen_and_files_dropped_survive_the_stored_form() {
    // As written before there was a difference.
    let old: Action = serde_json::from_str(r#"{"type":"upload","files":["a.pdf"]}"#).unwrap();
    assert!(matches!(&old, Action::Upload { files, dropped: false } if files[0].as_str() == "a.pdf"));
    let dropped = Action::Upload { files: vec![], dropped: true };
    let stored = serde_json::to_string(&dropped).unwrap();
    assert_eq!(serde_json::from_str::<Action>(&stored).unwrap(), dropped);
}

#[test]
fn the_browsers_own_ways() {
    let url = Redacted::authored("https://a.example/");
    let go = |how| title(&step(Action::Navigate { how, url: url.clone() }, None));
    assert_eq!(go(Navigation::Typed), "Go to **https://a.example/**");
    assert_eq!(go(Navigation::Back), "Go back");
    assert_eq!(go(Navigation::Reload), "Reload the page");
    let tab = Action::Tab { how: TabChange::Switch, tab: 2, title: Redacted::authored("Orders") };
    assert_eq!(title(&step(tab, None)), "Switch to the tab **Orders**");
    let key =
        |key: &str, modifiers| title(&step(Action::Key { key: Redacted::authored(key), modifiers }, None));
    assert_eq!(key("Enter", Modifiers::default()), "Press **Enter**");
    assert_eq!(key("k", Modifiers { control: true, ..Modifiers::default() }), "Press **Ctrl+K**");
}

#[test]
fn steps_survive_their_stored_form() {
    let secret = Value::Secret(SecretValue { reason: Secret::Password });
    let step = step(change(Control::Text, secret), Some(named("Password")));
    let json = serde_json::to_string(&step).unwrap();
    assert!(json.contains(r#""type":"change""#) && json.contains(r#""kind":"secret""#), "{json}");
    assert_eq!(serde_json::from_str::<Step>(&json).unwrap(), step);
}

#[test]
fn a_newer_or_foreign_document_is_refused_by_name() {
    assert!(matches!(read_workflow(r#"{"v":2}"#), Err(ReadError::Newer { found: 2 })));
    assert!(matches!(read_workflow("{}"), Err(ReadError::NoVersion)));
    assert!(matches!(read_workflow(r#"{"v":1}"#), Err(ReadError::Malformed(_))));
    assert!(matches!(read_workflow("not JSON"), Err(ReadError::Malformed(_))));
}
