//! "What is masked": a box for each class of what is secret or personal in free text.

use cairn_messages::Masks;
use cairn_page::{Text, text};
use cairn_redact::{Class, Classes};
use maud::{Markup, html};

/// The groups, in the order in which people look for things.
const GROUPS: [(Text, &[Class]); 3] = [
    (Text::MaskPersonal, &PERSONAL),
    (Text::MaskSecrets, &SECRETS),
    (Text::MaskMachines, &[Class::Ip, Class::Mac]),
];
const PERSONAL: [Class; 6] =
    [Class::Name, Class::Email, Class::Phone, Class::Address, Class::BirthDate, Class::NationalId];
const SECRETS: [Class; 8] = [
    Class::Iban,
    Class::Card,
    Class::Password,
    Class::PrivateKey,
    Class::ApiKey,
    Class::Token,
    Class::Jwt,
    Class::UrlSecret,
];

/// The fieldset.
pub fn masks(masks: &Masks) -> Markup {
    html! {
        fieldset.masks aria-describedby="masks-intro" {
            legend { h3 { (text(Text::MasksHeading)) } }
            p id="masks-intro" { (text(Text::MasksIntro)) }
            @for (heading, classes) in GROUPS {
                fieldset {
                    legend { (text(heading)) }
                    @for &class in classes { (choice(class, masks)) }
                    @if classes.iter().any(|&class| Classes::ALWAYS.contains(class)) {
                        p.hint id="masks-locked" { (text(Text::MasksLocked)) }
                    }
                }
            }
            p.hint id="masks-answer" role="status" {}
        }
    }
}

fn choice(class: Class, masks: &Masks) -> Markup {
    let locked = Classes::ALWAYS.contains(class);
    let demanded = !locked && masks.is_demanded(class);
    let words = text(words(class));
    let (name, example) = words.split_once('|').unwrap_or((&words, ""));
    let id = format!("mask-{}", class.name());
    let why = if locked { " masks-locked" } else { "" };
    html! {
        div.mask {
            input id=(id) type="checkbox" name="mask" value=(class.name())
                checked[masks.classes().contains(class)] disabled[locked || demanded]
                aria-describedby={ (id) "-hint" (why) };
            label for=(id) { (name) }
            small id={ (id) "-hint" } {
                (example)
                @if demanded { " " strong { (text(Text::MaskDemanded)) } }
            }
        }
    }
}

/// Name and example of a class, separated by `|`.
fn words(class: Class) -> Text {
    match class {
        Class::PrivateKey => Text::MaskPrivateKey,
        Class::Password => Text::MaskPassword,
        Class::UrlSecret => Text::MaskUrlSecret,
        Class::ApiKey => Text::MaskApiKey,
        Class::Jwt => Text::MaskJwt,
        Class::Token => Text::MaskToken,
        Class::Card => Text::MaskCard,
        Class::Iban => Text::MaskIban,
        Class::NationalId => Text::MaskNationalId,
        Class::Email => Text::MaskEmail,
        Class::Phone => Text::MaskPhone,
        Class::Ip => Text::MaskIp,
        Class::Mac => Text::MaskMac,
        Class::BirthDate => Text::MaskBirthDate,
        Class::Address => Text::MaskAddress,
        Class::Name => Text::MaskName,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tag of a class's box.
    fn tag(page: &str, class: Class) -> String {
        let (_, rest) = page.split_once(&format!("<input id=\"mask-{}\"", class.name())).unwrap();
        rest.split('>').next().unwrap().to_owned()
    }

    #[test]
    fn each_class_has_one_box_a_name_and_an_example() {
        let page = masks(&Masks::default()).0;
        assert_eq!(page.matches("<input").count(), Class::ALL.len());
        for class in Class::ALL {
            let (name, example) =
                text(words(class)).split_once('|').map(|(a, b)| (a.len(), b.len())).unwrap();
            assert!(name > 0 && example > 0, "{class:?}");
            assert_eq!(
                tag(&page, class).contains("checked"),
                Classes::default().contains(class),
                "{class:?}"
            );
            assert_eq!(tag(&page, class).contains("disabled"), Classes::ALWAYS.contains(class), "{class:?}");
        }
        assert!(!page.contains("organisation"));
    }

    #[test]
    fn the_examples_are_found_where_they_are_whole() {
        for class in Class::ALL {
            let words = text(words(class));
            let (_, example) = words.split_once('|').unwrap();
            let found = cairn_redact::detect(example, cairn_redact::Context::default(), Classes::ALL);
            let found: Vec<Class> = found.iter().map(|span| span.class).collect();
            assert!(example.ends_with('…') || found == [class], "{example}: {found:?}");
        }
    }

    #[test]
    fn what_an_administrator_demands_cannot_be_switched_off() {
        let demanded = Masks { always: vec!["name".into(), "card".into()], ..Masks::default() };
        let page = masks(&demanded).0;
        let name = tag(&page, Class::Name);
        assert!(name.contains("checked") && name.contains("disabled"));
        // Of what is locked for everybody that is said, not who demands it.
        assert_eq!(page.matches("Set by your organisation.").count(), 1);
    }
}
