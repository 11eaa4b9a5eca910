//! What the panel knows, and what of it changed: messages in, changes out. No document here.

use cairn_messages::{RecordingState, Snapshot, ToPanel, UploadState};
use cairn_workflow::{Action, Step, StepId};

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
    /// A discarded recording that can still be brought back.
    pub discarding: Option<Discarding>,
    /// Whether the stopped recording was saved as a file.
    pub saved: bool,
    /// A note that is being written.
    pub writing: Option<Writing>,
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
            ToPanel::Removed { id } => {
                let before = self.steps.len();
                self.steps.retain(|step| step.id != id);
                if self.steps.len() == before {
                    Vec::new()
                } else {
                    vec![Change::Removed(id), Change::Controls]
                }
            }
            ToPanel::Upload(upload) => {
                let begun = matches!(upload, UploadState::Running { .. } | UploadState::Done { .. });
                self.snapshot.is_local &= !begun;
                self.snapshot.upload = upload;
                if !self.is_editable() {
                    self.writing = None;
                }
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

    /// Whether the words of notes can be changed: until the recording is on its way to a server.
    pub fn is_editable(&self) -> bool {
        self.is_live() || (self.snapshot.is_local && self.discarding.is_none())
    }

    /// The note that an edit button asks for.
    pub fn note(&self, action: &str) -> Option<Writing> {
        let step = self.steps.iter().find(|step| cairn_view::edit_action(step.id) == action)?;
        match &step.action {
            Action::Note { text } => Some(Writing { id: Some(step.id), text: text.as_str().to_owned() }),
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
        self.snapshot = snapshot;
        if !self.is_editable() {
            self.writing = None;
        }
        let mut changes = self.steps_are(steps);
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
        self.saved = false;
        self.writing = None;
        self.notice = None;
    }

    /// Only what differs: a snapshot comes with each change of state, and lists are long.
    fn steps_are(&mut self, steps: Vec<Step>) -> Vec<Change> {
        let same =
            steps.len() >= self.steps.len() && self.steps.iter().zip(&steps).all(|(a, b)| a.id == b.id);
        let known = self.steps.len();
        let changes = if same {
            let changed = (0..known).filter(|&at| self.steps[at] != steps[at]).map(Change::Changed);
            changed.chain((known..steps.len()).map(Change::Added)).collect()
        } else {
            vec![Change::List]
        };
        self.steps = steps;
        changes
    }

    fn step(&mut self, step: Step) -> Vec<Change> {
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
        let at = self.steps.partition_point(|known| known.seq < step.seq);
        self.steps.insert(at, step);
        vec![Change::Added(at), Change::Controls]
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
        assert_eq!(model.hear(ToPanel::Removed { id }), [Change::Removed(id), Change::Controls]);
        assert_eq!(model.hear(ToPanel::Removed { id }), []);
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
