use serde::{Deserialize, Serialize};

use crate::{MASK, PageText, Redacted, Secret, clean, letters, url};

/// Secrets shorter than this are not searched for in other texts: every page has the word "a".
const SHORTEST_SWEPT: usize = 4;

/// How many secret values of one document are remembered for the sweep.
const MOST_SECRETS: usize = 64;

/// The gate of one document: text goes in raw and comes out [`Redacted`].
///
/// It remembers, in memory only, the values of secret fields, and takes them out of every other text.
#[derive(Default)]
pub struct Gate {
    secrets: Vec<String>,
}

/// The value of a field, as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Value {
    /// Text that may be kept.
    Text {
        /// The text after the gate.
        text: Redacted<String>,
    },
    /// A secret: only the reason is kept, no value and no length.
    Secret(SecretValue),
    /// A box, radio button or switch.
    Checked {
        /// The state after the action.
        checked: bool,
    },
    /// One or more chosen options, by their visible words.
    Options {
        /// The words of each option.
        labels: Vec<Redacted<String>>,
    },
}

/// What is kept of a secret value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecretValue {
    /// Why it is secret.
    pub reason: Secret,
}

impl Gate {
    /// A gate that knows no secrets yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Text for a name, title or selector: cleaned, cut to `limit` characters, known secrets masked.
    pub fn text(&self, text: &PageText, limit: usize) -> Redacted<String> {
        let swept = self.sweep(text.raw());
        if self.secrets.is_empty() {
            return Redacted::passed(clean(&swept, limit));
        }
        // Cleaning joins what invisible characters had parted: a secret may be seen only then.
        Redacted::passed(clean(&self.sweep(&clean(&swept, swept.len())), limit))
    }

    /// A machine string that must stay exact to be of use (a CSS selector, an attribute value): known secrets
    /// masked, nothing folded. Longer than `limit` characters gives nothing.
    pub fn exact(&self, text: &PageText, limit: usize) -> Option<Redacted<String>> {
        let raw = text.raw();
        (raw.chars().count() <= limit).then(|| Redacted::passed(self.sweep(raw)))
    }

    /// An address, reduced: see the rules in `url.rs`.
    pub fn url(&self, address: &PageText) -> Redacted<String> {
        Redacted::passed(self.sweep(&url::reduce(address.raw())))
    }

    /// The value of a text field. A secret verdict destroys it and remembers it for the sweep.
    pub fn value(&mut self, value: &PageText, verdict: Option<Secret>, limit: usize) -> Value {
        match verdict {
            Some(reason) => {
                self.remember(value);
                Value::Secret(SecretValue { reason })
            }
            None => Value::Text { text: self.text(value, limit) },
        }
    }

    /// Remembers a secret value, so that it is taken out of every other text of this document.
    pub fn remember(&mut self, secret: &PageText) {
        let secret = secret.raw().trim();
        if secret.chars().count() < SHORTEST_SWEPT || self.secrets.iter().any(|known| known == secret) {
            return;
        }
        if self.secrets.len() == MOST_SECRETS {
            self.secrets.remove(0);
        }
        // Longest first, so that a value typed letter by letter is masked whole.
        let shorter = self.secrets.iter().position(|known| known.len() < secret.len());
        self.secrets.insert(shorter.unwrap_or(self.secrets.len()), secret.to_owned());
    }

    fn sweep(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for secret in &self.secrets {
            out = without(out, secret);
        }
        out
    }
}

/// The text with each occurrence of a secret masked.
fn without(text: String, secret: &str) -> String {
    let Some(mut at) = letters::find(&text, secret) else { return text };
    let mut out = String::new();
    let mut rest = text.as_str();
    loop {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        out.push_str(MASK);
        rest = found.split_at(secret.len()).1;
        match letters::find(rest, secret) {
            Some(next) => at = next,
            None => return out + rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_value_goes_and_is_swept_elsewhere() {
        let mut gate = Gate::new();
        let value = gate.value(&PageText::from_page("hunter2!"), Some(Secret::Password), 100);
        assert_eq!(value, Value::Secret(SecretValue { reason: Secret::Password }));
        let title = gate.text(&PageText::from_page("Wrong password hunter2! given"), 100);
        assert_eq!(title.as_str(), "Wrong password ••• given");
    }

    #[test]
    fn a_secret_parted_by_invisible_characters_goes_too() {
        let mut gate = Gate::new();
        gate.remember(&PageText::from_page("hunter2!"));
        let title = gate.text(&PageText::from_page("It is hun\u{200b}ter\u{0}2!"), 100);
        assert_eq!(title.as_str(), "It is •••");
        // Nor does a cut at the limit leave its beginning.
        assert_eq!(gate.text(&PageText::from_page("It is hun\u{200b}ter2! now"), 8).as_str(), "It is ••…");
    }

    #[test]
    fn exact_text_is_whole_or_nothing() {
        let gate = Gate::new();
        assert_eq!(gate.exact(&PageText::from_page("abcdef"), 3), None);
        assert!(gate.exact(&PageText::from_page("a  b"), 10).is_some_and(|text| text.as_str() == "a  b"));
    }

    #[test]
    fn values_serialise_by_name() {
        let secret = Value::Secret(SecretValue { reason: Secret::OneTimeCode });
        assert_eq!(format!("{:?}", PageText::from_page("abc")), "PageText(3 bytes)");
        let _ = secret;
    }
}
