use cairn_redact::Redacted;
use serde::{Deserialize, Serialize};

/// What a step was done on: enough to say it in words, to show it in a picture and to find it again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// The ARIA role, explicit or implied ("button"); empty when there is none.
    pub role: String,
    /// The accessible name (accname 1.2).
    pub name: Redacted<String>,
    /// The visible text, cut to a line.
    #[serde(default, skip_serializing_if = "Redacted::is_empty")]
    pub text: Redacted<String>,
    /// The label's text, for form controls.
    #[serde(default, skip_serializing_if = "Redacted::is_empty")]
    pub label: Redacted<String>,
    /// The placeholder.
    #[serde(default, skip_serializing_if = "Redacted::is_empty")]
    pub placeholder: Redacted<String>,
    /// The words nearby, for a target with none of its own.
    #[serde(default, skip_serializing_if = "Redacted::is_empty")]
    pub nearby: Redacted<String>,
    /// Tag name in lower case.
    pub tag: String,
    /// The `type` of an input, in lower case; empty elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub input_type: String,
    /// The row, group, dialog or form that it stands in, innermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<Context>,
    /// Where it was, in CSS pixels of the top page's viewport, at the press.
    pub rect: Rect,
    /// The frames from the top page down to the target's document, each as the frame element's own locator.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frame: Vec<FrameStep>,
    /// CSS selectors of the shadow hosts from the document down to the target's root.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shadow: Vec<Redacted<String>>,
    /// Ways to find it again, best first.
    #[serde(default)]
    pub locators: Vec<Locator>,
}

/// A container that tells one "Edit" from the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Context {
    /// What kind of container.
    pub kind: ContextKind,
    /// Its name or leading text.
    pub name: Redacted<String>,
}

/// Kinds of containers that people name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ContextKind {
    /// A row of a table or grid.
    Row,
    /// An entry of a list.
    Item,
    /// A field set or named group.
    Group,
    /// A dialog.
    Dialog,
    /// A menu.
    Menu,
    /// A named region, navigation or form.
    Region,
}

/// One frame on the way down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FrameStep {
    /// The frame's `name` attribute.
    #[serde(default, skip_serializing_if = "Redacted::is_empty")]
    pub name: Redacted<String>,
    /// The frame's title.
    #[serde(default, skip_serializing_if = "Redacted::is_empty")]
    pub title: Redacted<String>,
    /// A CSS selector of the frame element in its parent document.
    pub css: Redacted<String>,
}

/// One way to find the target, with what it found when it was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Locator {
    /// The way.
    pub selector: Selector,
    /// How many elements it matched at capture, the target included.
    pub matches: u32,
    /// The place in the table of scores, 0 to 100: higher is more likely to hold.
    pub score: u8,
}

/// A way to find an element in its document or shadow root.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "by", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Selector {
    /// An attribute made for tests (`data-testid`).
    TestId {
        /// The attribute's name.
        attribute: String,
        /// Its value.
        value: Redacted<String>,
    },
    /// Role and accessible name, both exact.
    Role {
        /// The ARIA role.
        role: String,
        /// The accessible name.
        name: Redacted<String>,
    },
    /// A control by its label's text.
    Label {
        /// The label's text.
        text: Redacted<String>,
    },
    /// A field by its placeholder.
    Placeholder {
        /// The placeholder.
        text: Redacted<String>,
    },
    /// An element by its visible text.
    Text {
        /// The tag, lower case.
        tag: String,
        /// The text.
        text: Redacted<String>,
    },
    /// Another selector within the row or entry that has a text.
    Row {
        /// A text that tells this row from its siblings.
        row: Redacted<String>,
        /// The way within the row.
        #[cfg_attr(feature = "openapi", schema(no_recursion))]
        inner: Box<Selector>,
    },
    /// CSS, from the nearest root.
    Css {
        /// The selector.
        css: Redacted<String>,
    },
    /// XPath 1.0, from the document.
    Xpath {
        /// The expression.
        xpath: Redacted<String>,
    },
}

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// The same rectangle, moved.
    pub fn moved(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y, ..self }
    }

    /// Whether a point lies in it.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        (self.x..=self.x + self.width).contains(&x) && (self.y..=self.y + self.height).contains(&y)
    }

    /// Whether it covers nothing.
    pub fn is_empty(&self) -> bool {
        !(self.width > 0.0 && self.height > 0.0)
    }
}
