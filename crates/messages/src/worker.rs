use cairn_redact::Redacted;
use serde::{Deserialize, Serialize};

use crate::{KnownPolicy, Layout, Masks, Review};

/// Offscreen document to service worker, by `runtime.sendMessage` with `to: "worker"`. The service worker only
/// calls Chrome; it decides nothing. Each is answered by [`WorkerAnswer`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ToWorker {
    /// The session's tabs and state changed: keep them in `storage.session`, show the badge, and inject into
    /// documents that these tabs load while `recording`.
    Session {
        /// What the badge and popup show.
        state: Badge,
        /// Tabs of the session (Chrome's ids).
        tabs: Vec<i32>,
    },
    /// Inject the content script into all frames of a tab now.
    Inject {
        /// Chrome's tab id.
        tab: i32,
    },
    /// Take a frame of the tab if it is the active one of its window. The answer carries `blob` (PNG).
    Capture {
        /// Chrome's tab id.
        tab: i32,
    },
    /// Facts about a tab, before Start.
    Inspect {
        /// Chrome's tab id.
        tab: i32,
    },
    /// The server's address and token changed, or are wanted: read them from `storage.local`.
    Settings {},
    /// Nothing: an event that keeps the service worker awake.
    KeepAwake {},
    /// The last guide, for the popup: keep in `storage.local`.
    LastGuide {
        /// Its address on the server.
        url: String,
        /// Its title.
        title: Redacted<String>,
    },
    /// What the server demands: keep in `storage.local`.
    Policy {
        /// All of it.
        policy: KnownPolicy,
    },
    /// No session, no upload, no panel: the offscreen document may be closed.
    Close {},
}

/// What the toolbar badge tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Badge {
    /// No recording.
    #[default]
    Idle,
    /// Recording.
    Recording,
    /// Paused.
    Paused,
    /// Something needs the person.
    Problem,
}

/// The service worker's answer to [`ToWorker`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum WorkerAnswer {
    /// Done.
    Done {},
    /// Chrome refused.
    Failed {
        /// Chrome's words, for the log; never shown alone.
        reason: String,
    },
    /// A frame; the bytes are in `blob`.
    Frame {
        /// When it was asked for, milliseconds since 1970.
        asked_at: i64,
        /// When it came.
        came_at: i64,
    },
    /// The tab is not the active one of its window.
    NotActive {},
    /// About a tab.
    Tab(TabFacts),
    /// What the person set.
    Settings(Settings),
}

/// What Chrome says about a tab. Addresses are raw here and go through the gate before anything is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TabFacts {
    /// Chrome's id.
    pub id: i32,
    /// The window.
    pub window: i32,
    /// The address as Chrome has it.
    pub url: String,
    /// The title.
    pub title: String,
    /// Why it cannot be recorded: a sentence; none if it can.
    pub obstacle: Option<String>,
}

/// What the person set in the options page, a test or an administrator in managed storage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The server, if one is configured. Key `server` of `storage.local`; managed storage wins.
    pub server: Option<Server>,
    /// Key `appearance`: `light`, `dark` or `system`.
    pub appearance: Option<String>,
    /// What is masked in texts.
    pub masks: Masks,
    /// Whether the person looks at everything before it is sent.
    pub review: Review,
}

/// A configured server.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Server {
    /// Origin, such as `https://cairn.example.org`; `http` only for loopback.
    pub address: String,
    /// An API key.
    pub token: String,
}

impl core::fmt::Debug for Server {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Service worker to offscreen document, by `runtime.sendMessage` with `to: "offscreen"`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FromWorker {
    /// `webNavigation.onCommitted` of a top frame in a session tab.
    Committed {
        /// Chrome's tab id.
        tab: i32,
        /// The address as Chrome has it.
        url: String,
        /// `transitionType`.
        transition: String,
        /// `transitionQualifiers`.
        qualifiers: Vec<String>,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// `webNavigation.onBeforeNavigate` of a top frame in a session tab.
    Begun {
        /// Chrome's tab id.
        tab: i32,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// `webNavigation.onErrorOccurred` of a top frame in a session tab: nothing was loaded, and the page before
    /// stays. A download ends so.
    Failed {
        /// Chrome's tab id.
        tab: i32,
        /// The address as Chrome has it.
        url: String,
        /// Chrome's name of the error.
        error: String,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// `onHistoryStateUpdated` or `onReferenceFragmentUpdated` of a top frame in a session tab.
    Route {
        /// Chrome's tab id.
        tab: i32,
        /// The address as Chrome has it.
        url: String,
        /// `transitionType`.
        transition: String,
        /// `transitionQualifiers`.
        qualifiers: Vec<String>,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// `onCreatedNavigationTarget`: a session tab opened another.
    Opened {
        /// The tab that opened it.
        source: i32,
        /// The new tab.
        tab: i32,
        /// Its address.
        url: String,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// Another tab of some window is now active.
    Activated {
        /// Chrome's tab id.
        tab: i32,
        /// Its title.
        title: String,
        /// Its address.
        url: String,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// A session tab was closed.
    Removed {
        /// Chrome's tab id.
        tab: i32,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// A session tab's title is now this.
    Titled {
        /// Chrome's tab id.
        tab: i32,
        /// The title.
        title: String,
    },
    /// A press, or a key that needs a frame, was just made. What the content script says of it comes a little later.
    Pressed {
        /// Chrome's tab id.
        tab: i32,
        /// Chrome's document id of the sender.
        document: String,
    },
    /// A frame taken at a press; the bytes are in `blob`, absent when Chrome gave none.
    PressFrame {
        /// Chrome's tab id.
        tab: i32,
        /// Chrome's document id of the sender.
        document: String,
        /// As in `Observed::Press`.
        press: u32,
        /// As in `ContentToWorker::Press`.
        layout: Layout,
        /// When it was asked for, milliseconds since 1970.
        asked_at: i64,
        /// When it came.
        came_at: i64,
    },
    /// A keyboard command, with the active tab.
    Command {
        /// `toggle-recording` or `pause-recording`.
        command: String,
        /// Chrome's tab id.
        tab: i32,
    },
    /// `storage.local` or managed storage changed.
    Settings(Settings),
}
