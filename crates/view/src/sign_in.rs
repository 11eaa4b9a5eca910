use maud::{Markup, html};

use crate::page::{Frame, document};

/// What the sign-in page has to say.
#[derive(Clone, Copy, Debug)]
pub enum SignIn<'a> {
    /// A sign-in link was opened; the button posts its token. Opening alone does nothing, as mail scanners and
    /// previews open links too.
    Confirm {
        /// Address that the form is posted to.
        action: &'a str,
        /// The link's token, in the field `token`.
        token: &'a str,
    },
    /// Somebody came without being signed in.
    Needed,
    /// The link was used before, or is too old.
    Spent,
}

/// The sign-in page.
pub fn sign_in_page(frame: &Frame<'_>, sign_in: &SignIn<'_>) -> Markup {
    let main = html! {
        section.message {
            @match sign_in {
                SignIn::Confirm { action, token } => {
                    h1 { "Sign in to Cairn" }
                    p { "This link works once, in this browser." }
                    form method="post" action=(action) {
                        input type="hidden" name="token" value=(token);
                        button.primary type="submit" { "Sign in" }
                    }
                }
                SignIn::Needed => {
                    h1 { "Sign in to Cairn" }
                    p { "Open the one-time sign-in link that the server printed when it started." }
                    (new_link())
                }
                SignIn::Spent => {
                    h1 { "This sign-in link does not work any more" }
                    p { "Each link works once and for a short time." }
                    (new_link())
                }
            }
        }
    };
    document(frame, "Sign in · Cairn", "narrow", &main)
}

fn new_link() -> Markup {
    html! { p { "For a new link, run " code { "cairn sign-in" } " on the server." } }
}
