use cairn_redact::{Redacted, Value};
use cairn_workflow::{
    Button, ClipboardUse, Control, Means, Modifiers, Point, Rect, Target, Unseen, Viewport,
};
use serde::{Deserialize, Serialize};

/// Content script to offscreen document, on the port [`crate::CONTENT_PORT`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FromContent<T = Box<Target>> {
    /// First message on a new port.
    Hello {
        /// [`crate::PROTOCOL`] of the sender.
        protocol: u32,
        /// Whether this is the top document of its tab.
        top: bool,
    },
    /// What the person or the page did, in order. Sent again on a new port until acknowledged.
    Observed {
        /// At least one.
        observations: Vec<Observation<T>>,
    },
    /// The answer to [`ToContent::Measure`], or the last layout of a document that is going.
    Measured {
        /// The request's number; 0 for a document that is going.
        request: u32,
        /// The layout as it is now.
        layout: Layout,
        /// When the generation last rose, milliseconds since 1970, the newest last: at most [`crate::RISES`].
        /// Nothing where the page changes all the time anyway.
        #[serde(default)]
        rises: Vec<i64>,
    },
    /// The page has been still for a while (or never is, and the wait is over): a good time for a frame.
    Quiet {
        /// The layout as it is now.
        layout: Layout,
    },
}

/// What the content script saw, in the order of the document.
///
/// `T` is what describes an element: a content script keeps descriptions in the form in which they are sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Observation<T = Box<Target>> {
    /// Number within this document, from 1, without gaps: the idempotency key together with the document.
    pub n: u32,
    /// When, milliseconds since 1970.
    pub at: i64,
    /// Address of the document, reduced.
    pub url: Redacted<String>,
    /// Title of the document.
    pub title: Redacted<String>,
    /// What happened.
    pub what: Observed<T>,
}

/// What happened in the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Observed<T = Box<Target>> {
    /// A pointer button went down. The target is described now: by the release it may be gone.
    Press {
        /// Number of the press within the document; the press-time frame carries the same.
        press: u32,
        /// What was pressed.
        target: T,
        /// The layout at that moment.
        layout: Layout,
        /// What could not be read.
        #[serde(default)]
        unseen: Vec<Unseen>,
        /// Whether the person scrolled since the press before, and the target moved with it.
        #[serde(default)]
        scrolled: bool,
        /// What the person did with the pointer to reach the target, in order.
        #[serde(default = "Vec::new")]
        reached: Vec<Reached<T>>,
    },
    /// A click was completed.
    Click {
        /// The press that it belongs to; none for a click by key.
        press: Option<u32>,
        /// The element's number within the document.
        node: u32,
        /// What was clicked, where no press described it.
        target: Option<T>,
        /// Which button.
        button: Button,
        /// 1, 2 for the second click of a double click, and so on.
        count: u32,
        /// Keys held.
        modifiers: Modifiers,
        /// Where in the target.
        offset: Option<Point>,
        /// By pointer or key.
        by: Means,
        /// Whether the target is a field in which text is typed: a click that only focuses it is no step once
        /// it is typed in.
        focuses_text: bool,
        /// The layout, for a click by key.
        #[serde(default)]
        layout: Option<Layout>,
    },
    /// A field changed. Sent while it changes; the last one of a `node` counts.
    Change {
        /// The element's number within the document.
        node: u32,
        /// The press that began it, where a pointer did (a toggle, a list).
        press: Option<u32>,
        /// The field.
        target: T,
        /// What kind of control.
        control: Control,
        /// The value now.
        value: Value,
        /// Whether this editing of the field is over.
        done: bool,
        /// Whether the field is back at the value it had before: then there is no step.
        unchanged: bool,
        /// The layout when the editing began.
        layout: Layout,
    },
    /// A key or shortcut that acts by itself.
    Key {
        /// `KeyboardEvent.key`.
        key: Redacted<String>,
        /// Keys held.
        modifiers: Modifiers,
        /// Number of the key press; the press-time frame carries the same.
        press: u32,
        /// The focused element, where it is more than the page.
        target: Option<T>,
        /// The layout at that moment.
        layout: Layout,
    },
    /// Something else was done with an element.
    Did {
        /// The element's number within the document.
        node: u32,
        /// The press that began it.
        press: Option<u32>,
        /// With what, where the press does not describe it and there is anything to describe.
        target: Option<T>,
        /// What.
        deed: Deed<T>,
        /// The layout when it began.
        layout: Layout,
    },
    /// A key that works the browser, not the page (reload, back): it explains the navigation that follows.
    BrowserKey {},
    /// A link began to save a file.
    Saves {
        /// The name that the page gives it; empty where it gives none.
        file: Redacted<String>,
    },
    /// The document's title or address is now this one (seen when it settled after a step).
    Settled {
        /// Headings and alerts that were not there before.
        #[serde(default)]
        appeared: Vec<Redacted<String>>,
    },
}

/// What made a target reachable that was not to be seen before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reached<T = Box<Target>> {
    /// When, milliseconds since 1970.
    pub at: i64,
    /// What the pointer was on, or what was scrolled.
    pub target: T,
    /// How.
    pub way: Way,
    /// The layout before.
    pub layout: Layout,
}

/// How a target was reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Way {
    /// The pointer came to something, and that opened what holds the target.
    Hover {},
    /// A part of the page was scrolled.
    Scroll {
        /// Its scroll offset before, as far as it is known.
        from: Point,
        /// And after.
        to: Point,
    },
}

/// What was done with an element, other than clicks, keys and changes of its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Deed<T = Box<Target>> {
    /// Files were chosen or dropped.
    Upload {
        /// Names without folders.
        files: Vec<Redacted<String>>,
        /// Whether they were dropped.
        dropped: bool,
    },
    /// It was dragged.
    Drag {
        /// Where it was dropped, where that is an element.
        drop: Option<T>,
        /// Start, turns, end, in CSS pixels from the target's top left corner.
        path: Vec<Point>,
    },
    /// Something was copied, cut or pasted.
    Clipboard {
        /// Which of them.
        how: ClipboardUse,
    },
}

/// Where things stand in a document at one moment: what a frame taken now must cover, and whether a frame taken
/// earlier still shows the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Layout {
    /// Rises whenever something that can be seen may have changed (mutation, scroll, input, resize).
    pub generation: u32,
    /// Secret fields, in CSS pixels of the top page's viewport.
    pub masks: Vec<Rect>,
    /// The document's scroll offset.
    pub scroll: Point,
    /// The top page's viewport as far as this document knows it.
    pub viewport: Viewport,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Whether the document's place in the top page is known (the frames above it could be read).
    pub placed: bool,
    /// Where it and frames of other origins stand; none where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around: Option<Box<Around>>,
}

/// Frames of other origins as each side sees them: a document knows which window of the tab is its own, and the page
/// around it where that window lies.
///
/// Windows are named by the way to them from the top page's: at each one the number of the next in its list of frames.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Around {
    /// The way to the document's own window.
    pub path: Vec<u32>,
    /// How much of the way leads to the window in whose viewport the document's rectangles are.
    pub base: u32,
    /// Width of that viewport, in CSS pixels; 0 where it is the top page's.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The windows in this document whose documents cannot be asked from here.
    pub inner: Vec<Inner>,
}

/// A frame whose document cannot be asked from the page around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Inner {
    /// Its number in the list of frames.
    pub index: u32,
    /// What a square of [`SQUARE`] at the corner of its viewport covers, seen as the document's other rectangles.
    pub square: Rect,
    /// Width of its viewport, in CSS pixels.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// A side of the square that is told of a frame, in CSS pixels of the frame.
pub const SQUARE: f64 = 1_000.0;

/// Offscreen document to content script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ToContent {
    /// Observe from now on.
    Record {
        /// What is masked in texts: the number of `cairn_redact::Classes`.
        classes: u32,
    },
    /// Observe nothing until [`ToContent::Record`].
    Pause {},
    /// Every observation up to this number is safe.
    Ack {
        /// The number.
        n: u32,
    },
    /// Say where the masks are now.
    Measure {
        /// Number of the request.
        request: u32,
    },
    /// Fields that the person marks as secret.
    Secret {
        /// The next field that is typed in is one.
        next: bool,
        /// CSS selectors of those that were marked on this page, joined by commas.
        fields: String,
    },
    /// Send what is pending, then remove every listener.
    Stop {},
}

/// Content script to service worker, by `runtime.sendMessage`: take a frame in this very turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ContentToWorker {
    /// A pointer or an acting key went down.
    Press {
        /// As in [`Observed::Press`] and [`Observed::Key`].
        press: u32,
        /// How the document stands at this moment.
        layout: Layout,
    },
}
