//! What the popup reads of `cairn_messages::ToPanel`. Steps are counted, not read: their reader is the largest
//! part of the panel's module, and a popup has to be there at once.

use cairn_messages::RecordingState;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// A message of the offscreen document, as far as the popup shows it.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Brief {
    /// `ToPanel::Snapshot`.
    Snapshot {
        /// The state.
        state: RecordingState,
        /// One for each step.
        steps: Vec<IgnoredAny>,
        /// Whether nothing of it is sent before the person has said so.
        #[serde(default)]
        held: bool,
        /// A problem to show.
        problem: Option<String>,
    },
    /// `ToPanel::Readiness`.
    Readiness {
        /// Chrome's tab id.
        tab: i32,
        /// Why it cannot be recorded.
        obstacle: Option<String>,
    },
    /// `ToPanel::Problem`.
    Problem {
        /// The sentence; none takes an earlier one back.
        sentence: Option<String>,
    },
    /// All others.
    #[serde(other)]
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_messages::{Snapshot, ToPanel};

    fn brief(message: &ToPanel) -> Brief {
        serde_json::from_str(&serde_json::to_string(message).unwrap()).unwrap()
    }

    #[test]
    fn real_messages_are_read() {
        let sample = include_str!("../../../crates/view/examples/sample.json");
        let steps = cairn_workflow::read_workflow(sample).unwrap().steps;
        let count = steps.len();
        let snapshot = Snapshot { state: RecordingState::Paused, steps, held: true, ..Snapshot::default() };
        assert!(matches!(
            brief(&ToPanel::Snapshot(snapshot)),
            Brief::Snapshot { state: RecordingState::Paused, steps, held: true, problem: None } if steps.len() == count
        ));
        let readiness = ToPanel::Readiness { tab: 7, obstacle: Some("no".into()) };
        assert!(matches!(brief(&readiness), Brief::Readiness { tab: 7, obstacle: Some(why) } if why == "no"));
        let problem = ToPanel::Problem { sentence: Some("oh".into()) };
        assert!(matches!(brief(&problem), Brief::Problem { sentence: Some(words) } if words == "oh"));
        assert!(matches!(brief(&ToPanel::Workflow { workflow: None }), Brief::Other));
    }
}
