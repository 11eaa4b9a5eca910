use maud::{Markup, html};

use crate::page::{Frame, document};

/// A page that says one thing: an error, or that nothing is here. `way_out` is the words and address of what to
/// do next.
pub fn message_page(frame: &Frame<'_>, title: &str, sentence: &str, way_out: Option<(&str, &str)>) -> Markup {
    let main = html! {
        section.message {
            h1 { (title) }
            p { (sentence) }
            @if let Some((words, address)) = way_out {
                p { a.button.primary href=(address) { (words) } }
            }
        }
    };
    document(frame, title, "narrow", &main)
}
