//! What is seen becomes steps with pictures.

use cairn_messages::{FromContent, FromWorker, Layout, Observed, RecordingState, TabFacts, UploadState};
use cairn_redact::{Redacted, Value};
use cairn_workflow::{
    Action, Control, Moment, Navigation, NoPicture, Rect, SessionId, Signal, StepPicture, TabChange, Target,
};
use recorder_core::session::{CapturedFrame, Effect, Input, Session};

use super::bench::*;

#[test]
fn clicks_become_numbered_steps_and_resent_ones_do_not_double() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.click(2, 1);
    bench.n -= 1;
    bench.see(clicked(2, 2, 1, false));
    assert_eq!(titles(&bench.steps()), ["Click **node 1**", "Click **node 2**"]);
    assert_eq!(bench.steps().iter().map(|step| step.seq).collect::<Vec<_>>(), [1, 2]);
    assert!(bench.effects.contains(&Effect::Ack { document: "doc".into(), n: bench.n }));
}

#[test]
fn the_click_that_focuses_a_field_becomes_the_typing() {
    let mut bench = Bench::started();
    bench.see(pressed(1, 5, layout(1, 1_000)));
    bench.see(clicked(1, 5, 1, true));
    bench.see(typed(5, "an", false, false));
    bench.see(typed(5, "ann", true, false));
    assert_eq!(titles(&bench.steps()), ["Type \"ann\" in **node 5**"]);
    bench.see(typed(6, "x", false, false));
    bench.see(typed(6, "", true, true));
    assert_eq!(bench.steps().len(), 1, "a field back at its old value is no step");
}

#[test]
fn a_double_click_is_one_step() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.now += 120;
    bench.see(clicked(1, 1, 2, false));
    let steps = bench.steps();
    assert_eq!(titles(&steps), ["Double-click **node 1**"]);
}

#[test]
fn navigations_are_signals_of_their_cause_and_steps_without_one() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    let committed = |url: &str, transition: &str, qualifiers: &[&str], at| {
        Input::Worker(FromWorker::Committed {
            tab: TAB,
            url: url.into(),
            transition: transition.into(),
            qualifiers: qualifiers.iter().map(|q| (*q).to_owned()).collect(),
            at,
        })
    };
    bench.give(committed("http://a.example/b?x=1", "link", &[], bench.now + 200));
    let steps = bench.steps();
    assert_eq!(steps.len(), 1);
    assert!(
        matches!(&steps[0].signals[..], [Signal::Navigation { url }] if url.as_str() == "http://a.example/b?x=•••")
    );
    bench.give(committed("http://a.example/?q=1", "link", &["forward_back"], bench.now + 9_000));
    bench.give(committed("http://a.example/b?x=1", "link", &["forward_back"], bench.now + 12_000));
    bench.give(committed("http://a.example/b?x=1", "reload", &[], bench.now + 15_000));
    bench.give(committed("http://c.example/", "typed", &["from_address_bar"], bench.now + 18_000));
    let hows: Vec<_> = bench
        .steps()
        .iter()
        .skip(1)
        .map(|step| match &step.action {
            Action::Navigate { how, .. } => *how,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(hows, [Navigation::Back, Navigation::Forward, Navigation::Reload, Navigation::Typed]);
}

#[test]
fn going_back_right_after_a_link_is_a_step() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    let committed = |url: &str, qualifiers: &[&str], at| {
        Input::Worker(FromWorker::Committed {
            tab: TAB,
            url: url.into(),
            transition: "link".into(),
            qualifiers: qualifiers.iter().map(|q| (*q).to_owned()).collect(),
            at,
        })
    };
    bench.give(committed("http://a.example/b", &[], bench.now + 100));
    bench.give(committed("http://a.example/?q=1", &["forward_back"], bench.now + 900));
    assert_eq!(titles(&bench.steps()), ["Click **node 1**", "Go back"]);
}

#[test]
fn a_popup_joins_and_closing_itself_is_no_step() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    let at = bench.now;
    bench.opens(8, at);
    bench.give(Input::Worker(FromWorker::Activated {
        tab: 8,
        title: "P".into(),
        url: "http://a.example/p".into(),
        at,
    }));
    bench.hello("pop", 8);
    bench.n = 0;
    bench.now += 5_000;
    bench.see_in("pop", 8, pressed(1, 3, layout(1, bench.now)));
    bench.see_in("pop", 8, clicked(1, 3, 1, false));
    bench.give(Input::Worker(FromWorker::Removed { tab: 8, at: bench.now + 300 }));
    bench.give(Input::Worker(FromWorker::Activated {
        tab: TAB,
        title: "A".into(),
        url: String::new(),
        at: bench.now + 310,
    }));
    let steps = bench.steps();
    assert_eq!(titles(&steps), ["Click **node 1**", "Click **node 3**"]);
    assert_eq!(steps[0].signals, [Signal::Popup { tab: 2 }]);
    assert_eq!(steps[1].signals, [Signal::Closed { tab: 2 }]);
    assert_eq!(steps[1].page.tab, 2);
}

#[test]
fn a_new_tab_may_be_told_in_front_before_it_is_told_as_opened() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    let at = bench.now;
    let front =
        |tab, at| Input::Worker(FromWorker::Activated { tab, title: "T".into(), url: String::new(), at });
    bench.give(front(8, at));
    bench.opens(8, at);
    assert_eq!(bench.steps().len(), 1);
    bench.give(front(TAB, at + 5_000));
    assert_eq!(titles(&bench.steps()), ["Click **node 1**", "Switch to the tab **T**"]);
}

#[test]
fn choosing_another_session_tab_is_a_step() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    let at = bench.now;
    bench.opens(8, at);
    bench.give(Input::Worker(FromWorker::Activated { tab: 8, title: "P".into(), url: String::new(), at }));
    bench.give(Input::Worker(FromWorker::Activated {
        tab: TAB,
        title: "Start".into(),
        url: String::new(),
        at: at + 9_000,
    }));
    bench.give(Input::Worker(FromWorker::Activated {
        tab: 99,
        title: "private".into(),
        url: "http://b.example".into(),
        at: at + 9_500,
    }));
    let steps = bench.steps();
    assert!(matches!(steps[1].action, Action::Tab { how: TabChange::Switch, tab: 1, .. }));
    assert_eq!(steps.len(), 2, "tabs of others are not ours");
}

#[test]
fn a_step_takes_the_frame_of_its_own_generation() {
    let mut bench = Bench::started();
    bench.rest(4);
    bench.now += 1_000;
    bench.click(1, 4);
    bench.encode_all();
    let steps = bench.steps();
    let picture = steps[0].picture.shown().unwrap();
    assert_eq!((picture.moment, picture.scale), (Moment::Before, 2.0));
    bench.now += 100;
    // The page has changed since, and no frame of its press came: no picture is better than a wrong one.
    bench.click(2, 5);
    bench.wait(2_000);
    assert_eq!(bench.steps()[1].picture, StepPicture::Missing { missing: NoPicture::Outdated });
}

#[test]
fn a_press_time_frame_serves_where_nothing_was_at_rest() {
    let mut bench = Bench::started();
    bench.see(pressed(1, 1, layout(3, bench.now)));
    let frame = CapturedFrame { id: 90, asked_at: bench.now, came_at: bench.now + 30 };
    bench.frame_of(1, layout(3, frame.asked_at), frame);
    bench.see(clicked(1, 1, 1, false));
    bench.measure(4);
    bench.encode_all();
    assert!(bench.steps()[0].picture.shown().is_some());
}

#[test]
fn a_press_is_not_shown_by_a_frame_that_came_after_the_page_had_answered() {
    // The page changed all the time anyway; long after the frame was asked for; at once, as menus do.
    for (reacted_after, shown) in [(None, true), (Some(80), true), (Some(3), false)] {
        let mut bench = Bench::started();
        bench.see(pressed(1, 1, layout(3, bench.now)));
        let frame = CapturedFrame { id: 90, asked_at: bench.now + 2, came_at: bench.now + 60 };
        bench.rises = reacted_after.map(|after| bench.now + after).into_iter().collect();
        bench.frame_of(1, layout(3, frame.asked_at), frame);
        bench.see(clicked(1, 1, 1, false));
        bench.measure(4);
        assert_eq!(bench.effects.contains(&Effect::DropFrame { frame: 90 }), !shown);
        bench.encode_all();
        bench.wait(2_000);
        let shows = bench.steps()[0].picture.shown().is_some();
        assert_eq!(shows, shown, "answered after {reacted_after:?} ms");
    }
}

#[test]
fn a_key_is_shown_by_the_frame_of_the_key_before_it() {
    // Typed, and at once Tab and an arrow: the page was never still, but Tab changed nothing.
    let mut bench = Bench::started();
    let frame = CapturedFrame { id: 90, asked_at: bench.now + 2, came_at: bench.now + 30 };
    bench.frame_of(4, layout(8, bench.now), frame);
    bench.measure(8);
    bench.now += 90;
    bench.see(chosen(1, Some(5), "Africa", layout(8, bench.now)));
    bench.encode_all();
    assert_eq!(bench.steps()[0].picture.shown().map(|picture| picture.taken_at), Some(frame.asked_at));
}

#[test]
fn a_frame_that_came_before_the_page_changed_shows_it_unchanged() {
    // Measured late: typing has gone on since the frame came, or since before it did.
    for (changed, shown) in [([31, 90], true), ([25, 90], false)] {
        let mut bench = Bench::started();
        let frame = CapturedFrame { id: 90, asked_at: bench.now + 2, came_at: bench.now + 30 };
        bench.rises = changed.iter().map(|after| bench.now + after).collect();
        bench.frame_of(4, layout(8, bench.now), frame);
        bench.see(chosen(1, Some(5), "Africa", layout(8, bench.now)));
        bench.now += 100;
        bench.measure(10);
        bench.encode_all();
        bench.wait(2_000);
        assert_eq!(bench.steps()[0].picture.shown().is_some(), shown, "changed at {changed:?}");
    }
}

#[test]
fn a_frame_does_not_count_for_a_layout_that_was_told_while_it_was_taken() {
    let mut bench = Bench::started();
    let frame = CapturedFrame { id: 90, asked_at: bench.now, came_at: bench.now + 30 };
    bench.now += 20;
    // Typing went on, and this is how things stand after it.
    bench.content("doc", TAB, FromContent::Quiet { layout: layout(8, bench.now) });
    bench.now += 10;
    bench.frame_of(4, layout(7, frame.asked_at), frame);
    bench.measure(8);
    bench.see(chosen(1, Some(5), "Africa", layout(8, bench.now)));
    bench.encode_all();
    bench.wait(2_000);
    assert!(bench.steps()[0].picture.shown().is_none());
}

#[test]
fn the_last_words_of_a_document_save_the_frame_taken_before_them() {
    for (late, shown) in [(0, true), (60, false)] {
        let mut bench = Bench::started();
        bench.see(pressed(1, 1, layout(3, bench.now)));
        let frame = CapturedFrame { id: 90, asked_at: bench.now, came_at: bench.now + 30 + late };
        bench.see(clicked(1, 1, 1, false));
        bench.now += 50;
        bench.content(
            "doc",
            TAB,
            FromContent::Measured { request: 0, layout: layout(3, bench.now), rises: vec![] },
        );
        bench.give(Input::ContentGone { document: "doc".into() });
        bench.now += 50;
        bench.frame_of(1, layout(3, frame.asked_at), frame);
        bench.encode_all();
        assert_eq!(bench.steps()[0].picture.shown().is_some(), shown, "came {late} ms late");
    }
}

#[test]
fn a_frame_whose_secrets_moved_is_dropped() {
    let mut bench = Bench::started();
    let mut before = layout(3, bench.now);
    before.masks.push(Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 });
    bench.see(pressed(1, 1, before.clone()));
    let frame = CapturedFrame { id: 90, asked_at: bench.now, came_at: bench.now + 30 };
    bench.frame_of(1, before, frame);
    bench.see(clicked(1, 1, 1, false));
    bench.measure(4);
    assert!(bench.effects.contains(&Effect::DropFrame { frame: 90 }));
    bench.wait(3_000);
    assert_eq!(bench.steps()[0].picture, StepPicture::Missing { missing: NoPicture::NotTaken });
}

/// A choice made in a list by keys; `press` is the frame asked for at the first of them.
fn chosen(node: u32, press: Option<u32>, text: &str, layout: Layout) -> Observed {
    Observed::Change {
        node,
        press,
        target: Box::new(target(node)),
        control: Control::Select,
        value: Value::Text { text: Redacted::authored(text) },
        done: true,
        unchanged: false,
        layout,
    }
}

#[test]
fn a_key_is_not_shown_by_a_frame_that_may_show_what_it_did() {
    for (after, shown) in [(4, false), (3, true)] {
        let mut bench = Bench::started();
        bench.content("doc", TAB, FromContent::Quiet { layout: layout(3, bench.now) });
        bench.see(chosen(1, Some(9), "Africa", layout(3, bench.now)));
        let frame = CapturedFrame { id: 90, asked_at: bench.now + 2, came_at: bench.now + 30 };
        bench.frame_of(9, layout(3, frame.asked_at), frame);
        bench.measure(after);
        bench.encode_all();
        bench.wait(2_000);
        assert_eq!(bench.steps()[0].picture.shown().is_some(), shown, "generation {after} afterwards");
    }
}

#[test]
fn choices_that_become_one_step_keep_the_picture_from_before_the_first() {
    let mut bench = Bench::started();
    bench.rest(3);
    bench.now += 500;
    bench.see(chosen(1, Some(9), "Africa", layout(3, bench.now)));
    bench.encode_all();
    let first = bench.steps()[0].picture.clone();
    assert!(first.shown().is_some());
    bench.rest(4);
    bench.see(chosen(1, Some(9), "Asia", layout(4, bench.now)));
    bench.rest(5);
    bench.see(chosen(1, Some(9), "Europe", layout(5, bench.now)));
    bench.encode_all();
    assert_eq!(bench.steps().len(), 1);
    assert_eq!(bench.steps()[0].picture, first);
}

#[test]
fn an_old_layout_told_late_does_not_spoil_the_next_frame() {
    let mut bench = Bench::started();
    bench.rest(3);
    bench.now += 100;
    let old = layout(3, bench.now);
    bench.now += 100;
    bench.content("doc", TAB, FromContent::Quiet { layout: layout(6, bench.now) });
    // The field's editing is over: it is told with the layout of its beginning.
    bench.see(chosen(1, None, "Africa", old));
    bench.wait(520);
    let request = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::Capture { request, .. } => Some(*request),
        _ => None,
    });
    let frame = CapturedFrame { id: 91, asked_at: bench.now, came_at: bench.now + 40 };
    bench.now += 40;
    bench.give(Input::Captured { request: request.unwrap(), frame: Some(frame), other_tab: false });
    bench.measure(6);
    bench.now += 300;
    bench.click(2, 6);
    bench.encode_all();
    assert_eq!(bench.steps()[1].picture.shown().map(|picture| picture.taken_at), Some(frame.asked_at));
}

/// A box is checked.
fn checked(bench: &mut Bench, target: Target, layout: Layout) {
    bench.see(Observed::Change {
        node: 1,
        press: None,
        target: Box::new(target),
        control: Control::Check,
        value: Value::Checked { checked: true },
        done: true,
        unchanged: false,
        layout,
    });
}

#[test]
fn a_toggle_is_shown_in_its_new_state() {
    let mut bench = Bench::started();
    bench.rest(1);
    let layout = layout(1, bench.now);
    checked(&mut bench, target(1), layout);
    bench.rest(2);
    bench.encode_all();
    assert_eq!(bench.steps()[0].picture.shown().unwrap().moment, Moment::After);
}

#[test]
fn a_check_box_of_a_menu_is_shown_in_the_open_menu() {
    let mut bench = Bench::started();
    bench.rest(1);
    let layout = layout(1, bench.now);
    checked(&mut bench, Target { role: "menuitemcheckbox".into(), ..target(1) }, layout);
    bench.rest(2);
    bench.encode_all();
    assert_eq!(bench.steps()[0].picture.shown().unwrap().moment, Moment::Before);
}

#[test]
fn a_toggle_is_not_shown_by_a_frame_that_was_scrolled_since() {
    let mut bench = Bench::started();
    bench.rest(1);
    let layout = Layout { scroll: cairn_workflow::Point { x: 0.0, y: 300.0 }, ..layout(1, bench.now) };
    checked(&mut bench, target(1), layout);
    bench.rest(2);
    bench.wait(3_000);
    bench.encode_all();
    assert_eq!(bench.steps()[0].picture.shown().map(|picture| picture.moment), Some(Moment::Before));
}

#[test]
fn nothing_is_recorded_while_paused_or_after_stop() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.give(Input::Pause);
    bench.click(2, 1);
    bench.give(Input::Resume);
    bench.click(3, 1);
    bench.give(Input::Stop);
    bench.give(Input::ContentGone { document: "doc".into() });
    bench.wait(3_000);
    assert_eq!(bench.session.state(), RecordingState::Stopped);
    bench.click(4, 1);
    assert_eq!(titles(&bench.steps()), ["Click **node 1**", "Click **node 3**"]);
    assert!(bench.effects.contains(&Effect::Upload));
}

#[test]
fn the_journal_gives_the_recording_back() {
    let mut bench = Bench::started();
    bench.rest(1);
    bench.click(1, 1);
    bench.see(typed(6, "x", false, false));
    bench.see(typed(6, "", true, true));
    bench.encode_all();
    bench.click(2, 9);
    let recovered = Session::recover(bench.records.clone());
    assert_eq!(recovered.state(), RecordingState::Stopped);
    let (mut was, is) = (bench.session.workflow().unwrap(), recovered.workflow().unwrap());
    was.steps[1].picture = StepPicture::Missing { missing: NoPicture::NotTaken };
    was.ended_at = is.ended_at;
    assert_eq!(is, was);
}

#[test]
fn discard_forgets_and_a_new_start_needs_a_finished_recording() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.give(Input::Stop);
    bench.give(Input::ContentGone { document: "doc".into() });
    bench.wait(3_000);
    let tab = TabFacts { id: TAB, ..TabFacts::default() };
    bench.give(Input::Start { session: SessionId::new(2, [1; 10]), tab: tab.clone() });
    assert!(bench.session.snapshot().problem.is_some());
    assert_eq!(bench.steps().len(), 1, "nothing lost");
    bench.give(Input::Upload(UploadState::Done { url: "http://s.example/w/1".into() }));
    bench.give(Input::Start { session: SessionId::new(2, [1; 10]), tab });
    assert_eq!(bench.session.state(), RecordingState::Starting);
    bench.give(Input::Discard);
    assert!(bench.effects.contains(&Effect::Forget));
    assert_eq!(bench.session.state(), RecordingState::Idle);
}

#[test]
fn a_page_that_lets_nobody_in_says_so() {
    let mut session = Session::new();
    let tab = TabFacts { id: 1, url: "http://a.example".into(), ..TabFacts::default() };
    session.handle(Input::Start { session: SessionId::new(1, [1; 10]), tab }, 0);
    session.handle(Input::Tick, 6_000);
    assert_eq!(session.state(), RecordingState::Idle);
    assert!(session.snapshot().problem.is_some());
}

#[test]
fn the_way_through_radio_buttons_is_one_step_with_the_last_choice() {
    let mut bench = Bench::started();
    for name in ["Team", "Firm"] {
        bench.see(Observed::Change {
            node: 5,
            press: None,
            target: Box::new(cairn_workflow::Target { name: Redacted::authored(name), ..target(5) }),
            control: Control::Radio,
            value: Value::Checked { checked: true },
            done: true,
            unchanged: false,
            layout: layout(1, bench.now),
        });
    }
    assert_eq!(titles(&bench.steps()), ["Choose **Firm**"]);
}
