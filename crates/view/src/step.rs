use cairn_workflow::{Action, NoPicture, Page, Picture, Step, StepId, StepPicture};
use maud::{Markup, html};

use crate::figure::{Scale, empty_figure, figure};
use crate::web_address;
use crate::words::{outcomes, page_words, secret_sentence, title_markup};

/// A step in the side panel's list.
#[derive(Clone, Copy, Debug)]
pub struct StepCard<'a> {
    /// The step.
    pub step: &'a Step,
    /// Address of its picture's bytes, once they are there.
    pub picture: Option<&'a str>,
    /// Pictures that it may show instead, by time. None where the step cannot be changed at all.
    pub beside: Option<&'a [Picture]>,
}

/// The card: an `li` with the step's number, words and picture. Its id is [`card_id`]'s.
pub fn step_card(card: &StepCard<'_>) -> Markup {
    html! { li.card.by-hand[is_note(card.step)] id=(card_id(card.step.id)) { (step_card_content(card)) } }
}

/// What is in the card: to renew it in place.
pub fn step_card_content(card: &StepCard<'_>) -> Markup {
    let step = card.step;
    html! {
        p.words {
            span.number { span.unseen-words { "Step " } (step.seq) }
            span.title { (title_markup(step)) }
        }
        @if is_note(step) {
            button.link.edit id=(format!("edit-{}", step.id)) type="button" data-do=(edit_action(step.id))
                aria-label=(format!("Edit note {}", step.seq)) { "Edit" }
        }
        (picture(step, card.picture, Scale::Card))
        (notes(step))
        @if let Some(beside) = card.beside { (tools(step, beside)) }
    }
}

/// What can be done at a step, folded away.
fn tools(step: &Step, beside: &[Picture]) -> Markup {
    let (id, seq) = (step.id, step.seq);
    let (earlier, later) = neighbours(step, beside);
    let shown = step.picture.shown().is_some();
    let choose = |name: &str, words: &str, picture: Option<&Picture>| {
        let action = picture.map_or_else(String::new, |picture| picture_action(id, &picture.sha256));
        html! {
            button id=(format!("{name}-{id}")) type="button" data-do=(action) disabled[picture.is_none()]
                aria-label=(format!("{words}, step {seq}")) { (words) }
        }
    };
    html! {
        details.more {
            summary id=(more_id(id)) aria-label=(format!("More for step {seq}")) { "More" }
            div.choices {
                button type="button" data-do=(note_action(id)) aria-label=(format!("Add note here, after step {seq}")) { "Add note here" }
                button.go-on type="button" data-do=(continue_action(id)) aria-label=(format!("Continue here, after step {seq}")) { "Continue here" }
                @if earlier.is_some() || later.is_some() {
                    (choose("earlier", "Earlier picture", earlier))
                    (choose("later", "Later picture", later))
                }
                @if shown {
                    button.across id=(format!("none-{id}")) type="button" data-do=(no_picture_action(id))
                        aria-label=(format!("No picture, step {seq}")) { "No picture" }
                }
            }
        }
    }
}

/// The pictures before and after the one that the step shows, or around its own moment where it shows none.
fn neighbours<'a>(step: &'a Step, beside: &'a [Picture]) -> (Option<&'a Picture>, Option<&'a Picture>) {
    if step.picture == (StepPicture::Missing { missing: NoPicture::Pending }) {
        return (None, None);
    }
    let own = step.picture.shown();
    let at = own.map_or(step.at, |own| own.taken_at);
    let others = || beside.iter().filter(|picture| own.is_none_or(|own| own.sha256 != picture.sha256));
    let is_later = |picture: &&Picture| match own {
        Some(_) => picture.taken_at >= at,
        None => picture.taken_at > at,
    };
    (others().rfind(|picture| !is_later(picture)), others().find(is_later))
}

/// What the buttons of a step ask for.
pub fn note_action(step: StepId) -> String {
    format!("note-after {step}")
}

/// Goes on after a step.
pub fn continue_action(step: StepId) -> String {
    format!("continue-after {step}")
}

/// Shows another picture of a step.
pub fn picture_action(step: StepId, sha256: &str) -> String {
    format!("picture-of {step} {sha256}")
}

/// Shows no picture of a step.
pub fn no_picture_action(step: StepId) -> String {
    format!("no-picture-of {step}")
}

/// The id of what unfolds a step's buttons.
pub fn more_id(step: StepId) -> String {
    format!("more-{step}")
}

/// The id of a step's card in the document.
pub fn card_id(step: StepId) -> String {
    format!("card-{step}")
}

/// What the edit button of a note's card asks for.
pub fn edit_action(step: StepId) -> String {
    format!("edit-note {step}")
}

/// Whether a person wrote or took it by hand.
fn is_note(step: &Step) -> bool {
    matches!(step.action, Action::Note { .. })
}

/// A step of a guide. `before` is the page of the step before it, or the start: it need not be named again.
pub(crate) fn step_section(step: &Step, before: &Page, last: bool, url: Option<&str>) -> Markup {
    html! {
        li.step.by-hand[is_note(step)] id=(format!("step-{}", step.seq)) {
            div.top {
                h2 {
                    a.number href=(format!("#step-{}", step.seq)) {
                        span.unseen-words { "Step " } (step.seq)
                    }
                    span.title { (title_markup(step)) }
                }
                (place(step, before))
                @if let Some(sentence) = secret_sentence(step) {
                    p.note.secret { (sentence) }
                }
            }
            (picture(step, url, Scale::Guide))
            (notes(step))
            @for sentence in outcomes(step, last) {
                p.outcome dir="auto" { (sentence) }
            }
        }
    }
}

/// Where the step happens, if that is another page than the step before.
fn place(step: &Step, before: &Page) -> Markup {
    let moved_tab = before.tab != step.page.tab;
    html! {
        @if (moved_tab || before.url != step.page.url) && !step.page.url.is_empty() {
            p.place {
                @if moved_tab { "In the tab " } @else { "On " }
                @match web_address(step.page.url.as_str()) {
                    Some(address) => a href=(address) rel="noopener noreferrer" dir="auto" { (page_words(step)) },
                    None => span dir="auto" { (page_words(step)) },
                }
            }
        }
    }
}

fn picture(step: &Step, url: Option<&str>, scale: Scale) -> Markup {
    match (&step.picture, url) {
        (StepPicture::Shown(picture), Some(url)) => figure(step, picture, url, scale),
        // In the panel the bytes are still on their way; a guide has them or says so.
        (StepPicture::Shown(picture), None) if scale == Scale::Card => empty_figure(picture),
        (StepPicture::Shown(_), None) => missing("The picture of this step is not here any more."),
        (StepPicture::Missing { missing: NoPicture::NotNeeded }, _) => html! {},
        (StepPicture::Missing { missing: NoPicture::Pending }, _) if scale == Scale::Card => waiting(),
        (StepPicture::Missing { missing: reason }, _) => missing(reason.sentence()),
    }
}

fn waiting() -> Markup {
    html! { div.picture.waiting { span.unseen-words { (NoPicture::Pending.sentence()) } } }
}

fn missing(sentence: &str) -> Markup {
    html! { p.note.missing { (sentence) } }
}

fn notes(step: &Step) -> Markup {
    html! {
        @for unseen in &step.unseen {
            p.note.unseen { (unseen.sentence()) }
        }
    }
}
