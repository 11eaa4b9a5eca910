//! Files, drags, the clipboard.

use cairn_messages::Deed;
use cairn_workflow::{ClipboardUse, Point};
use recorder_core::page::Drop;

use super::*;

fn far(x: f64) -> Point {
    Point { x, y: 0.0 }
}

fn files(name: &str) -> Vec<Redacted<String>> {
    vec![Redacted::authored(name)]
}

/// Presses and releases at a distance, the page having answered or not; then the browser's click.
fn press_and_release(
    page: &mut Page,
    doc: &mut Fake,
    moved: f64,
    answers: bool,
    selecting: bool,
) -> Vec<Observed> {
    press(page, doc, 1, 0);
    doc.generation += u32::from(answers);
    if page.drags(doc, far(moved), selecting).is_some() {
        page.dropped(doc, Drop { node: Some(2), moved: far(moved) }, 300);
    }
    page.click(doc, 1, LEFT, 301);
    told(page)
}

#[test]
fn a_pointer_that_moved_what_the_page_shows_was_dragging() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Other));
    let told = press_and_release(&mut page, &mut doc, 50.0, true, false);
    let [Observed::Did { node: 1, press: Some(1), target: None, deed: Deed::Drag { drop, path }, .. }] =
        &told[..]
    else {
        panic!("{told:?}")
    };
    assert_eq!(drop.as_ref().unwrap().name.as_str(), "node 2");
    assert_eq!(path, &[Point::default(), far(50.0)]);
}

#[test]
fn what_only_slipped_or_did_nothing_is_still_a_click() {
    for (moved, answers) in [(7.0, true), (50.0, false)] {
        let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Other));
        let told = press_and_release(&mut page, &mut doc, moved, answers, false);
        assert!(matches!(told[..], [Observed::Click { node: 1, .. }]), "{moved}: {told:?}");
    }
    // Hands slip more on what they mean to click.
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Pressable));
    let told = press_and_release(&mut page, &mut doc, 25.0, true, false);
    assert!(matches!(told[..], [Observed::Click { node: 1, .. }]));
    let told = press_and_release(&mut page, &mut doc, 35.0, true, false);
    assert!(matches!(told[..], [Observed::Did { deed: Deed::Drag { .. }, .. }]));
}

#[test]
fn selecting_text_is_nothing_and_a_slider_is_its_change() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Other));
    assert_eq!(press_and_release(&mut page, &mut doc, 90.0, true, true), []);
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Range)));
    assert_eq!(press_and_release(&mut page, &mut doc, 90.0, true, false), []);
}

#[test]
fn a_stroke_on_a_canvas_shows_nothing_and_is_a_drag() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Other));
    doc.canvas = Some(1);
    let told = press_and_release(&mut page, &mut doc, 20.0, false, false);
    assert!(matches!(told[..], [Observed::Did { deed: Deed::Drag { .. }, .. }]));
}

#[test]
fn what_the_browser_drags_is_told_when_it_is_dropped() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Other));
    doc.kinds.insert(3, Kind::Field(Control::Text));
    let drop = |node| Drop { node: Some(node), moved: far(100.0) };
    press(&mut page, &mut doc, 1, 0);
    page.drag_start(&mut doc, 4, far(5.0));
    page.dropped(&mut doc, drop(2), 900);
    let told = super::told(&mut page);
    let [
        Observed::Did {
            node: 4, press: Some(1), target: Some(target), deed: Deed::Drag { path, .. }, ..
        },
    ] = &told[..]
    else {
        panic!("{told:?}")
    };
    assert_eq!((target.name.as_str(), &path[..]), ("node 4", &[far(5.0), far(105.0)][..]));
    // Let go where nobody takes it; and into a field, whose change tells.
    page.drag_start(&mut doc, 4, far(5.0));
    page.drag_end();
    page.dropped(&mut doc, drop(2), 1_000);
    page.drag_start(&mut doc, 4, far(5.0));
    page.dropped(&mut doc, drop(3), 1_100);
    assert_eq!(super::told(&mut page), []);
}

#[test]
fn files_are_told_by_name() {
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Pressable));
    press(&mut page, &mut doc, 1, 0);
    page.click(&mut doc, 1, LEFT, 80);
    page.files(&mut doc, 1, None, files("a.pdf"), 5_000);
    page.files(&mut doc, 2, Some(9), files("b.pdf"), 6_000);
    let told = told(&mut page);
    assert!(
        matches!(&told[1], Observed::Did { node: 1, press: Some(1), deed: Deed::Upload { files, dropped: false }, .. }
        if files[0].as_str() == "a.pdf")
    );
    assert!(matches!(
        &told[2],
        Observed::Did { node: 2, press: Some(9), deed: Deed::Upload { dropped: true, .. }, .. }
    ));
}

#[test]
fn the_clipboard_is_told_where_no_field_and_no_click_tells_it() {
    let chord = |page: &mut Page, doc: &mut Fake, node, name: &str, at| {
        let modifiers = Modifiers { control: true, ..Modifiers::default() };
        page.key_down(doc, None, node, &KeyPress { key: name.into(), modifiers, ..KeyPress::default() }, at);
    };
    let (mut page, mut doc) = (Page::new(), Fake::with(1, Kind::Field(Control::Text)));
    chord(&mut page, &mut doc, 2, "c", 0);
    page.clipboard(&mut doc, 2, ClipboardUse::Copy, 5);
    chord(&mut page, &mut doc, 1, "x", 100);
    page.clipboard(&mut doc, 1, ClipboardUse::Cut, 105);
    page.clipboard(&mut doc, 1, ClipboardUse::Paste, 110);
    // A button that copies: the click is the step.
    click(&mut page, &mut doc, 2, 3_000);
    page.clipboard(&mut doc, 2, ClipboardUse::Copy, 3_090);
    let told = told(&mut page);
    assert!(matches!(
        told[0],
        Observed::Did { target: None, deed: Deed::Clipboard { how: ClipboardUse::Copy }, .. }
    ));
    assert!(matches!(told[1], Observed::Click { .. }));
    assert_eq!(told.len(), 2, "{told:?}");
}
