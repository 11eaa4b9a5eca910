//! The page machine against a document of numbers.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "page/answers.rs"]
mod answers;
#[path = "page/deeds.rs"]
mod deeds;
#[path = "page/grasp.rs"]
mod grasp;

use std::collections::HashMap;

use cairn_messages::{Layout, Observed};
use cairn_redact::{Gate, PageText, Redacted, Value};
use cairn_workflow::{Button, Control, Means, Modifiers, Target, Unseen};
use recorder_core::page::{Document, KeyPress, Kind, Node, Output, Page, Pointer};

#[derive(Default)]
struct Fake {
    kinds: HashMap<Node, Kind>,
    values: HashMap<Node, String>,
    on: HashMap<Node, bool>,
    native: bool,
    generation: u32,
    canvas: Option<Node>,
}

impl Fake {
    fn with(node: Node, kind: Kind) -> Self {
        Self { kinds: HashMap::from([(node, kind)]), native: true, ..Self::default() }
    }
}

impl Document for Fake {
    type Target = Box<Target>;
    fn describe(&mut self, node: Node) -> Box<Target> {
        Box::new(Target { name: Redacted::authored(format!("node {node}")), ..Target::default() })
    }
    fn unseen(&mut self, node: Node) -> Vec<Unseen> {
        self.canvas.filter(|canvas| *canvas == node).map(|_| Unseen::Canvas).into_iter().collect()
    }
    fn value(&mut self, node: Node) -> Value {
        let text = self.values.get(&node).cloned().unwrap_or_default();
        Gate::new().value(&PageText::from_page(text), &PageText::default(), None, 100)
    }
    fn fingerprint(&mut self, node: Node) -> u64 {
        self.values.get(&node).map_or(0, |value| {
            value.bytes().fold(7, |h: u64, b| h.wrapping_mul(31).wrapping_add(u64::from(b)))
        })
    }
    fn checked(&mut self, node: Node) -> Option<bool> {
        self.on.get(&node).copied()
    }
    fn layout(&mut self) -> Layout {
        Layout { placed: true, generation: self.generation, ..Layout::default() }
    }
    fn kind(&mut self, node: Node) -> Kind {
        self.kinds.get(&node).copied().unwrap_or(Kind::Other)
    }
    fn autofilled(&mut self, _: Node) -> bool {
        false
    }
    fn clicks_by_key(&mut self, _: Node) -> bool {
        self.native
    }
}

const LEFT: Pointer = Pointer {
    button: Button::Left,
    detail: 1,
    modifiers: Modifiers { alt: false, control: false, meta: false, shift: false },
    offset: None,
    scrolled: false,
};

fn press(page: &mut Page, doc: &mut Fake, node: Node, at: i64) {
    let press = page.next_press();
    page.pointer_down(doc, press, node, LEFT, at);
}

fn click(page: &mut Page, doc: &mut Fake, node: Node, at: i64) {
    press(page, doc, node, at);
    page.click(doc, node, LEFT, at + 80);
}

fn key(page: &mut Page, doc: &mut Fake, node: Node, name: &str, at: i64) {
    let key = KeyPress { key: name.to_owned(), ..KeyPress::default() };
    let frame = page.wants_frame(doc, node, &key).then(|| (page.next_press(), doc.layout()));
    page.key_down(doc, frame, node, &key, at);
}

/// Types into a field as a browser reports it.
fn type_into(page: &mut Page, doc: &mut Fake, node: Node, text: &str, at: i64) {
    for c in text.chars() {
        key(page, doc, node, &c.to_string(), at);
        doc.values.entry(node).or_default().push(c);
        page.input(doc, node, at);
    }
}

/// What was observed, presses apart.
fn told(page: &mut Page) -> Vec<Observed> {
    page.take()
        .into_iter()
        .filter_map(|output| match output {
            Output::Observe { what: Observed::Press { .. }, .. } | Output::Wake { .. } | Output::Changed => {
                None
            }
            Output::Observe { what, .. } => Some(what),
        })
        .collect()
}

fn text_of(what: &Observed) -> (&str, bool, bool) {
    match what {
        Observed::Change { value: Value::Text { text }, done, unchanged, .. } => {
            (text.as_str(), *done, *unchanged)
        }
        other => panic!("no text: {other:?}"),
    }
}

#[test]
fn a_click_counts_for_what_was_pressed() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Pressable));
    press(&mut page, &mut doc, 1, 0);
    // The menu is gone at the release, and the click lands on what was below.
    page.click(&mut doc, 2, LEFT, 80);
    assert!(matches!(told(&mut page)[..], [Observed::Click { node: 1, press: Some(1), count: 1, .. }]));
}

#[test]
fn the_click_that_a_label_forwards_is_no_second_one() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Check)));
    doc.on.insert(1, true);
    click(&mut page, &mut doc, 1, 0);
    page.click(&mut doc, 1, Pointer { detail: 0, ..LEFT }, 81);
    page.change(&mut doc, 1, 82);
    assert!(matches!(
        told(&mut page)[..],
        [Observed::Change { control: Control::Check, press: Some(1), done: true, .. }]
    ));
}

#[test]
fn a_page_that_flips_its_own_box_makes_no_step() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Check)));
    click(&mut page, &mut doc, 2, 0);
    page.change(&mut doc, 1, 90);
    assert_eq!(told(&mut page).len(), 1, "only the click on the button");
}

#[test]
fn typing_is_one_field_whose_last_value_counts() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    click(&mut page, &mut doc, 1, 0);
    page.focus(&mut doc, 1);
    type_into(&mut page, &mut doc, 1, "ann", 300);
    page.tick(&mut doc, 500);
    page.tick(&mut doc, 600);
    type_into(&mut page, &mut doc, 1, "a", 700);
    page.change(&mut doc, 1, 800);
    page.blur(&mut doc, 1, 801);
    let told = told(&mut page);
    assert!(matches!(told[0], Observed::Click { focuses_text: true, .. }));
    assert_eq!(text_of(&told[1]), ("ann", false, false));
    assert_eq!(text_of(&told[2]), ("anna", true, false));
    assert_eq!(told.len(), 3);
}

#[test]
fn typing_is_not_told_letter_by_letter_but_not_kept_for_long() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    page.focus(&mut doc, 1);
    for nth in 0..20 {
        type_into(&mut page, &mut doc, 1, "a", nth * 150);
        page.tick(&mut doc, nth * 150 + 100);
    }
    let told = told(&mut page);
    assert_eq!(told.len(), 1, "in three seconds of typing without a pause");
    assert_eq!(text_of(&told[0]).0, "a".repeat(14));
}

#[test]
fn back_to_the_old_value_is_said() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    page.focus(&mut doc, 1);
    type_into(&mut page, &mut doc, 1, "x", 0);
    page.tick(&mut doc, 300);
    key(&mut page, &mut doc, 1, "Backspace", 400);
    doc.values.insert(1, String::new());
    doc.values.remove(&1);
    page.input(&mut doc, 1, 400);
    page.blur(&mut doc, 1, 500);
    let told = told(&mut page);
    assert_eq!(text_of(&told[0]), ("x", false, false));
    assert_eq!(text_of(&told[1]), ("", true, true));
}

#[test]
fn scripts_that_type_are_not_the_person() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    doc.values.insert(1, "by script".to_owned());
    page.input(&mut doc, 1, 5_000);
    page.change(&mut doc, 1, 5_001);
    assert_eq!(told(&mut page), []);
}

#[test]
fn enter_in_a_field_is_a_key_and_not_the_click_it_causes() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    doc.kinds.insert(2, Kind::Pressable);
    page.focus(&mut doc, 1);
    type_into(&mut page, &mut doc, 1, "q", 0);
    key(&mut page, &mut doc, 1, "Enter", 100);
    page.change(&mut doc, 1, 101);
    page.click(&mut doc, 2, Pointer { detail: 0, ..LEFT }, 102);
    let told = told(&mut page);
    assert_eq!(text_of(&told[0]), ("q", true, false));
    assert!(matches!(&told[1], Observed::Key { key, .. } if key.as_str() == "Enter"));
    assert_eq!(told.len(), 2);
}

#[test]
fn enter_on_a_button_is_its_click() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Pressable));
    key(&mut page, &mut doc, 1, "Enter", 0);
    page.click(&mut doc, 1, Pointer { detail: 0, ..LEFT }, 1);
    assert!(matches!(told(&mut page)[..], [Observed::Click { by: Means::Keyboard, node: 1, .. }]));
}

#[test]
fn a_drawn_switch_is_read_after_the_page_reacted() {
    for native in [true, false] {
        let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Toggle(Control::Switch)));
        doc.native = native;
        doc.on.insert(1, false);
        click(&mut page, &mut doc, 1, 0);
        doc.on.insert(1, true);
        page.tick(&mut doc, 200);
        assert!(matches!(
            told(&mut page)[..],
            [Observed::Change { control: Control::Switch, value: Value::Checked { checked: true }, .. }]
        ));
    }
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Toggle(Control::Switch)));
    doc.on.insert(1, false);
    click(&mut page, &mut doc, 1, 0);
    page.tick(&mut doc, 200);
    assert!(matches!(told(&mut page)[..], [Observed::Click { node: 1, .. }]), "it did not flip");
}

#[test]
fn space_on_a_switch_without_a_native_click() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Toggle(Control::Check)));
    doc.native = false;
    doc.on.insert(1, false);
    key(&mut page, &mut doc, 1, " ", 0);
    doc.on.insert(1, true);
    page.tick(&mut doc, 100);
    assert!(matches!(
        told(&mut page)[..],
        [Observed::Change { value: Value::Checked { checked: true }, .. }]
    ));
}

#[test]
fn arrows_choose_among_radio_buttons() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Radio)));
    doc.kinds.insert(2, Kind::Field(Control::Radio));
    doc.on.insert(2, true);
    key(&mut page, &mut doc, 1, "ArrowDown", 0);
    page.change(&mut doc, 2, 1);
    assert!(matches!(told(&mut page)[..], [Observed::Change { node: 2, control: Control::Radio, .. }]));
}

#[test]
fn right_click_is_told_once() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Pressable));
    let right = Pointer { button: Button::Right, ..LEFT };
    let number = page.next_press();
    page.pointer_down(&mut doc, number, 1, right, 0);
    page.click(&mut doc, 1, right, 1);
    page.click(&mut doc, 1, right, 2);
    assert!(matches!(told(&mut page)[..], [Observed::Click { button: Button::Right, .. }]));
}

#[test]
fn a_finger_held_down_is_the_right_button() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Pressable));
    press(&mut page, &mut doc, 1, 0);
    let menu = Pointer { button: Button::Right, ..LEFT };
    page.click(&mut doc, 1, menu, 700);
    assert!(told(&mut page).is_empty(), "pressed by the left button");
    page.held();
    page.click(&mut doc, 1, menu, 700);
    assert!(matches!(told(&mut page)[..], [Observed::Click { button: Button::Right, .. }]));
}

#[test]
fn leaving_a_field_changes_nothing_that_can_be_seen() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    page.focus(&mut doc, 1);
    type_into(&mut page, &mut doc, 1, "ann", 0);
    page.take();
    key(&mut page, &mut doc, 1, "Tab", 500);
    page.change(&mut doc, 1, 501);
    page.blur(&mut doc, 1, 501);
    assert!(!page.take().contains(&Output::Changed));
}

#[test]
fn a_field_that_the_page_rewrites_when_it_is_left_has_changed() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    page.focus(&mut doc, 1);
    type_into(&mut page, &mut doc, 1, "12", 0);
    page.change(&mut doc, 1, 501);
    page.take();
    doc.values.insert(1, "12.00".into());
    page.blur(&mut doc, 1, 501);
    assert!(page.take().contains(&Output::Changed));
}

#[test]
fn a_list_that_was_pressed_and_then_worked_by_keys_began_with_the_press() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Select)));
    press(&mut page, &mut doc, 1, 0);
    key(&mut page, &mut doc, 1, "ArrowDown", 300);
    doc.values.insert(1, "Africa".into());
    page.change(&mut doc, 1, 301);
    assert!(matches!(told(&mut page)[..], [Observed::Change { press: Some(1), .. }]));
}
