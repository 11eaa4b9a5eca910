use core::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl $name {
            /// A UUIDv7 of `at` (milliseconds since 1970) and 10 random bytes.
            pub fn new(at: i64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(at.max(0).unsigned_abs(), &random).into_uuid())
            }
        }
    };
}

id!(
    /// A recording session; the recording, its upload and its workflow keep the same id.
    SessionId
);
id!(
    /// A step, stable from its first draft to every export.
    StepId
);
