use cairn_redact::{Redacted, Value};
use serde::{Deserialize, Serialize};

/// What the person did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Action {
    /// A press and release of a pointer button, or the key that stands for it.
    Click {
        /// Which button.
        button: Button,
        /// 1, or 2 for a double click; merged repeats count on.
        count: u32,
        /// Keys held during the click.
        #[serde(default, skip_serializing_if = "Modifiers::is_empty")]
        modifiers: Modifiers,
        /// Where in the target, in CSS pixels from its top left corner.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offset: Option<Point>,
        /// Pointer or keyboard.
        by: Means,
        /// How often the same was clicked again, slower than a double click; then `count` is 1.
        #[serde(default, skip_serializing_if = "is_zero")]
        repeats: u32,
    },
    /// A field's value changed.
    Change {
        /// What kind of control.
        control: Control,
        /// The value after the change; secret values are only named.
        value: Value,
    },
    /// A key or shortcut that acts by itself.
    Key {
        /// The key's name as in `KeyboardEvent.key` ("Enter", "k").
        key: Redacted<String>,
        /// Keys held with it.
        #[serde(default, skip_serializing_if = "Modifiers::is_empty")]
        modifiers: Modifiers,
    },
    /// The pointer rested on something, and that opened what came next.
    Hover {},
    /// The page, or the target where there is one, was scrolled to reach the next target.
    Scroll {
        /// Scroll offset before the step, in CSS pixels, as far as it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Point>,
        /// Scroll offset after the step, in CSS pixels.
        to: Point,
    },
    /// Something was dragged.
    Drag {
        /// Where it was dropped: an element, where there was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        drop: Option<Box<super::Target>>,
        /// The path in CSS pixels of the viewport: start, turns, end.
        path: Vec<Point>,
    },
    /// Files were chosen or dropped: names only.
    Upload {
        /// Names without folders.
        files: Vec<Redacted<String>>,
        /// Whether they were dropped on the target, not chosen.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        dropped: bool,
    },
    /// The person went to an address by the browser's own means.
    Navigate {
        /// By which means.
        how: Navigation,
        /// The address, reduced.
        url: Redacted<String>,
    },
    /// A tab was opened, chosen or closed by the browser's own means.
    Tab {
        /// What happened.
        how: TabChange,
        /// The tab, by its number in this recording (from 1).
        tab: u32,
        /// Its title.
        title: Redacted<String>,
    },
    /// A dialog of the page was answered.
    Dialog {
        /// Which dialog.
        dialog: DialogKind,
        /// Accepted or dismissed.
        accepted: bool,
    },
    /// Something was copied, cut or pasted.
    Clipboard {
        /// Which of them.
        how: ClipboardUse,
    },
    /// A file was downloaded by the browser's own means.
    Download {
        /// Its name.
        file: Redacted<String>,
    },
    /// Words that the person added.
    Note {
        /// The words.
        text: Redacted<String>,
    },
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// A pointer's button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Button {
    /// The main button.
    #[default]
    Left,
    /// The wheel.
    Middle,
    /// The button of context menus.
    Right,
}

/// By what a control was worked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Means {
    /// Mouse, pen or finger.
    #[default]
    Pointer,
    /// The keyboard.
    Keyboard,
}

/// Keys held with a click or key. Control and Meta stay apart: they are different keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Modifiers {
    /// Alt or Option.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub alt: bool,
    /// Control.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub control: bool,
    /// Command or the Windows key.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub meta: bool,
    /// Shift.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub shift: bool,
}

impl Modifiers {
    /// Whether none is held.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A point in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// The kind of control that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Control {
    /// A field of one or more lines of text.
    Text,
    /// Rich text (`contenteditable`).
    RichText,
    /// A drop-down list.
    Select,
    /// A list with several chosen entries.
    MultiSelect,
    /// A check box.
    Check,
    /// A radio button.
    Radio,
    /// A switch.
    Switch,
    /// A slider.
    Range,
    /// Date, month, week.
    Date,
    /// Time of day.
    Time,
    /// A colour.
    Color,
}

/// By which of the browser's means an address was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Navigation {
    /// Typed, pasted or chosen in the address bar, or a bookmark.
    Typed,
    /// Back in history.
    Back,
    /// Forward in history.
    Forward,
    /// Back or forward: Chrome did not say which.
    History,
    /// Loaded again.
    Reload,
}

/// What happened to a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum TabChange {
    /// Opened.
    Open,
    /// Chosen.
    Switch,
    /// Closed.
    Close,
}

/// A dialog of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum DialogKind {
    /// A message.
    Alert,
    /// A question with OK and Cancel.
    Confirm,
    /// A question with a text field.
    Prompt,
    /// "Leave this page?"
    BeforeUnload,
}

/// A use of the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ClipboardUse {
    /// Copied.
    Copy,
    /// Cut.
    Cut,
    /// Pasted.
    Paste,
}
