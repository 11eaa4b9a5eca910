use cairn_messages::Beside;
use cairn_redact::Value;
use cairn_workflow::{Action, Moment, NoPicture, Picture, Point, SessionId, Step, StepId, StepPicture};

use super::FrameId;
use super::beside::Search;
use super::places::Place;

/// The steps so far, with what is still open about each.
#[derive(Default)]
pub(super) struct Steps {
    entries: Vec<Entry>,
    made: u32,
    /// How many steps stand before the place where the next one is put in; none for the end.
    place: Option<usize>,
    /// Steps that were taken back, the last one last, and until when they can be put in again.
    undone: (Vec<Undone>, i64),
}

/// A step and what is still open about it.
pub(super) struct Entry {
    pub step: Step,
    /// Chrome's id of the tab.
    pub tab: i32,
    /// The document and element that it was done on, where it was one.
    pub place: Option<(String, u32)>,
    /// When it was last clicked, for a click.
    pub clicked_at: i64,
    /// A click that so far only put the cursor into a text field.
    pub focus_click: bool,
    /// A field that is still being edited.
    pub open: bool,
    /// The picture that it waits for.
    pub want: Option<Want>,
    /// Pictures of other moments, by time: one of them may be shown instead.
    pub beside: Vec<Picture>,
    /// The search for them.
    pub search: Option<Search>,
}

/// A step that was taken back, and where it stood, if that was not where the next one is put in.
struct Undone(Entry, Option<usize>);

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
    /// Where the document lay in the top page.
    pub place: Place,
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

    /// The pictures that steps may show instead of their own.
    pub fn beside(&self) -> Vec<Beside> {
        let some = self.entries.iter().filter(|entry| !entry.beside.is_empty());
        some.map(|entry| Beside { id: entry.step.id, pictures: entry.beside.clone() }).collect()
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

    /// Index that the next step gets.
    pub fn next(&self) -> usize {
        self.place.unwrap_or(self.entries.len())
    }

    /// Index of the step before the next one.
    pub fn last(&self) -> Option<usize> {
        self.next().checked_sub(1)
    }

    /// Index of the last step done in a tab.
    pub fn last_in(&self, tab: i32) -> Option<usize> {
        self.entries.iter().take(self.next()).rposition(|entry| entry.tab == tab)
    }

    /// Where the next step is put in, where that is not the end: so many steps stand before it.
    pub fn place(&self) -> Option<u32> {
        self.place.and_then(|place| u32::try_from(place).ok())
    }

    /// From now on steps are put in after this one; none, or one that is not there: at the end.
    pub fn put_after(&mut self, id: Option<StepId>) {
        let place = id.and_then(|id| self.find(id)).map(|index| index + 1);
        self.place = place.filter(|place| *place < self.entries.len());
    }

    /// Whatever is done from now on is another step than those that are there.
    pub fn let_go(&mut self) {
        for entry in &mut self.entries {
            (entry.tab, entry.place) = (-1, None);
            (entry.focus_click, entry.open) = (false, false);
        }
    }

    /// Index of a step.
    pub fn find(&self, id: StepId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.step.id == id)
    }

    /// Adds an entry at this index, at most the end, and numbers it. What was taken back before it stays away.
    pub fn put(&mut self, index: usize, mut entry: Entry, session: SessionId) -> usize {
        self.made += 1;
        entry.step.id = step_id(session, entry.step.at, self.made);
        self.undone.0.clear();
        self.insert(index, entry)
    }

    fn insert(&mut self, index: usize, entry: Entry) -> usize {
        let index = index.min(self.entries.len());
        self.entries.insert(index, entry);
        if let Some(place) = self.place.as_mut().filter(|place| index <= **place) {
            *place += 1;
        }
        self.number_from(index);
        index
    }

    fn number_from(&mut self, index: usize) {
        for (seq, entry) in (1u32..).zip(self.entries.iter_mut()).skip(index) {
            entry.step.seq = seq;
        }
    }

    fn take(&mut self, index: usize) -> Option<Entry> {
        if index >= self.entries.len() {
            return None;
        }
        let entry = self.entries.remove(index);
        if let Some(place) = self.place.as_mut().filter(|place| index < **place) {
            *place -= 1;
        }
        self.number_from(index);
        Some(entry)
    }

    /// Takes the last step out. It can be put in again until `until` or until the next step.
    pub fn undo(&mut self, until: i64) -> Option<StepId> {
        let entry = self.take(self.last()?)?;
        let id = entry.step.id;
        self.undone.0.push(Undone(entry, None));
        self.undone.1 = until;
        Some(id)
    }

    /// Takes a step of a stopped recording out. It can be put in again where it stood.
    pub fn take_out(&mut self, index: usize) {
        if let Some(entry) = self.take(index) {
            self.undone.0.push(Undone(entry, Some(index)));
            self.undone.1 = i64::MAX;
        }
    }

    /// Forgets every picture that no step shows, and what was taken back.
    pub fn forget_others(&mut self) {
        self.undone.0.clear();
        for entry in &mut self.entries {
            entry.beside.clear();
        }
    }

    /// What is known of a picture that a step shows or may show.
    pub fn picture(&self, sha256: &str) -> Option<&Picture> {
        self.shown_or_offered().find(|picture| picture.sha256 == sha256)
    }

    /// The SHA-256 of every picture that a step shows or may show, of those too that can be put in again.
    pub fn pictures(&self) -> Vec<String> {
        let undone = self.undone.0.iter().flat_map(|Undone(entry, _)| pictures_of(entry));
        let mut all: Vec<String> =
            self.shown_or_offered().chain(undone).map(|picture| picture.sha256.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn shown_or_offered(&self) -> impl Iterator<Item = &Picture> {
        self.entries.iter().flat_map(pictures_of)
    }

    /// Puts in again what was taken out last.
    pub fn redo(&mut self, until: i64) -> Option<usize> {
        let Undone(mut entry, place) = self.undone.0.pop()?;
        self.undone.1 = until;
        if let Some(want) = entry.want.as_mut() {
            // What its encoder answered meanwhile was not heard: the choice is made again.
            want.frame = None;
        }
        Some(self.insert(place.unwrap_or_else(|| self.next()), entry))
    }

    /// Whether something can be put in again.
    pub fn can_redo(&self) -> bool {
        !self.undone.0.is_empty()
    }

    /// Whether this value of a field is the one whose step was taken back: its last words are no new step.
    pub fn was_undone(&self, document: &str, node: u32, value: &Value) -> bool {
        self.undone.0.iter().any(|Undone(entry, _)| {
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
        Some(self.take(index)?.step.id)
    }

    /// Index of the field that is being edited at this place, or was until just now.
    pub fn field(&self, document: &str, node: u32) -> Option<usize> {
        let index = self.entries.iter().rposition(|entry| {
            matches!(entry.step.action, Action::Change { .. })
                && entry.place.as_ref().is_some_and(|(d, n)| d == document && *n == node)
        })?;
        (self.entries[index].open || Some(index) == self.last()).then_some(index)
    }

    pub fn next_deadline(&self) -> Option<i64> {
        let undone = (!self.undone.0.is_empty() && self.undone.1 < i64::MAX).then_some(self.undone.1);
        self.wants().map(|want| want.deadline).chain(undone).min()
    }

    /// Wants that have no frame yet.
    pub fn wants(&self) -> impl Iterator<Item = &Want> {
        self.entries.iter().filter_map(|entry| entry.want.as_ref()).filter(|want| want.frame.is_none())
    }

    /// Whether every picture is made or given up.
    pub fn complete(&self) -> bool {
        let busy = |entry: &Entry| entry.search.as_ref().is_some_and(Search::is_busy);
        self.entries.iter().all(|entry| entry.want.is_none() && !busy(entry))
    }

    /// Restores steps from the journal, each with the pictures beside its own.
    pub fn restore(&mut self, steps: Vec<(Step, Vec<Picture>)>) {
        self.made = u32::try_from(steps.len()).unwrap_or(u32::MAX);
        self.entries = steps
            .into_iter()
            .map(|(mut step, beside)| {
                if step.picture == (StepPicture::Missing { missing: NoPicture::Pending }) {
                    step.picture = StepPicture::Missing { missing: NoPicture::NotTaken };
                }
                Entry { beside, ..Entry::new(step, -1) }
            })
            .collect();
        self.number_from(0);
    }
}

fn pictures_of(entry: &Entry) -> impl Iterator<Item = &Picture> {
    entry.step.picture.shown().into_iter().chain(&entry.beside)
}

impl Entry {
    /// A step of a tab with nothing open about it.
    pub fn new(step: Step, tab: i32) -> Self {
        Self {
            step,
            tab,
            place: None,
            clicked_at: 0,
            focus_click: false,
            open: false,
            want: None,
            beside: Vec::new(),
            search: None,
        }
    }

    /// The picture is there.
    pub fn show(&mut self, picture: Picture) {
        self.look_beside(picture.taken_at);
        self.step.picture = StepPicture::Shown(picture);
    }

    /// There will be no picture.
    pub fn give_up(&mut self, missing: NoPicture) {
        self.look_beside(self.want.as_ref().map_or(0, |want| want.at));
        self.step.picture = StepPicture::Missing { missing };
    }

    /// What it waited for is settled: pictures of other moments are looked for.
    fn look_beside(&mut self, at: i64) {
        if let Some(want) = self.want.take() {
            self.beside.clear();
            self.search = Some(Search::new(&want, at));
        }
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
