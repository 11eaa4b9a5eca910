//! What a recording holds, in numbers, and why something of it was masked.

use std::collections::{BTreeMap, BTreeSet};

use cairn_redact::Secret;
use cairn_workflow::{Action, Step, Value};

use super::card::rows;

/// Why a text was masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// As in [`Secret`].
    Password,
    /// As in [`Secret`].
    OneTimeCode,
    /// As in [`Secret`].
    Card,
    /// As in [`Secret`].
    Token,
    /// As in [`Secret`].
    Identity,
    /// The field was marked as secret, or had been secret before.
    Marked,
    /// It was found in a text, or the person chose it. What it was is not kept.
    Found,
}

impl From<Secret> for Why {
    fn from(secret: Secret) -> Self {
        match secret {
            Secret::Password => Self::Password,
            Secret::OneTimeCode => Self::OneTimeCode,
            Secret::Card => Self::Card,
            Secret::Token => Self::Token,
            Secret::Identity => Self::Identity,
            Secret::EverSecret => Self::Marked,
        }
    }
}

/// Why the value of a step was not recorded.
pub fn secret(step: &Step) -> Option<Why> {
    match &step.action {
        Action::Change { value: Value::Secret(secret), .. } => Some(secret.reason.into()),
        _ => None,
    }
}

/// A recording in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Steps.
    pub steps: usize,
    /// Pictures, each once however many steps show it.
    pub pictures: usize,
    /// Texts that were masked as a whole or in part.
    pub texts: usize,
    /// The same by reason.
    pub masked: BTreeMap<Why, usize>,
    /// Places that are covered in the pictures.
    pub covered: usize,
}

impl Counts {
    /// Of these steps.
    pub fn of(steps: &[Step]) -> Self {
        let mut counts = Self { steps: steps.len(), ..Self::default() };
        let mut known = BTreeSet::new();
        for step in steps {
            let found = rows(step).iter().filter(|(_, text)| text.is_masked()).count();
            let reasons = secret(step).into_iter().chain(core::iter::repeat_n(Why::Found, found));
            for why in reasons {
                counts.texts += 1;
                *counts.masked.entry(why).or_default() += 1;
            }
            if let Some(picture) = step.picture.shown().filter(|picture| known.insert(&picture.sha256)) {
                counts.pictures += 1;
                counts.covered += picture.masks.len();
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_redact::{Gate, PageText};
    use cairn_workflow::{Rect, SecretValue, StepPicture, read_workflow};

    #[test]
    fn each_masked_text_and_each_picture_counts_once() {
        let sample = include_str!("../../../../crates/view/examples/sample.json");
        let mut steps = read_workflow(sample).unwrap().steps;
        steps.truncate(2);
        for step in &mut steps {
            step.picture = steps_picture(sample);
        }
        let clean = Counts::of(&steps);
        assert_eq!((clean.steps, clean.pictures, clean.covered), (2, 1, 1));
        let masked = Gate::new().text(&PageText::from_page("Bill of ann@example.org"), 100);
        steps[0].page.title = masked;
        let action = Action::Change {
            control: cairn_workflow::Control::Text,
            value: Value::Secret(SecretValue { reason: Secret::Password }),
        };
        steps[1].action = action;
        let counts = Counts::of(&steps);
        assert_eq!(counts.texts, clean.texts + 2);
        assert_eq!(counts.masked.get(&Why::Password), Some(&1));
    }

    fn steps_picture(sample: &str) -> StepPicture {
        let all = read_workflow(sample).unwrap().steps;
        let mut picture = all.iter().find_map(|step| step.picture.shown().cloned()).unwrap();
        picture.masks = vec![Rect { x: 1.0, y: 1.0, width: 2.0, height: 2.0 }];
        StepPicture::Shown(picture)
    }
}
