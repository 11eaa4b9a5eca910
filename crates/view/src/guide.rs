use cairn_api::Alarm;
use cairn_workflow::title::plain_title;
use cairn_workflow::{Picture, Step, Workflow};
use maud::{Markup, html};

use crate::alarms::alarms;
use crate::page::{Frame, document};
use crate::step::step_section;
use crate::words::page_name;
use crate::{day, timestamp, web_address};

/// A guide with fewer steps needs no table of contents.
const CONTENTS_FROM: usize = 8;

/// What a guide page shows.
pub struct Guide<'a> {
    /// The workflow.
    pub workflow: &'a Workflow,
    /// Address of a picture's bytes; none when they are gone.
    pub picture: &'a dyn Fn(&Picture) -> Option<String>,
    /// Ways to take the guide along: words and address of each.
    pub downloads: &'a [(&'a str, &'a str)],
    /// What the server found in it: for its owner alone, so none in what is given away.
    pub alarms: &'a [Alarm],
}

/// A workflow as a page that people read and follow.
pub fn guide_page(frame: &Frame<'_>, guide: &Guide<'_>) -> Markup {
    let steps = &guide.workflow.steps;
    let long = steps.len() >= CONTENTS_FROM;
    let title = guide_title(guide.workflow);
    let main = html! {
        (head(guide, &title))
        (alarms(guide.alarms))
        @if long { (contents(steps)) }
        @if steps.is_empty() {
            p.note { "This guide has no steps: nothing was done while it was recorded." }
        } @else {
            ol.steps {
                @for (at, step) in steps.iter().enumerate() {
                    @let before = at.checked_sub(1).and_then(|at| steps.get(at)).map_or(&guide.workflow.start, |step| &step.page);
                    @let url = step.picture.shown().and_then(guide.picture);
                    (step_section(step, before, at + 1 == steps.len(), url.as_deref()))
                }
            }
        }
        footer.end {
            p { "Recorded with Cairn. Passwords and other secrets were left out before anything was stored." }
        }
    };
    document(frame, &title, if long { "guide long" } else { "guide" }, &main)
}

fn guide_title(workflow: &Workflow) -> String {
    let title = cairn_redact::clean(workflow.title.as_str(), 200);
    if title.is_empty() { "Untitled guide".to_owned() } else { title }
}

fn head(guide: &Guide<'_>, title: &str) -> Markup {
    let workflow = guide.workflow;
    let start = &workflow.start;
    html! {
        header.head {
            h1 dir="auto" { (title) }
            p.facts {
                span { (count(workflow.steps.len())) }
                @let day = day(workflow.started_at);
                @if !day.is_empty() {
                    span { "Recorded " time datetime=(timestamp(workflow.started_at)) { (day) } }
                }
                @if !start.url.is_empty() {
                    span {
                        "Starts at "
                        @let name = page_name(start.title.as_str(), start.url.as_str());
                        @match web_address(start.url.as_str()) {
                            Some(address) => a href=(address) rel="noopener noreferrer" dir="auto" { (name) },
                            None => span dir="auto" { (name) },
                        }
                    }
                }
            }
            @if !guide.downloads.is_empty() {
                p.downloads {
                    @for (words, address) in guide.downloads {
                        a.button href=(address) download { (words) }
                    }
                }
            }
        }
    }
}

fn contents(steps: &[Step]) -> Markup {
    html! {
        nav.contents aria-label="Steps of this guide" {
            details {
                summary { "All steps" }
                ol {
                    @for step in steps {
                        li { a href=(format!("#step-{}", step.seq)) { span.number { (step.seq) } span dir="auto" { (plain_title(step)) } } }
                    }
                }
            }
        }
    }
}

pub(crate) fn count(steps: usize) -> String {
    match steps {
        1 => "1 step".to_owned(),
        many => format!("{many} steps"),
    }
}
