use cairn_redact::{Class, Classes, REDACTOR_VERSION, Redacted};
use serde::{Deserialize, Serialize};

use super::{Action, After, NoPicture, Picture, Signal, Target};
use crate::StepId;

/// One thing that the person did, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Stable identity.
    pub id: StepId,
    /// Place in the recording, from 1, without gaps once the recording is complete.
    pub seq: u32,
    /// When, milliseconds since 1970. Order is by `seq`, never by this.
    pub at: i64,
    /// What the person did.
    pub action: Action,
    /// On what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Where.
    pub page: Page,
    /// What the page did in return.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Signal>,
    /// What was to be seen soon after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<After>,
    /// The picture, or why there is none.
    pub picture: StepPicture,
    /// What could not be recorded or scanned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unseen: Vec<Unseen>,
    /// The mark of the redaction scan that this step passed.
    pub scan: ScanMark,
}

/// A page, as a step needs it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The tab's number in this recording, from 1.
    pub tab: u32,
    /// The address, reduced.
    pub url: Redacted<String>,
    /// The title.
    pub title: Redacted<String>,
}

/// A step's picture, or the reason why it has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum StepPicture {
    /// There is one.
    Shown(Picture),
    /// There is none.
    Missing {
        /// Why.
        missing: NoPicture,
    },
}

impl StepPicture {
    /// The picture, if there is one.
    pub fn shown(&self) -> Option<&Picture> {
        match self {
            Self::Shown(picture) => Some(picture),
            Self::Missing { .. } => None,
        }
    }
}

/// The mark of a completed redaction scan. The server refuses what does not carry one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScanMark {
    /// `cairn_redact::REDACTOR_VERSION` of the redactor that scanned.
    pub redactor: u32,
    /// The classes that it looked for, by name. A mark of an earlier recorder names none.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "by_name")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
    pub classes: Option<Classes>,
}

impl ScanMark {
    /// The mark of this build's redactor, looking for what it does unless somebody says otherwise.
    pub fn current() -> Self {
        Self::of(Classes::default())
    }

    /// The mark of this build's redactor that looked for these.
    pub fn of(classes: Classes) -> Self {
        Self { redactor: REDACTOR_VERSION, classes: Some(classes.iter().collect()) }
    }

    /// What was looked for at least. Every redactor looks for [`Classes::ALWAYS`].
    pub fn searched(self) -> Classes {
        self.classes.unwrap_or(Classes::NONE).or(Classes::ALWAYS)
    }

    /// The mark of what this one and another stand for together.
    #[must_use]
    pub fn weaker(self, other: Self) -> Self {
        let classes = self.classes.zip(other.classes).map(|(one, other)| one.and(other));
        Self { redactor: self.redactor.min(other.redactor), classes }
    }

    /// Whether it is the mark of a redactor at least as strict as this build's.
    pub fn is_current(self) -> bool {
        self.redactor >= REDACTOR_VERSION
    }

    /// Whether the redactor was strict enough, and looked for all of these.
    pub fn is_enough(self, demanded: Classes) -> bool {
        self.is_current() && self.searched().covers(demanded)
    }
}

/// Classes by their names. One that this version does not know is passed over.
mod by_name {
    use serde::{Deserializer, Serializer};

    use super::{Class, Classes, Deserialize};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    pub(super) fn serialize<S: Serializer>(classes: &Option<Classes>, to: S) -> Result<S::Ok, S::Error> {
        match classes {
            Some(classes) => to.collect_seq(classes.names()),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Classes>, D::Error> {
        let names: Option<Vec<String>> = Option::deserialize(from)?;
        Ok(names.map(|names| names.iter().filter_map(|name| Class::from_name(name)).collect()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn marks_are_stored_by_name_and_old_ones_are_read() {
        let mark = ScanMark::of(Classes::NONE.with(Class::Email).with(Class::Card));
        let json = serde_json::to_string(&mark).unwrap();
        assert_eq!(json, format!(r#"{{"redactor":{REDACTOR_VERSION},"classes":["card","email"]}}"#));
        assert_eq!(serde_json::from_str::<ScanMark>(&json).unwrap(), mark);
        let old: ScanMark = serde_json::from_str(r#"{"redactor":2}"#).unwrap();
        assert_eq!(old, ScanMark { redactor: 2, classes: None });
        assert_eq!(serde_json::to_string(&old).unwrap(), r#"{"redactor":2}"#);
        let newer: ScanMark = serde_json::from_str(r#"{"redactor":9,"classes":["card","aura"]}"#).unwrap();
        assert_eq!(newer.searched(), Classes::ALWAYS);
    }

    #[test]
    fn a_mark_is_enough_for_what_was_looked_for() {
        let email = Classes::NONE.with(Class::Email);
        let (with, without) = (ScanMark::of(Classes::ALWAYS.or(email)), ScanMark::of(Classes::ALWAYS));
        assert!(with.is_enough(email) && with.is_enough(Classes::ALWAYS) && !without.is_enough(email));
        let old = ScanMark { classes: None, ..with };
        assert!(old.is_enough(Classes::ALWAYS) && !old.is_enough(email));
        assert!(!ScanMark { redactor: REDACTOR_VERSION - 1, ..with }.is_enough(Classes::NONE));
        assert!(!with.weaker(without).is_enough(email) && !with.weaker(old).is_enough(email));
        assert!(with.weaker(with).is_enough(email));
    }
}

/// Something that could not be recorded or scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Unseen {
    /// A frame of another site whose place in the picture is not known.
    ForeignFrame,
    /// A frame that did not answer, so its secrets were not measured.
    SilentFrame,
    /// A canvas: what it shows cannot be read.
    Canvas,
    /// A closed shadow root that could not be opened.
    ClosedRoot,
    /// A page of the browser that extensions may not read.
    BrowserPage,
}

impl Unseen {
    /// A sentence for the person.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::ForeignFrame => {
                "Part of this page comes from another site; where it lies in the picture is not known."
            }
            Self::SilentFrame => {
                "A part of this page did not answer, so nothing in it could be checked for secrets."
            }
            Self::Canvas => "This step works on a drawing surface whose content cannot be read.",
            Self::ClosedRoot => "This step works inside a closed component that cannot be read.",
            Self::BrowserPage => "Chrome does not let extensions read this page.",
        }
    }
}
