//! Files and drags become steps.

use cairn_messages::{Deed, FromWorker, Layout, Observed, Reached, Way};
use cairn_redact::Redacted;
use cairn_workflow::{Action, Point, Rect, Signal, Target};
use recorder_core::session::Input;

use super::bench::*;

fn did(node: u32, press: Option<u32>, target: Option<Target>, deed: Deed) -> Observed {
    Observed::Did { node, press, target: target.map(Box::new), deed, layout: layout(1, 0) }
}

fn chose(node: u32, name: &str) -> Observed {
    let files = vec![Redacted::authored(name)];
    did(node, None, Some(target(node)), Deed::Upload { files, dropped: false })
}

#[test]
fn the_click_that_opened_the_files_becomes_the_choice() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.see(chose(1, "a.pdf"));
    bench.see(chose(1, "b.pdf"));
    // A button of the page opened this one.
    bench.click(2, 1);
    bench.see(chose(3, "c.pdf"));
    assert_eq!(
        titles(&bench.session.workflow().unwrap().steps),
        [
            "Choose the file **b.pdf** in **node 1**",
            "Click **node 2**",
            "Choose the file **c.pdf** in **node 3**"
        ]
    );
}

#[test]
fn a_drag_has_its_path_in_the_viewport() {
    let mut bench = Bench::started();
    let rect = Rect { x: 10.0, y: 20.0, width: 5.0, height: 5.0 };
    let path = vec![Point { x: 2.0, y: 2.0 }, Point { x: 42.0, y: 3.0 }];
    let source = Target { rect, ..target(1) };
    bench.see(did(1, None, Some(source), Deed::Drag { drop: Some(Box::new(target(2))), path }));
    let steps = bench.session.workflow().unwrap().steps;
    assert_eq!(titles(&steps), ["Drag **node 1** to **node 2**"]);
    let Action::Drag { path, .. } = &steps[0].action else { panic!("{:?}", steps[0].action) };
    assert_eq!(path, &[Point { x: 12.0, y: 22.0 }, Point { x: 52.0, y: 23.0 }]);
}

/// A click after the page was scrolled down to `y`; the target lies in the middle of the view of 100 by 50.
fn scrolled_click(bench: &mut Bench, y: f64, scrolled: bool) {
    bench.n += 1;
    let press = bench.n;
    bench.n -= 1;
    let rect = Rect { x: 10.0, y: 20.0, width: 10.0, height: 10.0 };
    let layout = Layout { scroll: Point { x: 0.0, y }, ..layout(1, bench.now) };
    let target = Box::new(Target { rect, ..target(press) });
    bench.see(Observed::Press { press, target, layout, unseen: vec![], scrolled, reached: vec![] });
    bench.see(clicked(press, press, 1, false));
}

#[test]
fn scrolling_is_told_only_where_the_target_was_out_of_view() {
    let mut bench = Bench::started();
    bench.rest(1);
    let mut told = Vec::new();
    // Reached by the wheel; a little farther; brought there by the page; back up by the wheel.
    for (y, by_hand) in [(400.0, true), (420.0, true), (900.0, false), (0.0, true)] {
        let before = bench.steps().len();
        scrolled_click(&mut bench, y, by_hand);
        told.push(bench.steps().len() - before);
    }
    assert_eq!(told, [2, 1, 1, 2]);
    let steps = bench.steps();
    assert_eq!(titles(&steps[..1]), ["Scroll the page"]);
    assert!(matches!(steps[0].action, Action::Scroll { to, .. } if to.y == 400.0));
    assert!(matches!(steps[1].action, Action::Click { .. }));
}

#[test]
fn clicks_in_quick_succession_are_one_step_with_their_number() {
    let mut bench = Bench::started();
    for count in 1..=5 {
        bench.see(Observed::Press {
            press: count,
            target: Box::new(target(1)),
            layout: layout(1, bench.now),
            unseen: vec![],
            scrolled: false,
            reached: vec![],
        });
        bench.see(clicked(count, 1, count, false));
        bench.now += 200;
    }
    assert_eq!(titles(&bench.steps()), ["Click **node 1** 5 times"]);
}

#[test]
fn a_button_pressed_again_and_again_is_one_step_with_its_number() {
    let mut bench = Bench::started();
    let button = |bench: &mut Bench, node: u32| {
        let press = bench.n + 1;
        let target = Box::new(Target { role: "button".into(), ..target(node) });
        let layout = layout(1, bench.now);
        bench.see(Observed::Press {
            press,
            target,
            layout,
            unseen: vec![],
            scrolled: false,
            reached: vec![],
        });
        bench.see(clicked(press, node, 1, false));
        bench.now += 1_000;
    };
    for node in [1, 1, 1, 2, 2] {
        button(&mut bench, node);
    }
    // What was looked at for long is another step.
    bench.now += 3_000;
    button(&mut bench, 2);
    // It led somewhere.
    bench.see(Observed::Settled { appeared: vec![Redacted::authored("Page 2")] });
    button(&mut bench, 2);
    assert_eq!(
        titles(&bench.steps()),
        ["Click **node 1** 3 times", "Click **node 2** 2 times", "Click **node 2**", "Click **node 2**"]
    );
    // Of what is no button, each click is a step; a double click stays one.
    let mut bench = Bench::started();
    for (press, count) in [(1, 1), (2, 1), (3, 2)] {
        bench.see(pressed(press, 1, layout(1, bench.now)));
        bench.see(clicked(press, 1, count, false));
        bench.now += 400;
    }
    assert_eq!(titles(&bench.steps()), ["Click **node 1**", "Double-click **node 1**"]);
}

#[test]
fn what_was_needed_to_reach_a_target_is_told_before_it_and_once() {
    let mut bench = Bench::started();
    bench.rest(1);
    let reached = |node, way, at| Reached { at, target: Box::new(target(node)), way, layout: layout(1, at) };
    let down = Way::Scroll { from: Point::default(), to: Point { x: 0.0, y: 90.0 } };
    let ways = vec![reached(5, Way::Hover {}, bench.now), reached(6, down, bench.now)];
    bench.now += 300;
    let (target, layout) = (Box::new(target(1)), layout(2, bench.now));
    bench.see(Observed::Press { press: 1, target, layout, unseen: vec![], scrolled: false, reached: ways });
    bench.see(clicked(1, 1, 1, false));
    bench.see(clicked(1, 1, 2, false));
    let steps = bench.steps();
    assert_eq!(
        titles(&steps),
        ["Hover over **node 5**", "Scroll down in **node 6**", "Double-click **node 1**"]
    );
    // The menu is closed in the picture of the hover, and that of the click is none that was taken before.
    bench.wait(2_000);
    bench.encode_all();
    let steps = bench.steps();
    assert!(steps[0].picture.shown().is_some());
    assert!(steps[2].picture.shown().is_none());
}

#[test]
fn an_address_that_never_became_a_page_is_a_download() {
    let failed = |bench: &mut Bench, error: &str| {
        let (url, error, at) = ("http://a.example/files/a.zip?x=1".into(), error.into(), bench.now);
        bench.give(Input::Worker(FromWorker::Failed { tab: TAB, url, error, at }));
    };
    let signals = |bench: &Bench| bench.steps().last().map(|step| step.signals.clone()).unwrap();
    let begun = |bench: &mut Bench| bench.give(Input::Worker(FromWorker::Begun { tab: TAB, at: bench.now }));
    let mut bench = Bench::started();
    bench.click(1, 1);
    begun(&mut bench);
    bench.now += 600;
    failed(&mut bench, "net::ERR_ABORTED");
    assert_eq!(signals(&bench), [Signal::Download { file: Redacted::authored("a.zip") }]);
    // No answer at all, and given up by the next click.
    for (node, error, clicks) in [(2, "net::ERR_CONNECTION_REFUSED", false), (3, "net::ERR_ABORTED", true)] {
        bench.now += 10_000;
        bench.click(node, 1);
        begun(&mut bench);
        bench.now += 600;
        if clicks {
            bench.click(node + 1, 1);
        }
        failed(&mut bench, error);
        assert_eq!(signals(&bench), []);
    }
}

#[test]
fn a_tab_that_was_opened_for_a_file_is_no_step() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    let tab = TAB + 1;
    bench.give(Input::Worker(FromWorker::Begun { tab, at: bench.now }));
    bench.opens(tab, bench.now);
    bench.give(Input::Worker(FromWorker::Begun { tab, at: bench.now }));
    bench.now += 300;
    let (url, error, at) = ("http://a.example/get".into(), "net::ERR_ABORTED".into(), bench.now);
    bench.give(Input::Worker(FromWorker::Failed { tab, url, error, at }));
    bench.give(Input::Worker(FromWorker::Removed { tab, at }));
    let steps = bench.steps();
    assert_eq!(titles(&steps), ["Click **node 1**"]);
    assert!(
        steps[0].signals.contains(&Signal::Download { file: Redacted::default() }),
        "{:?}",
        steps[0].signals
    );
}
