use cairn_api::Alarm;
use cairn_redact::Class;
use maud::{Markup, html};

/// What the server found in a guide when it arrived, for its owner: nothing where there is nothing to say.
pub(crate) fn alarms(alarms: &[Alarm]) -> Markup {
    let (kept, masked): (Vec<&Alarm>, Vec<&Alarm>) = alarms.iter().partition(|alarm| alarm.kept);
    html! {
        @if !alarms.is_empty() {
            section.note.alarms aria-labelledby="alarms" {
                h2 id="alarms" { "Found when it arrived" }
                @if !masked.is_empty() {
                    p { "The recorder let these through. The server masked them before it stored anything:" }
                    (list(&masked))
                }
                @if !kept.is_empty() {
                    p { "These stand in your own words, which stay as you wrote them. Change them if they should not be read:" }
                    (list(&kept))
                }
                p { "Only you see this." }
            }
        }
    }
}

fn list(alarms: &[&Alarm]) -> Markup {
    html! {
        ul {
            @for alarm in alarms {
                li {
                    @match alarm.seq {
                        Some(seq) => { a href=(format!("#step-{seq}")) { "Step " (seq) } ": " }
                        None => "The guide itself: ",
                    }
                    (class_words(alarm.class)) " in " (alarm.field.words())
                }
            }
        }
    }
}

/// What a class is, for a person.
fn class_words(class: Class) -> &'static str {
    match class {
        Class::PrivateKey => "a private key",
        Class::Password => "a password or code",
        Class::UrlSecret => "a secret in an address",
        Class::ApiKey => "an API key",
        Class::Jwt => "a web token",
        Class::Token => "what looks like a token",
        Class::Card => "a card number",
        Class::Iban => "an account number",
        Class::NationalId => "an ID number",
        Class::Email => "an e-mail address",
        Class::Phone => "a phone number",
        Class::Ip => "an IP address",
        Class::Mac => "a MAC address",
        Class::BirthDate => "a date of birth",
        Class::Address => "a postal address",
        Class::Name => "a person's name",
    }
}

/// How many there are, for a list.
pub(crate) fn alarm_count(alarms: u32) -> String {
    match alarms {
        1 => "1 alarm".to_owned(),
        many => format!("{many} alarms"),
    }
}
