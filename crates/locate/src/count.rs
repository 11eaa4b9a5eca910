//! Elements by what people call them: role and name, label, text. Bounded scans, the same at capture and when
//! an element is looked for again, so that the number of matches means the same.

use cairn_redact::parts::{concat, joined, without_first};
use web_sys::Element;

use crate::dom::{self, Root, Scan, Word};
use crate::find;
use crate::name;
use crate::roles;
use crate::rules::quote::css_string;
use crate::rules::text;

/// Most elements of a kind that are looked at in one scan.
const MOST: u32 = 300;
/// Most elements in one scan whose name is put together.
const MOST_ASKED_CLOSELY: u32 = 12;
/// Most elements of one scan: beyond, a locator is of no use.
const MOST_FOUND: usize = 60;

/// Tags that have a role by themselves.
fn tags_of(role: &str) -> &'static [&'static str] {
    match role {
        "button" => &["button", "summary"],
        "link" => &["a"],
        "option" => &["option"],
        "heading" => &["h1", "h2", "h3", "h4", "h5", "h6"],
        "img" => &["img"],
        "cell" | "gridcell" => &["td"],
        "columnheader" | "rowheader" => &["th"],
        "row" => &["tr"],
        "listitem" => &["li"],
        "dialog" => &["dialog"],
        "group" => &["fieldset", "details"],
        "navigation" => &["nav"],
        _ => &[],
    }
}

/// The elements of a role and an exact name, as the name was kept.
pub(crate) fn by_role(root: &Root, role: &str, name: &str) -> Vec<Element> {
    if is_labelled(role) {
        return labelled(root, role, name);
    }
    let called = |element: &Element, tag: &str| roles::role_of(element, tag) == role;
    let named = |element: &Element, tag: &str| {
        called(element, tag) && find::says(&name::name_of(element, tag, role), name)
    };
    let mut found = Vec::new();
    for tag in tags_of(role) {
        found.extend(scanned(root.scan_tag(tag, MOST), name, &called, &named));
    }
    let marked = scanned(root.scan(&named_role(role), MOST), name, &called, &named);
    found.extend(marked.into_iter().filter(|element| !tags_of(role).contains(&dom::tag(element).as_str())));
    if found.is_empty() { by_picture(root, role, name) } else { found }
}

fn named_role(role: &str) -> String {
    concat(&["[role~=", &css_string(role), "]"])
}

/// The elements of a tag with an exact visible text.
pub(crate) fn by_text(root: &Root, tag: &str, text: &str) -> Vec<Element> {
    let named = |element: &Element, tag: &str| find::says(&name::visible_text(element, tag), text);
    scanned(root.scan_tag(tag, MOST), text, &|_, _| true, &named)
}

/// Elements of a selector that say `words`: by their plain text or `aria-label` where that is enough (then
/// `called` has the last word), else by asking closely with `named`.
fn scanned(
    scan: Option<Scan>,
    words: &str,
    called: &dyn Fn(&Element, &str) -> bool,
    named: &dyn Fn(&Element, &str) -> bool,
) -> Vec<Element> {
    let Some(scan) = scan else { return Vec::new() };
    let word = text::telling_word(words);
    let mut found = Vec::new();
    let mut close = MOST_ASKED_CLOSELY;
    scan.with_text(word, &mut |element, plain| {
        let tag = dom::tag(&element);
        let exact = find::says(&text::folded(&plain), words) && !dom::has(&element, Word::AriaLabel);
        // Hidden parts and icons make a name differ from the plain text.
        if if exact { called(&element, &tag) } else { close > 0 && named(&element, &tag) } {
            found.push(element);
        }
        close = close.saturating_sub(u32::from(!exact));
        found.len() < MOST_FOUND
    });
    scan.with_label(word, &mut |element, _| {
        let tag = dom::tag(&element);
        if named(&element, &tag) && !found.contains(&element) {
            found.push(element);
        }
        close = close.saturating_sub(1);
        close > 0
    });
    found
}

/// Controls whose words are those of a picture in them, a title, another element's, or the browser's.
fn by_picture(root: &Root, role: &str, name: &str) -> Vec<Element> {
    let quoted = css_string(name);
    let marked = ["title", "alt", "value"].map(|word| concat(&["[", word, "=", &quoted, "]"]));
    // The words of a button that says nothing itself are the browser's.
    let plain = "input[type=submit],input[type=reset],input[type=image],input[type=file],[aria-labelledby]"
        .to_owned();
    let marked = marked.into_iter().chain([plain]).flat_map(|css| root.all(&css, MOST_ASKED_CLOSELY).0);
    let css = concat(&[&joined(tags_of(role), ","), ",input,", &named_role(role)]);
    let css = without_first(&css, b',');
    let mut found: Vec<Element> = Vec::new();
    for control in marked.filter_map(|element| dom::closest(&element, css)) {
        let tag = dom::tag(&control);
        let fits = !found.contains(&control)
            && roles::role_of(&control, &tag) == role
            && find::says(&name::name_of(&control, &tag, role), name);
        if fits {
            found.push(control);
        }
    }
    found
}

/// Roles that are named by labels: asking each of many fields for its labels walks the whole page each time.
fn is_labelled(role: &str) -> bool {
    matches!(
        role,
        "textbox" | "searchbox" | "checkbox" | "radio" | "slider" | "spinbutton" | "combobox" | "listbox"
    )
}

fn labelled(root: &Root, role: &str, name: &str) -> Vec<Element> {
    let mut found = by_label(root, name);
    found.retain(|element| roles::role_of(element, &dom::tag(element)) == role);
    let quoted = css_string(name);
    add_named(root, &concat(&["[aria-label=", &quoted, "]"]), role, name, &mut found);
    for css in [
        concat(&["[placeholder=", &quoted, "]"]),
        concat(&["[title=", &quoted, "]"]),
        "[aria-labelledby]".to_owned(),
    ] {
        if found.is_empty() {
            add_named(root, &css, role, name, &mut found);
        }
    }
    if found.is_empty() {
        // A box of the page's own making is named by what it contains.
        let called = |element: &Element, tag: &str| roles::role_of(element, tag) == role;
        let named = |element: &Element, tag: &str| {
            called(element, tag) && find::says(&name::name_of(element, tag, role), name)
        };
        found = scanned(root.scan(&named_role(role), MOST), name, &called, &named);
    }
    found
}

/// Adds what a selector finds and what has the role and the name.
fn add_named(root: &Root, css: &str, role: &str, name: &str, found: &mut Vec<Element>) {
    for element in root.all(css, MOST_ASKED_CLOSELY).0 {
        let tag = dom::tag(&element);
        let fits = !found.contains(&element)
            && roles::role_of(&element, &tag) == role
            && find::says(&name::name_of(&element, &tag, role), name);
        if fits {
            found.push(element);
        }
    }
}

/// The controls of the labels with an exact text.
pub(crate) fn by_label(root: &Root, words: &str) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    let named = |label: &Element, tag: &str| find::says(&name::visible_text(label, tag), words);
    for label in scanned(root.scan_tag("label", MOST), words, &|_, _| true, &named) {
        if let Some(control) = dom::labelled_control(&label)
            && !found.contains(&control)
        {
            found.push(control);
        }
    }
    found
}
