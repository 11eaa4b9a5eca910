//! A step as it will be sent: all of its texts, its whole picture, and what can be taken out of it.

use cairn_page::{Text, text, text_with};
use cairn_redact::{MASK, Redacted};
use cairn_view::{empty_figure, picture_words, title_markup};
use cairn_workflow::texts::{Field, texts};
use cairn_workflow::{NoPicture, Picture, Step, StepId, StepPicture};
use maud::{Markup, html};

use super::counts::secret;
use super::words;

/// The texts of a step, each once.
pub fn rows(step: &Step) -> Vec<(Field, Redacted<String>)> {
    let mut rows: Vec<(Field, Redacted<String>)> = Vec::new();
    for (field, text) in texts(step) {
        // The same words in a selector are the same words.
        if !rows.iter().any(|(known, words)| *words == text && (*known == field || is_further(field))) {
            rows.push((field, text));
        }
    }
    rows
}

/// Texts that few people need to read, though they are sent.
fn is_further(field: Field) -> bool {
    match field {
        Field::Text
        | Field::Placeholder
        | Field::Nearby
        | Field::Frame
        | Field::Locator
        | Field::Role
        | Field::Recorder => true,
        Field::Value
        | Field::Key
        | Field::File
        | Field::Note
        | Field::Name
        | Field::Label
        | Field::Context
        | Field::Title
        | Field::PageTitle
        | Field::Url
        | Field::Appeared => false,
    }
}

/// What is in the card.
pub fn content(step: &Step, url: Option<&str>, beside: &[Picture]) -> Markup {
    let (first, further): (Vec<_>, Vec<_>) =
        rows(step).into_iter().partition(|(field, _)| !is_further(*field));
    html! {
        p.words {
            span.number { span.unseen-words { "Step " } (step.seq) }
            span.title { (title_markup(step)) }
        }
        (picture(step, url, beside))
        dl.texts {
            @if let Some(why) = secret(step) {
                div {
                    dt { (text(Text::FieldValue)) }
                    dd { mark { (MASK) } " " small { (text(words(why))) } }
                }
            }
            @for (field, words) in &first { (row(*field, words)) }
        }
        @if !further.is_empty() {
            details.further {
                summary id=(format!("further-{}", step.id)) { (text_with(Text::FurtherTexts, &[&further.len().to_string()])) }
                dl.texts { @for (field, words) in &further { (row(*field, words)) } }
            }
        }
        @for unseen in &step.unseen { p.note.unseen { (unseen.sentence()) } }
        button.take-out id=(format!("out-{}", step.id)) type="button" data-do=(take_out_action(step.id))
            aria-label=(named(Text::TakeOutStep, step)) { (text(Text::TakeOutStep)) }
    }
}

/// A text with its name; nothing for an empty one.
pub fn row(field: Field, words: &Redacted<String>) -> Markup {
    html! {
        @if !words.is_empty() {
            div {
                dt { (text(name(field))) }
                dd dir="auto" { (marked(words.as_str())) @if words.is_masked() { " " small { (text(Text::WhyFound)) } } }
            }
        }
    }
}

/// The words, what was masked in them made out.
fn marked(words: &str) -> Markup {
    html! {
        @for (at, part) in words.split(MASK).enumerate() {
            @if at > 0 { mark { (MASK) } }
            (part)
        }
    }
}

fn picture(step: &Step, url: Option<&str>, beside: &[Picture]) -> Markup {
    let id = step.id;
    match &step.picture {
        StepPicture::Shown(picture) => html! {
            @match url {
                Some(url) => figure.picture { div.view { img src=(url) alt=(picture_words(step, picture)) decoding="async"; } },
                None => (empty_figure(picture)),
            }
            div.choices {
                button id=(format!("cover-{id}")) type="button" data-do=(cover_action(id)) disabled[url.is_none()]
                    aria-label=(named(Text::CoverPart, step)) { (text(Text::CoverPart)) }
                button id=(format!("none-{id}")) type="button" data-do=(cairn_view::no_picture_action(id))
                    aria-label=(named(Text::LeaveOutPicture, step)) { (text(Text::LeaveOutPicture)) }
            }
        },
        StepPicture::Missing { missing: NoPicture::NotNeeded } => html! {},
        StepPicture::Missing { missing } => html! {
            p.note.missing { (missing.sentence()) }
            @if let Some(other) = beside.iter().rfind(|other| other.taken_at <= step.at).or(beside.first())
                && *missing == NoPicture::LeftOut
            {
                div.choices {
                    button.across id=(format!("none-{id}")) type="button" data-do=(cairn_view::picture_action(id, &other.sha256))
                        aria-label=(named(Text::PutPictureBack, step)) { (text(Text::PutPictureBack)) }
                }
            }
        },
    }
}

/// A button's words with the step that it is about.
fn named(words: Text, step: &Step) -> String {
    format!("{}, step {}", text(words), step.seq)
}

/// Takes a step out.
pub fn take_out_action(step: StepId) -> String {
    format!("take-out {step}")
}

/// Shows the picture of a step closely.
pub fn cover_action(step: StepId) -> String {
    format!("cover {step}")
}

fn name(field: Field) -> Text {
    match field {
        Field::Value => Text::FieldValue,
        Field::Key => Text::FieldKey,
        Field::File => Text::FieldFile,
        Field::Note => Text::FieldNote,
        Field::Name => Text::FieldName,
        Field::Text => Text::FieldText,
        Field::Label => Text::FieldLabel,
        Field::Placeholder => Text::FieldPlaceholder,
        Field::Nearby => Text::FieldNearby,
        Field::Context => Text::FieldContext,
        Field::Title | Field::PageTitle => Text::FieldTitle,
        Field::Url => Text::FieldAddress,
        Field::Appeared => Text::FieldAppeared,
        Field::Frame => Text::FieldFrame,
        // Words of machines, which no list of texts has.
        Field::Locator | Field::Role | Field::Recorder => Text::FieldSelector,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_workflow::read_workflow;

    fn steps() -> Vec<Step> {
        read_workflow(include_str!("../../../../crates/view/examples/sample.json")).unwrap().steps
    }

    #[test]
    fn every_text_of_a_step_is_shown() {
        for step in steps() {
            let shown = content(&step, Some("blob:1"), &[]).0;
            for (field, text) in texts(&step) {
                let escaped = html! { (text.as_str()) }.0;
                let parts = escaped.split(MASK);
                assert!(parts.clone().all(|part| shown.contains(part)), "{field:?} {text} in {shown}");
            }
        }
    }

    #[test]
    fn a_picture_that_was_left_out_can_be_put_back() {
        let mut step = steps().into_iter().find(|step| step.picture.shown().is_some()).unwrap();
        let picture = step.picture.shown().cloned().unwrap();
        assert!(content(&step, Some("blob:1"), &[]).0.contains("No picture"));
        step.picture = StepPicture::Missing { missing: NoPicture::LeftOut };
        let shown = content(&step, None, core::slice::from_ref(&picture)).0;
        assert!(shown.contains("Put the picture back") && shown.contains(&picture.sha256));
        assert!(!content(&step, None, &[]).0.contains("Put the picture back"));
    }

    #[test]
    fn what_was_masked_is_made_out_and_has_a_reason() {
        let masked = Redacted::authored("Bill of •••, paid");
        let shown = row(Field::PageTitle, &masked).0;
        assert!(shown.contains("Bill of <mark>•••</mark>, paid") && shown.contains("<small>"), "{shown}");
        assert!(!row(Field::PageTitle, &Redacted::authored("Bills")).0.contains("mark"));
        assert_eq!(row(Field::PageTitle, &Redacted::default()).0, "");
    }
}
