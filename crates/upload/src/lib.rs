//! The client side of the upload protocol (`cairn_api`): create, send the pictures that the server lacks, send
//! the steps in batches, complete. Every call can be repeated, so an upload that broke anywhere goes on where the
//! server's durable answers end.
//!
//! [`policy`] asks what the server demands to be masked.
//!
//! [`upload`] is generic over a [`Transport`] (how a request is sent) and a [`Source`] (where picture bytes come
//! from). With the feature `browser`:
//!
//! ```ignore
//! use cairn_upload::browser::{Fetch, exclusively};
//!
//! // One uploader of the whole extension at a time; waits while another page holds the lock.
//! let outcome = exclusively(async move {
//!     upload(&Fetch, &server, &workflow, &source, |state| show(state)).await
//! })
//! .await;
//! ```
//!
//! A source of the side panel asks the offscreen document for each picture (`FromPanel::Picture`) and waits for
//! the blob; that of the offscreen document reads the file.

mod address;
#[cfg(feature = "browser")]
pub mod browser;
mod failure;
mod plan;
mod policy;
mod transport;
mod uploader;

pub use address::{Address, AddressError};
pub use failure::Failure;
pub use policy::policy;
pub use transport::{Body, Method, Request, Response, Source, Transport, Unreachable};
pub use uploader::upload;
