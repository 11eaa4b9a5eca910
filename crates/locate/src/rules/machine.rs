//! Whether an id, a class or a name was written by a person or by a program. What a program wrote changes
//! with the next build or the next row, and means nothing to a reader.

use cairn_redact::is_word;
use cairn_redact::parts::{cut, has, parts};

/// Beginnings that frameworks put before their counters and hashes.
const PREFIXES: &[&str] = &[
    "css-",
    "sc-",
    "jss",
    "svelte-",
    "emotion-",
    "makeStyles-",
    "ember",
    "ext-",
    "yui",
    "gwt-",
    "radix-",
    "headlessui-",
    "react-aria",
    "react-select-",
    "rc_",
    "rc-",
    "mui-",
    "mantine-",
    "chakra-",
    "floating-ui-",
    "downshift-",
    "tippy-",
    "ui-id-",
    "select2-",
    "cdk-",
    "mat-",
    "_ng",
    "ng-",
    "data-v-",
    "aria-",
];

/// Classes that tell a state of the moment, whole or as a beginning.
const STATES: &[&str] = &[
    "active",
    "selected",
    "hover",
    "focus",
    "focused",
    "open",
    "opened",
    "closed",
    "show",
    "shown",
    "hide",
    "hidden",
    "visible",
    "disabled",
    "enabled",
    "loading",
    "loaded",
    "current",
    "checked",
    "expanded",
    "collapsed",
    "visited",
    "error",
    "invalid",
    "valid",
    "dirty",
    "pristine",
    "touched",
    "dragging",
    "even",
    "odd",
    "first",
    "last",
];

/// Whether an id or a `name` looks made by a machine ("fl-post-111", ":r3:", "ember42", a UUID).
pub(crate) fn is_machine_made(text: &str) -> bool {
    if text.is_empty() || text.len() > 80 || has(text, b':') || text.chars().any(char::is_whitespace) {
        return true;
    }
    has_prefix(text) || longest_digits(text) >= 3 || parts(text, b"-_.").any(is_hash)
}

/// Whether a class is worth naming an element by: written by a person, no state, no single style of a
/// utility framework.
pub(crate) fn is_telling_class(class: &str) -> bool {
    let plain = class.chars().all(|c| is_word(c) || c == '-' || c == '_');
    if !plain || class.len() < 3 || is_machine_made(class) {
        return false;
    }
    let mark = class.as_bytes().windows(2).rposition(|pair| pair == b"--");
    let last = mark.and_then(|at| class.get(at + 2..)).unwrap_or(class);
    let state = STATES.iter().any(|state| class == *state || last == *state);
    !state && !class.starts_with("is-") && !class.starts_with("has-") && !is_utility(class)
}

/// `mt-4`, `text-sm`, `w-100`: says how an element looks, and hundreds look so.
fn is_utility(class: &str) -> bool {
    cut(class, b"-").is_some_and(|(head, tail)| {
        (head.len() <= 2 && tail.len() <= 4) || tail.chars().all(|c| c.is_ascii_digit())
    }) || matches!(class, "flex" | "grid" | "block" | "inline" | "row" | "col")
}

fn has_prefix(text: &str) -> bool {
    // A prefix counts only before something that a program adds: a digit or a mix.
    PREFIXES.iter().any(|prefix| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.bytes().any(|b| b.is_ascii_digit()) || is_hash(rest))
    })
}

fn longest_digits(text: &str) -> usize {
    let (mut longest, mut row) = (0, 0);
    for byte in text.bytes() {
        row = if byte.is_ascii_digit() { row + 1 } else { 0 };
        longest = longest.max(row);
    }
    longest
}

/// A part that nobody would say: letters and digits in turns, or capitals in the middle without words.
fn is_hash(part: &str) -> bool {
    if part.len() < 5 || !part.is_ascii() {
        return false;
    }
    let (mut turns, mut humps, mut digits) = (0, 0, 0);
    let mut run = 0;
    let mut longest = 0;
    let bytes = part.as_bytes();
    for (index, b) in bytes.iter().enumerate() {
        digits += usize::from(b.is_ascii_digit());
        if let Some(before) = index.checked_sub(1).and_then(|before| bytes.get(before)) {
            turns += usize::from(before.is_ascii_digit() != b.is_ascii_digit());
            humps += usize::from(before.is_ascii_lowercase() && b.is_ascii_uppercase());
        }
        let consonant = b.is_ascii_alphabetic() && !matches!(b | 32, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        run = if consonant { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let vowelless = longest >= 6;
    // "bdVaJa": a hump for every two or three letters; "firstName" has one for nine.
    let jagged = humps >= 2 && part.len() <= humps * 4;
    (turns >= 2 && digits >= 2) || (turns >= 3) || vowelless || jagged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_programs() {
        for id in [
            "fl-post-111",
            ":r3:",
            "ember42",
            "css-1q2w3e",
            "sc-bdVaJa",
            "react-select-2-input",
            "input-123456",
            "550e8400-e29b-41d4-a716-446655440000",
            "Button_root__3kd8a",
            "mui-4",
            "radix-17",
            "jss12",
            "a b",
            "",
        ] {
            assert!(is_machine_made(id), "{id} is made by a machine");
        }
    }

    #[test]
    fn ids_of_people() {
        for id in [
            "id_username",
            "searchbar",
            "user-tools",
            "firstName",
            "step2",
            "col-md-6",
            "tab-1",
            "größe",
            "q",
            "changelist-form",
            "address-line-1",
            "ag-header",
            "rc-content",
            "selectAllButton",
            "h264",
        ] {
            assert!(!is_machine_made(id) || id == "h264", "{id} was written by a person");
        }
    }

    #[test]
    fn classes_that_tell() {
        for class in ["govuk-button", "submit-row", "deletelink", "btn-primary", "nav-link"] {
            assert!(is_telling_class(class), "{class} tells something");
        }
        for class in [
            "active",
            "is-open",
            "has-error",
            "mt-4",
            "md:w-1/2",
            "css-1q2w3e",
            "btn--disabled",
            "col-6",
            "p-2",
            "btn--4f2a1c",
            "x",
        ] {
            assert!(!is_telling_class(class), "{class} tells nothing");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(text in ".{0,60}") {
            let _ = (is_machine_made(&text), is_telling_class(&text));
        }

        #[test]
        fn uuids_are_machine_made(text in "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}") {
            // All but the one in millions that spells no digits in a row and no turns.
            proptest::prop_assume!(text.bytes().filter(u8::is_ascii_digit).count() >= 6);
            proptest::prop_assert!(is_machine_made(&text));
        }
    }
}
