//! The panel's regions as markup, from the model. Each is renewed only when its markup changed.

use cairn_messages::{RecordingState, UploadState};
use cairn_page::{Text, text, text_with};
use cairn_view::{mark, web_address};
use maud::{Markup, html};

use crate::model::{LinkState, Model, Notice};
use crate::review;

/// The page before anything is known: the regions, empty.
pub fn frame() -> Markup {
    html! {
        header.panel-bar {
            span.brand { (mark()) "Cairn" }
            button.plain type="button" data-do="options" { (text(Text::Options)) }
        }
        main id="main" tabindex="-1" {
            div.deck {
                div id="problem" role="alert" {}
                div id="state" tabindex="-1" {}
                div id="upload" {}
                div id="actions" {}
                div id="tools" {}
                div id="note" {}
            }
            dialog.sheet id="sheet" aria-labelledby="sheet-title" {}
            div id="guide-title" {}
            div id="below" {}
            section.steps-section id="steps-section" hidden {
                h2 { (text(Text::Steps)) }
                ol.cards id="steps" {}
            }
            div.foot { div id="put-back" {} div id="mask-bar" {} }
        }
        div.unseen-words id="live" role="status" {}
    }
}

/// What went wrong, with a way out.
pub fn problem(model: &Model) -> Markup {
    html! {
        @if model.link == LinkState::Lost { p.problem { (text(Text::Connecting)) } }
        @if let Some(sentence) = &model.snapshot.problem { p.problem { (sentence) } }
    }
}

/// The state in words, with the running time.
pub fn state(model: &Model) -> Markup {
    if model.discarding.is_some() {
        return html! { h1 { (text(Text::StateDiscarding)) } };
    }
    if model.is_reviewing() {
        return review::state(model);
    }
    let count = count(model.steps.len());
    html! {
        @match model.snapshot.state {
            RecordingState::Idle => h1 { (text(Text::IdleTitle)) },
            RecordingState::Starting => h1 { (text(Text::StateStarting)) },
            RecordingState::Recording => {
                h1 { span.dot aria-hidden="true" {} (text(Text::StateRecording)) }
                p.facts { span id="elapsed" role="timer" {} span { (count) } }
            }
            RecordingState::Paused => {
                h1 { span.dot.still aria-hidden="true" {} (text(Text::StatePaused)) }
                p.facts { span { (count) } }
            }
            RecordingState::Stopping => {
                h1 { (text(Text::StateStopping)) }
                progress aria-label=(text(Text::StateStopping)) {}
            }
            RecordingState::Stopped => {
                h1 { (text(Text::StateStopped)) }
                p.facts { span { (count) } }
            }
        }
    }
}

/// The buttons of the state.
pub fn actions(model: &Model) -> Markup {
    if model.discarding.is_some() {
        return html! {
            p.hint { (text(Text::DiscardingHint)) }
            div.row { (button("undo", Text::Undo, "primary")) (button("discard-now", Text::DiscardNow, "")) }
        };
    }
    if model.is_reviewing() {
        return review::actions(model);
    }
    html! {
        @match model.snapshot.state {
            RecordingState::Idle => (start(model, "primary wide")),
            RecordingState::Starting | RecordingState::Stopping => {}
            RecordingState::Recording => div.row {
                (button("stop", Text::StopRecording, "stop"))
                (button("pause", Text::Pause, ""))
                (button("discard", Text::Discard, "plain danger"))
            },
            RecordingState::Paused => div.row {
                (button("stop", Text::StopRecording, "stop"))
                (button("resume", Text::Resume, ""))
                (button("discard", Text::Discard, "plain danger"))
            },
            RecordingState::Stopped => {
                div.row {
                    (button("save-html", Text::SaveAsHtml, ""))
                    (button("save-markdown", Text::SaveAsMarkdown, ""))
                }
                @let busy = matches!(model.snapshot.upload, UploadState::Running { .. });
                button.wide type="button" data-do="continue" disabled[busy || !is_ready(model)] { (text(Text::ContinueRecording)) }
                @if matches!(model.snapshot.upload, UploadState::Done { .. }) {
                    // The guide is safe: the next recording may begin at once.
                    (start(model, "wide"))
                } @else {
                    div.row {
                        (button("new", Text::NewRecording, ""))
                        (button("discard", Text::Discard, "plain danger"))
                    }
                }
            }
        }
        @match &model.notice {
            Some(Notice::Unsaved) if !model.is_kept() => p.hint role="status" { (text(Text::UnsavedQuestion)) },
            Some(Notice::File(words)) => p.hint role="status" { (words) },
            Some(Notice::Unsaved | Notice::Review(_)) | None => {}
        }
    }
}

/// What can be done to the recording by hand while it runs.
pub fn tools(model: &Model) -> Markup {
    if !model.is_live() {
        return html! {};
    }
    let paused = model.snapshot.state == RecordingState::Paused;
    let secret = model.snapshot.secret_next;
    html! {
        div.tools {
            (tool("note", Text::AddNote, model.writing.is_some()))
            (tool("picture", Text::TakePicture, paused))
            button.across type="button" data-do=(if secret { "secret-off" } else { "secret" }) aria-pressed=(secret)
                disabled[paused] { (text(Text::SecretNext)) }
            (tool("undo-step", Text::UndoStep, model.steps.is_empty()))
            (tool("redo", Text::Redo, !model.snapshot.can_redo))
        }
        @if secret { p.hint role="status" { (text(Text::SecretNextOn)) } }
    }
}

fn tool(action: &str, words: Text, off: bool) -> Markup {
    html! { button type="button" data-do=(action) disabled[off] { (text(words)) } }
}

/// The field in which a note is written. It is made once a note, so that nothing that comes in disturbs whoever types.
pub fn note(model: &Model) -> Markup {
    let Some(writing) = model.writing.as_ref().filter(|_| model.is_editable()) else { return html! {} };
    html! {
        @let after = model.steps.iter().find(|step| Some(step.id) == writing.after);
        label for="note-text" {
            @match after {
                Some(step) => (text_with(Text::NoteAfter, &[&step.seq.to_string()])),
                None => (text(Text::NoteLabel)),
            }
        }
        textarea id="note-text" rows="3" maxlength="1000" dir="auto" { (writing.text) }
        div.row { (button("save-note", Text::SaveNote, "primary")) (button("cancel-note", Text::Cancel, "")) }
    }
}

/// The mark of the place where new steps are put in.
pub fn place() -> Markup {
    html! { li.place id="place" { (text(Text::PlaceMark)) } }
}

/// Whether the tab is known to be one that can be recorded.
pub fn is_ready(model: &Model) -> bool {
    model.link == LinkState::Open && model.tab.is_some() && model.obstacle == Some(None)
}

fn start(model: &Model, class: &str) -> Markup {
    let obstacle = match (&model.tab, &model.obstacle) {
        (None, _) => Some(text(Text::NoTab)),
        (Some(_), Some(obstacle)) => obstacle.clone(),
        (Some(_), None) => None,
    };
    let ready = is_ready(model);
    html! {
        button class=(class) type="button" data-do="start" disabled[!ready]
            aria-describedby=[obstacle.as_ref().map(|_| "obstacle")] { (text(Text::StartRecording)) }
        @if let Some(obstacle) = &obstacle { p.obstacle id="obstacle" { (obstacle) } }
    }
}

fn button(action: &str, words: Text, class: &str) -> Markup {
    html! { button type="button" class=[(!class.is_empty()).then_some(class)] data-do=(action) { (text(words)) } }
}

/// The way back of a step that was taken out.
pub fn put_back(model: &Model) -> Markup {
    if model.is_reviewing() && model.snapshot.can_redo {
        review::put_back()
    } else {
        html! {}
    }
}

/// The field of a text that is masked everywhere. It is made once a look, so that nothing that comes in disturbs whoever
/// types.
pub fn mask_bar(model: &Model) -> Markup {
    if model.is_reviewing() {
        review::mask_bar()
    } else {
        html! {}
    }
}

/// While there are no steps: what to do, where guides go, the last one. In a look at what will be sent: where it began.
pub fn below(model: &Model) -> Markup {
    if model.is_reviewing() {
        return review::beginning(&model.snapshot.start);
    }
    match model.snapshot.state {
        RecordingState::Idle => beginning(model),
        RecordingState::Recording if model.steps.is_empty() && model.discarding.is_none() => {
            html! { p.hint { (text(Text::NoStepsYet)) } }
        }
        _ => html! {},
    }
}

fn beginning(model: &Model) -> Markup {
    html! {
        ol.how {
            @for hint in [Text::IdleHintOne, Text::IdleHintTwo, Text::IdleHintThree] { li { (text(hint)) } }
        }
        @if model.snapshot.has_server {
            p.hint { (text(Text::ServerReady)) }
        } @else if model.link == LinkState::Open {
            p.hint { (text(Text::ServerNone)) " " button.link type="button" data-do="options" { (text(Text::ServerSetUp)) } }
        }
        @if let Some((url, title)) = &model.last_guide {
            @if let Some(url) = web_address(url) {
                p.hint {
                    (text(Text::LastGuide)) ": "
                    a href=(url) target="_blank" rel="noopener" dir="auto" {
                        @if title.is_empty() { (text(Text::Untitled)) } @else { (title) }
                    }
                }
            }
        }
    }
}

/// The title's field, until the guide is on the server. It is made once a recording, so that nothing that comes in
/// disturbs whoever types.
pub fn guide_title(model: &Model) -> Markup {
    let none = matches!(model.snapshot.state, RecordingState::Idle | RecordingState::Starting);
    let sent = matches!(model.snapshot.upload, UploadState::Done { .. });
    if none || sent || model.discarding.is_some() {
        return html! {};
    }
    html! {
        label for="title" { (text(Text::GuideTitle)) }
        input id="title" type="text" maxlength="200" autocomplete="off" dir="auto" value=(model.snapshot.title.as_str());
    }
}

/// How the upload goes.
pub fn upload(model: &Model) -> Markup {
    if model.snapshot.state != RecordingState::Stopped || model.discarding.is_some() {
        return html! {};
    }
    if model.is_reviewing() {
        return review::summary(model);
    }
    html! {
        @match &model.snapshot.upload {
            _ if model.snapshot.held => (not_sent(model)),
            UploadState::None if model.snapshot.has_server => (waiting()),
            // Nothing is known of its size until the server has answered.
            UploadState::Running { total: 0, .. } => (waiting()),
            UploadState::None => (only_here()),
            // The server that refused is not set any more.
            UploadState::Failed { .. } | UploadState::Changed { .. } if !model.snapshot.has_server => (only_here()),
            UploadState::Running { sent, total } => {
                progress max=((*total).max(1)) value=(sent) aria-label=(text_with(Text::UploadRunning, &["", ""])) {}
                p.hint { (text_with(Text::UploadRunning, &[&amount(*sent), &amount(*total)])) }
            }
            UploadState::Done { url } => {
                p.good role="status" { (text(Text::UploadDone)) }
                @if let Some(url) = web_address(url) {
                    a.button.primary.wide href=(url) target="_blank" rel="noopener" { (text(Text::OpenGuide)) }
                }
            }
            UploadState::Changed { url } => {
                p.hint role="status" { (text(Text::UploadChanged)) }
                div.row {
                    (button("retry", Text::UploadAgain, "primary"))
                    @if let Some(url) = web_address(url) {
                        a.button href=(url) target="_blank" rel="noopener" { (text(Text::OpenGuide)) }
                    }
                }
            }
            UploadState::Failed { sentence, .. } => {
                p.problem role="alert" { (sentence) }
                div.row { (button("retry", Text::TryAgain, "primary")) (button("options", Text::Options, "")) }
            }
        }
    }
}

/// Nothing is sent before the person has looked at it.
fn not_sent(model: &Model) -> Markup {
    html! {
        div.not-sent {
            h2 { (text(Text::NotSent)) }
            @if let UploadState::Failed { sentence, .. } = &model.snapshot.upload { p { (sentence) } }
            @else { p { (text(Text::NotSentHint)) } }
            (button("review", Text::LookThrough, "primary wide"))
        }
    }
}

fn only_here() -> Markup {
    html! {
        p.hint { (text(Text::OnlyHere)) " " button.link type="button" data-do="options" { (text(Text::ServerSetUp)) } }
    }
}

fn waiting() -> Markup {
    html! {
        progress aria-label=(text(Text::UploadWaiting)) {}
        p.hint { (text(Text::UploadWaiting)) }
    }
}

/// The state in a word or two, for screen readers; nothing while there is no recording.
pub fn announcement(model: &Model) -> String {
    if model.discarding.is_some() {
        return text(Text::StateDiscarding);
    }
    if model.is_reviewing() {
        return text(Text::WhatIsSent);
    }
    match model.snapshot.state {
        RecordingState::Idle => String::new(),
        RecordingState::Starting => text(Text::StateStarting),
        RecordingState::Recording => text(Text::StateRecording),
        RecordingState::Paused => text(Text::StatePaused),
        RecordingState::Stopping => text(Text::StateStopping),
        RecordingState::Stopped => text(Text::StateStopped),
    }
}

/// How many steps there are, in words.
pub fn count(steps: usize) -> String {
    match steps {
        1 => text(Text::CountOne),
        many => text_with(Text::CountMany, &[&many.to_string()]),
    }
}

/// `1.2 MB`, as people read it.
fn amount(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// Minutes and seconds, with hours where there are any.
pub fn elapsed(milliseconds: i64) -> String {
    let seconds = milliseconds.max(0) / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_messages::Snapshot;

    fn idle(tab: Option<i32>, obstacle: Option<Option<&str>>) -> Model {
        let obstacle = obstacle.map(|obstacle| obstacle.map(str::to_owned));
        Model { tab, obstacle, link: LinkState::Open, ..Model::default() }
    }

    #[test]
    fn start_waits_until_the_tab_is_known_to_be_recordable() {
        let disabled = |model: &Model| actions(model).0.contains("disabled");
        assert!(disabled(&idle(Some(1), None)));
        assert!(disabled(&idle(None, None)));
        assert!(!disabled(&idle(Some(1), Some(None))));
        let refused = actions(&idle(Some(1), Some(Some("Chrome does not let <extensions>.")))).0;
        assert!(refused.contains("disabled") && refused.contains("let &lt;extensions&gt;."));
    }

    #[test]
    fn each_state_has_its_buttons() {
        let buttons = |state| {
            let model =
                Model { snapshot: Snapshot { state, ..Snapshot::default() }, ..idle(Some(1), Some(None)) };
            let markup = actions(&model).0;
            let names: Vec<_> = markup
                .split("</button>")
                .filter_map(|part| part.rsplit('>').next())
                .map(str::to_owned)
                .collect();
            names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>()
        };
        assert_eq!(buttons(RecordingState::Idle), ["Start recording"]);
        assert_eq!(buttons(RecordingState::Recording), ["Stop recording", "Pause", "Discard"]);
        assert_eq!(buttons(RecordingState::Paused), ["Stop recording", "Resume", "Discard"]);
        assert_eq!(buttons(RecordingState::Stopping), Vec::<String>::new());
        assert_eq!(
            buttons(RecordingState::Stopped),
            ["Save as HTML", "Save as Markdown", "Continue recording", "New recording", "Discard"]
        );
    }

    #[test]
    fn a_stopped_recording_goes_on_unless_it_is_being_uploaded() {
        let off = |upload| {
            let snapshot = Snapshot { state: RecordingState::Stopped, upload, ..Snapshot::default() };
            let all = actions(&Model { snapshot, ..idle(Some(1), Some(None)) }).0;
            all.split("<button")
                .find(|button| button.contains("data-do=\"continue\""))
                .unwrap()
                .contains("disabled")
        };
        assert!(!off(UploadState::None));
        assert!(!off(UploadState::Done { url: String::new() }));
        assert!(off(UploadState::Running { sent: 0, total: 0 }));
    }

    #[test]
    fn a_change_after_an_upload_can_be_uploaded() {
        let upload = UploadState::Changed { url: "http://127.0.0.1:1/w/2".into() };
        let snapshot =
            Snapshot { state: RecordingState::Stopped, upload, has_server: true, ..Snapshot::default() };
        let model = Model { snapshot, ..Model::default() };
        let shown = super::upload(&model).0;
        assert!(shown.contains("Upload again") && shown.contains("Open guide"));
        assert!(!guide_title(&model).0.is_empty(), "and the title be changed");
    }

    #[test]
    fn what_waits_for_the_person_is_said_and_offered() {
        let shown = |held, upload| {
            let snapshot = Snapshot {
                state: RecordingState::Stopped,
                upload,
                held,
                has_server: true,
                ..Snapshot::default()
            };
            super::upload(&Model { snapshot, ..Model::default() }).0
        };
        assert!(!shown(false, UploadState::None).contains("Not sent yet"));
        let held = shown(true, UploadState::None);
        assert!(held.contains("Not sent yet") && held.contains("Look through and send"));
        let failed = UploadState::Failed { sentence: "It was cut short.".into(), retry: true };
        let failed = shown(true, failed);
        assert!(failed.contains("It was cut short.") && !failed.contains("Try again"));
    }

    #[test]
    fn tools_are_there_while_it_is_recorded() {
        let shown = |state, secret_next| {
            let snapshot = Snapshot { state, secret_next, ..Snapshot::default() };
            tools(&Model { snapshot, ..Model::default() }).0
        };
        assert_eq!(shown(RecordingState::Stopped, false), "");
        let all = shown(RecordingState::Recording, false);
        for name in ["Add note", "Take picture", "Mark next field as secret", "Undo last step", "Redo"] {
            assert!(all.contains(name), "{name}");
        }
        assert!(shown(RecordingState::Recording, true).contains("aria-pressed=\"true\""));
        assert!(shown(RecordingState::Recording, true).contains("will not be recorded"));
    }

    #[test]
    fn a_guides_link_is_one_of_the_web() {
        let done = |url: &str| {
            let upload = UploadState::Done { url: url.into() };
            let state = RecordingState::Stopped;
            super::upload(&Model {
                snapshot: Snapshot { state, upload, ..Snapshot::default() },
                ..Model::default()
            })
            .0
        };
        assert!(done("http://127.0.0.1:1/w/2").contains("Open guide"));
        assert!(!done("javascript:alert(1)").contains("href"));
    }

    #[test]
    fn what_is_kept_is_not_asked_about() {
        let asks = |upload| {
            let snapshot = Snapshot { state: RecordingState::Stopped, upload, ..Snapshot::default() };
            let sample = include_str!("../../../crates/view/examples/sample.json");
            let steps = cairn_workflow::read_workflow(sample).unwrap().steps;
            let model = Model { snapshot, steps, notice: Some(Notice::Unsaved), ..Model::default() };
            actions(&model).0.contains("neither uploaded nor saved")
        };
        assert!(asks(UploadState::None));
        assert!(!asks(UploadState::Done { url: String::new() }));
    }

    #[test]
    fn a_server_that_is_not_set_any_more_refuses_nothing() {
        let shown = |has_server| {
            let upload = UploadState::Failed { sentence: "No.".into(), retry: false };
            let snapshot =
                Snapshot { state: RecordingState::Stopped, upload, has_server, ..Snapshot::default() };
            super::upload(&Model { snapshot, ..Model::default() }).0
        };
        assert!(shown(true).contains("Try again"));
        assert!(!shown(false).contains("Try again") && shown(false).contains("on this computer only"));
    }

    #[test]
    fn the_title_can_be_set_until_the_guide_is_on_the_server() {
        let field = |state, upload| {
            let snapshot = Snapshot { state, upload, ..Snapshot::default() };
            !guide_title(&Model { snapshot, ..Model::default() }).0.is_empty()
        };
        assert!(field(RecordingState::Recording, UploadState::None));
        assert!(field(RecordingState::Stopped, UploadState::Running { sent: 1, total: 2 }));
        assert!(!field(RecordingState::Stopped, UploadState::Done { url: String::new() }));
        assert!(!field(RecordingState::Idle, UploadState::None));
    }

    #[test]
    fn amounts_and_times() {
        assert_eq!([amount(999), amount(20_400), amount(1_290_000)], ["999 B", "20 KB", "1.2 MB"]);
        assert_eq!([elapsed(61_000), elapsed(3_661_000), elapsed(-5)], ["1:01", "1:01:01", "0:00"]);
    }
}
