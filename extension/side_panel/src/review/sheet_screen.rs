//! A picture looked at closely, as markup.

use cairn_page::{Text, text, text_with};
use maud::{Markup, html};

use super::draft::Draft;

/// The dialog's content.
pub fn sheet(seq: u32, url: &str, words: &str, draft: &Draft) -> Markup {
    let (width, height) = draft.size();
    html! {
        h2 id="sheet-title" { (text(Text::CoverPart)) ", " (format!("step {seq}")) }
        p.hint { (text(Text::CoverPartHint)) }
        div.pane tabindex="0" role="group" aria-label=(text(Text::CoverWhole)) {
            svg id="sheet-picture" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height) focusable="false"
                role="group" aria-label=(words) aria-describedby="sheet-keys"
            {
                foreignObject x="0" y="0" width=(width) height=(height) {
                    img src=(url) alt=(words) width=(width) height=(height) draggable="false";
                }
                g id="sheet-rects" { (rects(draft)) }
            }
        }
        p.unseen-words id="sheet-live" role="status" {}
        p.hint id="sheet-keys" { (text(Text::CoverKeys)) }
        div.row {
            button type="button" data-do="sheet-add" { (text(Text::CoverAdd)) }
            button id="sheet-remove" type="button" data-do="sheet-remove" disabled[draft.rects().is_empty()] { (text(Text::CoverRemove)) }
            button id="sheet-full" type="button" data-do="sheet-full" aria-pressed="false" { (text(Text::ActualSize)) }
        }
        div.row {
            button.stop id="sheet-cover" type="button" data-do="sheet-cover" disabled[draft.rects().is_empty()] { (text(Text::CoverNow)) }
            button type="button" data-do="sheet-close" { (text(Text::Back)) }
        }
        div id="sheet-busy" hidden { progress aria-label=(text(Text::Covering)) {} p.hint role="status" { (text(Text::Covering)) } }
    }
}

/// The rectangles.
pub fn rects(draft: &Draft) -> Markup {
    html! {
        @for (at, rect) in draft.rects().iter().enumerate() {
            rect id=(rect_id(at)) class=(if Some(at) == draft.active() { "drawn active" } else { "drawn" }) tabindex="0" role="button"
                aria-label=(place(draft, at)) x=(rect.x) y=(rect.y) width=(rect.width) height=(rect.height) {}
        }
    }
}

/// The id of a rectangle in the document.
pub fn rect_id(at: usize) -> String {
    format!("drawn-{at}")
}

/// Where a rectangle lies, in words.
pub fn place(draft: &Draft, at: usize) -> String {
    let Some(rect) = draft.rects().get(at) else { return text(Text::CoverNone) };
    let figures = [rect.x, rect.y, rect.width, rect.height].map(|figure| format!("{figure:.0}"));
    let [x, y, width, height] = &figures;
    text_with(Text::CoverPlace, &[&(at + 1).to_string(), x, y, width, height])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_covered_where_nothing_is_marked() {
        let mut draft = Draft::new(400.0, 200.0);
        let off = |draft: &Draft| {
            let shown = sheet(3, "blob:1", "A <page>", draft).0;
            assert!(shown.contains("A &lt;page&gt;"));
            shown.split("sheet-cover").nth(2).unwrap().split('>').next().unwrap().contains("disabled")
        };
        assert!(off(&draft));
        draft.add();
        assert!(!off(&draft));
    }

    #[test]
    fn each_rectangle_says_where_it_lies() {
        let mut draft = Draft::new(400.0, 200.0);
        assert_eq!(place(&draft, 0), "Nothing is marked yet.");
        draft.add();
        let shown = rects(&draft).0;
        assert!(
            shown.contains("Rectangle 1: 150 from the left, 88 from the top, 100 wide, 25 high"),
            "{shown}"
        );
        assert!(shown.contains("drawn active") && shown.contains("tabindex=\"0\""));
    }
}
