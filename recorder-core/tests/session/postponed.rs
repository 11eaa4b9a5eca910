//! What a press led to is told after it, in whatever order the two come.

use cairn_messages::FromWorker;
use cairn_workflow::Signal;
use recorder_core::session::Input;

use super::bench::*;

fn pressed_now(bench: &mut Bench) {
    bench.give(Input::Worker(FromWorker::Pressed { tab: TAB, document: "doc".into() }));
}

fn goes_to(bench: &mut Bench, url: &str) {
    bench.give(Input::Worker(FromWorker::Route {
        tab: TAB,
        url: url.into(),
        transition: "link".into(),
        qualifiers: Vec::new(),
        at: bench.now,
    }));
}

fn signals(bench: &Bench) -> Vec<usize> {
    bench.steps().iter().map(|step| step.signals.len()).collect()
}

#[test]
fn a_route_and_a_window_are_the_doing_of_the_click_that_is_told_after_them() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.wait(2_000);
    pressed_now(&mut bench);
    goes_to(&mut bench, "http://a.example/next");
    bench.opens(9, bench.now);
    assert!(bench.session.snapshot().tabs.contains(&9), "what is done in the new tab is recorded at once");
    assert_eq!(signals(&bench), [0]);
    bench.wait(130);
    bench.click(2, 1);
    assert_eq!(signals(&bench), [0, 2]);
    assert!(matches!(bench.steps()[1].signals[..], [Signal::Route { .. }, Signal::Popup { .. }]));
}

#[test]
fn nothing_waits_for_a_press_that_is_never_told() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    pressed_now(&mut bench);
    goes_to(&mut bench, "http://a.example/next");
    assert_eq!(signals(&bench), [0]);
    bench.wait(600);
    assert_eq!(signals(&bench), [1]);
    // Nor for one whose document has gone.
    pressed_now(&mut bench);
    goes_to(&mut bench, "http://a.example/after");
    bench.give(Input::ContentGone { document: "doc".into() });
    assert_eq!(signals(&bench), [2]);
}

#[test]
fn what_chrome_says_of_other_tabs_does_not_wait() {
    let mut bench = Bench::started();
    bench.opens(9, bench.now);
    pressed_now(&mut bench);
    bench.give(Input::Worker(FromWorker::Removed { tab: 9, at: bench.now }));
    assert!(!bench.session.snapshot().tabs.contains(&9));
}
