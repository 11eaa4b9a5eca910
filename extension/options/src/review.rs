//! "Look at everything before it is sent": one box.

use cairn_messages::Review;
use cairn_page::{Text, text};
use maud::{Markup, html};

/// The section.
pub fn review(review: Review) -> Markup {
    html! {
        section aria-labelledby="review-heading" {
            h2 id="review-heading" { (text(Text::ReviewHeading)) }
            div.mask {
                input id="review" type="checkbox" name="review" checked[review.asks()] disabled[review.always]
                    aria-describedby="review-hint";
                label for="review" { (text(Text::ReviewChoice)) }
                small id="review-hint" {
                    (text(Text::ReviewHint))
                    @if review.always { " " strong { (text(Text::MaskDemanded)) } }
                }
            }
            p.hint id="review-answer" role="status" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_off_until_somebody_wants_it() {
        let page = |chosen, always| review(Review { chosen, always }).0;
        assert!(!page(false, false).contains("checked") && !page(false, false).contains("disabled"));
        assert!(page(true, false).contains("checked") && !page(true, false).contains("disabled"));
        let demanded = page(false, true);
        assert!(demanded.contains("checked") && demanded.contains("disabled"));
        assert!(demanded.contains("Set by your organisation."));
    }
}
