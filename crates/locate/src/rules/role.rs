//! ARIA roles, explicit (WAI-ARIA 1.2) and implied (HTML-AAM).

/// Roles that a page may name; abstract ones and typing errors are passed over.
const ROLES: &str = " alert alertdialog application article banner blockquote button caption cell checkbox code \
columnheader combobox complementary contentinfo definition deletion dialog directory document emphasis feed figure \
form generic grid gridcell group heading img image insertion link list listbox listitem log main marquee math menu \
menubar menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation \
progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton \
status strong subscript superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree \
treegrid treeitem ";

/// The first token of a `role` attribute that is a role.
pub(crate) fn explicit(attribute: &str) -> Option<&str> {
    attribute.split_ascii_whitespace().find(|token| is_role(token))
}

fn is_role(token: &str) -> bool {
    ROLES.split_ascii_whitespace().any(|role| role == token)
}

/// What the implied role depends on, asked only when it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Has `href`.
    Link,
    /// Has `list`.
    Suggestions,
    /// A select of several, or shown as a list.
    Listbox,
    /// Has an accessible name from the author.
    Named,
    /// Stands in an article, aside, main, nav or section.
    Sectioned,
    /// Has an `alt` that is empty.
    EmptyAlt,
    /// A header cell of a row.
    HeadsRow,
    /// A cell of a grid, not of a table.
    InGrid,
    /// The summary of a details element.
    OpensDetails,
}

/// The implied role of an HTML element; empty where there is none or it is generic.
pub(crate) fn implied(tag: &str, input_type: &str, ask: &dyn Fn(Ask) -> bool) -> &'static str {
    match tag {
        "input" => input(input_type, ask),
        "a" | "area" if ask(Ask::Link) => "link",
        "button" => "button",
        "summary" if ask(Ask::OpensDetails) => "button",
        "select" => {
            if ask(Ask::Listbox) {
                "listbox"
            } else {
                "combobox"
            }
        }
        "textarea" => "textbox",
        "option" => "option",
        "optgroup" | "fieldset" | "details" | "address" | "hgroup" => "group",
        "img" => {
            if ask(Ask::EmptyAlt) {
                ""
            } else {
                "img"
            }
        }
        "td" => {
            if ask(Ask::InGrid) {
                "gridcell"
            } else {
                "cell"
            }
        }
        "th" => {
            if ask(Ask::HeadsRow) {
                "rowheader"
            } else {
                "columnheader"
            }
        }
        "header" => {
            if ask(Ask::Sectioned) {
                ""
            } else {
                "banner"
            }
        }
        "footer" => {
            if ask(Ask::Sectioned) {
                ""
            } else {
                "contentinfo"
            }
        }
        "form" => {
            if ask(Ask::Named) {
                "form"
            } else {
                ""
            }
        }
        "section" => {
            if ask(Ask::Named) {
                "region"
            } else {
                ""
            }
        }
        _ => plain(tag),
    }
}

/// Tags whose role depends on nothing.
fn plain(tag: &str) -> &'static str {
    match tag {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "ul" | "ol" | "menu" => "list",
        "li" => "listitem",
        "table" => "table",
        "thead" | "tbody" | "tfoot" => "rowgroup",
        "tr" => "row",
        "caption" => "caption",
        "nav" => "navigation",
        "main" => "main",
        "aside" => "complementary",
        "search" => "search",
        "article" => "article",
        "dialog" => "dialog",
        "progress" => "progressbar",
        "meter" => "meter",
        "output" => "status",
        "hr" => "separator",
        "datalist" => "listbox",
        "figure" => "figure",
        "math" => "math",
        "dfn" | "dt" => "term",
        "dd" => "definition",
        "p" => "paragraph",
        "blockquote" => "blockquote",
        "time" => "time",
        "code" => "code",
        "strong" => "strong",
        "em" => "emphasis",
        _ => "",
    }
}

fn input(input_type: &str, ask: &dyn Fn(Ask) -> bool) -> &'static str {
    match input_type {
        "button" | "submit" | "reset" | "image" | "file" | "color" => "button",
        "checkbox" => "checkbox",
        "radio" => "radio",
        "range" => "slider",
        "number" => "spinbutton",
        "search" if !ask(Ask::Suggestions) => "searchbox",
        "hidden" => "",
        "password" | "date" | "datetime-local" | "month" | "time" | "week" => "textbox",
        _ if ask(Ask::Suggestions) => "combobox",
        _ => "textbox",
    }
}

/// Roles that are named by what they contain (WAI-ARIA 1.2, 5.2.8.4).
pub(crate) fn is_named_by_content(role: &str) -> bool {
    matches!(
        role,
        "button"
            | "cell"
            | "checkbox"
            | "columnheader"
            | "gridcell"
            | "heading"
            | "link"
            | "menuitem"
            | "menuitemcheckbox"
            | "menuitemradio"
            | "option"
            | "radio"
            | "row"
            | "rowheader"
            | "switch"
            | "tab"
            | "tooltip"
            | "treeitem"
    )
}

/// Roles that a person works with.
pub(crate) fn is_control(role: &str) -> bool {
    matches!(
        role,
        "button"
            | "checkbox"
            | "combobox"
            | "link"
            | "listbox"
            | "menuitem"
            | "menuitemcheckbox"
            | "menuitemradio"
            | "option"
            | "radio"
            | "scrollbar"
            | "searchbox"
            | "slider"
            | "spinbutton"
            | "switch"
            | "tab"
            | "textbox"
            | "treeitem"
    )
}

/// Roles of cells.
pub(crate) fn is_cell(role: &str) -> bool {
    matches!(role, "cell" | "gridcell" | "columnheader" | "rowheader")
}

/// Whether an input of this type takes typed text.
pub(crate) fn is_text_type(input_type: &str) -> bool {
    !matches!(
        input_type,
        "button"
            | "submit"
            | "reset"
            | "image"
            | "file"
            | "color"
            | "checkbox"
            | "radio"
            | "range"
            | "hidden"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_token_counts() {
        assert_eq!(explicit("foo button link"), Some("button"));
        assert_eq!(explicit("widget"), None);
        assert_eq!(explicit("butt"), None);
        assert_eq!(explicit(" "), None);
        assert_eq!(explicit("Button"), None);
    }

    #[test]
    fn implied_roles() {
        let never = |_: Ask| false;
        let always = |_: Ask| true;
        assert_eq!(implied("a", "", &always), "link");
        assert_eq!(implied("a", "", &never), "");
        assert_eq!(implied("input", "email", &never), "textbox");
        assert_eq!(implied("input", "email", &always), "combobox");
        assert_eq!(implied("input", "search", &never), "searchbox");
        assert_eq!(implied("input", "checkbox", &always), "checkbox");
        assert_eq!(implied("select", "", &never), "combobox");
        assert_eq!(implied("div", "", &always), "");
    }

    proptest::proptest! {
        #[test]
        fn any_attribute_is_read(text in ".{0,40}") {
            let _ = explicit(&text);
        }
    }
}
