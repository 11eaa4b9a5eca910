//! What could not be recorded or checked is said on the step.

use cairn_messages::{FromContent, FromWorker};
use cairn_workflow::{NoPicture, StepPicture, Unseen};
use recorder_core::session::{CapturedFrame, Input, Source};

use super::bench::*;

#[test]
fn a_frame_that_does_not_answer_is_said_on_the_step_that_gets_no_picture_for_it() {
    let mut bench = Bench::started();
    let source = Source { tab: TAB, frame: 4, document: "inner".into() };
    let message = FromContent::Hello { protocol: cairn_messages::PROTOCOL, top: false };
    bench.give(Input::Content { source, message });
    bench.click(1, 1);
    let frame = CapturedFrame { id: 1, asked_at: bench.now, came_at: bench.now + 40 };
    bench.frame_of(1, layout(1, bench.now), frame);
    bench.measured(layout(1, bench.now + 50));
    bench.wait(700);
    bench.wait(1_000);
    let step = bench.steps()[0].clone();
    assert_eq!(step.picture, StepPicture::Missing { missing: NoPicture::NotTaken });
    assert_eq!(step.unseen, [Unseen::SilentFrame]);
    assert_eq!(bench.after_a_crash().snapshot().steps, bench.steps());
}

#[test]
fn a_frame_that_answers_is_nothing_to_speak_of() {
    let mut bench = Bench::started();
    bench.rest(1);
    bench.click(1, 1);
    bench.encode_all();
    assert_eq!(bench.steps()[0].unseen, []);
    bench.click(2, 9);
    bench.wait(1_600);
    assert_eq!(bench.steps()[1].unseen, []);
}

#[test]
fn a_step_to_a_page_of_the_browser_says_that_it_cannot_be_read() {
    for (url, unseen) in [
        ("chrome://settings/", vec![Unseen::BrowserPage]),
        ("https://chromewebstore.google.com/detail/x", vec![Unseen::BrowserPage]),
        ("https://a.example/next", vec![]),
        ("about:blank", vec![]),
    ] {
        let mut bench = Bench::started();
        bench.wait(5_000);
        bench.give(Input::Worker(FromWorker::Committed {
            tab: TAB,
            url: url.into(),
            transition: "typed".into(),
            qualifiers: vec!["from_address_bar".into()],
            at: bench.now,
        }));
        assert_eq!(bench.steps()[0].unseen, unseen, "{url}");
    }
}
