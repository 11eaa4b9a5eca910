//! The detectors: spans are in order, apart and at the edges of characters, and what is certainly secret is masked
//! wherever it stands.

#![no_main]

use cairn_redact::{Class, Classes, Context, detect, mask};
use libfuzzer_sys::fuzz_target;

/// Valid values, which are put between any two texts.
const PLANTED: [&str; 5] = [
    "4111 1111 1111 1111",
    "5555555555554444",
    "DE89 3704 0044 0532 0130 00",
    "GB82WEST12345698765432",
    "ann.smith@mail.example",
];

/// The spans of a text are what they are said to be.
fn checked(text: &str, context: Context<'_>, classes: Classes) -> String {
    let spans = detect(text, context, classes);
    let mut end = 0;
    for span in &spans {
        assert!(span.start >= end && span.start < span.end, "{spans:?}");
        assert!(text.get(span.start..span.end).is_some(), "{spans:?}");
        assert!(classes.contains(span.class), "{spans:?}");
        end = span.end;
    }
    mask(text, &spans)
}

fuzz_target!(|input: (&str, &str, &str, u8)| {
    let (before, after, label, choice) = input;
    let context = Context { label: Some(label), ..Context::default() };
    checked(before, context, Classes::ALL);
    for class in Class::ALL {
        checked(before, Context { section: Some(after), ..Context::default() }, Classes::NONE.with(class));
    }
    // A line of its own: in the middle of other digits it would be another number.
    let planted = PLANTED[usize::from(choice) % PLANTED.len()];
    let text = format!("{before}\n{planted}\n{after}");
    let masked = checked(&text, context, Classes::ALL);
    let is_elsewhere = before.contains(planted) || after.contains(planted);
    assert!(is_elsewhere || !masked.contains(planted), "{masked:?}");
});
