use cairn_messages::{FromContent, FromWorker, Layout, TabFacts, UploadState};
use cairn_redact::Redacted;
use cairn_workflow::SessionId;

use super::Live;

/// A frame in the adapter's memory: pixels that are not redacted yet and never written.
pub type FrameId = u32;

/// What comes into the session machine. Each carries its own time where time matters; `now` is given to
/// [`super::Session::handle`] beside it.
#[derive(Clone, Debug)]
pub enum Input {
    /// A panel or command asks to record this tab. The adapter made the id and asked Chrome about the tab.
    Start {
        /// The new session.
        session: SessionId,
        /// The tab.
        tab: TabFacts,
    },
    /// Pause.
    Pause,
    /// Go on.
    Resume,
    /// End the recording.
    Stop,
    /// Throw the recording away.
    Discard,
    /// Set the title.
    Rename(Redacted<String>),
    /// The person does something to the recording by hand.
    Live(Live),
    /// The stopped recording is done with; get ready for the next.
    Done,
    /// A content script said something. Sender facts are Chrome's, never the message's.
    Content {
        /// Who.
        source: Source,
        /// What.
        message: FromContent,
    },
    /// A content script's port is gone.
    ContentGone {
        /// Chrome's document id.
        document: String,
    },
    /// The service worker forwarded something, `PressFrame` and `Settings` excepted.
    Worker(FromWorker),
    /// The service worker could not inject into a tab.
    InjectFailed {
        /// Chrome's tab id.
        tab: i32,
        /// A sentence.
        reason: String,
    },
    /// The answer to [`super::Effect::Capture`].
    Captured {
        /// The request's number.
        request: u32,
        /// The frame; none when Chrome gave none.
        frame: Option<CapturedFrame>,
        /// Whether the tab was not the active one.
        other_tab: bool,
    },
    /// A press-time frame came (or Chrome gave none).
    PressFrame {
        /// Chrome's tab id.
        tab: i32,
        /// Chrome's document id.
        document: String,
        /// The press.
        press: u32,
        /// How the document stood when the frame was asked for.
        layout: Layout,
        /// The frame.
        frame: Option<CapturedFrame>,
    },
    /// The answer to [`super::Effect::Encode`].
    Encoded {
        /// The frame.
        frame: FrameId,
        /// The file; none when it could not be encoded or stored.
        picture: Option<EncodedPicture>,
    },
    /// The answer to [`super::Effect::Cover`].
    Covered {
        /// SHA-256 of the picture as it was.
        sha256: String,
        /// The file; none when it could not be covered or stored.
        picture: Option<EncodedPicture>,
    },
    /// A timer of [`super::Effect::Wake`] is due.
    Tick,
    /// How the upload goes.
    Upload(UploadState),
}

/// A content script, as Chrome names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Chrome's tab id.
    pub tab: i32,
    /// Chrome's frame id: 0 is the top frame.
    pub frame: i32,
    /// Chrome's document id.
    pub document: String,
}

/// A frame that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapturedFrame {
    /// Where the adapter keeps it.
    pub id: FrameId,
    /// When it was asked for, milliseconds since 1970.
    pub asked_at: i64,
    /// When it came.
    pub came_at: i64,
}

/// A redacted, encoded and durably stored picture.
#[derive(Clone, Debug, PartialEq)]
pub struct EncodedPicture {
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Media type.
    pub media: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
