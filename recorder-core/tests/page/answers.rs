//! What the page does in answer to a press or key, and what the step is then.

use super::*;

#[test]
fn a_press_that_gets_no_click_is_the_action_if_it_was_not_taken_back() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Pressable));
    press(&mut page, &mut doc, 1, 0);
    page.press_counts(&mut doc, 300);
    // Told once: neither a click that comes after all, nor the page's end tells it again.
    page.click(&mut doc, 1, LEFT, 310);
    page.press_counts(&mut doc, 320);
    assert!(matches!(
        told(&mut page)[..],
        [Observed::Click { node: 1, press: Some(1), by: Means::Pointer, .. }]
    ));
}

#[test]
fn a_switch_that_is_gone_at_its_press_was_clicked() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Toggle(Control::Switch)));
    doc.on.insert(1, false);
    press(&mut page, &mut doc, 1, 0);
    page.press_counts(&mut doc, 80);
    page.finish(&mut doc, 90);
    assert!(matches!(told(&mut page)[..], [Observed::Click { node: 1, .. }]));
}

#[test]
fn what_was_no_action_counts_no_more_when_the_page_goes() {
    let none = |kind: Kind, act: fn(&mut Page, &mut Fake), at: i64| {
        let (mut page, mut doc) = (Page::new(), Fake::with(1, kind));
        press(&mut page, &mut doc, 1, 0);
        act(&mut page, &mut doc);
        page.take();
        page.press_counts(&mut doc, at);
        assert_eq!(told(&mut page), []);
    };
    none(Kind::Field(Control::Text), |_, _| {}, 100);
    none(Kind::Field(Control::Select), |_, _| {}, 100);
    none(Kind::Pressable, |_, _| {}, 60_000);
    none(Kind::Other, |page, doc| page.drag_start(doc, 1, cairn_workflow::Point::default()), 100);
    none(Kind::Pressable, |page, doc| key(page, doc, 1, "Escape", 50), 100);
    none(Kind::Pressable, |page, doc| page.click(doc, 1, LEFT, 50), 100);
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Pressable));
    let number = page.next_press();
    page.pointer_down(&mut doc, number, 1, Pointer { button: Button::Right, ..LEFT }, 0);
    page.press_counts(&mut doc, 100);
    assert_eq!(told(&mut page), []);
}

#[test]
fn the_way_through_a_group_by_arrows_is_told_under_one_number() {
    let (mut page, mut doc) = (Page::new(), Fake::default());
    for node in 1..=4 {
        doc.kinds.insert(node, Kind::Field(Control::Radio));
        doc.on.insert(node, true);
    }
    for node in 1..=2 {
        key(&mut page, &mut doc, node, "ArrowDown", i64::from(node) * 100);
        page.change(&mut doc, node + 1, i64::from(node) * 100 + 1);
    }
    // Another group.
    key(&mut page, &mut doc, 9, "ArrowDown", 400);
    page.change(&mut doc, 4, 401);
    let nodes: Vec<(Node, String)> = told(&mut page)
        .iter()
        .map(|what| match what {
            Observed::Change { node, target, .. } => (*node, target.name.as_str().to_owned()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(nodes, [(2, "node 2".to_owned()), (2, "node 3".to_owned()), (4, "node 4".to_owned())]);
}

#[test]
fn a_radio_button_that_is_pressed_is_a_choice_of_its_own() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Radio)));
    doc.kinds.insert(2, Kind::Field(Control::Radio));
    key(&mut page, &mut doc, 1, "ArrowDown", 0);
    page.change(&mut doc, 2, 1);
    click(&mut page, &mut doc, 1, 500);
    page.change(&mut doc, 1, 581);
    assert!(matches!(
        told(&mut page)[..],
        [Observed::Change { node: 2, .. }, Observed::Change { node: 1, press: Some(_), .. }]
    ));
}

#[test]
fn a_field_that_is_drawn_anew_at_each_key_is_compared_with_its_beginning() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    let drawn_anew = |page: &mut Page, doc: &mut Fake, at: i64| {
        // Chrome tells of the field that is removed with the focus; the new one has the old one's number.
        page.change(doc, 1, at);
        page.blur(doc, 1, at);
        assert_eq!(page.types_in(), Some(1));
        page.focus_again(doc, 1);
    };
    page.focus(&mut doc, 1);
    type_into(&mut page, &mut doc, 1, "a", 0);
    drawn_anew(&mut page, &mut doc, 1);
    type_into(&mut page, &mut doc, 1, "n", 200);
    drawn_anew(&mut page, &mut doc, 201);
    key(&mut page, &mut doc, 1, "Backspace", 400);
    doc.values.insert(1, "a".into());
    page.input(&mut doc, 1, 400);
    drawn_anew(&mut page, &mut doc, 401);
    key(&mut page, &mut doc, 1, "Backspace", 600);
    doc.values.remove(&1);
    page.input(&mut doc, 1, 600);
    drawn_anew(&mut page, &mut doc, 601);
    let told = told(&mut page);
    let told: Vec<_> = told.iter().map(text_of).collect();
    assert_eq!(told, [("a", true, false), ("an", true, false), ("a", true, false), ("", true, true)]);
}

#[test]
fn who_goes_on_to_another_field_types_no_more_in_the_one_before() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    page.focus(&mut doc, 1);
    type_into(&mut page, &mut doc, 1, "a", 0);
    key(&mut page, &mut doc, 1, "Tab", 100);
    assert_eq!(page.types_in(), None);
    type_into(&mut page, &mut doc, 1, "b", 200);
    key(&mut page, &mut doc, 1, "Enter", 300);
    assert_eq!(page.types_in(), None);
    type_into(&mut page, &mut doc, 1, "c", 400);
    press(&mut page, &mut doc, 2, 500);
    assert_eq!(page.types_in(), None);
}
