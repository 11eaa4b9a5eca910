//! What the panel knows, and what of it changed: messages in, changes out. No document here.

use std::collections::{HashMap, HashSet};

use cairn_messages::{Beside, RecordingState, Snapshot, ToPanel, UploadState};
use cairn_workflow::{Action, Picture, Step, StepId};

/// What the panel knows.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The tab that would be recorded.
    pub tab: Option<i32>,
    /// Whether the recorder answers.
    pub link: LinkState,
    /// Why the tab cannot be recorded; outer none until that is known.
    pub obstacle: Option<Option<String>>,
    /// All but the steps.
    pub snapshot: Snapshot,
    /// The steps, by `seq`.
    pub steps: Vec<Step>,
    /// Pictures that steps may show instead of their own.
    pub beside: HashMap<StepId, Vec<Picture>>,
    /// A discarded recording that can still be brought back.
    pub discarding: Option<Discarding>,
    /// Whether the stopped recording was saved as a file.
    pub saved: bool,
    /// A note that is being written.
    pub writing: Option<Writing>,
    /// Whether the person looks through what will be sent.
    pub reviewing: bool,
    /// Something to tell at the buttons.
    pub notice: Option<Notice>,
    /// Address and title of the last guide.
    pub last_guide: Option<(String, String)>,
}

/// A note that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// The note that gets other words; none for a new one.
    pub id: Option<StepId>,
    /// The step that a new one follows; none for the last one.
    pub after: Option<StepId>,
    /// Its words so far.
    pub text: String,
}

/// Whether the recorder answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// It has not answered yet.
    #[default]
    Opening,
    /// It does.
    Open,
    /// It does not any more, or not for a while.
    Lost,
}

/// A discarded recording, until it is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discarding {
    /// Whether Undo goes on recording.
    pub resume: bool,
}

/// What is told at the buttons of a stopped recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The next recording would be the end of this one. Gone as soon as this one is kept.
    Unsaved,
    /// How the making of a file goes.
    File(String),
    /// What keeps it from being sent.
    Review(String),
}

/// What has to be shown anew.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Everything but the steps.
    Controls,
    /// The list of steps as a whole.
    List,
    /// The step at this place is new.
    Added(usize),
    /// The step at this place is another one now.
    Changed(usize),
    /// This step is gone.
    Removed(StepId),
}

impl Model {
    /// The hashes of all pictures that steps show, or may show.
    pub fn pictures(&self) -> HashSet<&str> {
        let shown = self.steps.iter().filter_map(|step| step.picture.shown());
        shown.chain(self.beside.values().flatten()).map(|picture| picture.sha256.as_str()).collect()
    }

    /// Takes a message in. Pictures, workflows and uploads are not the model's.
    pub fn hear(&mut self, message: ToPanel) -> Vec<Change> {
        match message {
            ToPanel::Snapshot(snapshot) => self.snapshot(snapshot),
            ToPanel::Readiness { tab, obstacle } => {
                if self.tab == Some(tab) {
                    self.obstacle = Some(obstacle);
                }
                vec![Change::Controls]
            }
            ToPanel::Step { step } => self.step(*step),
            ToPanel::Beside(Beside { id, pictures }) => {
                self.beside.insert(id, pictures);
                self.steps.iter().position(|step| step.id == id).map(Change::Changed).into_iter().collect()
            }
            ToPanel::Removed { id } => {
                let Some(at) = self.steps.iter().position(|step| step.id == id) else { return Vec::new() };
                self.steps.remove(at);
                self.saved = false;
                // A snapshot says it too, a little later; the way back is to be there at once.
                self.snapshot.can_redo |= self.is_reviewing();
                if let Some(place) = self.snapshot.place.as_mut().filter(|place| at < **place as usize) {
                    *place -= 1;
                }
                let mut changes = vec![Change::Removed(id)];
                changes.extend(self.number_from(at));
                changes.push(Change::Controls);
                changes
            }
            ToPanel::Upload(upload) => {
                self.snapshot.upload = upload;
                vec![Change::Controls]
            }
            ToPanel::Problem { sentence } => {
                self.snapshot.problem = sentence;
                vec![Change::Controls]
            }
            ToPanel::Picture { .. } | ToPanel::Workflow { .. } | ToPanel::UploadNow { .. } => Vec::new(),
        }
    }

    /// Whether the recording can be let go without a loss.
    pub fn is_kept(&self) -> bool {
        self.saved || self.steps.is_empty() || matches!(self.snapshot.upload, UploadState::Done { .. })
    }

    /// Whether steps can be added and changed by hand: while it is recorded.
    pub fn is_live(&self) -> bool {
        let running = matches!(self.snapshot.state, RecordingState::Recording | RecordingState::Paused);
        running && self.discarding.is_none()
    }

    /// Whether steps can be changed by hand and notes be put in.
    pub fn is_editable(&self) -> bool {
        let stopped = self.snapshot.state == RecordingState::Stopped && self.discarding.is_none();
        self.is_live() || stopped
    }

    /// Whether what will be sent is shown.
    pub fn is_reviewing(&self) -> bool {
        self.reviewing && self.can_review() && self.discarding.is_none()
    }

    fn can_review(&self) -> bool {
        self.snapshot.held && self.snapshot.state == RecordingState::Stopped
    }

    /// The step that a button of a card is about.
    pub fn step_of(&self, id: &str) -> Option<StepId> {
        self.steps.iter().map(|step| step.id).find(|step| step.to_string() == id)
    }

    /// The note that an edit button asks for.
    pub fn note(&self, action: &str) -> Option<Writing> {
        let step = self.steps.iter().find(|step| cairn_view::edit_action(step.id) == action)?;
        match &step.action {
            Action::Note { text } => {
                Some(Writing { id: Some(step.id), after: None, text: text.as_str().to_owned() })
            }
            _ => None,
        }
    }

    /// Whether there is a recording that could be discarded.
    pub fn has_recording(&self) -> bool {
        matches!(
            self.snapshot.state,
            RecordingState::Recording | RecordingState::Paused | RecordingState::Stopped
        )
    }

    fn snapshot(&mut self, mut snapshot: Snapshot) -> Vec<Change> {
        let mut steps = core::mem::take(&mut snapshot.steps);
        steps.sort_by_key(|step| step.seq);
        if snapshot.session != self.snapshot.session {
            self.begin_session();
        }
        let beside: HashMap<StepId, Vec<Picture>> =
            snapshot.beside.drain(..).map(|beside| (beside.id, beside.pictures)).collect();
        let beside = core::mem::replace(&mut self.beside, beside);
        self.snapshot = snapshot;
        if !self.is_editable() {
            self.writing = None;
        }
        let mut changes = self.steps_are(steps, &beside);
        if self.reviewing && !self.can_review() {
            self.reviewing = false;
            changes.push(Change::List);
        }
        changes.push(Change::Controls);
        changes
    }

    /// The panel is about this tab from now on.
    pub fn bind(&mut self, tab: Option<i32>) {
        if self.tab != tab {
            self.tab = tab;
            self.obstacle = None;
        }
    }

    fn begin_session(&mut self) {
        self.discarding = None;
        self.reviewing = false;
        self.saved = false;
        self.writing = None;
        self.notice = None;
    }

    /// Only what differs: a snapshot comes with each change of state, and lists are long.
    fn steps_are(&mut self, steps: Vec<Step>, beside: &HashMap<StepId, Vec<Picture>>) -> Vec<Change> {
        let same =
            steps.len() >= self.steps.len() && self.steps.iter().zip(&steps).all(|(a, b)| a.id == b.id);
        let known = self.steps.len();
        let changes = if same {
            let differs = |at: usize| {
                let id = steps[at].id;
                self.steps[at] != steps[at] || self.beside.get(&id) != beside.get(&id)
            };
            let changed = (0..known).filter(|&at| differs(at)).map(Change::Changed);
            changed.chain((known..steps.len()).map(Change::Added)).collect()
        } else {
            vec![Change::List]
        };
        self.steps = steps;
        changes
    }

    /// Numbers the steps from this index on anew.
    fn number_from(&mut self, at: usize) -> Vec<Change> {
        let mut changes = Vec::new();
        for (index, seq) in (0..self.steps.len()).zip(1u32..).skip(at) {
            if self.steps[index].seq != seq {
                self.steps[index].seq = seq;
                changes.push(Change::Changed(index));
            }
        }
        changes
    }

    fn step(&mut self, step: Step) -> Vec<Change> {
        self.saved = false;
        if let Some(at) = self.steps.iter().position(|known| known.id == step.id) {
            if self.steps[at] == step {
                return Vec::new();
            }
            let moved = self.steps[at].seq != step.seq;
            self.steps[at] = step;
            if moved {
                self.steps.sort_by_key(|step| step.seq);
                return vec![Change::List];
            }
            return vec![Change::Changed(at)];
        }
        // What was taken back before it stays away.
        self.snapshot.can_redo = false;
        let at = usize::try_from(step.seq).unwrap_or(usize::MAX).saturating_sub(1).min(self.steps.len());
        self.steps.insert(at, step);
        if let Some(place) = self.snapshot.place.as_mut().filter(|place| at <= **place as usize) {
            *place += 1;
        }
        let mut changes = vec![Change::Added(at)];
        changes.extend(self.number_from(at + 1));
        changes.push(Change::Controls);
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_workflow::{SessionId, read_workflow};

    fn steps() -> Vec<Step> {
        read_workflow(include_str!("../../../crates/view/examples/sample.json")).unwrap().steps
    }

    fn snapshot(state: RecordingState, steps: Vec<Step>) -> ToPanel {
        let session = Some(SessionId::new(1, [0; 10]));
        ToPanel::Snapshot(Snapshot { state, session, steps, ..Snapshot::default() })
    }

    #[test]
    fn a_snapshot_of_known_steps_touches_no_card() {
        let mut model = Model::default();
        let all = steps();
        let added: Vec<_> = (0..all.len()).map(Change::Added).chain([Change::Controls]).collect();
        assert_eq!(model.hear(snapshot(RecordingState::Recording, all.clone())), added);
        assert_eq!(model.hear(snapshot(RecordingState::Paused, all)), [Change::Controls]);
    }

    #[test]
    fn a_step_is_added_at_its_place_changed_and_removed() {
        let mut model = Model::default();
        let all = steps();
        model.hear(snapshot(RecordingState::Recording, vec![all[0].clone(), all[2].clone()]));
        let second = ToPanel::Step { step: Box::new(all[1].clone()) };
        assert_eq!(model.hear(second.clone()), [Change::Added(1), Change::Controls]);
        assert_eq!(model.hear(second), []);
        let other = Step { action: all[0].action.clone(), ..all[1].clone() };
        assert_eq!(model.hear(ToPanel::Step { step: Box::new(other) }), [Change::Changed(1)]);
        let id = all[1].id;
        assert_eq!(
            model.hear(ToPanel::Removed { id }),
            [Change::Removed(id), Change::Changed(1), Change::Controls]
        );
        assert_eq!(model.hear(ToPanel::Removed { id }), []);
    }

    #[test]
    fn a_step_put_in_moves_those_after_it_and_the_place_on() {
        let mut model = Model::default();
        let all = steps();
        let session = Some(SessionId::new(1, [0; 10]));
        let mut known = vec![all[0].clone(), all[1].clone()];
        known[1].seq = 2;
        let state = RecordingState::Recording;
        let before = Snapshot { state, session, steps: known, place: Some(1), ..Snapshot::default() };
        model.hear(ToPanel::Snapshot(before));
        let new = Step { seq: 2, ..all[2].clone() };
        let changes = model.hear(ToPanel::Step { step: Box::new(new) });
        assert_eq!(changes, [Change::Added(1), Change::Changed(2), Change::Controls]);
        let order = |model: &Model| model.steps.iter().map(|step| (step.seq, step.id)).collect::<Vec<_>>();
        assert_eq!(order(&model), [(1, all[0].id), (2, all[2].id), (3, all[1].id)]);
        assert_eq!(model.snapshot.place, Some(2));
        let id = all[2].id;
        let changes = model.hear(ToPanel::Removed { id });
        assert_eq!(changes, [Change::Removed(id), Change::Changed(1), Change::Controls]);
        assert_eq!((order(&model), model.snapshot.place), (vec![(1, all[0].id), (2, all[1].id)], Some(1)));
    }

    #[test]
    fn pictures_beside_a_step_renew_its_card() {
        let mut model = Model::default();
        let all = steps();
        model.hear(snapshot(RecordingState::Stopped, all.clone()));
        let pictures: Vec<Picture> =
            all.iter().filter_map(|step| step.picture.shown().cloned()).take(1).collect();
        let beside = ToPanel::Beside(Beside { id: all[1].id, pictures: pictures.clone() });
        assert_eq!(model.hear(beside), [Change::Changed(1)]);
        assert_eq!(model.beside[&all[1].id], pictures);
    }

    #[test]
    fn the_look_is_over_once_it_is_sent() {
        let mut model = Model::default();
        let held = |held| {
            let session = Some(SessionId::new(1, [0; 10]));
            let state = RecordingState::Stopped;
            ToPanel::Snapshot(Snapshot { state, session, steps: steps(), held, ..Snapshot::default() })
        };
        model.hear(held(true));
        model.reviewing = true;
        assert!(model.is_reviewing());
        model.hear(held(true));
        assert!(model.is_reviewing());
        assert_eq!(model.hear(held(false)), [Change::List, Change::Controls]);
        assert!(!model.reviewing);
    }

    #[test]
    fn another_order_renews_the_list() {
        let mut model = Model::default();
        let mut all = steps();
        model.hear(snapshot(RecordingState::Recording, all.clone()));
        all.remove(0);
        assert_eq!(model.hear(snapshot(RecordingState::Recording, all)), [Change::List, Change::Controls]);
    }

    #[test]
    fn a_stopped_recording_is_kept_once_it_is_somewhere() {
        let mut model = Model::default();
        model.hear(snapshot(RecordingState::Stopped, steps()));
        assert!(!model.is_kept());
        model.hear(ToPanel::Upload(UploadState::Done { url: "http://127.0.0.1/w/1".into() }));
        assert!(model.is_kept());
    }

    #[test]
    fn the_next_recording_can_begin_at_once() {
        let mut model = Model { tab: Some(7), ..Model::default() };
        model.hear(ToPanel::Readiness { tab: 7, obstacle: None });
        model.hear(snapshot(RecordingState::Stopped, steps()));
        model.hear(ToPanel::Snapshot(Snapshot::default()));
        assert_eq!(model.obstacle, Some(None));
        model.bind(Some(8));
        assert_eq!(model.obstacle, None);
    }

    #[test]
    fn another_tabs_readiness_says_nothing_here() {
        let mut model = Model { tab: Some(7), ..Model::default() };
        model.hear(ToPanel::Readiness { tab: 8, obstacle: Some("no".into()) });
        assert_eq!(model.obstacle, None);
    }
}
