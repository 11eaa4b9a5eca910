//! Presses of which all is known before they come.

use recorder_core::page::Grasp;

use super::*;

fn grasp(page: &mut Page, doc: &mut Fake, node: Node) -> Grasp<Box<Target>> {
    let press = page.next_press();
    Grasp {
        press,
        node,
        target: doc.describe(node),
        layout: doc.layout(),
        unseen: doc.unseen(node),
        was: doc.checked(node),
    }
}

#[test]
fn a_press_that_was_expected_is_told_like_any_other() {
    for kind in [Kind::Pressable, Kind::Other, Kind::Field(Control::Text), Kind::Field(Control::Select)] {
        let (mut one, mut other) = (Page::new(), Page::new());
        let (mut doc, mut same) = (Fake::with(1, kind), Fake::with(1, kind));
        click(&mut one, &mut doc, 1, 0);
        let grasp = grasp(&mut other, &mut same, 1);
        other.grasped(&mut same, grasp, LEFT, 0);
        other.click(&mut same, 1, LEFT, 80);
        assert_eq!(one.take(), other.take(), "{kind:?}");
    }
}

#[test]
fn a_field_in_the_middle_of_its_editing_is_no_calm() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    assert!(page.calms(&mut doc, 0));
    page.focus(&mut doc, 1);
    assert!(page.calms(&mut doc, 0) && !page.is_editing(1), "nothing was typed yet");
    type_into(&mut page, &mut doc, 1, "a", 100);
    assert!(!page.calms(&mut doc, 0) && page.is_editing(1));
    page.blur(&mut doc, 1, 200);
    assert!(page.calms(&mut doc, 0) && !page.is_editing(1));
}

#[test]
fn a_switch_that_may_still_flip_is_told_by_the_next_press() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Toggle(Control::Switch)));
    doc.on.insert(1, false);
    let grasp = grasp(&mut page, &mut doc, 1);
    doc.on.insert(1, true);
    // Looked into later: by then it had flipped.
    page.grasped(&mut doc, grasp, LEFT, 0);
    page.click(&mut doc, 1, LEFT, 80);
    page.take();
    assert!(page.calms(&mut doc, 120));
    assert!(matches!(
        page.take().as_slice(),
        [Output::Observe { at: 80, what: Observed::Change { value: Value::Checked { checked: true }, .. } }]
    ));
}

#[test]
fn a_field_that_was_pressed_begins_as_things_stood_at_the_press() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    doc.generation = 3;
    let grasp = grasp(&mut page, &mut doc, 1);
    page.grasped(&mut doc, grasp, LEFT, 0);
    // Looked into later: the page has answered meanwhile.
    doc.generation = 4;
    page.focus(&mut doc, 1);
    page.touch(&mut doc, 1, 300);
    doc.values.insert(1, "a".to_owned());
    page.input(&mut doc, 1, 300);
    page.blur(&mut doc, 1, 600);
    let told = told(&mut page);
    let Some(Observed::Change { layout, press: Some(1), .. }) = told.last() else { panic!("{told:?}") };
    assert_eq!(layout.generation, 3);
}
