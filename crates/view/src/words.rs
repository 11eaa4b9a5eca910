use cairn_workflow::title::{Span, spans, target_words};
use cairn_workflow::{Action, Moment, Picture, Signal, Step, Value};
use maud::{Markup, html};

use crate::short_address;

/// The step's title with its marks: targets strong, surroundings soft. Names keep their own direction.
pub fn title_markup(step: &Step) -> Markup {
    html! {
        @for span in spans(step) {
            @match span {
                Span::Plain(text) => (text),
                Span::Strong(text) => strong dir="auto" { (text) },
                Span::Soft(text) => em dir="auto" { (text) },
            }
        }
    }
}

/// What the picture shows, for those who do not see it.
pub fn picture_words(step: &Step, picture: &Picture) -> String {
    let page = page_words(step);
    let marked = step.target.as_ref().filter(|target| !target.rect.is_empty() && !picture.elsewhere);
    let what = marked.map_or_else(String::new, |target| match target_words(target) {
        Some(name) => format!(", with “{name}” highlighted"),
        None => ", with the place of the action highlighted".to_owned(),
    });
    match picture.moment {
        Moment::Before => format!("Screenshot of “{page}”{what}."),
        Moment::After => format!("Screenshot of “{page}” after this step{what}."),
    }
}

/// What a person calls the step's page: its title, else its address.
pub(crate) fn page_words(step: &Step) -> String {
    page_name(step.page.title.as_str(), step.page.url.as_str())
}

pub(crate) fn page_name(title: &str, url: &str) -> String {
    let title = cairn_redact::clean(title, 120);
    if title.is_empty() { short_address(url) } else { title }
}

/// Said on a step whose value is secret.
pub(crate) fn secret_sentence(step: &Step) -> Option<&'static str> {
    match &step.action {
        Action::Change { value: Value::Secret(_), .. } => {
            Some("Use your own. What was typed here was never recorded.")
        }
        _ => None,
    }
}

/// What the person sees happen, in sentences. Loaded pages are said by the next step's place, except the last.
pub(crate) fn outcomes(step: &Step, last: bool) -> Vec<String> {
    let mut out: Vec<String> = step.signals.iter().filter_map(|signal| outcome(signal, step, last)).collect();
    out.dedup();
    if let Some(after) = &step.after {
        let seen = after.appeared.iter().map(|text| cairn_redact::clean(text.as_str(), 160));
        out.extend(
            seen.filter(|text| !text.is_empty()).take(1).map(|text| format!("You then see: “{text}”")),
        );
    }
    out
}

fn outcome(signal: &Signal, step: &Step, last: bool) -> Option<String> {
    match signal {
        Signal::Navigation { url } if last => {
            let title = step.after.as_ref().map_or("", |after| after.title.as_str());
            Some(format!("The page “{}” opens.", page_name(title, url.as_str())))
        }
        Signal::Navigation { .. } | Signal::Route { .. } => None,
        Signal::Popup { .. } => Some("A new tab opens.".to_owned()),
        Signal::Closed { .. } => Some("The tab closes.".to_owned()),
        Signal::Download { file } if file.is_empty() => Some("A file is downloaded.".to_owned()),
        Signal::Download { file } => {
            Some(format!("The file “{}” is downloaded.", cairn_redact::clean(file.as_str(), 120)))
        }
        Signal::Dialog { .. } => Some("The page shows a message.".to_owned()),
    }
}
