//! Calls from the document to its worker. On the wire: `{id, call, blob?}` and `{id, answer, blob?}`.

use cairn_workflow::{Rect, SessionId, Viewport};
use recorder_core::session::EncodedPicture;
use serde::{Deserialize, Serialize};

/// What the worker is asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Call {
    /// The recordings on disk, oldest first. Answered by [`Answer::Recordings`].
    List {},
    /// The journal's records, as JSON. Answered by [`Answer::Records`].
    Read {
        /// Whose.
        session: SessionId,
    },
    /// Append records (JSON) to the journal and flush. Answered by [`Answer::Done`] once they are on disk.
    Append {
        /// Whose.
        session: SessionId,
        /// The records.
        records: Vec<String>,
    },
    /// Put records (JSON) in the place of all that the journal has, and delete every other picture. Answered by
    /// [`Answer::Done`] once nothing else is on disk.
    Rewrite {
        /// Whose.
        session: SessionId,
        /// The records.
        records: Vec<String>,
        /// The pictures that stay, by their SHA-256.
        keep: Vec<String>,
    },
    /// Fill a part of a stored picture and store it as another one. Answered as [`Call::Encode`].
    Cover {
        /// Whose.
        session: SessionId,
        /// Which.
        sha256: String,
        /// What to fill, in CSS pixels of the viewport.
        masks: Vec<Rect>,
        /// The viewport that the picture shows.
        viewport: Viewport,
    },
    /// Fill, encode and store the frame in `blob`. Answered by [`Answer::Encoded`] once it is on disk.
    Encode {
        /// Whose.
        session: SessionId,
        /// What to fill, in CSS pixels of the viewport.
        masks: Vec<Rect>,
        /// The viewport that the frame shows.
        viewport: Viewport,
    },
    /// The bytes of a stored picture. Answered by [`Answer::Picture`] with `blob`.
    Picture {
        /// Whose.
        session: SessionId,
        /// Which.
        sha256: String,
    },
    /// Delete a recording with its pictures.
    Delete {
        /// Which.
        session: SessionId,
    },
    /// Answer in so many milliseconds: the worker's timers are not throttled as the document's are.
    Timer {
        /// Milliseconds.
        after: i32,
    },
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Answer {
    /// It is done, and on disk.
    Done {},
    /// The recordings on disk, oldest first.
    Recordings {
        /// Their ids.
        sessions: Vec<SessionId>,
    },
    /// A journal's records, up to the first that is not whole.
    Records {
        /// Each as JSON.
        records: Vec<String>,
    },
    /// A picture is stored.
    Encoded {
        /// About it.
        picture: Stored,
    },
    /// The bytes of a picture are in `blob`.
    Picture {},
    /// It could not be done.
    Failed {
        /// Why.
        trouble: Trouble,
        /// The browser's words, for the console.
        reason: String,
    },
}

/// Why the worker could not do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Trouble {
    /// There is no room.
    DiskFull,
    /// The browser refused access to the files.
    Storage,
    /// The recording or picture is not there.
    Gone,
    /// The frame could not be decoded, covered or encoded.
    Pixels,
    /// The worker itself failed.
    Worker,
}

impl Trouble {
    /// A sentence for the person, about steps that wait to be written.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::DiskFull => {
                "The disk is full, so the latest steps are not saved yet. Free some space and keep this browser open: \
                 they are saved as soon as there is room."
            }
            Self::Storage | Self::Gone | Self::Pixels | Self::Worker => {
                "The latest steps could not be saved yet. Keep this browser open: Cairn keeps trying. If this stays, \
                 stop the recording and restart the browser."
            }
        }
    }
}

/// [`EncodedPicture`] on the wire.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stored {
    /// SHA-256 of the file.
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

impl From<Stored> for EncodedPicture {
    fn from(stored: Stored) -> Self {
        let Stored { sha256, bytes, media, width, height } = stored;
        Self { sha256, bytes, media, width, height }
    }
}
