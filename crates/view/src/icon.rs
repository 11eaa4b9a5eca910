use maud::{Markup, html};

/// The product's mark: three stones.
pub fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 128 128" aria-hidden="true" focusable="false" {
            path.low d="M12 104c0-14 22-23 52-23s52 8 52 22c0 12-20 17-52 17s-52-4-52-16z" {}
            path.middle d="M27 67c1-13 17-21 38-21 20 0 36 7 36 19 0 11-15 17-37 17S26 78 27 67z" {}
            path.top d="M43 30c2-12 12-20 24-19 11 1 19 9 18 19-1 11-11 17-22 16-12 0-21-6-20-16z" {}
        }
    }
}
