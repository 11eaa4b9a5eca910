//! The second net: what passed a gate once is looked through again where it arrives.

use crate::detect::{Context, detect, mask, may_hold};
use crate::parts::parts;
use crate::{Class, Classes, MASK, Redacted, clean, url};

/// How often a text is looked through: what is masked may bring together what stood apart.
const ROUNDS: usize = 4;

/// How a text came through its gate, and so how it is looked through again.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'a> {
    /// Words, with what is known to stand around them.
    Words(Context<'a>),
    /// A machine's string that is of use only as it is: what proves itself is looked for, as in [`crate::Gate::exact`].
    Exact,
    /// An address: reduced as in [`crate::Gate::url`].
    Address,
}

/// A text in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caught {
    /// The text with it masked. Looked through again, nothing is found in it.
    pub text: String,
    /// What was found, each class once, in order.
    pub classes: Vec<Class>,
}

/// Looks through a text that should hold nothing of these classes any more. Nothing where that is so.
pub fn catch(text: &str, kind: Kind<'_>, classes: Classes) -> Option<Caught> {
    let mut found = Vec::new();
    let mut out = text.to_owned();
    for _ in 0..ROUNDS {
        match round(&out, kind, classes, &mut found) {
            Some(masked) => out = masked,
            None => return done(out, found),
        }
    }
    // Each mask brought out something new: nothing of such a text is worth the risk.
    done(MASK.to_owned(), found)
}

fn done(text: String, mut classes: Vec<Class>) -> Option<Caught> {
    classes.sort_unstable();
    classes.dedup();
    (!classes.is_empty()).then_some(Caught { text, classes })
}

/// The text with what is found in it masked: as it is, or parted by what cannot be seen.
fn round(text: &str, kind: Kind<'_>, classes: Classes, found: &mut Vec<Class>) -> Option<String> {
    let whole = clean(text, text.len());
    if let Kind::Address = kind
        && classes.contains(Class::UrlSecret)
    {
        let reduced = url::reduce(text);
        if reduced != whole {
            found.push(Class::UrlSecret);
            return Some(reduced);
        }
    }
    let (context, classes) = match kind {
        Kind::Words(context) => (context, classes),
        Kind::Exact | Kind::Address => (Context::default(), classes.and(Classes::PROVEN)),
    };
    [text, &whole].into_iter().find_map(|text| {
        if !may_hold(text, context, classes) {
            return None;
        }
        let mut spans = detect(text, context, classes);
        spans.retain(|span| !is_mask(text.get(span.start..span.end).unwrap_or_default()));
        found.extend(spans.iter().map(|span| span.class));
        (!spans.is_empty()).then(|| mask(text, &spans))
    })
}

/// Whether a finding is what was masked before, seen by the words beside it.
fn is_mask(span: &str) -> bool {
    parts(&span.replace(MASK, " "), b" ").all(|part| !part.chars().any(char::is_alphanumeric))
}

impl Redacted<String> {
    /// Looks through the text again, and masks what is found: its classes.
    pub fn catch(&mut self, kind: Kind<'_>, classes: Classes) -> Vec<Class> {
        match catch(self.as_str(), kind, classes) {
            Some(caught) => {
                *self = Self::passed(caught.text);
                caught.classes
            }
            None => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Gate, PageText};

    const WORDS: Kind<'_> = Kind::Words(Context { label: None, row: None, section: None });

    fn caught(text: &str, kind: Kind<'_>) -> (String, Vec<Class>) {
        let caught = catch(text, kind, Classes::default()).unwrap();
        (caught.text, caught.classes)
    }

    #[test]
    fn what_a_gate_let_through_is_masked_and_named() {
        assert_eq!(
            caught("Ann pays 4111 1111 1111 1111, ann@example.org", WORDS),
            ("Ann pays •••, •••".to_owned(), vec![Class::Card, Class::Email])
        );
        let label = Kind::Words(Context { label: Some("Password"), ..Context::default() });
        assert_eq!(caught("hunter2!", label), ("•••".to_owned(), vec![Class::Password]));
        assert_eq!(caught("[data-card=\"4111111111111111\"]", Kind::Exact).0, "[data-card=\"•••\"]");
        assert_eq!(caught("4111\u{200b}1111\u{200b}1111\u{200b}1111", WORDS).0, "•••");
    }

    #[test]
    fn addresses_that_were_not_reduced_are() {
        let (text, classes) =
            caught("https://me:pw@a.example/pay/4111111111111111?to=x#token=y", Kind::Address);
        assert_eq!(text, "https://a.example/pay/•••?to=•••");
        assert_eq!(classes, [Class::UrlSecret, Class::Card]);
        assert_eq!(catch("https://a.example/users/12?tab=•••#top", Kind::Address, Classes::ALL), None);
    }

    #[test]
    fn only_what_is_asked_for_is_looked_for() {
        let text = "ann@example.org pays with 4111 1111 1111 1111";
        let caught = catch(text, WORDS, Classes::ALWAYS).unwrap();
        assert_eq!(
            (caught.text.as_str(), caught.classes),
            ("ann@example.org pays with •••", vec![Class::Card])
        );
        assert_eq!(catch(text, WORDS, Classes::NONE), None);
    }

    #[test]
    fn a_mask_is_no_finding() {
        for text in ["Password: •••", "Dear •••, your card ••• is charged", "token=•••", "IBAN •••"]
        {
            assert_eq!(catch(text, WORDS, Classes::ALL), None, "{text}");
        }
    }

    #[test]
    fn what_a_gate_gave_out_is_not_caught() {
        let mut gate = Gate::new();
        gate.look_for(Classes::ALL);
        for text in [
            "Card 4111 1111 1111 1111 of Ann Smith is charged",
            "Dear Ann Smith, your e-mail is ann@example.org",
            "Password: hunter2!, PIN 1234, token=abc",
            "Call +49 30 901820 or write to DE89 3704 0044 0532 0130 00",
        ] {
            let passed = gate.text(&PageText::from_page(text), 400);
            assert_eq!(catch(passed.as_str(), WORDS, Classes::ALL), None, "{passed}");
            let address = format!("https://me:pw@a.example/x/{text}?y={text}#{text}");
            let passed = gate.url(&PageText::from_page(address));
            assert_eq!(catch(passed.as_str(), Kind::Address, Classes::ALL), None, "{passed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_caught_is_not_caught_again(text in TEXTS) {
            for kind in [WORDS, Kind::Exact, Kind::Address] {
                if let Some(caught) = catch(&text, kind, Classes::ALL) {
                    proptest::prop_assert_eq!(catch(&caught.text, kind, Classes::ALL), None);
                }
            }
        }
    }

    /// Pieces of what the detectors look for, in any order.
    const TEXTS: &str = "((ann@example\\.org|4111 1111 1111 1111|DE89 3704 0044 0532 0130 00|password|token|Dear|Ann Smith|\
                         \\+49 30 901820|born|12\\.03\\.1980|https://a\\.example/x\\?y=z|192\\.168\\.0\\.1|\
                         [a-zA-Z0-9]{1,24}|•••|[-:=#/?&.,@]| ){0,2}){0,8}";
}
