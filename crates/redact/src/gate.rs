use serde::{Deserialize, Serialize};

use crate::detect::{Context, Span, detect, mask, may_hold};
use crate::{Class, Classes, MASK, PageText, Redacted, Secret, clean, letters, url};

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
    classes: Classes,
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

    /// From now on the detectors look for these.
    pub fn look_for(&mut self, classes: Classes) {
        self.classes = classes;
    }

    /// What the detectors look for.
    pub fn classes(&self) -> Classes {
        self.classes
    }

    /// Text for a name, title or selector: cleaned, cut to `limit` characters, known secrets and what the detectors
    /// find masked.
    pub fn text(&self, text: &PageText, limit: usize) -> Redacted<String> {
        self.text_in(text, Context::default(), limit)
    }

    /// The same for text of which is known what stands around it.
    fn text_in(&self, text: &PageText, context: Context<'_>, limit: usize) -> Redacted<String> {
        let mut swept = self.sweep(text.raw());
        // Cleaning joins what invisible characters had parted, and the cut parts what belongs together: a secret may
        // be seen only between the two.
        if !self.secrets.is_empty() {
            swept = self.sweep(&clean(&swept, swept.len()));
        }
        if may_hold(&swept, context, self.classes) {
            let whole = clean(&swept, swept.len());
            swept = mask(&whole, &detect(&whole, context, self.classes));
        }
        Redacted::passed(clean(&swept, limit))
    }

    /// A machine string that must stay exact to be of use (a CSS selector, an attribute value): known secrets
    /// and what the detectors find masked, nothing folded. Longer than `limit` characters gives nothing.
    pub fn exact(&self, text: &PageText, limit: usize) -> Option<Redacted<String>> {
        let raw = text.raw();
        (raw.chars().count() <= limit).then(|| Redacted::passed(self.masked(self.sweep(raw))))
    }

    /// The text with what the detectors find in a machine's string masked: what proves itself.
    fn masked(&self, text: String) -> String {
        let classes = self.classes.and(Classes::PROVEN);
        if !may_hold(&text, Context::default(), classes) {
            return text;
        }
        mask(&text, &detect(&text, Context::default(), classes))
    }

    /// An address, reduced: see the rules in `url.rs`.
    pub fn url(&self, address: &PageText) -> Redacted<String> {
        Redacted::passed(self.masked(self.sweep(&url::reduce(address.raw()))))
    }

    /// The value of a text field with this label. A secret verdict destroys it and remembers it for the sweep.
    pub fn value(
        &mut self,
        value: &PageText,
        label: &PageText,
        verdict: Option<Secret>,
        limit: usize,
    ) -> Value {
        match verdict {
            Some(reason) => {
                self.remember(value);
                Value::Secret(SecretValue { reason })
            }
            None => {
                let context = Context { label: Some(label.raw()), ..Context::default() };
                Value::Text { text: self.text_in(value, context, limit) }
            }
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

    /// The secret values of this document, for a search in the page itself. Never store or send them.
    pub fn secrets(&self) -> &[String] {
        &self.secrets
    }

    /// What of a text would be masked: what the detectors find, in order, then each known secret.
    pub fn find(&self, text: &PageText, context: Context<'_>) -> Vec<Span> {
        let text = text.raw();
        let mut spans = detect(text, context, self.classes);
        for secret in &self.secrets {
            let mut from = 0;
            while let Some(at) = text.get(from..).and_then(|rest| letters::find(rest, secret)) {
                let start = from + at;
                from = start + secret.len();
                spans.push(Span { start, end: from, class: Class::Password });
            }
        }
        spans
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
        let label = PageText::from_page("Password");
        let value = gate.value(&PageText::from_page("hunter2!"), &label, Some(Secret::Password), 100);
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
    fn what_the_detectors_find_goes_from_every_text() {
        let mut gate = Gate::new();
        let card = PageText::from_page("Card 4111 1111 1111 1111 is charged");
        assert_eq!(gate.text(&card, 100).as_str(), "Card ••• is charged");
        // A cut through its middle leaves nothing of it.
        assert_eq!(gate.text(&card, 12).as_str(), "Card ••• is…");
        let hidden = PageText::from_page("Card 4111\u{200b}1111\u{200b}1111\u{200b}1111");
        assert_eq!(gate.text(&hidden, 100).as_str(), "Card •••");
        let selector = PageText::from_page("[data-card=\"4111111111111111\"]");
        assert!(gate.exact(&selector, 100).is_some_and(|text| text.as_str() == "[data-card=\"•••\"]"));
        let address = PageText::from_page("https://a.example/pay/4111111111111111/now");
        assert_eq!(gate.url(&address).as_str(), "https://a.example/pay/•••/now");
        let label = PageText::from_page("Full name");
        let ann = PageText::from_page("Ann Smith");
        assert_eq!(
            gate.value(&ann, &label, None, 100),
            Value::Text { text: Redacted::passed("Ann Smith".into()) }
        );
        gate.look_for(Classes::ALL);
        assert_eq!(gate.value(&ann, &label, None, 100), Value::Text { text: Redacted::passed("•••".into()) });
        gate.look_for(Classes::NONE);
        assert_eq!(gate.text(&card, 100).as_str(), card.raw());
    }

    #[test]
    fn known_secrets_are_found_with_the_rest() {
        let mut gate = Gate::new();
        gate.remember(&PageText::from_page("hunter2!"));
        let text = PageText::from_page("hunter2! pays with 4111 1111 1111 1111, not hunter2!");
        let found: Vec<&str> = gate
            .find(&text, Context::default())
            .iter()
            .map(|span| &text.raw()[span.start..span.end])
            .collect();
        assert_eq!(found, ["4111 1111 1111 1111", "hunter2!", "hunter2!"]);
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
