//! The one table of scores: how likely each kind of locator is to hold when the page changes, 0 to 100.

/// An attribute made for tests: people keep it through redesigns.
pub(crate) const TEST_ID: u8 = 95;
/// Role and accessible name: what a person would say.
pub(crate) const ROLE_NAME: u8 = 90;
/// The label of a field.
pub(crate) const LABEL: u8 = 88;
/// Within the row or entry that has a text.
pub(crate) const ROW: u8 = 84;
/// An id that a person wrote.
pub(crate) const ID: u8 = 80;
/// The `name` of a field: the server depends on it.
pub(crate) const NAME_ATTRIBUTE: u8 = 76;
/// The placeholder of a field.
pub(crate) const PLACEHOLDER: u8 = 72;
/// The visible text.
pub(crate) const TEXT: u8 = 70;
/// Where a link leads.
pub(crate) const HREF: u8 = 66;
/// Another attribute that a person wrote (`title`, `alt`, `value` of a box).
pub(crate) const ATTRIBUTE: u8 = 60;
/// Classes that a person wrote.
pub(crate) const CLASSES: u8 = 40;
/// The place in the tree, from the nearest id of a person.
pub(crate) const PATH: u8 = 20;
/// The place in the tree as XPath.
pub(crate) const XPATH: u8 = 10;

/// What a locator is worth that finds other elements too: half.
pub(crate) fn shared(score: u8, matches: u32) -> u8 {
    if matches == 1 { score } else { score / 2 }
}
