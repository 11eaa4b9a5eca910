//! Files and drags become steps.

use cairn_messages::{Deed, Layout, Observed};
use cairn_redact::Redacted;
use cairn_workflow::{Action, Point, Rect, Target};

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
    bench.see(Observed::Press { press, target, layout, unseen: vec![], scrolled });
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
    assert!(matches!(steps[0].action, Action::Scroll { to } if to.y == 400.0));
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
        });
        bench.see(clicked(count, 1, count, false));
        bench.now += 200;
    }
    assert_eq!(titles(&bench.steps()), ["Click **node 1** 5 times"]);
}
