use cairn_redact::Value;
use cairn_workflow::{Action, Moment, NoPicture, Picture, Point, SessionId, Step, StepId, StepPicture};

use super::FrameId;

/// The steps so far, with what is still open about each.
#[derive(Default)]
pub(super) struct Steps {
    entries: Vec<Entry>,
    made: u32,
    /// Steps that were taken back, the last one last, and until when they can be put in again.
    undone: (Vec<Entry>, i64),
}

/// A step and what is still open about it.
pub(super) struct Entry {
    pub step: Step,
    /// Chrome's id of the tab.
    pub tab: i32,
    /// The document and element that it was done on, where it was one.
    pub place: Option<(String, u32)>,
    /// A click that so far only put the cursor into a text field.
    pub focus_click: bool,
    /// A field that is still being edited.
    pub open: bool,
    /// The picture that it waits for.
    pub want: Option<Want>,
}

/// What picture a step wants.
#[derive(Clone, Debug)]
pub(super) struct Want {
    pub tab: i32,
    pub document: String,
    /// The pointer's press that it began with; none for keys.
    pub press: Option<u32>,
    pub generation: u32,
    /// Where the document was scrolled to.
    pub scroll: Point,
    pub at: i64,
    pub moment: Moment,
    pub deadline: i64,
    /// Chosen and on its way through the encoder.
    pub frame: Option<FrameId>,
}

impl Steps {
    pub fn all(&self) -> Vec<Step> {
        self.entries.iter().map(|entry| entry.step.clone()).collect()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn get(&self, index: usize) -> Option<&Step> {
        self.entries.get(index).map(|entry| &entry.step)
    }

    pub fn entry(&mut self, index: usize) -> Option<&mut Entry> {
        self.entries.get_mut(index)
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn entries_mut(&mut self) -> &mut [Entry] {
        &mut self.entries
    }

    /// The tab of each step, by its number in the recording.
    pub fn tabs(&self) -> Vec<u32> {
        self.entries.iter().map(|entry| entry.step.page.tab).collect()
    }

    /// Index of the last step done in a tab.
    pub fn last_in(&self, tab: i32) -> Option<usize> {
        self.entries.iter().rposition(|entry| entry.tab == tab)
    }

    /// Index of a step.
    pub fn find(&self, id: StepId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.step.id == id)
    }

    /// Adds an entry at the end and numbers it. What was taken back before it stays away.
    pub fn push(&mut self, mut entry: Entry, session: SessionId) -> usize {
        self.made += 1;
        entry.step.id = step_id(session, entry.step.at, self.made);
        self.undone.0.clear();
        self.append(entry)
    }

    fn append(&mut self, mut entry: Entry) -> usize {
        entry.step.seq = u32::try_from(self.entries.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.entries.push(entry);
        self.entries.len() - 1
    }

    /// Takes the last step out. It can be put in again until `until` or until the next step.
    pub fn undo(&mut self, until: i64) -> Option<StepId> {
        let entry = self.entries.pop()?;
        let id = entry.step.id;
        self.undone.0.push(entry);
        self.undone.1 = until;
        Some(id)
    }

    /// Puts in again what was taken out last.
    pub fn redo(&mut self, until: i64) -> Option<usize> {
        let mut entry = self.undone.0.pop()?;
        self.undone.1 = until;
        if let Some(want) = entry.want.as_mut() {
            // What its encoder answered meanwhile was not heard: the choice is made again.
            want.frame = None;
        }
        Some(self.append(entry))
    }

    /// Whether something can be put in again.
    pub fn can_redo(&self) -> bool {
        !self.undone.0.is_empty()
    }

    /// Whether this value of a field is the one whose step was taken back: its last words are no new step.
    pub fn was_undone(&self, document: &str, node: u32, value: &Value) -> bool {
        self.undone.0.iter().any(|entry| {
            let same = entry.place.as_ref().is_some_and(|(d, n)| d == document && *n == node);
            same && matches!(&entry.step.action, Action::Change { value: known, .. } if known == value)
        })
    }

    /// Forgets what was taken back, when its time is over or `over` says so. Whether there was something.
    pub fn forget_undone(&mut self, now: i64, over: bool) -> bool {
        let ends = !self.undone.0.is_empty() && (over || now >= self.undone.1);
        if ends {
            self.undone.0.clear();
        }
        ends
    }

    /// Takes a step out; the numbers of those after it close up.
    pub fn remove(&mut self, index: usize) -> Option<StepId> {
        if index >= self.entries.len() {
            return None;
        }
        let removed = self.entries.remove(index);
        for (seq, entry) in (1u32..).zip(self.entries.iter_mut()) {
            entry.step.seq = seq;
        }
        Some(removed.step.id)
    }

    /// Index of the field that is being edited at this place, or was until just now.
    pub fn field(&self, document: &str, node: u32) -> Option<usize> {
        let index = self.entries.iter().rposition(|entry| {
            matches!(entry.step.action, Action::Change { .. })
                && entry.place.as_ref().is_some_and(|(d, n)| d == document && *n == node)
        })?;
        (self.entries[index].open || index + 1 == self.entries.len()).then_some(index)
    }

    pub fn next_deadline(&self) -> Option<i64> {
        let undone = (!self.undone.0.is_empty()).then_some(self.undone.1);
        self.wants().map(|want| want.deadline).chain(undone).min()
    }

    /// Wants that have no frame yet.
    pub fn wants(&self) -> impl Iterator<Item = &Want> {
        self.entries.iter().filter_map(|entry| entry.want.as_ref()).filter(|want| want.frame.is_none())
    }

    /// Whether every picture is made or given up.
    pub fn complete(&self) -> bool {
        self.entries.iter().all(|entry| entry.want.is_none())
    }

    /// Restores steps from the journal.
    pub fn restore(&mut self, steps: Vec<Step>) {
        self.made = u32::try_from(steps.len()).unwrap_or(u32::MAX);
        self.entries = steps
            .into_iter()
            .map(|mut step| {
                if step.picture == (StepPicture::Missing { missing: NoPicture::Pending }) {
                    step.picture = StepPicture::Missing { missing: NoPicture::NotTaken };
                }
                Entry { step, tab: -1, place: None, focus_click: false, open: false, want: None }
            })
            .collect();
        for (seq, entry) in (1u32..).zip(self.entries.iter_mut()) {
            entry.step.seq = seq;
        }
    }
}

impl Entry {
    /// The picture is there.
    pub fn show(&mut self, picture: Picture) {
        self.step.picture = StepPicture::Shown(picture);
        self.want = None;
    }

    /// There will be no picture.
    pub fn give_up(&mut self, missing: NoPicture) {
        self.step.picture = StepPicture::Missing { missing };
        self.want = None;
    }
}

/// Unique within the session without a source of randomness: the session's own random bytes, stirred by the
/// count.
fn step_id(session: SessionId, at: i64, made: u32) -> StepId {
    let bytes = session.0.as_bytes();
    let mut random = [0u8; 10];
    random.copy_from_slice(&bytes[6..16]);
    for (byte, stir) in random.iter_mut().skip(6).zip(made.to_be_bytes()) {
        *byte ^= stir;
    }
    StepId::new(at, random)
}
