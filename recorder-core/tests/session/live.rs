//! What the person does to a recording by hand.

use cairn_messages::{
    FromContent, Layout, Observed, PROTOCOL, RecordingState, TabFacts, ToContent, ToWorker,
};
use cairn_redact::{Gate, PageText, Redacted, Secret, SecretValue, Value};
use cairn_workflow::{
    Action, Control, Locator, NoPicture, Rect, Selector, Signal, StepId, StepPicture, Target,
};
use recorder_core::session::{CapturedFrame, Effect, Input, Live, Session, Source};

use super::bench::*;

impl Bench {
    fn live(&mut self, live: Live) {
        self.give(Input::Live(live));
    }

    fn note(&mut self, id: Option<StepId>, text: &str) {
        self.live(Live::Note { id, after: None, text: Redacted::authored(text) });
    }

    /// The requests for a frame since this was asked last.
    fn captures(&mut self) -> Vec<u32> {
        let asked = core::mem::take(&mut self.effects);
        asked
            .iter()
            .filter_map(|effect| match effect {
                Effect::Capture { request, .. } => Some(*request),
                _ => None,
            })
            .collect()
    }

    /// Chrome gives the frame that was asked for, and the document says where its secrets are then.
    fn shot(&mut self, id: u32, masks: Vec<Rect>) {
        let request = self.captures()[0];
        let frame = CapturedFrame { id, asked_at: self.now, came_at: self.now + 40 };
        self.now += 40;
        self.give(Input::Captured { request, frame: Some(frame), other_tab: false });
        // The page has changed since it was last asked, and does so all the time.
        self.measured(Layout { masks, ..layout(9, self.now) });
    }
}

fn titles_of(session: &Session) -> Vec<String> {
    titles(&session.snapshot().steps)
}

#[test]
fn a_note_stands_where_the_person_is_and_can_get_other_words() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.note(None, " Have the \u{200b} contract\nat hand. ");
    bench.click(2, 1);
    assert_eq!(bench.titles(), ["Click **node 1**", "Have the contract at hand.", "Click **node 2**"]);
    let note = bench.steps()[1].clone();
    assert_eq!(note.page.url.as_str(), "http://a.example/");
    assert_eq!(note.picture, StepPicture::Missing { missing: NoPicture::NotNeeded });
    bench.note(Some(note.id), "Have the offer at hand.");
    bench.note(None, "  ");
    assert_eq!(bench.titles()[1], "Have the offer at hand.");
    assert_eq!(titles_of(&bench.after_a_crash()), bench.titles());
    bench.note(Some(note.id), "");
    assert_eq!(bench.titles(), ["Click **node 1**", "Click **node 2**"], "a note without words is none");
}

#[test]
fn what_the_page_does_after_a_note_belongs_to_the_step_before_it() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.note(None, "Wait a moment.");
    bench.opens(8, bench.now);
    let steps = bench.steps();
    assert_eq!(steps[0].signals, [Signal::Popup { tab: 2 }]);
    assert_eq!(steps[1].signals, []);
}

#[test]
fn notes_are_taken_while_paused_and_after_the_end() {
    let mut bench = Bench::started();
    bench.note(None, "One.");
    bench.give(Input::Pause);
    bench.note(None, "Two.");
    bench.live(Live::Picture);
    assert_eq!(bench.titles(), ["One.", "Two."], "no picture of what is not recorded");
    bench.stop();
    let note = bench.steps()[0].id;
    bench.note(Some(note), "First.");
    bench.note(None, "Three.");
    assert_eq!(bench.titles(), ["First.", "Two.", "Three."]);
    assert_eq!(bench.steps()[2].page.url.as_str(), "http://a.example/?q=•••");
    assert_eq!(titles_of(&bench.after_a_crash()), bench.titles());
}

#[test]
fn a_picture_by_hand_shows_the_tab_as_it_is_then_with_its_masks() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.wait(1_600);
    bench.captures();
    bench.live(Live::Picture);
    let mask = Rect { x: 1.0, y: 2.0, width: 30.0, height: 10.0 };
    // A secret field was not there when the page was last asked: such a frame is no good.
    bench.shot(40, vec![mask]);
    assert!(bench.effects.contains(&Effect::DropFrame { frame: 40 }));
    bench.wait(520);
    bench.shot(41, vec![mask]);
    let masks = bench.effects.iter().find_map(|effect| match effect {
        Effect::Encode { frame: 41, masks, .. } => Some(masks.clone()),
        _ => None,
    });
    assert_eq!(masks, Some(vec![mask]));
    bench.encode(41);
    let step = bench.steps()[1].clone();
    assert_eq!(cairn_workflow::title(&step), "Look at *A*");
    assert_eq!(step.picture.shown().unwrap().sha256, format!("{:064}", 41));
    bench.note(Some(step.id), "The new order is in the list.");
    assert_eq!(bench.titles()[1], "The new order is in the list.");
    assert!(bench.steps()[1].picture.shown().is_some());
    bench.note(Some(step.id), "");
    assert_eq!(bench.titles()[1], "Look at *A*", "a picture needs no words");
}

#[test]
fn a_picture_by_hand_takes_no_frame_of_an_earlier_moment() {
    let mut bench = Bench::started();
    bench.content("doc", TAB, FromContent::Quiet { layout: layout(1, bench.now) });
    bench.wait(520);
    let request = bench.captures()[0];
    let asked_at = bench.now;
    bench.now += 30;
    bench.live(Live::Picture);
    let frame = CapturedFrame { id: 50, asked_at, came_at: bench.now };
    bench.give(Input::Captured { request, frame: Some(frame), other_tab: false });
    bench.wait(600);
    assert_eq!(bench.captures().len(), 1, "another frame is asked for");
    bench.encode(50);
    assert_eq!(bench.steps()[0].picture, StepPicture::Missing { missing: NoPicture::Pending });
}

#[test]
fn a_picture_by_hand_says_when_another_tab_is_in_front() {
    let mut bench = Bench::started();
    bench.live(Live::Picture);
    let request = bench.captures()[0];
    bench.give(Input::Captured { request, frame: None, other_tab: true });
    assert_eq!(bench.steps()[0].picture, StepPicture::Missing { missing: NoPicture::OtherTab });
    bench.wait(5_000);
    assert_eq!(bench.captures(), [0u32; 0]);
}

#[test]
fn the_last_step_is_taken_back_and_put_in_again() {
    let mut bench = Bench::started();
    for node in [1, 2, 3] {
        bench.click(node, 1);
    }
    let ids: Vec<StepId> = bench.steps().iter().map(|step| step.id).collect();
    bench.live(Live::Undo);
    bench.live(Live::Undo);
    assert_eq!(bench.titles(), ["Click **node 1**"]);
    assert!(bench.session.snapshot().can_redo);
    assert_eq!(titles_of(&bench.after_a_crash()), ["Click **node 1**"]);
    bench.live(Live::Redo);
    bench.live(Live::Redo);
    bench.live(Live::Redo);
    let again: Vec<StepId> = bench.steps().iter().map(|step| step.id).collect();
    assert_eq!(again, ids);
    assert_eq!(bench.steps().iter().map(|step| step.seq).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(!bench.session.snapshot().can_redo);
    assert_eq!(titles_of(&bench.after_a_crash()), bench.titles());
}

#[test]
fn what_was_taken_back_stays_away_after_the_next_step_or_a_while() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.live(Live::Undo);
    bench.click(2, 1);
    bench.live(Live::Redo);
    assert_eq!(bench.titles(), ["Click **node 2**"]);
    bench.live(Live::Undo);
    assert!(
        bench.effects.iter().any(|effect| matches!(effect, Effect::Wake { at } if *at <= bench.now + 8_000))
    );
    bench.wait(8_000);
    assert!(!bench.session.snapshot().can_redo);
    bench.live(Live::Redo);
    assert_eq!(bench.titles(), [""; 0]);
}

#[test]
fn the_last_words_of_a_field_that_was_taken_back_are_no_step() {
    let mut bench = Bench::started();
    bench.see(typed(5, "Ann", false, false));
    bench.live(Live::Undo);
    // The field is left only now: the panel took the focus.
    bench.see(typed(5, "Ann", true, false));
    assert_eq!(bench.titles(), [""; 0]);
    bench.see(typed(5, "Anna", true, false));
    assert_eq!(bench.titles(), ["Type \"Anna\" in **node 5**"]);
}

#[test]
fn a_step_put_in_again_gets_the_picture_that_was_being_made() {
    let mut bench = Bench::started();
    bench.live(Live::Picture);
    bench.shot(60, vec![]);
    bench.live(Live::Undo);
    bench.encode(60);
    bench.live(Live::Redo);
    assert!(bench.steps()[0].picture.shown().is_some());
    assert!(matches!(&bench.steps()[0].action, Action::Note { text } if text.is_empty()));
}

impl Bench {
    /// What the documents were told last about marked fields.
    fn marks(&self, document: &str) -> Option<(bool, String)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Content { document: to, message: ToContent::Secret { next, fields } }
                if to == document =>
            {
                Some((*next, fields.clone()))
            }
            _ => None,
        })
    }

    fn typed_secret(&mut self, done: bool) {
        let css = Gate::new().exact(&PageText::from_page("#pin"), 100).unwrap();
        let locator = Locator { selector: Selector::Css { css }, matches: 1, score: 10 };
        self.see(Observed::Change {
            node: 5,
            press: None,
            target: Box::new(Target { locators: vec![locator], ..target(5) }),
            control: Control::Text,
            value: Value::Secret(SecretValue { reason: Secret::EverSecret }),
            done,
            unchanged: false,
            layout: layout(1, 0),
        });
    }

    fn hello_of(&mut self, document: &str) {
        let source = Source { tab: TAB, frame: 0, document: document.into() };
        let message = FromContent::Hello { protocol: PROTOCOL, top: true };
        self.give(Input::Content { source, message });
    }

    fn go_on(&mut self, id: i32) {
        self.live(Live::Continue { tab: TabFacts { id, ..tab() }, after: None });
    }
}

#[test]
fn the_next_field_that_is_typed_in_is_marked_and_stays_so_in_later_documents() {
    let mut bench = Bench::started();
    bench.live(Live::SecretNext(true));
    assert_eq!(bench.marks("doc"), Some((true, String::new())));
    assert!(bench.session.snapshot().secret_next);
    bench.hello_of("frame");
    assert_eq!(bench.marks("frame"), Some((true, String::new())), "a frame that comes later hears of it");
    bench.click(1, 1);
    assert!(bench.session.snapshot().secret_next, "a click is no typing");
    bench.typed_secret(false);
    assert!(!bench.session.snapshot().secret_next);
    assert_eq!(bench.marks("frame"), Some((false, "#pin".into())));
    assert_eq!(bench.titles(), ["Click **node 1**", "Type a secret value in **node 5**"]);
    bench.effects.clear();
    bench.hello_of("doc2");
    assert_eq!(bench.marks("doc2"), Some((false, "#pin".into())), "after a reload it is still marked");
}

#[test]
fn the_mark_can_be_taken_back_and_ends_with_the_recording() {
    let mut bench = Bench::started();
    bench.live(Live::SecretNext(true));
    bench.live(Live::SecretNext(false));
    assert_eq!(bench.marks("doc"), Some((false, String::new())));
    bench.live(Live::SecretNext(true));
    bench.stop();
    assert!(!bench.session.snapshot().secret_next);
    bench.live(Live::SecretNext(true));
    assert!(!bench.session.snapshot().secret_next);
}

#[test]
fn a_stopped_recording_goes_on_where_it_ended() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.opens(8, bench.now);
    bench.stop();
    bench.now += 60_000;
    bench.go_on(12);
    assert_eq!(bench.session.state(), RecordingState::Starting);
    assert!(bench.effects.contains(&Effect::Worker(ToWorker::Inject { tab: 12 })));
    let source = Source { tab: 12, frame: 0, document: "new".into() };
    let message = FromContent::Hello { protocol: PROTOCOL, top: true };
    bench.give(Input::Content { source, message });
    assert_eq!(bench.session.state(), RecordingState::Recording);
    bench.note(None, "And now the second part.");
    let steps = bench.steps();
    assert_eq!(steps.iter().map(|step| (step.seq, step.page.tab)).collect::<Vec<_>>(), [(1, 1), (2, 1)]);
    assert_ne!(steps[0].id, steps[1].id);
    let again = bench.after_a_crash();
    assert_eq!(titles_of(&again), bench.titles());
    assert_eq!(again.snapshot().session, bench.session.snapshot().session);
    // The time in between is not counted.
    assert!(bench.now - bench.session.snapshot().started_at < 10_000);
    bench.stop();
    assert_eq!(bench.titles().len(), 2);
}

#[test]
fn the_same_document_numbers_its_presses_anew_when_the_recording_goes_on() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.stop();
    bench.go_on(TAB);
    bench.hello("doc", TAB);
    bench.n = 0;
    bench.click(2, 1);
    assert_eq!(bench.titles(), ["Click **node 1**", "Click **node 2**"]);
}

#[test]
fn a_page_that_lets_nobody_in_leaves_the_recording_as_it_was() {
    for refused in [true, false] {
        let mut bench = Bench::started();
        bench.click(1, 1);
        bench.stop();
        bench.effects.clear();
        bench.go_on(12);
        if refused {
            bench.give(Input::InjectFailed { tab: 12, reason: "Not here.".into() });
        } else {
            bench.wait(6_000);
        }
        assert_eq!(bench.session.state(), RecordingState::Stopped);
        assert_eq!(bench.titles(), ["Click **node 1**"]);
        assert!(!bench.effects.contains(&Effect::Forget));
        assert!(bench.session.snapshot().problem.is_some());
        bench.go_on(TAB);
        bench.hello("doc", TAB);
        assert_eq!(bench.session.state(), RecordingState::Recording, "it can be tried again");
    }
}
