use cairn_redact::Redacted;
use cairn_workflow::{Page, Picture, ScanMark, SessionId, Step, StepId, Viewport};
use serde::{Deserialize, Serialize};

/// What the journal keeps. Reading all records of a session in order gives the recording back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Record {
    /// The session began.
    Begin {
        /// Format version of the records: `cairn_workflow::FORMAT_VERSION`.
        v: u32,
        /// The session.
        session: SessionId,
        /// When, milliseconds since 1970.
        at: i64,
        /// Where.
        start: Page,
        /// Chrome's id of the first tab.
        tab: i32,
        /// What the start was searched for; an earlier version did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scan: Option<ScanMark>,
    },
    /// The viewport at the start.
    Viewport(Viewport),
    /// A step is new or changed: the last one with an id counts. A new one is put in at its `seq`.
    Step {
        /// The step.
        step: Box<Step>,
    },
    /// A step went away.
    Removed {
        /// Its id.
        id: StepId,
    },
    /// Observations of a document up to a number are in: a resent one is no news.
    Seen {
        /// Chrome's document id.
        document: String,
        /// The number.
        n: u32,
    },
    /// The title was set.
    Title {
        /// The title.
        title: Redacted<String>,
    },
    /// The recording ended.
    Ended {
        /// When, milliseconds since 1970.
        at: i64,
    },
    /// After its end the person went on.
    Continued {
        /// When, milliseconds since 1970.
        at: i64,
        /// Chrome's id of the tab.
        tab: i32,
        /// The step after which new ones are put in; none for the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<StepId>,
    },
    /// Nothing of it is sent before the person has looked at it.
    Held {},
    /// The person has looked at it and said that it be sent.
    Released {},
    /// Something of it may be on a server: whatever changes from now on is another revision.
    Sent {},
    /// It changed after it was sent.
    Revised {
        /// How often it has by now.
        revision: u32,
    },
    /// The server has all of a revision.
    Uploaded {
        /// Address of the guide.
        url: String,
        /// Which.
        #[serde(default)]
        revision: u32,
    },
    /// Pictures of other moments that a step may show instead of its own; the last record of a step counts.
    Beside {
        /// The step.
        id: StepId,
        /// The pictures, by time.
        pictures: Vec<Picture>,
    },
}
