//! The HTTP server. Every route is in one table ([`ROUTES`]) with its policy; a request reaches a handler only
//! through the guard of its route.
//!
//! Errors are RFC 9457 problems everywhere; on pages for people they are dressed as a page. What the server
//! answers for with success is on disk.

mod alarms;
mod app;
mod body;
mod caller;
mod dress;
mod export;
mod guard;
mod image_header;
mod manifest;
mod openapi;
mod outer;
mod pages;
mod picture;
mod policy;
mod recording;
mod refusal;
mod rest_of_body;
mod routes;
mod serve;
mod sign_in;
mod step_batch;
mod workflows;

pub use app::{Address, App, now};
pub use export::{Export, Format, export};
pub use openapi::openapi;
pub use routes::{Policy, ROUTES, Route, router};
pub use serve::serve;
