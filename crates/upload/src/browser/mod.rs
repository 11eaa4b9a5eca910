//! The browser's side: requests by `fetch`, and the Web Lock that keeps two uploaders apart.

mod fetch;
mod lock;

pub use fetch::Fetch;
pub use lock::exclusively;
