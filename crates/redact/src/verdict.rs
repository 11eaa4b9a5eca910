use serde::{Deserialize, Serialize};

use crate::letters::{find, is_hump, is_word, lower};
use crate::parts::{cut, without_first};

/// Why a field's value is secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Secret {
    /// A password, by type or words.
    Password,
    /// A one-time code.
    OneTimeCode,
    /// A payment card's number, security code or expiry.
    Card,
    /// An API key, token or other credential.
    Token,
    /// A number that identifies a person to the state or a bank.
    Identity,
    /// The field was secret earlier in this recording.
    EverSecret,
}

impl Secret {
    /// The noun that a title uses in place of the value: "Type **a password** in …".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Password => "a password",
            Self::OneTimeCode => "a one-time code",
            Self::Card => "card details",
            Self::Token => "a secret key",
            Self::Identity => "an identity number",
            Self::EverSecret => "a secret value",
        }
    }
}

/// What a field says about itself. Plain page text: it never leaves the rule that looks at it.
#[derive(Clone, Copy, Debug, Default)]
pub struct FieldHints<'a> {
    /// The `type` attribute's value as the browser understands it.
    pub kind: &'a str,
    /// The `autocomplete` attribute.
    pub autocomplete: &'a str,
    /// The `name` attribute.
    pub name: &'a str,
    /// The `id` attribute.
    pub id: &'a str,
    /// The label or accessible name.
    pub label: &'a str,
    /// The placeholder.
    pub placeholder: &'a str,
    /// Whether this element was judged secret before (a password field that was revealed).
    pub ever_secret: bool,
}

/// Autofill tokens that name a secret (HTML, "Autofill detail tokens").
const AUTOCOMPLETE: &[(&str, Secret)] = &[
    ("current-password", Secret::Password),
    ("new-password", Secret::Password),
    ("one-time-code", Secret::OneTimeCode),
    ("cc-number", Secret::Card),
    ("cc-csc", Secret::Card),
    ("cc-exp", Secret::Card),
    ("cc-exp-month", Secret::Card),
    ("cc-exp-year", Secret::Card),
];

/// Phrases of whole words, matched against the words of a field's name, id, label and placeholder
/// (`apiKey`, `api_key` and `API key` are the same words).
const WORDS: &[(&str, Secret)] = &[
    ("password", Secret::Password),
    ("passwd", Secret::Password),
    ("pwd", Secret::Password),
    ("passphrase", Secret::Password),
    ("passcode", Secret::Password),
    ("pass word", Secret::Password),
    ("passwort", Secret::Password),
    ("kennwort", Secret::Password),
    ("contraseña", Secret::Password),
    ("mot de passe", Secret::Password),
    ("senha", Secret::Password),
    ("wachtwoord", Secret::Password),
    ("hasło", Secret::Password),
    ("пароль", Secret::Password),
    ("密码", Secret::Password),
    ("密碼", Secret::Password),
    ("パスワード", Secret::Password),
    ("비밀번호", Secret::Password),
    ("pin", Secret::Password),
    ("pin code", Secret::Password),
    ("secret", Secret::Token),
    ("secret key", Secret::Token),
    ("client secret", Secret::Token),
    ("api key", Secret::Token),
    ("apikey", Secret::Token),
    ("access key", Secret::Token),
    ("private key", Secret::Token),
    ("token", Secret::Token),
    ("bearer", Secret::Token),
    ("otp", Secret::OneTimeCode),
    ("totp", Secret::OneTimeCode),
    ("mfa", Secret::OneTimeCode),
    ("2fa", Secret::OneTimeCode),
    ("one time code", Secret::OneTimeCode),
    ("one time password", Secret::OneTimeCode),
    ("verification code", Secret::OneTimeCode),
    ("security code", Secret::Card),
    ("authentication code", Secret::OneTimeCode),
    ("card number", Secret::Card),
    ("cardnumber", Secret::Card),
    ("credit card", Secret::Card),
    ("debit card", Secret::Card),
    ("cvv", Secret::Card),
    ("cvc", Secret::Card),
    ("csc", Secret::Card),
    ("cc number", Secret::Card),
    ("iban", Secret::Identity),
    ("ssn", Secret::Identity),
    ("social security number", Secret::Identity),
];

/// Judges a field by what it says about itself. Deny first: any one hint is enough.
pub fn verdict(hints: &FieldHints<'_>) -> Option<Secret> {
    if hints.kind.eq_ignore_ascii_case("password") {
        return Some(Secret::Password);
    }
    let by_autocomplete = hints.autocomplete.split_ascii_whitespace().find_map(|token| {
        AUTOCOMPLETE.iter().find(|(name, _)| token.eq_ignore_ascii_case(name)).map(|(_, secret)| *secret)
    });
    if by_autocomplete.is_some() {
        return by_autocomplete;
    }
    // Buttons, boxes and files have no value that a person types; "Forgot password?" is no secret.
    if !takes_text(hints.kind) {
        return None;
    }
    let by_words = [hints.name, hints.id, hints.label, hints.placeholder].into_iter().find_map(secret_words);
    by_words.or_else(|| hints.ever_secret.then_some(Secret::EverSecret))
}

fn takes_text(kind: &str) -> bool {
    !matches!(
        kind.to_ascii_lowercase().as_str(),
        "checkbox" | "radio" | "button" | "submit" | "reset" | "image" | "file" | "range" | "color"
    )
}

/// The first phrase of the table that stands in a text.
fn secret_words(text: &str) -> Option<Secret> {
    if text.is_empty() {
        return None;
    }
    let words = split_words(text);
    let mut first = WORDS.len();
    // At the beginnings of words only, and by the first letter: every field of every page comes through here.
    let mut rest = without_first(&words, b' ');
    while let Some(letter) = rest.as_bytes().first() {
        for (index, (phrase, _)) in WORDS.iter().enumerate().take(first) {
            if phrase.as_bytes().first() == Some(letter) && begins_with_words(rest, phrase) {
                first = index;
                break;
            }
        }
        rest = cut(rest, b" ").map_or("", |(_, after)| without_first(after, b' '));
    }
    // Scripts without spaces between words are searched as they are.
    if words.chars().any(is_spaceless) {
        let within =
            |(phrase, _): &(&str, Secret)| phrase.starts_with(is_spaceless) && find(&words, phrase).is_some();
        first = first.min(WORDS.iter().position(within).unwrap_or(first));
    }
    WORDS.get(first).map(|(_, secret)| *secret)
}

fn begins_with_words(text: &str, phrase: &str) -> bool {
    let text = text.as_bytes();
    text.get(..phrase.len()) == Some(phrase.as_bytes())
        && text.get(phrase.len()).is_none_or(|after| *after == b' ')
}

fn is_spaceless(c: char) -> bool {
    c >= '\u{3000}'
}

/// `userPassword_2` becomes `user password 2`.
fn split_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut previous = ' ';
    for c in text.chars().take(400) {
        if !is_word(c) {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            let hump = is_hump(previous, c);
            let digit_edge = c.is_ascii_digit() != previous.is_ascii_digit() && is_word(previous);
            // "2fa" is one word; "password1" is two.
            if hump || (digit_edge && c.is_ascii_digit()) {
                out.push(' ');
            }
            out.push(lower(c));
        }
        previous = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Option<Secret> {
        verdict(&FieldHints { kind: "text", name, ..FieldHints::default() })
    }

    #[test]
    fn types_and_autofill_decide_first() {
        assert_eq!(verdict(&FieldHints { kind: "password", ..Default::default() }), Some(Secret::Password));
        let code = FieldHints { kind: "text", autocomplete: "section-a one-time-code", ..Default::default() };
        assert_eq!(verdict(&code), Some(Secret::OneTimeCode));
    }

    #[test]
    fn words_in_any_spelling() {
        for name in [
            "userPassword",
            "user_password1",
            "new-password",
            "API key",
            "apiKey",
            "cardNumber",
            "cvv2",
            "2fa",
        ] {
            assert!(named(name).is_some(), "{name} is secret");
        }
        let label = FieldHints { kind: "text", label: "Mot de passe :", ..Default::default() };
        assert_eq!(verdict(&label), Some(Secret::Password));
    }

    #[test]
    fn ordinary_fields_pass() {
        for name in
            ["username", "q", "shipping", "compassName", "spinner", "pinned", "tokenized", "secretary"]
        {
            assert_eq!(named(name), None, "{name} is ordinary");
        }
        let box_ = FieldHints { kind: "checkbox", label: "Show password", ..Default::default() };
        assert_eq!(verdict(&box_), None);
    }

    /// The rule as it is meant, without the short cuts.
    fn plainly(text: &str) -> Option<Secret> {
        let padded = [" ", split_words(text).trim(), " "].concat();
        let stands = |phrase: &str| {
            let spaceless = phrase.starts_with(is_spaceless);
            if spaceless { padded.contains(phrase) } else { padded.contains(&[" ", phrase, " "].concat()) }
        };
        WORDS.iter().find(|(phrase, _)| stands(phrase)).map(|(_, secret)| *secret)
    }

    proptest::proptest! {
        #[test]
        fn short_cuts_change_no_verdict(parts in proptest::collection::vec(0..WORDS.len() + 6, 1..5)) {
            let words = |index: &usize| WORDS.get(*index).map_or("Foo key-code 12", |(phrase, _)| phrase);
            let text = parts.iter().map(words).collect::<Vec<_>>().join(if parts.len() % 2 == 0 { " " } else { "x" });
            proptest::prop_assert_eq!(secret_words(&text), plainly(&text));
        }
    }

    #[test]
    fn a_field_stays_secret() {
        let revealed = FieldHints { kind: "text", ever_secret: true, ..Default::default() };
        assert_eq!(verdict(&revealed), Some(Secret::EverSecret));
    }
}
