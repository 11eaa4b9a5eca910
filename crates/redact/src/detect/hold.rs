//! Whether a text is worth a look.

use super::{Class, Classes, Context};

/// Nothing shorter says anything of anybody, in bytes.
const SHORTEST: usize = 3;
/// A word of this many letters may be a key.
const LONG: usize = 16;

/// Whether a text may hold something of these classes: most of what a page says has no digit, no sign of an address
/// and no word long enough for a key. `false` is certain.
pub fn may_hold(text: &str, context: Context<'_>, classes: Classes) -> bool {
    if classes == Classes::NONE || text.len() < SHORTEST {
        return false;
    }
    // Names and the like need none of that, only a label or a greeting.
    let by_words = classes.contains(Class::Name) || classes.contains(Class::Address);
    if by_words || context.label.is_some_and(|label| !label.is_empty()) {
        return true;
    }
    let mut run = 0;
    text.bytes().any(|byte| {
        run = if byte.is_ascii_alphanumeric() { run + 1 } else { 0 };
        byte.is_ascii_digit() || matches!(byte, b'@' | b':' | b'=') || run >= LONG
    })
}
