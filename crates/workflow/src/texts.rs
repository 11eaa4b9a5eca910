//! Every text of a step: one list for whoever must see them all. Each type is taken apart by name, so that a new field
//! does not compile before it is said here what it is.

use cairn_redact::{Context as Around, Kind, Redacted, Value};
use serde::{Deserialize, Serialize};

use crate::{Action, After, Context, FrameStep, Locator, Page, Selector, Signal, Step, Target};

/// Where in a recording a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// The guide's title.
    Title,
    /// The version of the recorder.
    Recorder,
    /// A page's address.
    Url,
    /// A page's title.
    PageTitle,
    /// The value that a field was given.
    Value,
    /// A key.
    Key,
    /// A file's name.
    File,
    /// The words of a note.
    Note,
    /// The target's role, tag or type.
    Role,
    /// The target's accessible name.
    Name,
    /// The target's visible text.
    Text,
    /// The target's label.
    Label,
    /// The target's placeholder.
    Placeholder,
    /// The words near the target.
    Nearby,
    /// What the target stands in.
    Context,
    /// A frame or shadow root on the way to the target.
    Frame,
    /// A selector.
    Locator,
    /// What appeared after the step.
    Appeared,
}

impl Field {
    /// What it is, for the person.
    pub fn words(self) -> &'static str {
        match self {
            Self::Title => "the title",
            Self::Recorder => "the recorder's version",
            Self::Url => "a page's address",
            Self::PageTitle => "a page's title",
            Self::Value => "the value of a field",
            Self::Key => "a key",
            Self::File => "a file's name",
            Self::Note => "a note",
            Self::Role => "the kind of a control",
            Self::Name => "the name of a control",
            Self::Text => "the text of a control",
            Self::Label => "a label",
            Self::Placeholder => "a placeholder",
            Self::Nearby => "the words near a control",
            Self::Context => "the words around a control",
            Self::Frame => "the way to a control",
            Self::Locator => "a selector",
            Self::Appeared => "what appeared on the page",
        }
    }
}

/// Sees every text, and may change it.
pub trait Reader {
    /// Text that passed the gate, and how it did.
    fn text(&mut self, field: Field, kind: Kind<'_>, text: &mut Redacted<String>);

    /// A word of a machine that has a type of its own nowhere: a role, a tag, a version.
    fn word(&mut self, field: Field, word: &mut String);
}

/// What is called with each text.
type Each<'a> = dyn FnMut(Field, &mut Redacted<String>) + 'a;

/// A reader of what passed the gate, however it did.
struct Plain<'a, 'b>(&'a mut Each<'b>);

impl Reader for Plain<'_, '_> {
    fn text(&mut self, field: Field, _: Kind<'_>, text: &mut Redacted<String>) {
        (self.0)(field, text);
    }

    fn word(&mut self, _: Field, _: &mut String) {}
}

/// Calls `each` with every text of a step.
pub fn texts_mut(step: &mut Step, each: &mut Each<'_>) {
    step.read_texts(&mut Plain(each));
}

/// Calls `each` with the texts of a page.
pub fn page_texts_mut(page: &mut Page, each: &mut Each<'_>) {
    page.read_texts(&mut Plain(each));
}

/// The texts of a step that are not empty, in the order of [`texts_mut`].
pub fn texts(step: &Step) -> Vec<(Field, Redacted<String>)> {
    let mut all = Vec::new();
    texts_mut(&mut step.clone(), &mut |field, text| {
        if !text.is_empty() {
            all.push((field, core::mem::take(text)));
        }
    });
    all
}

/// Words of which nothing is known.
const WORDS: Kind<'static> = Kind::Words(Around { label: None, row: None, section: None });

impl Step {
    /// Shows a reader every text of the step.
    pub fn read_texts(&mut self, reader: &mut impl Reader) {
        // A picture says nothing that was not checked when the recording announced it.
        let Self {
            id: _,
            seq: _,
            at: _,
            action,
            target,
            page,
            signals,
            after,
            picture: _,
            unseen: _,
            scan: _,
        } = self;
        let label = target.as_ref().map(|target| match target.label.is_empty() {
            true => target.name.as_str().to_owned(),
            false => target.label.as_str().to_owned(),
        });
        read_action(action, label.as_deref(), reader);
        if let Some(target) = target {
            target.read_texts(reader);
        }
        page.read_texts(reader);
        for signal in signals {
            read_signal(signal, reader);
        }
        if let Some(After { url, title, appeared }) = after {
            reader.text(Field::Url, Kind::Address, url);
            reader.text(Field::PageTitle, WORDS, title);
            appeared.iter_mut().for_each(|text| reader.text(Field::Appeared, WORDS, text));
        }
    }
}

impl Step {
    /// What the step was done on: its target, and where something was dropped.
    pub fn targets_mut(&mut self) -> impl Iterator<Item = &mut Target> {
        let drop = match &mut self.action {
            Action::Drag { drop, path: _ } => drop.as_deref_mut(),
            _ => None,
        };
        self.target.iter_mut().chain(drop)
    }
}

impl Page {
    /// Shows a reader every text of the page.
    pub fn read_texts(&mut self, reader: &mut impl Reader) {
        let Self { tab: _, url, title } = self;
        reader.text(Field::Url, Kind::Address, url);
        reader.text(Field::PageTitle, WORDS, title);
    }
}

impl Target {
    fn read_texts(&mut self, reader: &mut impl Reader) {
        let Self {
            role,
            name,
            text,
            label,
            placeholder,
            nearby,
            tag,
            input_type,
            context,
            rect: _,
            frame,
            shadow,
            locators,
        } = self;
        for word in [role, tag, input_type] {
            reader.word(Field::Role, word);
        }
        reader.text(Field::Name, WORDS, name);
        reader.text(Field::Text, WORDS, text);
        reader.text(Field::Label, WORDS, label);
        reader.text(Field::Placeholder, WORDS, placeholder);
        reader.text(Field::Nearby, WORDS, nearby);
        for Context { kind: _, name } in context {
            reader.text(Field::Context, WORDS, name);
        }
        for FrameStep { name, title, css } in frame {
            reader.text(Field::Frame, WORDS, name);
            reader.text(Field::Frame, WORDS, title);
            reader.text(Field::Locator, Kind::Exact, css);
        }
        for css in shadow {
            reader.text(Field::Locator, Kind::Exact, css);
        }
        for Locator { selector, matches: _, score: _ } in locators {
            selector.read_texts(reader);
        }
    }
}

impl Selector {
    /// Shows a reader every text of the selector.
    pub fn read_texts(&mut self, reader: &mut impl Reader) {
        match self {
            Self::TestId { attribute, value } => {
                reader.word(Field::Locator, attribute);
                reader.text(Field::Locator, Kind::Exact, value);
            }
            Self::Role { role, name } => {
                reader.word(Field::Locator, role);
                reader.text(Field::Locator, WORDS, name);
            }
            Self::Label { text } | Self::Placeholder { text } => reader.text(Field::Locator, WORDS, text),
            Self::Text { tag, text } => {
                reader.word(Field::Locator, tag);
                reader.text(Field::Locator, WORDS, text);
            }
            Self::Row { row, inner } => {
                reader.text(Field::Locator, WORDS, row);
                inner.read_texts(reader);
            }
            Self::Css { css } => reader.text(Field::Locator, Kind::Exact, css),
            Self::Xpath { xpath } => reader.text(Field::Locator, Kind::Exact, xpath),
        }
    }
}

fn read_action(action: &mut Action, label: Option<&str>, reader: &mut impl Reader) {
    match action {
        Action::Change { control: _, value } => match value {
            Value::Text { text } => {
                let around = Around { label, ..Around::default() };
                reader.text(Field::Value, Kind::Words(around), text);
            }
            Value::Options { labels } => {
                labels.iter_mut().for_each(|text| reader.text(Field::Value, WORDS, text));
            }
            Value::Secret(_) | Value::Checked { checked: _ } => {}
        },
        Action::Key { key, modifiers: _ } => reader.text(Field::Key, WORDS, key),
        Action::Drag { drop, path: _ } => {
            if let Some(target) = drop {
                target.read_texts(reader);
            }
        }
        Action::Upload { files, dropped: _ } => {
            files.iter_mut().for_each(|file| reader.text(Field::File, WORDS, file));
        }
        Action::Navigate { how: _, url } => reader.text(Field::Url, Kind::Address, url),
        Action::Tab { how: _, tab: _, title } => reader.text(Field::PageTitle, WORDS, title),
        Action::Download { file } => reader.text(Field::File, WORDS, file),
        Action::Note { text } => reader.text(Field::Note, WORDS, text),
        Action::Click { button: _, count: _, modifiers: _, offset: _, by: _, repeats: _ }
        | Action::Hover {}
        | Action::Scroll { from: _, to: _ }
        | Action::Dialog { dialog: _, accepted: _ }
        | Action::Clipboard { how: _ } => {}
    }
}

fn read_signal(signal: &mut Signal, reader: &mut impl Reader) {
    match signal {
        Signal::Navigation { url } | Signal::Route { url } => reader.text(Field::Url, Kind::Address, url),
        Signal::Download { file } => reader.text(Field::File, WORDS, file),
        Signal::Popup { tab: _ } | Signal::Closed { tab: _ } | Signal::Dialog { dialog: _ } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text that a step of the sample has as JSON, but for words of the format itself.
    #[test]
    fn no_text_of_a_step_is_passed_over() {
        let sample = include_str!("../../view/examples/sample.json");
        for mut step in crate::read_workflow(sample).unwrap().steps {
            texts_mut(&mut step, &mut |_, text| *text = Redacted::own("§"));
            let written = serde_json::to_string(&step).unwrap();
            for known in ["http", "Save", "Customer", "example", "#", "//"] {
                let rest = written.replace("[\\\"#", "");
                assert!(!rest.contains(known), "{known} in {written}");
            }
        }
    }
}
