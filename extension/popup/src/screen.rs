//! The popup as markup.

use cairn_messages::RecordingState;
use cairn_page::{Text, text, text_with};
use cairn_view::web_address;
use maud::{Markup, html};

/// What the popup knows.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The active tab.
    pub tab: Option<i32>,
    /// Why it cannot be recorded; outer none until that is known.
    pub obstacle: Option<Option<String>>,
    /// The recorder's state.
    pub state: RecordingState,
    /// How many steps there are.
    pub steps: usize,
    /// Whether it is stopped, and nothing of it is sent before the person has looked at it.
    pub held: bool,
    /// What went wrong.
    pub problem: Option<String>,
    /// Address of the last guide.
    pub last_guide: Option<String>,
}

/// The whole popup.
pub fn popup(model: &Model) -> Markup {
    html! {
        main {
            div role="status" {
                h1 { @if live(model.state) { span.dot.still[model.state == RecordingState::Paused] aria-hidden="true" {} } (state(model)) }
                @if live(model.state) || model.state == RecordingState::Stopped { p.facts { span { (count(model.steps)) } } }
            }
            @if let Some(problem) = &model.problem { p.problem role="alert" { (problem) } }
            (record(model))
            @if model.held { p.obstacle { strong { (text(Text::NotSent)) } " " (text(Text::NotSentHint)) } }
            @let way = text(if model.held { Text::LookThrough } else { Text::OpenPanel });
            button.wide.primary[model.held] type="button" data-do="panel" disabled[model.tab.is_none()] { (way) }
            div.row {
                @if let Some(url) = model.last_guide.as_deref().and_then(web_address) {
                    a.button.plain href=(url) target="_blank" rel="noopener" { (text(Text::OpenLastGuide)) }
                }
                button.plain type="button" data-do="options" { (text(Text::Options)) }
            }
        }
    }
}

fn record(model: &Model) -> Markup {
    let obstacle = match (model.tab, &model.obstacle) {
        (None, _) => Some(text(Text::NoTab)),
        (Some(_), Some(obstacle)) => obstacle.clone(),
        (Some(_), None) => None,
    };
    html! {
        @match model.state {
            RecordingState::Idle => {
                button.primary.wide type="button" data-do="start" disabled[model.obstacle.is_none() || obstacle.is_some()]
                    aria-describedby=[obstacle.as_ref().map(|_| "obstacle")] { (text(Text::StartRecording)) }
                @if let Some(obstacle) = &obstacle { p.obstacle id="obstacle" { (obstacle) } }
            }
            RecordingState::Recording | RecordingState::Paused => {
                button.stop.wide type="button" data-do="stop" { (text(Text::StopRecording)) }
            }
            RecordingState::Starting | RecordingState::Stopping | RecordingState::Stopped => {}
        }
    }
}

fn live(state: RecordingState) -> bool {
    matches!(state, RecordingState::Recording | RecordingState::Paused)
}

fn state(model: &Model) -> String {
    text(match model.state {
        RecordingState::Idle => Text::PopupIdle,
        RecordingState::Starting => Text::StateStarting,
        RecordingState::Recording => Text::StateRecording,
        RecordingState::Paused => Text::StatePaused,
        RecordingState::Stopping => Text::StateStopping,
        RecordingState::Stopped => Text::StateStopped,
    })
}

fn count(steps: usize) -> String {
    match steps {
        1 => text(Text::CountOne),
        many => text_with(Text::CountMany, &[&many.to_string()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn start_and_stop_have_the_names_of_the_panel() {
        let idle = Model { tab: Some(1), obstacle: Some(None), ..Model::default() };
        assert!(popup(&idle).0.contains(">Start recording</button>"));
        assert!(!popup(&idle).0.contains("disabled"));
        let recording = Model { state: RecordingState::Recording, ..idle };
        assert!(popup(&recording).0.contains(">Stop recording</button>"));
    }

    #[test]
    fn a_recording_that_waits_for_the_person_is_offered() {
        let stopped = Model { tab: Some(1), state: RecordingState::Stopped, ..Model::default() };
        assert!(!popup(&stopped).0.contains("Not sent yet"));
        let held = popup(&Model { held: true, ..stopped }).0;
        assert!(held.contains("Not sent yet") && held.contains(">Look through and send</button>"));
    }

    #[test]
    fn an_obstacle_is_said_and_forbids_start() {
        let model =
            Model { tab: Some(1), obstacle: Some(Some("Open a <web> page.".into())), ..Model::default() };
        let markup = popup(&model).0;
        assert!(markup.contains("Open a &lt;web&gt; page.") && markup.contains("data-do=\"start\" disabled"));
    }

    #[test]
    fn the_last_guide_is_a_web_address() {
        let model = |url: &str| Model { last_guide: Some(url.into()), ..Model::default() };
        assert!(popup(&model("https://a.example/w/1")).0.contains("Open last guide"));
        assert!(!popup(&model("javascript:alert(1)")).0.contains("Open last guide"));
    }
}
