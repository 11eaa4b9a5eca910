//! The second net: every text is looked through where it arrives. What is stored went through it, by type.

use cairn_api::{Alarm, CreateRecording};
use cairn_redact::{Classes, Kind, Redacted, catch, is_masked};
use cairn_workflow::Step;
use cairn_workflow::texts::{Field, Reader};

/// Looks for what must not be stored: [`Classes::ALWAYS`] and what the administrator demands.
///
/// What a person wrote by hand, a note or a title that is not the page's, keeps what only the administrator demands,
/// and is reported: `support@example.org` in a note is there on purpose. What [`Classes::ALWAYS`] has is masked there
/// too.
#[derive(Clone, Copy, Debug)]
pub struct Net {
    classes: Classes,
}

/// Something that went through the net, and what was found in it.
pub struct Netted<T> {
    what: T,
    alarms: Vec<Alarm>,
}

impl<T> Netted<T> {
    /// It, as it may be stored.
    pub fn what(&self) -> &T {
        &self.what
    }

    /// What was found.
    pub fn alarms(&self) -> &[Alarm] {
        &self.alarms
    }
}

impl Net {
    /// A net for these and what is always masked.
    pub fn new(demanded: Classes) -> Self {
        Self { classes: demanded.or(Classes::ALWAYS) }
    }

    /// What it looks for.
    pub fn classes(self) -> Classes {
        self.classes
    }

    /// A step, with what was found in it masked. A selector with a mask in it would find nothing, or another: it goes.
    pub fn step(self, mut step: Step) -> Netted<Step> {
        let mut catcher = Catcher { net: self, seq: Some(step.seq), by_hand: false, alarms: Vec::new() };
        step.read_texts(&mut catcher);
        if catcher.alarms.iter().any(|alarm| alarm.field == Field::Locator) {
            for target in step.targets_mut() {
                target.locators.retain_mut(|locator| {
                    let mut masks = Masks(false);
                    locator.selector.read_texts(&mut masks);
                    !masks.0
                });
            }
        }
        catcher.netted(step)
    }

    /// What a recording says beside its steps.
    pub fn recording(self, mut recording: CreateRecording) -> Netted<CreateRecording> {
        // The recorder takes the title from the page where it begins; another one is the person's.
        let by_hand = recording.title != recording.start.title && recording.title != recording.start.url;
        let mut catcher = Catcher { net: self, seq: None, by_hand, alarms: Vec::new() };
        catcher.text(Field::Title, Kind::Words(cairn_redact::Context::default()), &mut recording.title);
        recording.start.read_texts(&mut catcher);
        catcher.word(Field::Recorder, &mut recording.recorder);
        catcher.netted(recording)
    }
}

/// Masks what it finds, and writes down what that was.
struct Catcher {
    net: Net,
    seq: Option<u32>,
    /// Whether the title is the person's.
    by_hand: bool,
    alarms: Vec<Alarm>,
}

impl Catcher {
    fn found(&mut self, field: Field, classes: Vec<cairn_redact::Class>, kept: bool) {
        for class in classes {
            if !self.alarms.iter().any(|known| known.field == field && known.class == class) {
                self.alarms.push(Alarm { seq: self.seq, field, class, kept });
            }
        }
    }

    fn netted<T>(mut self, what: T) -> Netted<T> {
        self.alarms.sort_unstable();
        Netted { what, alarms: self.alarms }
    }
}

impl Reader for Catcher {
    fn text(&mut self, field: Field, kind: Kind<'_>, text: &mut Redacted<String>) {
        let authored = field == Field::Note || (field == Field::Title && self.by_hand);
        let classes = if authored { Classes::ALWAYS } else { self.net.classes };
        let masked = text.catch(kind, classes);
        self.found(field, masked, false);
        if authored && let Some(caught) = catch(text.as_str(), kind, self.net.classes) {
            self.found(field, caught.classes, true);
        }
    }

    fn word(&mut self, field: Field, word: &mut String) {
        if let Some(caught) = catch(word, Kind::Exact, self.net.classes) {
            *word = caught.text;
            self.found(field, caught.classes, false);
        }
    }
}

/// Whether there is a mask in a text.
struct Masks(bool);

impl Reader for Masks {
    fn text(&mut self, _: Field, _: Kind<'_>, text: &mut Redacted<String>) {
        self.0 |= is_masked(text.as_str());
    }

    fn word(&mut self, _: Field, word: &mut String) {
        self.0 |= is_masked(word);
    }
}
