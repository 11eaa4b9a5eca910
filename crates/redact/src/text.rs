use core::fmt;

use serde::{Deserialize, Serialize};

/// Text as the page has it. It has no `Serialize`, and its `Debug` shows only a length.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PageText(String);

impl PageText {
    /// Takes text that was read from a page, an address or a browser event.
    pub fn from_page(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The raw text, for rules that decide something about it. Never store or send what this returns.
    pub fn raw(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PageText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageText({} bytes)", self.0.len())
    }
}

/// A value that passed the gate, or that never came from a page. The only text that can be stored or sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Redacted<T>(T);

impl Redacted<String> {
    pub(crate) fn passed(text: String) -> Self {
        Self(text)
    }

    /// Text that Cairn itself says, such as the words of a title. It never held page text.
    pub fn own(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// Text that a person wrote for the guide, in Cairn's own screens.
    pub fn authored(text: impl Into<String>) -> Self {
        Self(crate::clean(&text.into(), 4_000))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Redacted<String> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
