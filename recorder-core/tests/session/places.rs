//! Frames of other origins: what is in them is put where it lies in the top page, or not at all.

use cairn_messages::{Around, FromContent, Inner, Layout, Observation, Observed, PROTOCOL, ToContent};
use cairn_redact::Redacted;
use cairn_workflow::{NoPicture, Rect, Step, StepPicture, Target, Unseen};
use recorder_core::session::{CapturedFrame, Effect, Input, Source};

use super::bench::*;

const FIELD: Rect = Rect { x: 10.0, y: 4.0, width: 20.0, height: 8.0 };
/// Where it lies in the top page, by [`top`].
const SEEN: Rect = Rect { x: 35.0, y: 42.0, width: 10.0, height: 4.0 };

/// The frame lies at 30, 40 and is shown at half its size.
fn top(index: u32, at: i64) -> Layout {
    let square = Rect { x: 30.0, y: 40.0, width: 500.0, height: 500.0 };
    let inner = vec![Inner { index, square, width: 60.0, height: 30.0 }];
    Layout { around: Some(Box::new(Around { inner, ..Around::default() })), ..layout(1, at) }
}

/// The document in the frame, which has a secret field.
fn inner(path: &[u32], at: i64) -> Layout {
    let around = Around {
        path: path.to_vec(),
        base: u32::try_from(path.len()).unwrap(),
        width: 60.0,
        height: 31.0,
        inner: vec![],
    };
    Layout { placed: false, masks: vec![FIELD], around: Some(Box::new(around)), ..layout(1, at) }
}

fn say(bench: &mut Bench, document: &str, message: FromContent) {
    let source = Source { tab: TAB, frame: 3, document: document.into() };
    bench.give(Input::Content { source, message });
}

fn enter(bench: &mut Bench, document: &str) {
    say(bench, document, FromContent::Hello { protocol: PROTOCOL, top: false });
}

/// A press and click on the field of the frame.
fn click(bench: &mut Bench, document: &str, layout: Layout) -> Step {
    let target = Box::new(Target { rect: FIELD, ..target(1) });
    let (at, url, title) = (bench.now, Redacted::default(), Redacted::default());
    let seen = |n, what| Observation { n, at, url: url.clone(), title: title.clone(), what };
    let press =
        Observed::Press { press: 1, target, layout, unseen: vec![], scrolled: false, reached: vec![] };
    let observations = vec![seen(1, press), seen(2, clicked(1, 1, 1, false))];
    say(bench, document, FromContent::Observed { observations });
    bench.steps().pop().unwrap()
}

/// The frame of the press comes, and both documents say how they stand.
fn frame(bench: &mut Bench, now: Layout, then: Layout, above: Layout) {
    let frame = CapturedFrame { id: 1, asked_at: bench.now, came_at: bench.now + 40 };
    let document = "inner".to_owned();
    bench.give(Input::PressFrame { tab: TAB, document, press: 1, layout: now, frame: Some(frame) });
    let asked = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::Content { message: ToContent::Measure { request }, .. } => Some(*request),
        _ => None,
    });
    bench.measured(above);
    let request = asked.unwrap();
    say(bench, "inner", FromContent::Measured { request, layout: then, rises: vec![] });
}

fn started() -> Bench {
    let mut bench = Bench::started();
    bench.content("doc", TAB, FromContent::Quiet { layout: top(0, bench.now) });
    enter(&mut bench, "inner");
    bench
}

fn masks(bench: &Bench) -> Option<Vec<Rect>> {
    bench.effects.iter().find_map(|effect| match effect {
        Effect::Encode { masks, .. } => Some(masks.clone()),
        _ => None,
    })
}

#[test]
fn a_target_in_a_frame_of_another_origin_is_where_the_page_around_says() {
    let mut bench = started();
    let layout = inner(&[0], bench.now);
    let step = click(&mut bench, "inner", layout);
    assert_eq!((step.target.unwrap().rect, step.unseen), (SEEN, vec![]));
}

#[test]
fn the_last_words_of_a_field_come_when_the_page_around_is_gone() {
    let mut bench = started();
    let mut typed_at = |n, text: &str, done| {
        let Observed::Change { control, value, target, .. } = typed(5, text, done, false) else { panic!() };
        let target = Box::new(Target { rect: FIELD, ..*target });
        let layout = inner(&[0], bench.now);
        let (press, unchanged) = (None, false);
        let what = Observed::Change { node: 5, press, target, control, value, done, unchanged, layout };
        let (at, url, title) = (bench.now, Redacted::default(), Redacted::default());
        let observations = vec![Observation { n, at, url, title, what }];
        say(&mut bench, "inner", FromContent::Observed { observations });
        bench.give(Input::ContentGone { document: "doc".into() });
        bench.steps()
    };
    typed_at(1, "a", false);
    let steps = typed_at(2, "an", true);
    assert_eq!(
        (titles(&steps), steps[0].target.as_ref().unwrap().rect),
        (vec!["Type \"an\" in **node 5**".to_owned()], SEEN)
    );
}

#[test]
fn frames_within_frames_are_followed() {
    let mut bench = started();
    let square = Rect { x: 2.0, y: 6.0, width: 1_000.0, height: 1_000.0 };
    let mut middle = inner(&[0], bench.now);
    let deeper = Inner { index: 1, square, width: 60.0, height: 31.0 };
    middle.around.as_mut().unwrap().inner.push(deeper);
    say(&mut bench, "inner", FromContent::Quiet { layout: middle });
    enter(&mut bench, "deep");
    let layout = inner(&[0, 1], bench.now);
    let rect = click(&mut bench, "deep", layout).target.unwrap().rect;
    assert_eq!(rect, Rect { x: 36.0, y: 45.0, ..SEEN });
}

#[test]
fn what_no_one_places_has_no_rectangle_and_its_secrets_no_picture() {
    let wrong_size = |mut layout: Layout| {
        layout.around.as_mut().unwrap().width = 90.0;
        layout
    };
    let far = |mut layout: Layout| {
        layout.around.as_mut().unwrap().inner[0].square.width = f64::NAN;
        layout
    };
    let same = |layout: Layout| layout;
    type Change = fn(Layout) -> Layout;
    let cases: [(Change, &[u32], Change); 4] =
        [(same, &[1], same), (same, &[0], wrong_size), (far, &[0], same), (same, &[], same)];
    for (above, path, below) in cases {
        let mut bench = started();
        let above = above(top(0, bench.now));
        bench.content("doc", TAB, FromContent::Quiet { layout: above.clone() });
        let layout = below(inner(path, bench.now));
        let step = click(&mut bench, "inner", layout.clone());
        assert_eq!(step.target.unwrap().rect, Rect::default());
        assert_eq!(step.unseen, [Unseen::ForeignFrame]);
        frame(&mut bench, layout.clone(), layout, above);
        bench.wait(2_000);
        assert_eq!(masks(&bench), None);
        assert_eq!(bench.steps()[0].picture, StepPicture::Missing { missing: NoPicture::NotTaken });
    }
}

#[test]
fn two_documents_that_say_they_stand_around_a_frame_are_not_believed() {
    let mut bench = started();
    for (document, index) in [("one", 0), ("other", 0)] {
        enter(&mut bench, document);
        let mut layout = inner(&[index], bench.now);
        layout.around.as_mut().unwrap().inner.push(Inner { index: 1, ..top(1, 0).around.unwrap().inner[0] });
        say(&mut bench, document, FromContent::Quiet { layout });
    }
    let layout = inner(&[0, 1], bench.now);
    assert_eq!(click(&mut bench, "inner", layout).target.unwrap().rect, Rect::default());
    // A frame is never the top page, whatever it says.
    let mut liar = inner(&[], bench.now);
    liar.around.as_mut().unwrap().inner = top(0, 0).around.unwrap().inner;
    say(&mut bench, "one", FromContent::Quiet { layout: liar });
    let layout = inner(&[0], bench.now);
    enter(&mut bench, "honest");
    assert_eq!(click(&mut bench, "honest", layout).target.unwrap().rect, SEEN);
}

#[test]
fn secrets_are_filled_where_they_are_in_the_top_page() {
    let mut bench = started();
    let layout = inner(&[0], bench.now);
    click(&mut bench, "inner", layout.clone());
    let above = top(0, bench.now + 50);
    frame(&mut bench, layout.clone(), layout, above);
    assert_eq!(masks(&bench), Some(vec![SEEN]));
}

#[test]
fn a_frame_of_a_page_that_was_moving_is_not_shown() {
    let mut bench = started();
    let layout = inner(&[0], bench.now);
    click(&mut bench, "inner", layout.clone());
    let mut above = top(0, bench.now + 50);
    above.around.as_mut().unwrap().inner[0].square.y -= 30.0;
    frame(&mut bench, layout.clone(), layout, above);
    assert_eq!(masks(&bench), None);
}

#[test]
fn a_frame_from_before_the_page_around_was_scrolled_does_not_fit() {
    let mut bench = started();
    let layout = inner(&[0], bench.now);
    say(&mut bench, "inner", FromContent::Quiet { layout: layout.clone() });
    bench.wait(520);
    let request = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::Capture { request, .. } => Some(*request),
        _ => None,
    });
    let taken = CapturedFrame { id: 9, asked_at: bench.now, came_at: bench.now };
    bench.give(Input::Captured { request: request.unwrap(), frame: Some(taken), other_tab: false });
    let asked = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::Content { message: ToContent::Measure { request }, .. } => Some(*request),
        _ => None,
    });
    bench.measured(top(0, bench.now));
    let request = asked.unwrap();
    let layout = inner(&[0], bench.now);
    say(&mut bench, "inner", FromContent::Measured { request, layout: layout.clone(), rises: vec![] });
    let mut above = top(0, bench.now + 10);
    above.around.as_mut().unwrap().inner[0].square.y -= 30.0;
    bench.content("doc", TAB, FromContent::Quiet { layout: above });
    bench.now += 400;
    let layout = Layout { at: bench.now, ..layout };
    let step = click(&mut bench, "inner", layout);
    assert_eq!(step.target.unwrap().rect.y, SEEN.y - 30.0);
    assert_eq!(masks(&bench), None, "the frame of before is of another place");
}
