//! What the person takes out of a stopped recording, looking through it before it is sent: steps, texts, and parts of
//! pictures. Nothing of it comes back except a step, and that only until the recording is sent.

use cairn_messages::{RecordingState, ToPanel};
use cairn_redact::Redacted;
use cairn_workflow::texts::{page_texts_mut, texts_mut};
use cairn_workflow::{Picture, Rect, Step, StepId, StepPicture, Viewport};

use super::{Effect, EncodedPicture, Record, Session};

/// Most parts of a picture that are covered at a time.
const MOST_MASKS: usize = 200;

/// A picture that is being covered.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Covering {
    pub sha256: String,
    masks: Vec<Rect>,
}

impl Session {
    fn is_looked_at(&self) -> bool {
        self.state == RecordingState::Stopped && self.sending.is_none()
    }

    /// Takes a step out; until something else is done it can be put back.
    pub(super) fn take_out(&mut self, id: StepId) {
        let Some(index) = self.steps.find(id).filter(|_| self.is_looked_at()) else { return };
        self.changed();
        self.steps.take_out(index);
        self.journal(Record::Removed { id });
        self.panel(ToPanel::Removed { id });
        self.show_snapshot();
    }

    /// Masks a text wherever it stands, now and in what is recorded from now on.
    pub(super) fn mask_text(&mut self, text: &Redacted<String>) {
        if !self.is_looked_at() {
            return;
        }
        if !self.chosen.add(text.as_str()) {
            return self.say(
                "This text is too short or too long to be masked. Choose a few letters more, or fewer.",
            );
        }
        let known: Vec<StepId> = self.steps.all().iter().map(|step| step.id).collect();
        let mut published = Vec::new();
        for id in known {
            if let Some(index) = self.steps.find(id)
                && self.mask_step(index)
            {
                published.push(index);
            }
        }
        let of_whole = self.mask_whole();
        if published.is_empty() && !of_whole {
            return;
        }
        self.changed();
        for index in published {
            self.publish(index);
        }
        // A step that was taken out has the text still.
        self.steps.forget_undone(0, true);
        self.rewrite();
        self.show_snapshot();
    }

    /// Masks the chosen texts in a step. Whether there was one.
    pub(super) fn mask_step(&mut self, index: usize) -> bool {
        let Some(entry) = self.steps.entry(index).filter(|_| !self.chosen.is_empty()) else { return false };
        let mut found = false;
        texts_mut(&mut entry.step, &mut |_, text| {
            if let Some(masked) = self.chosen.mask(text) {
                (*text, found) = (masked, true);
            }
        });
        if found {
            forget_masked_ways(&mut entry.step);
        }
        found
    }

    /// Masks the chosen texts in what the recording has beside its steps.
    fn mask_whole(&mut self) -> bool {
        let Some(meta) = self.meta.as_mut() else { return false };
        let mut found = false;
        let mut mask = |text: &mut Redacted<String>| {
            if let Some(masked) = self.chosen.mask(text) {
                (*text, found) = (masked, true);
            }
        };
        mask(&mut meta.title);
        page_texts_mut(&mut meta.start, &mut |_, text| mask(text));
        found
    }

    /// The text without what the person chose to mask.
    pub(super) fn without_chosen(&self, text: Redacted<String>) -> Redacted<String> {
        self.chosen.mask(&text).unwrap_or(text)
    }

    /// Covers parts of a picture, wherever it is shown.
    pub(super) fn cover(&mut self, sha256: &str, masks: Vec<Rect>) {
        let sound = |mask: &Rect| {
            let known = [mask.x, mask.y, mask.width, mask.height].into_iter().all(f64::is_finite);
            known && !mask.is_empty()
        };
        if !self.is_looked_at() || self.covering.is_some() || !(1..=MOST_MASKS).contains(&masks.len()) {
            return;
        }
        let Some(viewport) =
            self.steps.picture(sha256).and_then(viewport).filter(|_| masks.iter().all(sound))
        else {
            return;
        };
        self.problem = None;
        self.out.push(Effect::Cover { sha256: sha256.to_owned(), masks: masks.clone(), viewport });
        self.covering = Some(Covering { sha256: sha256.to_owned(), masks });
        self.show_snapshot();
    }

    /// The covered picture is on disk, or could not be made.
    pub(super) fn covered(&mut self, sha256: &str, picture: Option<&EncodedPicture>) {
        let Some(Covering { masks, .. }) = self.covering.take_if(|covering| covering.sha256 == sha256) else {
            return;
        };
        let Some(picture) = picture else {
            return self.say("The picture could not be covered. Try again, or leave the picture out.");
        };
        self.changed();
        let new = |old: &Picture| Picture {
            sha256: picture.sha256.clone(),
            bytes: picture.bytes,
            media: picture.media.clone(),
            masks: [old.masks.as_slice(), &masks].concat(),
            ..old.clone()
        };
        for index in 0..self.steps.len() {
            let Some(entry) = self.steps.entry(index) else { continue };
            let is = |known: &Picture| known.sha256 == sha256;
            let shown = entry.step.picture.shown().filter(|known| is(known)).map(&new);
            let offered = entry.beside.iter().any(is);
            if shown.is_none() && !offered {
                continue;
            }
            // The pictures before and after it show the same, and nothing is covered in them.
            let before = core::mem::take(&mut entry.beside);
            entry.beside.extend(before.iter().filter(|known| is(known)).map(&new));
            let id = entry.step.id;
            if let Some(picture) = shown {
                entry.step.picture = StepPicture::Shown(picture);
                self.publish(index);
            }
            let pictures = self.steps.entry(index).map(|entry| entry.beside.clone()).unwrap_or_default();
            self.journal(Record::Beside { id, pictures });
        }
        // One that was taken out shows the picture as it was.
        self.steps.forget_undone(0, true);
        self.rewrite();
        self.show_snapshot();
    }
}

/// The viewport that a picture shows.
fn viewport(picture: &Picture) -> Option<Viewport> {
    let (width, height) =
        (f64::from(picture.width) / picture.scale, f64::from(picture.height) / picture.scale);
    let known = width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0;
    known.then_some(Viewport { width, height, scale: picture.scale })
}

/// A way to an element that has a mask in it leads nowhere.
fn forget_masked_ways(step: &mut Step) {
    use cairn_workflow::{Action, Selector, Target};
    fn is_whole(selector: &Selector) -> bool {
        match selector {
            Selector::TestId { value: text, .. }
            | Selector::Role { name: text, .. }
            | Selector::Label { text }
            | Selector::Placeholder { text }
            | Selector::Text { text, .. }
            | Selector::Css { css: text }
            | Selector::Xpath { xpath: text } => !text.is_masked(),
            Selector::Row { row, inner } => !row.is_masked() && is_whole(inner),
        }
    }
    let forget = |target: &mut Target| target.locators.retain(|locator| is_whole(&locator.selector));
    step.target.as_mut().map(forget);
    if let Action::Drag { drop: Some(target), .. } = &mut step.action {
        forget(target);
    }
}
