use std::collections::BTreeMap;

use cairn_redact::{Class, Classes};
use serde::{Deserialize, Serialize};

/// Which classes of free text are masked: what the person chose, and what an administrator demands.
///
/// Classes are stored by name. A name that this version does not know is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Masks {
    /// Key `masks` of `storage.local`: whether a class is masked. One without an entry is as [`Classes::default`] has
    /// it.
    pub chosen: BTreeMap<String, bool>,
    /// Key `alwaysMask` of managed storage: classes that are masked whatever was chosen.
    pub always: Vec<String>,
    /// Of key `policy` of `storage.local`: classes that the administrator of the server demands. They count as those of
    /// `always` do.
    pub policy: Vec<String>,
}

/// Key `policy` of `storage.local`: what a server's administrator demands, as the server last said. It counts while
/// that server is the one that guides go to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct KnownPolicy {
    /// The server's address, as in the settings.
    pub server: String,
    /// The classes, by name.
    pub always_mask: Vec<String>,
}

impl Masks {
    /// What is masked in the end. No choice takes out what an administrator demands, nor [`Classes::ALWAYS`].
    pub fn classes(&self) -> Classes {
        Class::ALL.into_iter().fold(Classes::NONE, |classes, class| {
            let chosen = self.chosen.get(class.name()).copied();
            let masked = Classes::ALWAYS.contains(class)
                || self.is_demanded(class)
                || chosen.unwrap_or_else(|| Classes::default().contains(class));
            if masked { classes.with(class) } else { classes }
        })
    }

    /// Whether an administrator demands that a class is masked.
    pub fn is_demanded(&self, class: Class) -> bool {
        self.always.iter().chain(&self.policy).any(|name| name == class.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masks(chosen: &[(&str, bool)], always: &[&str]) -> Masks {
        Masks {
            chosen: chosen.iter().map(|&(name, on)| (name.to_owned(), on)).collect(),
            always: always.iter().map(|&name| name.to_owned()).collect(),
            policy: Vec::new(),
        }
    }

    fn is_masked(masks: &Masks, class: Class) -> bool {
        masks.classes().contains(class)
    }

    #[test]
    fn without_a_choice_it_is_the_default() {
        let classes = Masks::default().classes();
        for class in Class::ALL {
            assert_eq!(classes.contains(class), Classes::default().contains(class), "{class:?}");
        }
    }

    #[test]
    fn a_choice_counts_for_its_own_class_only() {
        let masks = masks(&[("name", true), ("email", false), ("colour", false)], &[]);
        for class in Class::ALL {
            let expected = match class {
                Class::Name => true,
                Class::Email => false,
                other => Classes::default().contains(other),
            };
            assert_eq!(is_masked(&masks, class), expected, "{class:?}");
        }
    }

    #[test]
    fn the_strongest_cannot_be_chosen_away() {
        let all_off = Class::ALL.map(|class| (class.name(), false));
        let masks = masks(&all_off, &[]);
        for class in Class::ALL {
            assert_eq!(is_masked(&masks, class), Classes::ALWAYS.contains(class), "{class:?}");
        }
    }

    #[test]
    fn an_administrators_word_outdoes_the_persons() {
        let masks = masks(&[("email", false), ("phone", false)], &["email", "ip", "colour"]);
        assert!(is_masked(&masks, Class::Email) && is_masked(&masks, Class::Ip));
        assert!(!is_masked(&masks, Class::Phone) && !is_masked(&masks, Class::Name));
        assert!(masks.is_demanded(Class::Email) && !masks.is_demanded(Class::Phone));
    }

    #[test]
    fn what_the_server_demands_is_as_binding() {
        let masks =
            Masks { policy: vec!["name".into(), "colour".into()], ..masks(&[("name", false)], &["ip"]) };
        assert!(is_masked(&masks, Class::Name) && masks.is_demanded(Class::Name));
        assert!(is_masked(&masks, Class::Ip) && !is_masked(&masks, Class::Mac));
    }
}
