use cairn_messages::{ToContent, ToPanel, ToWorker};
use cairn_workflow::{Rect, Viewport};

use super::{FrameId, Record};

/// What the session machine asks of its adapter, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send to the service worker; only a failed `Inject` comes back (`Input::InjectFailed`).
    Worker(ToWorker),
    /// Send to a content script.
    Content {
        /// Chrome's document id.
        document: String,
        /// What.
        message: ToContent,
    },
    /// Take a frame of a tab now; answer with `Input::Captured`.
    Capture {
        /// Number of the request.
        request: u32,
        /// Chrome's tab id.
        tab: i32,
    },
    /// Fill the masks solid, encode, store the file durably; answer with `Input::Encoded`.
    Encode {
        /// The frame.
        frame: FrameId,
        /// What to fill, in CSS pixels of the viewport.
        masks: Vec<Rect>,
        /// The viewport that the frame shows.
        viewport: Viewport,
    },
    /// Forget a frame.
    DropFrame {
        /// The frame.
        frame: FrameId,
    },
    /// Append to the journal. All records of one `handle` call are flushed together, before any `Ack` of it.
    Journal(Record),
    /// Put these records in the place of all that the journal has, and delete every picture but those that stay. Before
    /// any upload that follows.
    Rewrite {
        /// The recording as it stands.
        records: Vec<Record>,
        /// The pictures that stay, by their SHA-256.
        keep: Vec<String>,
    },
    /// Fill parts of a stored picture solid and store it as another one; answer with `Input::Covered`.
    Cover {
        /// SHA-256 of the picture.
        sha256: String,
        /// What to fill, in CSS pixels of the viewport.
        masks: Vec<Rect>,
        /// The viewport that the picture shows.
        viewport: Viewport,
    },
    /// Tell a content script that its observations up to `n` are safe, once the journal is flushed.
    Ack {
        /// Chrome's document id.
        document: String,
        /// The number.
        n: u32,
    },
    /// Send to every panel.
    Panel(ToPanel),
    /// Call `handle(Input::Tick)` at this time (milliseconds since 1970) or a little later.
    Wake {
        /// When.
        at: i64,
    },
    /// The recording is complete and durable: upload it if a server is configured.
    Upload,
    /// The recording is discarded or done with: delete its journal and pictures.
    Forget,
}
