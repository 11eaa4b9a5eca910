use core::fmt::Write as _;

use cairn_view::{day, picture_words, short_address, web_address};
use cairn_workflow::title::{Span, spans};
use cairn_workflow::{Action, NoPicture, Page, Picture, Step, StepPicture, Value, Workflow};

use crate::{Bytes, data_url, escape};

/// Markdown whose pictures lie beside it: `picture_path` gives the path of a picture by its SHA-256, relative to
/// the Markdown file.
pub fn markdown(workflow: &Workflow, picture_path: &dyn Fn(&str) -> String) -> String {
    write(workflow, &|picture| Some(picture_path(&picture.sha256)))
}

/// Markdown in one file, with its pictures as `data:` addresses.
pub fn markdown_single(workflow: &Workflow, pictures: &Bytes<'_>) -> String {
    write(workflow, &|picture| data_url(picture, pictures))
}

fn write(workflow: &Workflow, picture: &dyn Fn(&Picture) -> Option<String>) -> String {
    let mut out = String::new();
    head(&mut out, workflow);
    if workflow.steps.is_empty() {
        out.push_str("This guide has no steps: nothing was done while it was recorded.\n\n");
    }
    let mut before = &workflow.start;
    for step in &workflow.steps {
        section(&mut out, step, before, picture);
        before = &step.page;
    }
    out.push_str(
        "---\n\nRecorded with Cairn. Passwords and other secrets were left out before anything was stored.\n",
    );
    out
}

fn head(out: &mut String, workflow: &Workflow) {
    let title = escape::text(workflow.title.as_str());
    line(out, &format!("# {}", if title.is_empty() { "Untitled guide" } else { &title }));
    let mut facts = Vec::new();
    facts.push(match workflow.steps.len() {
        1 => "1 step".to_owned(),
        many => format!("{many} steps"),
    });
    let day = day(workflow.started_at);
    if !day.is_empty() {
        facts.push(format!("recorded {day}"));
    }
    let start = &workflow.start;
    if !start.url.is_empty() {
        facts.push(format!("starts at {}", place(start.title.as_str(), start.url.as_str())));
    }
    line(out, &facts.join(" · "));
}

fn section(out: &mut String, step: &Step, before: &Page, picture: &dyn Fn(&Picture) -> Option<String>) {
    line(out, &format!("## {}. {}", step.seq, title(step)));
    if (before.url != step.page.url || before.tab != step.page.tab) && !step.page.url.is_empty() {
        line(out, &format!("On {}", place(step.page.title.as_str(), step.page.url.as_str())));
    }
    if matches!(step.action, Action::Change { value: Value::Secret(_), .. }) {
        line(out, "Use your own. What was typed here was never recorded.");
    }
    match &step.picture {
        StepPicture::Shown(shown) => match picture(shown) {
            Some(url) => {
                line(
                    out,
                    &format!("![{}](<{}>)", escape::text(&picture_words(step, shown)), escape::address(&url)),
                );
            }
            None => line(out, "The picture of this step is not here any more."),
        },
        StepPicture::Missing { missing: NoPicture::NotNeeded } => {}
        StepPicture::Missing { missing } => line(out, missing.sentence()),
    }
    for unseen in &step.unseen {
        line(out, unseen.sentence());
    }
}

/// The step's title; what the recording named is escaped, the marks are Cairn's own.
fn title(step: &Step) -> String {
    spans(step)
        .into_iter()
        .map(|span| match span {
            // Its spaces join it to its neighbours; `clean` would take them.
            Span::Plain(text) => {
                let lead = if text.starts_with(' ') { " " } else { "" };
                let trail = if text.trim_start().ends_with(' ') { " " } else { "" };
                format!("{lead}{}{trail}", escape::text(&text))
            }
            Span::Strong(text) => escape::marked(&text, "**"),
            Span::Soft(text) => escape::marked(&text, "*"),
        })
        .collect()
}

fn place(title: &str, url: &str) -> String {
    let name = escape::text(title);
    let name = if name.is_empty() { escape::text(&short_address(url)) } else { name };
    match web_address(url) {
        Some(url) => format!("[{name}](<{}>)", escape::address(url)),
        None => name,
    }
}

/// A paragraph of its own.
fn line(out: &mut String, text: &str) {
    // Writing to a string does not fail.
    let _ = write!(out, "{text}\n\n");
}
