use serde::{Deserialize, Serialize};

/// Whether a person looks at everything before it is sent: what they chose, and what an administrator demands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Review {
    /// Key `review` of `storage.local`.
    pub chosen: bool,
    /// Key `alwaysReview` of managed storage: whatever was chosen.
    pub always: bool,
}

impl Review {
    /// Whether nothing is sent before the person has said so. No choice takes out what an administrator demands.
    pub fn asks(self) -> bool {
        self.chosen || self.always
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demand_is_stronger_than_a_choice() {
        assert!(!Review::default().asks());
        assert!(Review { chosen: true, always: false }.asks());
        assert!(Review { chosen: false, always: true }.asks());
    }
}
