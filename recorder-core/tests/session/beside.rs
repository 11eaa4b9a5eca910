//! Pictures of other moments that a step may show instead of its own.

use cairn_workflow::{Moment, NoPicture, StepId, StepPicture};
use recorder_core::session::{Effect, Input, Live};

use super::bench::*;

impl Bench {
    /// What a step may show instead, as file and moment.
    fn beside(&self, id: StepId) -> Vec<(u32, Moment)> {
        let snapshot = self.session.snapshot();
        let all = snapshot.beside.iter().find(|beside| beside.id == id);
        let pictures = all.map(|all| all.pictures.clone()).unwrap_or_default();
        pictures.iter().map(|picture| (picture.sha256.parse().unwrap(), picture.moment)).collect()
    }

    fn choose(&mut self, id: StepId, picture: Option<u32>) {
        let sha256 = picture.map(|picture| format!("{picture:064}"));
        self.give(Input::Live(Live::Choose { id, sha256 }));
    }

    fn shown(&self, index: usize) -> Option<u32> {
        self.steps()[index].picture.shown().map(|picture| picture.sha256.parse().unwrap())
    }

    /// The encoder does all that it is asked for, one after the other.
    fn encode_until_done(&mut self) {
        while self.effects.iter().any(|effect| matches!(effect, Effect::Encode { .. })) {
            self.encode_all();
        }
    }
}

/// Two frames before a click, one after it.
fn clicked_between_frames() -> Bench {
    let mut bench = Bench::started();
    bench.rest(1);
    bench.rest(2);
    bench.click(1, 2);
    bench.encode_until_done();
    bench.wait(600);
    bench.rest(3);
    bench.encode_until_done();
    bench
}

#[test]
fn a_step_may_show_the_frame_before_and_the_frame_after_it() {
    let mut bench = clicked_between_frames();
    let id = bench.steps()[0].id;
    assert_eq!(bench.shown(0), Some(2));
    assert_eq!(bench.beside(id), [(1, Moment::Before), (3, Moment::After)]);
    bench.stop();
    bench.choose(id, Some(3));
    assert_eq!(bench.shown(0), Some(3));
    assert_eq!(bench.beside(id).len(), 3, "the way back is kept");
    let again = bench.after_a_crash().snapshot();
    assert_eq!((again.steps, again.beside), (bench.steps(), bench.session.snapshot().beside));
    bench.choose(id, None);
    assert_eq!(bench.steps()[0].picture, StepPicture::Missing { missing: NoPicture::LeftOut });
    bench.choose(id, Some(99));
    assert_eq!(bench.shown(0), None, "what is not there cannot be chosen");
    bench.choose(id, Some(2));
    assert_eq!(bench.shown(0), Some(2));
}

#[test]
fn only_chosen_pictures_are_in_the_workflow() {
    let mut bench = clicked_between_frames();
    bench.stop();
    let text = serde_json::to_string(&bench.session.workflow().unwrap()).unwrap();
    assert!(text.contains(&format!("{:064}", 2)));
    assert!(!text.contains(&format!("{:064}", 1)) && !text.contains(&format!("{:064}", 3)));
}

#[test]
fn a_frame_that_looks_alike_is_no_other_picture() {
    let mut bench = Bench::started();
    bench.rest(1);
    bench.rest(2);
    bench.rest(3);
    bench.click(1, 3);
    // The frames 2 and 3 have the same bytes.
    for (frame, picture) in [(3, 3), (2, 3), (1, 1)] {
        let asked =
            |effect: &Effect| matches!(effect, Effect::Encode { frame: asked, .. } if *asked == frame);
        assert!(bench.effects.iter().any(asked), "frame {frame} is asked for");
        bench.encode_as(frame, picture);
    }
    let id = bench.steps()[0].id;
    assert_eq!(bench.beside(id), [(1, Moment::Before)]);
}

#[test]
fn a_step_without_a_picture_may_show_what_there_is() {
    let mut bench = Bench::started();
    bench.rest(1);
    bench.click(1, 2);
    bench.wait(1_600);
    bench.encode_until_done();
    let step = bench.steps()[0].clone();
    assert_eq!(step.picture, StepPicture::Missing { missing: NoPicture::Outdated });
    assert_eq!(bench.beside(step.id), [(1, Moment::Before)]);
    bench.choose(step.id, Some(1));
    let shown = bench.steps()[0].picture.shown().unwrap().clone();
    assert!(!shown.elsewhere, "the document stood at the same place");
}

#[test]
fn no_frame_of_long_after_is_the_one_after() {
    let mut bench = Bench::started();
    bench.rest(1);
    bench.click(1, 1);
    bench.encode_until_done();
    bench.wait(6_000);
    bench.rest(2);
    bench.encode_until_done();
    assert_eq!(bench.beside(bench.steps()[0].id), []);
}

#[test]
fn steps_that_wait_for_their_own_picture_come_first() {
    let mut bench = clicked_between_frames();
    bench.wait(600);
    bench.rest(4);
    bench.click(2, 4);
    assert_eq!(bench.asked(), [4], "nothing else is encoded while a step waits");
}
