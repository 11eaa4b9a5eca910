use cairn_api::WorkflowSummary;
use maud::{Markup, html};

use crate::alarms::alarm_count;
use crate::guide::count;
use crate::page::{Frame, document};
use crate::{day, timestamp, web_address};

/// The list of guides, newest first. `cover` gives the address of a workflow's first picture; `next` is the
/// address of the next page.
pub fn library_page(
    frame: &Frame<'_>,
    workflows: &[WorkflowSummary],
    cover: &dyn Fn(&WorkflowSummary) -> Option<String>,
    next: Option<&str>,
) -> Markup {
    let main = html! {
        header.head { h1 { "Guides" } }
        @if workflows.is_empty() {
            (empty())
        } @else {
            ul.shelf {
                @for workflow in workflows { (entry(workflow, cover(workflow).as_deref())) }
            }
            @if let Some(next) = next {
                p.next { a.button href=(next) rel="next" { "Older guides" } }
            }
        }
    };
    document(frame, "Guides · Cairn", "library", &main)
}

fn entry(workflow: &WorkflowSummary, cover: Option<&str>) -> Markup {
    html! {
        li.entry {
            div.cover {
                @if let Some(cover) = cover {
                    // The title says all; the cover only helps to find it again.
                    img src=(cover) alt="" loading="lazy" decoding="async";
                }
            }
            div.about {
                h2 {
                    @let title = if workflow.title.is_empty() { "Untitled guide" } else { workflow.title.as_str() };
                    @match web_address(&workflow.url) {
                        Some(address) => a href=(address) dir="auto" { (title) },
                        None => span dir="auto" { (title) },
                    }
                }
                p.facts {
                    span { (count(workflow.steps as usize)) }
                    span { time datetime=(timestamp(workflow.started_at)) { (day(workflow.started_at)) } }
                    @if workflow.alarms > 0 {
                        strong { (alarm_count(workflow.alarms)) }
                    }
                }
            }
        }
    }
}

fn empty() -> Markup {
    html! {
        section.empty {
            h2 { "No guides yet" }
            p { "A guide appears here as soon as you record one:" }
            ol {
                li { "Open the page where the work begins, and Cairn's side panel beside it." }
                li { "Press " strong { "Start recording" } " and do the work as always." }
                li { "Press " strong { "Stop recording" } ". The guide is here a moment later." }
            }
        }
    }
}
