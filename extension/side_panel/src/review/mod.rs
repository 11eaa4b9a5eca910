//! "What will be sent": the stopped recording with all of its texts and pictures, and what can be taken out of it.
//!
//! What is shown is in [`card`] and here, what is counted in [`counts`], rectangles that are being drawn in [`draft`]. The
//! rest is wiring: [`sheet`] shows a picture closely, [`masking`] masks texts.

pub mod card;
pub mod counts;
pub mod draft;
#[cfg(target_arch = "wasm32")]
pub mod masking;
#[cfg(target_arch = "wasm32")]
pub mod sheet;
pub mod sheet_screen;

use cairn_page::{Text, text, text_with};
use cairn_workflow::Page;
use cairn_workflow::texts::Field;
use maud::{Markup, html};

use crate::model::{Model, Notice};
use card::{row, rows};
use counts::{Counts, Why};

/// The heading, with what there is in numbers.
pub fn state(model: &Model) -> Markup {
    let counts = Counts::of(&model.steps);
    html! {
        h1 { (text(Text::WhatIsSent)) }
        p.facts {
            span { (crate::screen::count(counts.steps)) }
            span { (some(counts.pictures, Text::PictureCountOne, Text::PictureCountMany)) }
        }
    }
}

/// What was masked and covered, and why that is for good.
pub fn summary(model: &Model) -> Markup {
    let counts = Counts::of(&model.steps);
    html! {
        div.taken-out {
            p { (masked_words(&counts)) }
            @if counts.covered > 0 {
                p { (some(counts.covered, Text::CoveredCountOne, Text::CoveredCountMany)) }
            }
            @if counts.texts > 0 { p.hint { (text(Text::MaskedWhy)) } }
        }
    }
}

/// "4 texts masked: 2 × a password, …".
fn masked_words(counts: &Counts) -> String {
    let why: Vec<String> = counts
        .masked
        .iter()
        .map(|(why, count)| match (*count, counts.texts) {
            (one, all) if one == all => text(words(*why)),
            (some, _) => format!("{some} × {}", text(words(*why))),
        })
        .collect();
    let why = why.join(", ");
    match counts.texts {
        0 => text(Text::MaskedNone),
        1 => text_with(Text::MaskedCountOne, &[&why]),
        many => text_with(Text::MaskedCountMany, &[&many.to_string(), &why]),
    }
}

fn some(count: usize, one: Text, many: Text) -> String {
    if count == 1 { text(one) } else { text_with(many, &[&count.to_string()]) }
}

/// Why something was masked, in words.
pub fn words(why: Why) -> Text {
    match why {
        Why::Password => Text::WhyPassword,
        Why::OneTimeCode => Text::WhyOneTimeCode,
        Why::Card => Text::WhyCard,
        Why::Token => Text::WhyToken,
        Why::Identity => Text::WhyIdentity,
        Why::Marked => Text::WhyMarked,
        Why::Found => Text::WhyFound,
    }
}

/// Send, back, discard.
pub fn actions(model: &Model) -> Markup {
    let busy = model.snapshot.covering.is_some();
    let ready = model.snapshot.has_server && !model.steps.is_empty() && !busy;
    html! {
        button.primary.wide type="button" data-do="send" disabled[!ready] { (text(Text::SendNow)) }
        @if !model.snapshot.has_server {
            p.hint { (text(Text::NotSentNoServer)) " " button.link type="button" data-do="options" { (text(Text::ServerSetUp)) } }
        }
        div.row {
            button type="button" data-do="leave-review" { (text(Text::Back)) }
            button.plain.danger type="button" data-do="discard" { (text(Text::Discard)) }
        }
        @if let Some(Notice::Review(words)) = &model.notice { p.obstacle role="status" { (words) } }
    }
}

/// The way back of a step that was taken out.
pub fn put_back() -> Markup {
    html! {
        p.obstacle.put-back role="status" {
            span { (text(Text::StepTakenOut)) }
            button.link id="put-back-now" type="button" data-do="redo" { (text(Text::PutBack)) }
        }
    }
}

/// Where the recording began: it is sent beside the steps.
pub fn beginning(page: &Page) -> Markup {
    html! {
        section.whole-recording aria-labelledby="whole-recording" {
            h2 id="whole-recording" { (text(Text::OfWhole)) }
            dl.texts {
                (row(Field::PageTitle, &page.title))
                (row(Field::Url, &page.url))
            }
        }
    }
}

/// The field of a text that is masked everywhere.
pub fn mask_bar() -> Markup {
    html! {
        label for="mask-text" { (text(Text::MaskField)) }
        div.mask-field {
            input id="mask-text" type="text" maxlength="400" autocomplete="off" spellcheck="false" dir="auto"
                aria-describedby="mask-count";
            button id="mask-now" type="button" data-do="mask-text" disabled { (text(Text::MaskButton)) }
        }
        p.hint id="mask-count" role="status" { (text(Text::MaskHint)) }
    }
}

/// How many texts of the recording hold this one, in words, and whether it can be masked.
pub fn found(model: &Model, wanted: &str) -> (String, bool) {
    let mut chosen = cairn_redact::Chosen::default();
    if wanted.trim().is_empty() {
        return (text(Text::MaskHint), false);
    }
    if !chosen.add(wanted) {
        return (text(Text::MaskShort), false);
    }
    let in_steps = model.steps.iter().flat_map(rows).map(|(_, text)| text);
    let whole = [&model.snapshot.title, &model.snapshot.start.title, &model.snapshot.start.url];
    let count = in_steps.chain(whole.into_iter().cloned()).filter(|text| chosen.mask(text).is_some()).count();
    let words = match count {
        0 => text(Text::MaskFoundNone),
        1 => text(Text::MaskFoundOne),
        many => text_with(Text::MaskFound, &[&many.to_string()]),
    };
    (words, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_messages::{RecordingState, Snapshot};
    use cairn_workflow::read_workflow;

    fn model() -> Model {
        let steps =
            read_workflow(include_str!("../../../../crates/view/examples/sample.json")).unwrap().steps;
        let snapshot =
            Snapshot { state: RecordingState::Stopped, held: true, has_server: true, ..Snapshot::default() };
        Model { steps, snapshot, reviewing: true, ..Model::default() }
    }

    #[test]
    fn it_is_sent_only_where_there_is_a_server_and_a_step_and_no_picture_is_being_covered() {
        let off = |model: &Model| actions(model).0.contains("data-do=\"send\" disabled");
        assert!(!off(&model()));
        let mut changed = model();
        changed.snapshot.has_server = false;
        assert!(off(&changed) && actions(&changed).0.contains("Set up a server"));
        let mut changed = model();
        changed.snapshot.covering = Some("1".into());
        assert!(off(&changed));
        assert!(off(&Model { steps: vec![], ..model() }));
    }

    #[test]
    fn a_step_that_was_taken_out_can_be_put_back() {
        let mut changed = model();
        assert_eq!(crate::screen::put_back(&changed).0, "");
        changed.snapshot.can_redo = true;
        assert!(crate::screen::put_back(&changed).0.contains("Put it back"));
        changed.reviewing = false;
        assert_eq!(crate::screen::put_back(&changed).0, "");
    }

    #[test]
    fn what_a_text_stands_in_is_counted_as_it_will_be_masked() {
        let model = model();
        assert_eq!(found(&model, " "), (text(Text::MaskHint), false));
        assert_eq!(found(&model, "x"), (text(Text::MaskShort), false));
        assert_eq!(found(&model, "nowhere at all"), (text(Text::MaskFoundNone), true));
        let title = model.steps[0].page.title.as_str().to_uppercase();
        let (words, can) = found(&model, &title);
        assert!(can && words != text(Text::MaskFoundNone), "{words}");
    }
}
