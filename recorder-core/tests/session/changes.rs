//! A recording that was stopped is changed: it goes on at a chosen place, gets notes, and is sent again.

use cairn_messages::{RecordingState, TabFacts, UploadState};
use cairn_redact::Redacted;
use cairn_workflow::{Signal, StepId};
use recorder_core::session::{Effect, Input, Live, Record, Session};

use super::bench::*;

impl Bench {
    /// Goes on in the same page, after the step with this number.
    fn go_on_after(&mut self, seq: usize) {
        let after = Some(self.id(seq));
        self.now += 60_000;
        self.give(Input::Live(Live::Continue { tab: tab(), after }));
        self.hello("doc", TAB);
        self.n = 0;
        assert_eq!(self.session.state(), RecordingState::Recording);
    }

    fn id(&self, seq: usize) -> StepId {
        self.steps()[seq - 1].id
    }

    fn note_after(&mut self, seq: usize, text: &str) {
        let after = Some(self.id(seq));
        self.give(Input::Live(Live::Note { id: None, after, text: Redacted::authored(text) }));
    }

    fn upload(&mut self, state: UploadState) {
        self.give(Input::Upload(state));
    }

    fn running(&mut self) {
        self.upload(UploadState::Running { sent: 0, total: 0 });
    }

    fn uploaded(&mut self) {
        self.running();
        self.upload(UploadState::Done { url: URL.into() });
    }

    fn revision(&self) -> u32 {
        self.session.workflow().unwrap().revision
    }

    /// This revision is the one on the server, after a crash too.
    fn is_sent_as(&self, revision: u32) {
        let upload = self.session.snapshot().upload;
        assert_eq!((self.revision(), upload), (revision, UploadState::Done { url: URL.into() }));
        self.survives();
    }

    /// The recording is the same after a crash, its steps numbered without gaps.
    fn survives(&self) {
        let before = self.session.workflow().unwrap();
        assert_eq!(self.after_a_crash().workflow().unwrap(), before);
        let numbers: Vec<u32> = before.steps.iter().map(|step| step.seq).collect();
        assert_eq!(numbers, (1..).take(numbers.len()).collect::<Vec<u32>>());
    }
}

const URL: &str = "http://s.example/w/1";

fn three_clicks() -> Bench {
    let mut bench = Bench::started();
    for node in [1, 2, 3] {
        bench.click(node, 1);
    }
    bench.stop();
    bench
}

#[test]
fn a_recording_goes_on_at_a_chosen_place() {
    let mut bench = three_clicks();
    bench.go_on_after(1);
    assert_eq!(bench.session.snapshot().place, Some(1));
    bench.click(4, 1);
    bench.click(5, 1);
    assert_eq!(bench.session.snapshot().place, Some(3));
    bench.stop();
    let nodes: Vec<String> = [1, 4, 5, 2, 3].map(|node| format!("Click **node {node}**")).into();
    assert_eq!(bench.titles(), nodes);
    assert_eq!(bench.session.snapshot().place, None);
    bench.survives();
    // The next time it goes on at the end again.
    bench.go_on_after(5);
    bench.click(6, 1);
    bench.stop();
    assert_eq!(bench.titles()[5], "Click **node 6**");
    bench.survives();
}

#[test]
fn what_happens_at_the_place_belongs_to_the_step_before_it() {
    let mut bench = three_clicks();
    bench.go_on_after(1);
    bench.click(4, 1);
    bench.opens(8, bench.now);
    // A double click and typing are merged with the step at the place, not with the last of the list.
    bench.see(clicked(1, 4, 2, false));
    bench.see(typed(9, "An", false, false));
    bench.see(typed(9, "Ann", true, false));
    assert_eq!(
        bench.titles(),
        [
            "Click **node 1**",
            "Double-click **node 4**",
            "Type \"Ann\" in **node 9**",
            "Click **node 2**",
            "Click **node 3**"
        ]
    );
    assert_eq!(bench.steps()[1].signals, [Signal::Popup { tab: 2 }]);
    bench.give(Input::Live(Live::Undo));
    bench.give(Input::Live(Live::Undo));
    assert_eq!(bench.titles().len(), 3);
    bench.give(Input::Live(Live::Redo));
    assert_eq!(bench.titles()[1], "Double-click **node 4**");
    bench.stop();
    bench.survives();
}

#[test]
fn a_field_typed_in_before_the_end_is_not_changed_by_what_comes_after_it() {
    let mut bench = Bench::started();
    bench.see(typed(5, "Ann", false, false));
    bench.stop();
    bench.go_on_after(1);
    bench.see(typed(5, "Anna", true, false));
    assert_eq!(bench.titles(), ["Type \"Ann\" in **node 5**", "Type \"Anna\" in **node 5**"]);
}

#[test]
fn a_note_is_put_in_where_the_person_says() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.click(2, 1);
    bench.note_after(1, "Between.");
    bench.click(3, 1);
    bench.stop();
    bench.note_after(4, "After all.");
    bench.note_after(1, "First of all.");
    assert_eq!(
        bench.titles(),
        [
            "Click **node 1**",
            "First of all.",
            "Between.",
            "Click **node 2**",
            "Click **node 3**",
            "After all."
        ]
    );
    bench.survives();
}

#[test]
fn each_change_of_what_a_server_may_have_is_another_revision() {
    let mut bench = three_clicks();
    bench.note_after(1, "Before any upload.");
    assert_eq!(bench.revision(), 0, "nothing was sent");
    bench.running();
    bench.upload(UploadState::Failed { sentence: "No answer.".into(), retry: true });
    bench.note_after(1, "After a try.");
    bench.note_after(1, "And one more.");
    assert_eq!(bench.revision(), 1, "until it is sent it is one revision");
    bench.uploaded();
    assert_eq!(bench.session.snapshot().upload, UploadState::Done { url: URL.into() });
    bench.survives();
    let note = bench.id(2);
    bench.give(Input::Live(Live::Note { id: Some(note), after: None, text: Redacted::authored("Other.") }));
    assert_eq!(bench.revision(), 2);
    let changed = UploadState::Changed { url: URL.into() };
    assert_eq!(bench.session.snapshot().upload, changed);
    assert_eq!(bench.after_a_crash().snapshot().upload, changed);
    bench.survives();
    bench.give(Input::Live(Live::Note { id: Some(note), after: None, text: Redacted::authored("Other.") }));
    bench.uploaded();
    bench.go_on_after(1);
    bench.click(4, 1);
    bench.stop();
    assert_eq!(bench.revision(), 3);
    assert!(bench.effects.contains(&Effect::Upload), "it is sent as after every Stop");
    bench.survives();
}

#[test]
fn what_changes_while_it_is_on_its_way_is_not_taken_for_uploaded() {
    let mut bench = three_clicks();
    bench.running();
    bench.note_after(1, "Meanwhile.");
    bench.upload(UploadState::Running { sent: 1, total: 2 });
    bench.upload(UploadState::Done { url: URL.into() });
    let changed = UploadState::Changed { url: URL.into() };
    assert_eq!(bench.session.snapshot().upload, changed);
    assert_eq!(bench.after_a_crash().snapshot().upload, changed);
    bench.give(Input::Start { session: cairn_workflow::SessionId::new(9, [9; 10]), tab: tab() });
    assert_eq!(bench.titles().len(), 4, "the next recording does not throw it away");
    bench.uploaded();
    bench.is_sent_as(1);
}

#[test]
fn an_upload_that_begins_anew_takes_the_recording_as_it_is_then() {
    let mut bench = three_clicks();
    bench.running();
    bench.note_after(1, "Meanwhile.");
    // The panel that uploaded was closed: another one takes over.
    bench.uploaded();
    bench.is_sent_as(1);
}

#[test]
fn a_recording_on_its_way_does_not_go_on() {
    let mut bench = three_clicks();
    bench.running();
    bench.give(Input::Live(Live::Continue { tab: TabFacts { id: 12, ..tab() }, after: None }));
    assert_eq!(bench.session.state(), RecordingState::Stopped);
    assert!(bench.session.snapshot().problem.unwrap().contains("Continue it once that is done"));
}

#[test]
fn a_page_that_lets_nobody_in_leaves_what_was_uploaded_as_it_is() {
    let mut bench = three_clicks();
    bench.uploaded();
    bench.give(Input::Live(Live::Continue { tab: TabFacts { id: 12, ..tab() }, after: None }));
    bench.give(Input::InjectFailed { tab: 12, reason: "Not here.".into() });
    assert_eq!(bench.revision(), 0);
    assert_eq!(bench.session.snapshot().upload, UploadState::Done { url: URL.into() });
}

#[test]
fn journals_of_earlier_versions_are_read() {
    let old =
        [r#"{"type":"continued","at":5,"tab":7}"#, r#"{"type":"uploaded","url":"http://s.example/w/1"}"#];
    let records: Vec<Record> = old.iter().map(|record| serde_json::from_str(record).unwrap()).collect();
    let mut bench = three_clicks();
    bench.records.extend(records);
    let session: Session = bench.after_a_crash();
    assert_eq!(session.snapshot().upload, UploadState::Done { url: URL.into() });
}
