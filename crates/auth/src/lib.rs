//! The kernel of sign-in: keys, sessions and sign-in links are made, written and checked here, and header
//! values are read here. Signatures of manifests too. No clock, no randomness, no storage: they come in as arguments, so that every rule
//! can be tested and fuzzed.
//!
//! A token is `cairn_<kind>_<id><secret>`. The id is public and finds the row; of the secret only a salted
//! SHA-256 is kept. Tokens have 256 random bits, so a slow password hash would add nothing.

mod cookie;
mod header;
mod origin;
mod proof;
mod token;

pub use cookie::{COOKIE, clear_cookie, session_cookie, session_from_cookies};
pub use header::{HeaderError, bearer};
pub use origin::{Asked, same_origin};
pub use proof::{PROOF_KEY_BYTES, ProofKey, is_signed};
pub use token::{ID_LENGTH, Kind, RANDOM_BYTES, Seal, Token};

/// How long a session lasts, in milliseconds: 30 days.
pub const SESSION_LIFE: i64 = 30 * 24 * 60 * 60 * 1000;

/// How long a sign-in link lasts, in milliseconds: 10 minutes.
pub const LINK_LIFE: i64 = 10 * 60 * 1000;

/// How long the link of the first start lasts, in milliseconds: 24 hours. The first start may be a service
/// that a person looks at later; the next start makes a new link as long as nobody has signed in.
pub const FIRST_LINK_LIFE: i64 = 24 * 60 * 60 * 1000;
