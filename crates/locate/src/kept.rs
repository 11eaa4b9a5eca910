//! What a kept target's locators say about themselves.

use cairn_workflow::{Locator, Selector, Target};

pub(crate) fn locators_in(target: &Target, hits: u32) -> impl Iterator<Item = &Locator> {
    target
        .locators
        .iter()
        .take(32)
        .enumerate()
        .filter(move |(bit, _)| hits & (1 << bit) != 0)
        .map(|(_, it)| it)
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CssKind {
    Id,
    Attribute,
    Classes,
    Path,
}

/// The kinds of CSS selectors that `locators` makes.
pub(crate) fn css_kind(css: &str) -> CssKind {
    if css.contains(":nth-of-type(") || css.contains(" > ") {
        CssKind::Path
    } else if css.starts_with('#') {
        CssKind::Id
    } else if css.ends_with(']') {
        CssKind::Attribute
    } else {
        CssKind::Classes
    }
}

/// Whether something told the target from all others at capture, and tells the candidate so now. Where nothing
/// did, the only candidate left may be a twin of the one that was meant.
pub(crate) fn is_told_apart(target: &Target, hits: u32, found: &[u32]) -> bool {
    target.locators.iter().take(32).enumerate().any(|(bit, locator)| {
        let still_alone = found.get(bit) == Some(&1);
        let sure = match &locator.selector {
            Selector::Css { .. } => !is_path(&locator.selector) && still_alone,
            Selector::Xpath { .. } => false,
            Selector::TestId { .. } | Selector::Placeholder { .. } => still_alone,
            Selector::Role { .. } | Selector::Label { .. } | Selector::Text { .. } | Selector::Row { .. } => {
                true
            }
        };
        sure && locator.matches == 1 && hits & (1 << bit) != 0
    })
}

/// Whether the words of the target were its alone at capture.
pub(crate) fn was_alone(target: &Target) -> bool {
    target.locators.iter().any(|locator| locator.matches == 1 && says_words(&locator.selector))
}

/// Whether a locator says what a person reads on the element.
pub(crate) fn says_words(selector: &Selector) -> bool {
    matches!(selector, Selector::Role { .. } | Selector::Label { .. } | Selector::Text { .. })
}

/// The paths among the locators.
pub(crate) fn paths(target: &Target) -> impl Iterator<Item = &str> {
    target.locators.iter().filter_map(|locator| match &locator.selector {
        Selector::Css { css } if is_path(&locator.selector) => Some(css.as_str()),
        _ => None,
    })
}

pub(crate) fn on_path(target: &Target, hits: u32) -> bool {
    locators_in(target, hits).any(|locator| is_path(&locator.selector))
}

pub(crate) fn is_path(selector: &Selector) -> bool {
    matches!(selector, Selector::Css { css } if css_kind(css.as_str()) == CssKind::Path)
}
