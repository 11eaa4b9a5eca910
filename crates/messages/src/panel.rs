use cairn_redact::Redacted;
use cairn_workflow::{Page, Picture, Rect, SessionId, Step, StepId, Workflow};
use serde::{Deserialize, Serialize};

/// Side panel, popup or options page to offscreen document, on the port [`crate::PANEL_PORT`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FromPanel {
    /// First message; answered by [`ToPanel::Snapshot`] and [`ToPanel::Readiness`].
    Hello {
        /// The tab that the panel is bound to (Chrome's id), if any.
        tab: Option<i32>,
    },
    /// Begin to record this tab.
    Start {
        /// Chrome's tab id.
        tab: i32,
    },
    /// Pause.
    Pause {},
    /// Go on.
    Resume {},
    /// End the recording.
    Stop {},
    /// Throw the recording away.
    Discard {},
    /// Set the title of the current or stopped recording.
    Rename {
        /// The title.
        title: Redacted<String>,
    },
    /// Add a note, or give a note other words.
    Note {
        /// The note that is changed; none for a new one.
        #[serde(default)]
        id: Option<StepId>,
        /// The step that a new one follows; none for the last one.
        #[serde(default)]
        after: Option<StepId>,
        /// The words.
        text: Redacted<String>,
    },
    /// Take a picture of the recorded tab as it is now.
    TakePicture {},
    /// Take the last step back.
    Undo {},
    /// Put the step in again that was taken back last.
    Redo {},
    /// The next field that is typed in is secret, or is not after all.
    SecretNext {
        /// Which of them.
        on: bool,
    },
    /// Go on with the stopped recording in this tab.
    Continue {
        /// Chrome's tab id.
        tab: i32,
        /// The step after which new ones are put in; none for the last one.
        #[serde(default)]
        after: Option<StepId>,
    },
    /// Show another of a step's pictures.
    ChoosePicture {
        /// The step.
        id: StepId,
        /// SHA-256 of the picture; none for no picture.
        #[serde(default)]
        sha256: Option<String>,
    },
    /// Take a step out of the stopped recording.
    TakeOut {
        /// The step.
        id: StepId,
    },
    /// Mask a text in every text of the stopped recording, and in what is recorded of it later.
    MaskText {
        /// The text.
        text: Redacted<String>,
    },
    /// Cover parts of a picture of the stopped recording: its pixels there are destroyed.
    Cover {
        /// SHA-256 of the picture.
        sha256: String,
        /// The parts, in CSS pixels of the viewport that it shows.
        masks: Vec<Rect>,
    },
    /// Send the stopped recording: the person has looked at it.
    Send {},
    /// Send the stopped recording again, after a problem or a change.
    Retry {},
    /// The bytes of a picture, answered by [`ToPanel::Picture`].
    Picture {
        /// SHA-256 of the file.
        sha256: String,
    },
    /// The whole workflow as it stands, answered by [`ToPanel::Workflow`].
    Workflow {},
    /// The panel can upload: hand it the work. The offscreen document uploads while no panel says this.
    CanUpload {},
    /// How the panel's upload goes.
    Upload(UploadState),
    /// Dismiss the finished recording and get ready for the next. Only when it is uploaded or exported.
    Done {},
}

/// Offscreen document to side panel, popup or options page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ToPanel {
    /// Everything, on connecting and after each change of state.
    Snapshot(Snapshot),
    /// Whether the panel's tab can be recorded: a sentence if not.
    Readiness {
        /// Chrome's tab id.
        tab: i32,
        /// Why it cannot be recorded.
        obstacle: Option<String>,
    },
    /// A step is new or changed. A new one is put in at its `seq`, and those after it move on.
    Step {
        /// The step.
        step: Box<Step>,
    },
    /// Pictures that a step may show instead of its own.
    Beside(Beside),
    /// A step went away (a field back at its old value); those after it close up.
    Removed {
        /// Its id.
        id: cairn_workflow::StepId,
    },
    /// The bytes of a picture are in `blob`; absent when they are gone.
    Picture {
        /// SHA-256 of the file.
        sha256: String,
    },
    /// The workflow as it stands.
    Workflow {
        /// The workflow; none if nothing is recorded.
        workflow: Option<Box<Workflow>>,
    },
    /// Upload this: the panel fetches its pictures by [`FromPanel::Picture`].
    UploadNow {
        /// The stopped recording.
        workflow: Box<Workflow>,
        /// Where to.
        server: crate::Server,
    },
    /// How the upload goes.
    Upload(UploadState),
    /// Something went wrong that the person should know: a sentence with a way out.
    Problem {
        /// The sentence; none takes an earlier one back.
        sentence: Option<String>,
    },
}

/// All that a panel shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// The state.
    pub state: RecordingState,
    /// The session, while there is one.
    pub session: Option<SessionId>,
    /// Title of the recording.
    pub title: Redacted<String>,
    /// Chrome's ids of the session's tabs.
    pub tabs: Vec<i32>,
    /// When it began, milliseconds since 1970.
    pub started_at: i64,
    /// Where it began.
    #[serde(default)]
    pub start: Box<Page>,
    /// The steps so far.
    pub steps: Vec<Step>,
    /// Whether a step that was taken back can be put in again.
    #[serde(default)]
    pub can_redo: bool,
    /// Whether the next field that is typed in is kept secret.
    #[serde(default)]
    pub secret_next: bool,
    /// Where new steps are put in, where that is not the end: so many steps stand before it.
    #[serde(default)]
    pub place: Option<u32>,
    /// Pictures that steps may show instead of their own.
    #[serde(default)]
    pub beside: Vec<Beside>,
    /// How the upload goes.
    pub upload: UploadState,
    /// Whether nothing of it is sent before the person has said so.
    #[serde(default)]
    pub held: bool,
    /// SHA-256 of the picture that is being covered.
    #[serde(default)]
    pub covering: Option<String>,
    /// Whether a server is configured.
    pub has_server: bool,
    /// A problem to show.
    pub problem: Option<String>,
}

/// Pictures of other moments that a step may show instead of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// The step.
    pub id: StepId,
    /// The pictures, by time.
    pub pictures: Vec<Picture>,
}

/// The state of the recorder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordingState {
    /// Nothing is recorded.
    #[default]
    Idle,
    /// Content scripts are being injected.
    Starting,
    /// Recording.
    Recording,
    /// Paused.
    Paused,
    /// Stop was asked for; the frames are drained and the last pictures made.
    Stopping,
    /// A recording is complete on this machine: it can be read, exported, uploaded.
    Stopped,
}

/// How an upload goes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum UploadState {
    /// Nothing to send, or no server.
    #[default]
    None,
    /// On its way.
    Running {
        /// Bytes that the server has.
        sent: u64,
        /// Bytes in all.
        total: u64,
    },
    /// The server has it all.
    Done {
        /// Address of the guide.
        url: String,
    },
    /// The server has it as it was before it changed.
    Changed {
        /// Address of the guide.
        url: String,
    },
    /// It failed; nothing is lost.
    Failed {
        /// A sentence with a way out.
        sentence: String,
        /// Whether trying again may help without a change by the person.
        retry: bool,
    },
}
