//! Every text of a step, one after the other: what is done to all of them is done here, and a new field of the format
//! does not compile until it is in.

use cairn_redact::{Redacted, Value};

use crate::{Action, After, FrameStep, Page, Selector, Signal, Step, Target};

/// What a text of a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// What was typed or chosen.
    Value,
    /// A key.
    Key,
    /// A file's name.
    File,
    /// The words of a note.
    Note,
    /// An element's accessible name.
    Name,
    /// Its visible text.
    Text,
    /// Its label.
    Label,
    /// Its placeholder.
    Placeholder,
    /// Words beside it.
    Nearby,
    /// The row, list or dialog that it is in.
    Context,
    /// The title of a page or tab.
    Title,
    /// An address.
    Address,
    /// What appeared after the step.
    Appeared,
    /// A frame that the element is in.
    Frame,
    /// A way to find the element, for machines.
    Selector,
}

/// What is called with each text.
type Each<'a> = dyn FnMut(Field, &mut Redacted<String>) + 'a;

/// Calls `each` with every text of a step.
pub fn texts_mut(step: &mut Step, each: &mut Each<'_>) {
    let Step { action, target, page, signals, after, id: _, seq: _, at: _, picture: _, unseen: _, scan: _ } =
        step;
    of_action(action, each);
    if let Some(target) = target {
        of_target(target, each);
    }
    page_texts_mut(page, each);
    signals.iter_mut().for_each(|signal| of_signal(signal, each));
    if let Some(After { url, title, appeared }) = after {
        each(Field::Address, url);
        each(Field::Title, title);
        appeared.iter_mut().for_each(|text| each(Field::Appeared, text));
    }
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

/// Calls `each` with the texts of a page.
pub fn page_texts_mut(page: &mut Page, each: &mut Each<'_>) {
    let Page { url, title, tab: _ } = page;
    each(Field::Title, title);
    each(Field::Address, url);
}

fn of_action(action: &mut Action, each: &mut Each<'_>) {
    match action {
        Action::Change { value, control: _ } => match value {
            Value::Text { text } => each(Field::Value, text),
            Value::Options { labels } => labels.iter_mut().for_each(|label| each(Field::Value, label)),
            Value::Secret(_) | Value::Checked { .. } => {}
        },
        Action::Key { key, modifiers: _ } => each(Field::Key, key),
        Action::Drag { drop, path: _ } => {
            if let Some(target) = drop {
                of_target(target, each);
            }
        }
        Action::Upload { files, dropped: _ } => files.iter_mut().for_each(|file| each(Field::File, file)),
        Action::Download { file } => each(Field::File, file),
        Action::Navigate { url, how: _ } => each(Field::Address, url),
        Action::Tab { title, how: _, tab: _ } => each(Field::Title, title),
        Action::Note { text } => each(Field::Note, text),
        Action::Click { .. }
        | Action::Hover {}
        | Action::Scroll { .. }
        | Action::Dialog { .. }
        | Action::Clipboard { .. } => {}
    }
}

fn of_target(target: &mut Target, each: &mut Each<'_>) {
    let Target {
        name,
        text,
        label,
        placeholder,
        nearby,
        context,
        frame,
        shadow,
        locators,
        role: _,
        tag: _,
        input_type: _,
        rect: _,
    } = target;
    each(Field::Name, name);
    each(Field::Text, text);
    each(Field::Label, label);
    each(Field::Placeholder, placeholder);
    each(Field::Nearby, nearby);
    context.iter_mut().for_each(|context| each(Field::Context, &mut context.name));
    for FrameStep { name, title, css } in frame {
        each(Field::Frame, name);
        each(Field::Frame, title);
        each(Field::Selector, css);
    }
    shadow.iter_mut().for_each(|css| each(Field::Selector, css));
    locators.iter_mut().for_each(|locator| of_selector(&mut locator.selector, each));
}

fn of_selector(selector: &mut Selector, each: &mut Each<'_>) {
    match selector {
        Selector::TestId { value: text, attribute: _ }
        | Selector::Role { name: text, role: _ }
        | Selector::Label { text }
        | Selector::Placeholder { text }
        | Selector::Text { text, tag: _ }
        | Selector::Css { css: text }
        | Selector::Xpath { xpath: text } => each(Field::Selector, text),
        Selector::Row { row, inner } => {
            each(Field::Selector, row);
            of_selector(inner, each);
        }
    }
}

fn of_signal(signal: &mut Signal, each: &mut Each<'_>) {
    match signal {
        Signal::Navigation { url } | Signal::Route { url } => each(Field::Address, url),
        Signal::Download { file } => each(Field::File, file),
        Signal::Popup { .. } | Signal::Closed { .. } | Signal::Dialog { .. } => {}
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
