//! Writes each page with sample content into a folder, to be looked at: `cargo run -p cairn-view --example pages
//! -- FOLDER`. Pictures are taken from `FOLDER/pictures/<sha256>.png` where they exist.

use std::path::Path;
use std::{fs, io};

use cairn_api::WorkflowSummary;
use cairn_redact::Redacted;
use cairn_view::{
    Frame, Guide, SignIn, StepCard, Style, document, guide_page, library_page, message_page, sign_in_page,
    step_card,
};
use cairn_workflow::{Picture, Workflow, read_workflow};
use maud::html;

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).ok_or_else(|| io::Error::other("name a folder"))?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let workflow = read_workflow(include_str!("sample.json")).map_err(io::Error::other)?;
    let put = |name: &str, text: String| fs::write(folder.join(name), text);
    put("cairn.css", cairn_view::STYLE.to_owned())?;
    let frame =
        Frame { style: Style::Linked("cairn.css"), home: Some("library.html"), sign_out: Some("/sign-out") };
    let outside = Frame { home: None, sign_out: None, ..frame };

    let downloads = [("Save as HTML", "guide.html"), ("Save as Markdown", "guide.md")];
    let guide = |workflow: &Workflow| {
        guide_page(&frame, &Guide { workflow, picture: &picture, downloads: &downloads, alarms: &[] })
            .into_string()
    };
    put("guide.html", guide(&workflow))?;
    let short = Workflow { steps: workflow.steps[1..5].to_vec(), ..workflow.clone() };
    put("short.html", guide(&short))?;
    put("no-steps.html", guide(&Workflow { steps: Vec::new(), ..workflow.clone() }))?;

    let shelf: Vec<_> = (1..=5).map(|seed| summary(&workflow, seed)).collect();
    let cover = |_: &WorkflowSummary| workflow.steps[1].picture.shown().and_then(picture);
    put("library.html", library_page(&frame, &shelf, &cover, Some("?after=x")).into_string())?;
    put("empty.html", library_page(&frame, &[], &|_| None, None).into_string())?;
    put(
        "sign-in.html",
        sign_in_page(&outside, &SignIn::Confirm { action: "/sign-in", token: "t" }).into_string(),
    )?;
    put("spent.html", sign_in_page(&outside, &SignIn::Spent).into_string())?;
    let gone = message_page(
        &frame,
        "Not found",
        "There is no such guide, or it is not yours.",
        Some(("All guides", "/")),
    );
    put("message.html", gone.into_string())?;

    let cards = html! {
        ol.cards {
            @for step in &workflow.steps {
                @let url = step.picture.shown().and_then(picture);
                (step_card(&StepCard { step, picture: url.as_deref(), beside: None }))
            }
        }
    };
    put("cards.html", document(&outside, "Cards", "side_panel", &cards).into_string())
}

fn picture(picture: &Picture) -> Option<String> {
    Some(format!("pictures/{}.png", picture.sha256))
}

fn summary(workflow: &Workflow, seed: u32) -> WorkflowSummary {
    let titles = [
        "Add a member of staff to the library",
        "Lend a book",
        "Renew a card whose holder moved to another town",
    ];
    WorkflowSummary {
        id: workflow.id,
        title: Redacted::own(titles[seed as usize % titles.len()]),
        started_at: workflow.started_at - i64::from(seed) * 86_400_000,
        steps: seed * 7,
        cover: None,
        alarms: seed % 3,
        url: "http://127.0.0.1/w/1".to_owned(),
    }
}
