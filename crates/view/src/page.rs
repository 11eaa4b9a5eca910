use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{STYLE, icon};

/// Where a page's style comes from.
#[derive(Clone, Copy, Debug)]
pub enum Style<'a> {
    /// Linked: the address of [`STYLE`].
    Linked(&'a str),
    /// Inside the page, which then needs nothing else: for exports. The page forbids itself all requests.
    Inline,
}

/// What surrounds the content of a page.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The style.
    pub style: Style<'a>,
    /// Address of the library; none shows no way there.
    pub home: Option<&'a str>,
    /// Address that a sign-out is posted to; none for those who are not signed in.
    pub sign_out: Option<&'a str>,
}

/// What an exported page may load: nothing but what it carries.
const SELF_CONTAINED: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A whole document around the content of its `main`.
pub fn document(frame: &Frame<'_>, title: &str, kind: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                @match frame.style {
                    Style::Linked(address) => link rel="stylesheet" href=(address);,
                    Style::Inline => {
                        meta http-equiv="Content-Security-Policy" content=(SELF_CONTAINED);
                        // The sheet is this crate's own file; a test keeps it free of `</style`.
                        style { (PreEscaped(STYLE)) }
                    }
                }
                title { (title) }
            }
            body class=(kind) {
                a.skip href="#main" { "Skip to the content" }
                @if frame.home.is_some() || frame.sign_out.is_some() {
                    (header(frame))
                }
                main id="main" tabindex="-1" { (main) }
            }
        }
    }
}

fn header(frame: &Frame<'_>) -> Markup {
    html! {
        header.bar {
            @match frame.home {
                Some(home) => a.brand href=(home) { (icon::mark()) "Cairn" },
                None => span.brand { (icon::mark()) "Cairn" },
            }
            nav aria-label="Cairn" {
                @if let Some(home) = frame.home {
                    a href=(home) { "Guides" }
                }
                @if let Some(action) = frame.sign_out {
                    form method="post" action=(action) {
                        button.plain type="submit" { "Sign out" }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::STYLE;

    #[test]
    fn the_sheet_cannot_end_its_element_and_loads_nothing() {
        for forbidden in ["</", "@import", "url("] {
            assert!(!STYLE.contains(forbidden), "{forbidden}");
        }
    }
}
