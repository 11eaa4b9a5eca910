//! A workflow as a file that people keep, send and print: one HTML file with everything in it, or Markdown.
//!
//! Pure: the caller brings the pictures' bytes, by their SHA-256.

mod escape;
mod html;
mod markdown;
mod name;

pub use html::html;
pub use markdown::{markdown, markdown_single};
pub use name::{Format, file_name, picture_name};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cairn_workflow::Picture;

/// Where a picture's bytes come from: by SHA-256; none when they are gone.
pub type Bytes<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// The picture as a `data:` address. The media type is one that Cairn writes, whatever the file says.
fn data_url(picture: &Picture, bytes: &Bytes<'_>) -> Option<String> {
    let media = if picture.media == "image/png" { "image/png" } else { "image/webp" };
    let mut url = format!("data:{media};base64,");
    STANDARD.encode_string(bytes(&picture.sha256)?, &mut url);
    Some(url)
}
