use cairn_redact::Class;
use serde::{Deserialize, Serialize};

/// Answer to `GET /api/v1/policy`: what a recording must have been searched for to be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MaskPolicy {
    /// The oldest version of the redactor whose mark is accepted.
    pub redactor: u32,
    /// The classes that must be masked, by name. Names that a recorder does not know it cannot look for.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Class>))]
    pub always_mask: Vec<String>,
}

impl MaskPolicy {
    /// The policy that demands these.
    pub fn new(classes: cairn_redact::Classes) -> Self {
        let always_mask = classes.iter().map(|class: Class| class.name().to_owned()).collect();
        Self { redactor: cairn_redact::REDACTOR_VERSION, always_mask }
    }
}
