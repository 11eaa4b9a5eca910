//! Nothing is sent before the person has looked at it, and what they take out is gone.

use cairn_messages::{RecordingState, Review, Settings, Snapshot, UploadState};
use cairn_redact::Redacted;
use cairn_workflow::{NoPicture, Picture, Rect, StepId, StepPicture};
use recorder_core::session::{Effect, EncodedPicture, Input, Live, Record, Session};

use super::bench::*;

const URL: &str = "http://s.example/w/1";
const PART: Rect = Rect { x: 10.0, y: 5.0, width: 20.0, height: 8.0 };

fn settings(chosen: bool, always: bool) -> Settings {
    let server = serde_json::from_str(r#"{"address": "http://s.example", "token": "t"}"#).unwrap();
    Settings { server: Some(server), review: Review { chosen, always }, ..Settings::default() }
}

fn asked() -> Bench {
    let mut bench = Bench::started();
    bench.session.set_settings(&settings(true, false));
    bench
}

/// Three clicks, each with a picture: the first two show the same one.
fn stopped() -> Bench {
    let mut bench = asked();
    bench.rest(1);
    bench.click(1, 1);
    bench.click(2, 1);
    bench.encode_all();
    bench.now += 2_000;
    bench.rest(2);
    bench.click(3, 2);
    bench.encode_all();
    bench.stop();
    bench.effects.clear();
    bench
}

impl Bench {
    fn look(&mut self, live: Live) {
        self.give(Input::Live(live));
    }

    fn step(&self, seq: usize) -> StepId {
        self.steps()[seq - 1].id
    }

    fn picture_of(&self, seq: usize) -> Picture {
        self.steps()[seq - 1].picture.shown().unwrap().clone()
    }

    fn snapshot(&self) -> Snapshot {
        self.session.snapshot()
    }

    /// What the journal is to hold from now on, and the pictures that stay.
    fn rewritten(&self) -> Option<(Vec<Record>, Vec<String>)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Rewrite { records, keep } => Some((records.clone(), keep.clone())),
            _ => None,
        })
    }

    /// The journal written anew gives the same recording back.
    fn survives_anew(&self) {
        let (records, _) = self.rewritten().unwrap();
        let mut again = Session::recover(records);
        again.set_settings(&settings(true, false));
        assert_eq!(again.workflow(), self.session.workflow());
        let (mine, its) = (self.snapshot(), again.snapshot());
        assert_eq!((its.held, its.upload, its.started_at), (mine.held, mine.upload, mine.started_at));
        assert_eq!(its.beside, mine.beside);
    }

    fn cover(&mut self, sha256: &str) {
        self.look(Live::Cover { sha256: sha256.to_owned(), masks: vec![PART] });
    }

    fn covered(&mut self, sha256: &str, becomes: Option<&str>) {
        let picture = becomes.map(|sha256| EncodedPicture {
            sha256: sha256.to_owned(),
            bytes: 8,
            media: "image/webp".into(),
            width: 200,
            height: 100,
        });
        self.give(Input::Covered { sha256: sha256.to_owned(), picture });
    }
}

fn texts(records: &[Record]) -> String {
    records.iter().map(|record| serde_json::to_string(record).unwrap()).collect()
}

#[test]
fn nothing_is_sent_before_the_person_says_so() {
    let mut bench = stopped();
    assert!(!bench.session.may_send() && bench.snapshot().held);
    assert!(!bench.after_a_crash().may_send(), "whatever the settings are by then");
    // Nor when the choice is taken back in the meantime: this recording was made under it.
    bench.session.set_settings(&settings(false, false));
    assert!(!bench.session.may_send());
    bench.look(Live::Send);
    assert!(bench.session.may_send() && !bench.snapshot().held);
    let order: Vec<bool> = bench
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Upload | Effect::Rewrite { .. }))
        .map(|effect| matches!(effect, Effect::Upload))
        .collect();
    assert_eq!(order, [false, true], "what was taken out leaves the disk first");
    assert!(bench.after_a_crash().may_send());
    bench.survives_anew();
}

#[test]
fn without_the_choice_it_is_sent_as_ever() {
    let mut bench = Bench::started();
    bench.session.set_settings(&settings(false, false));
    bench.click(1, 1);
    bench.stop();
    assert!(bench.session.may_send() && !bench.snapshot().held);
    assert!(bench.effects.contains(&Effect::Upload));
    bench.look(Live::Send);
    assert_eq!(bench.rewritten(), None);
}

#[test]
fn an_organisations_demand_counts_for_what_waits_too() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.stop();
    bench.give(Input::Worker(cairn_messages::FromWorker::Settings(settings(false, true))));
    assert!(!bench.session.may_send() && !bench.after_a_crash().may_send());
}

#[test]
fn what_changes_after_the_look_is_looked_at_again() {
    let mut bench = stopped();
    bench.look(Live::Send);
    bench.give(Input::Upload(UploadState::Running { sent: 0, total: 0 }));
    bench.give(Input::Upload(UploadState::Done { url: URL.into() }));
    assert!(bench.session.may_send());
    bench.look(Live::Note { id: None, after: None, text: Redacted::authored("One more thing.") });
    assert!(!bench.session.may_send() && bench.snapshot().held);
    assert!(!bench.after_a_crash().may_send());
    bench.look(Live::Send);
    assert!(bench.session.may_send());
    assert_eq!(bench.session.workflow().unwrap().revision, 1);
    bench.survives_anew();
    // Going on is a change too.
    bench.give(Input::Upload(UploadState::Done { url: URL.into() }));
    bench.look(Live::Continue { tab: tab(), after: None });
    bench.hello("doc", TAB);
    bench.stop();
    assert!(!bench.session.may_send());
}

#[test]
fn it_is_not_sent_nowhere_nor_empty() {
    let mut bench = stopped();
    bench.session.set_settings(&Settings { server: None, ..settings(true, false) });
    bench.look(Live::Send);
    assert!(bench.snapshot().held && bench.snapshot().problem.unwrap().contains("no server"));
    bench.session.set_settings(&settings(true, false));
    for _ in 0..3 {
        bench.look(Live::TakeOut(bench.step(1)));
    }
    bench.look(Live::Send);
    assert!(bench.snapshot().held && bench.snapshot().problem.unwrap().contains("no step"));
}

#[test]
fn a_step_that_was_taken_out_is_put_back_where_it_stood_until_it_is_sent() {
    let mut bench = stopped();
    let titles = bench.titles();
    bench.look(Live::TakeOut(bench.step(2)));
    assert_eq!(bench.titles(), [titles[0].as_str(), titles[2].as_str()]);
    assert!(bench.snapshot().can_redo);
    bench.wait(60_000);
    bench.look(Live::Redo);
    assert_eq!(bench.titles(), titles);
    assert_eq!(bench.after_a_crash().workflow(), bench.session.workflow());
    bench.look(Live::TakeOut(bench.step(3)));
    bench.look(Live::Send);
    bench.look(Live::Redo);
    assert_eq!(bench.titles().len(), 2);
    let (records, keep) = bench.rewritten().unwrap();
    assert!(!texts(&records).contains("node 3"));
    assert_eq!(keep, [bench.picture_of(1).sha256]);
    bench.survives_anew();
}

#[test]
fn a_text_is_masked_in_every_text_and_in_what_comes_later() {
    let mut bench = stopped();
    bench.give(Input::Rename(Redacted::authored("About NODE  2")));
    bench.look(Live::TakeOut(bench.step(3)));
    bench.effects.clear();
    bench.look(Live::Mask(Redacted::authored("node 2")));
    assert_eq!(bench.titles(), ["Click **node 1**", "Click **•••**"]);
    assert_eq!(bench.snapshot().title.as_str(), "About •••");
    let (records, _) = bench.rewritten().unwrap();
    let written = texts(&records).to_lowercase();
    assert!(!written.contains("node 2") && written.contains("node 1"));
    assert!(!bench.snapshot().can_redo, "the step that was taken out holds the text still");
    bench.survives_anew();

    assert!(bench.session.keeps_in_memory());
    bench.give(Input::Rename(Redacted::authored("Node 2 again")));
    assert_eq!(bench.snapshot().title.as_str(), "••• again");
    bench.look(Live::Continue { tab: tab(), after: None });
    bench.hello("doc", TAB);
    bench.n = 0;
    let before = bench.records.len();
    bench.click(2, 1);
    bench.see(typed(9, "Call node 2 today", true, false));
    bench.stop();
    assert_eq!(bench.titles()[2..], ["Click **•••**", "Type \"Call ••• today\" in **node 9**"]);
    assert!(!texts(&bench.records[before..]).contains("node 2"), "in no record of it");
    bench.give(Input::Discard);
    assert!(!bench.session.keeps_in_memory());
}

#[test]
fn what_is_too_short_to_be_masked_is_said() {
    let mut bench = stopped();
    bench.look(Live::Mask(Redacted::authored("n")));
    assert!(bench.snapshot().problem.is_some());
    assert_eq!(bench.rewritten(), None);
}

#[test]
fn a_covered_picture_takes_the_place_of_the_one_before_wherever_that_is_shown() {
    let mut bench = stopped();
    let old = bench.picture_of(1);
    assert_eq!(bench.picture_of(2).sha256, old.sha256);
    bench.cover(&old.sha256);
    let asked = bench.effects.iter().find_map(|effect| match effect {
        Effect::Cover { sha256, masks, viewport } => Some((sha256.clone(), masks.clone(), viewport.width)),
        _ => None,
    });
    assert_eq!(asked, Some((old.sha256.clone(), vec![PART], 100.0)));
    assert_eq!(bench.snapshot().covering, Some(old.sha256.clone()));
    // Until it is there nothing is sent and nothing else is covered.
    bench.look(Live::Send);
    assert!(bench.snapshot().held);
    bench.covered(&old.sha256, Some("c0"));
    for seq in [1, 2] {
        let now = bench.picture_of(seq);
        assert_eq!((now.sha256.as_str(), now.bytes), ("c0", 8));
        assert_eq!(now.masks, [PART]);
    }
    assert_ne!(bench.picture_of(3).sha256, "c0");
    let (records, keep) = bench.rewritten().unwrap();
    assert!(!keep.contains(&old.sha256) && !texts(&records).contains(&old.sha256));
    assert!(keep.contains(&"c0".to_owned()) && keep.contains(&bench.picture_of(3).sha256));
    bench.survives_anew();
    assert_eq!(bench.after_a_crash().workflow(), bench.session.workflow());
}

#[test]
fn a_picture_that_could_not_be_covered_is_said_and_stays_unsent() {
    let mut bench = stopped();
    let old = bench.picture_of(1).sha256;
    bench.cover(&old);
    bench.covered(&old, None);
    assert_eq!(bench.picture_of(1).sha256, old);
    assert!(bench.snapshot().covering.is_none() && bench.snapshot().held);
    assert!(bench.snapshot().problem.unwrap().contains("could not be covered"));
    // An answer that nobody waits for is none.
    bench.covered(&old, Some("c0"));
    assert_eq!(bench.picture_of(1).sha256, old);
}

#[test]
fn while_a_picture_is_being_covered_the_journal_is_not_written_anew() {
    let mut bench = stopped();
    let old = bench.picture_of(1).sha256;
    bench.cover(&old);
    bench.look(Live::Mask(Redacted::authored("node 2")));
    assert_eq!(bench.rewritten(), None, "the new picture is in no record yet");
    bench.covered(&old, Some("c0"));
    let (records, keep) = bench.rewritten().unwrap();
    assert!(keep.contains(&"c0".to_owned()) && !texts(&records).contains("node 2"));
}

#[test]
fn parts_that_are_none_cover_nothing() {
    let mut bench = stopped();
    let sha256 = bench.picture_of(1).sha256;
    for masks in [vec![], vec![Rect { width: f64::NAN, ..PART }], vec![Rect { width: 0.0, ..PART }]] {
        bench.look(Live::Cover { sha256: sha256.clone(), masks });
    }
    bench.look(Live::Cover { sha256: "no such picture".into(), masks: vec![PART] });
    assert!(!bench.effects.iter().any(|effect| matches!(effect, Effect::Cover { .. })));
}

#[test]
fn a_picture_that_was_left_out_leaves_the_disk_when_the_rest_is_sent() {
    let mut bench = stopped();
    let gone = bench.picture_of(3).sha256;
    bench.look(Live::Choose { id: bench.step(3), sha256: None });
    assert_eq!(bench.rewritten(), None, "until then it can be put back");
    bench.look(Live::Send);
    assert_eq!(bench.steps()[2].picture, StepPicture::Missing { missing: NoPicture::LeftOut });
    assert!(!bench.rewritten().unwrap().1.contains(&gone));
    assert!(bench.snapshot().beside.is_empty());
}

#[test]
fn a_running_recording_is_not_looked_through() {
    let mut bench = asked();
    bench.click(1, 1);
    bench.look(Live::TakeOut(bench.step(1)));
    bench.look(Live::Mask(Redacted::authored("node 1")));
    bench.look(Live::Send);
    assert_eq!(bench.session.state(), RecordingState::Recording);
    assert_eq!(bench.titles(), ["Click **node 1**"]);
}
