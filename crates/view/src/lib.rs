//! Pages and pieces of pages, as functions from data to markup. No I/O, no script, no inline style: they work
//! under `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'`.
//!
//! Whatever comes from a recording goes through maud's escaping, and its addresses through [`web_address`].

mod alarms;
mod date;
mod figure;
mod guide;
mod icon;
mod library;
mod link;
mod message;
mod page;
mod sign_in;
mod step;
mod words;

pub use date::{day, timestamp};
pub use figure::{Scale, empty_figure, figure};
pub use guide::{Guide, guide_page};
pub use icon::mark;
pub use library::library_page;
pub use link::{short_address, web_address};
pub use message::message_page;
pub use page::{Frame, Style, document};
pub use sign_in::{SignIn, sign_in_page};
pub use step::{
    StepCard, card_id, continue_action, edit_action, more_id, no_picture_action, note_action, picture_action,
    step_card, step_card_content,
};
pub use words::{picture_words, title_markup};

/// The one style sheet: tokens, pieces and the guide. The extension's pages link the same file.
pub const STYLE: &str = include_str!("../../../extension/css/cairn.css");
