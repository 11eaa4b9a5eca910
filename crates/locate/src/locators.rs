//! The ranked list of ways to find an element again, each with the number of elements that it finds now.

use cairn_redact::parts::{self, concat, cut, without_first, without_last};
use cairn_redact::{Gate, PageText, Redacted, is_masked};
use cairn_workflow::{Locator, Selector};
use web_sys::Element;

use crate::describe::Facts;
use crate::dom::{self, Root, Word};
use crate::find;
use crate::place::{self, SELECTOR_LIMIT};
use crate::rules::quote::{css_identifier, css_string};
use crate::rules::{machine, score, text};
use crate::{NAME_LIMIT, context, count};

/// Most classes in one selector.
const MOST_CLASSES: usize = 3;
/// Most elements that are looked at for one within a row.
const MOST_IN_ROWS: u32 = 200;
/// Longest attribute value that is worth a selector, in characters.
const LONGEST_VALUE: usize = 160;

/// The locators of an element, best first, and its path, which is always among them, and unique.
pub(crate) fn of(element: &Element, facts: &mut Facts, root: &Root, gate: &Gate) -> (Vec<Locator>, String) {
    let mut list = List { gate, root, locators: Vec::with_capacity(8) };
    list.test_ids(element);
    let by_name = list.role_and_name(facts);
    list.label(facts);
    list.placeholder(facts);
    list.text(facts);
    list.attributes(element, facts);
    let alone = by_name.as_ref().is_some_and(|found| found.len() == 1);
    // Only for these it is worth to look for rows that are none by tag or role. What is alone in its shadow root
    // has twins in others.
    if !alone || matches!(root, Root::Shadow(_)) {
        facts.look_for_entry(element);
        list.row(element, facts, by_name);
    }
    list.classes(element, facts);
    let path = place::path(element, root);
    list.css(path.css.clone(), score::PATH, Some(1));
    if let Some(xpath) = exact(gate, path.xpath).filter(|xpath| !xpath.is_empty()) {
        list.push(Selector::Xpath { xpath }, 1, score::XPATH);
    }
    (list.locators, path.css)
}

struct List<'a> {
    gate: &'a Gate,
    root: &'a Root,
    locators: Vec<Locator>,
}

impl List<'_> {
    fn push(&mut self, selector: Selector, matches: u32, full: u8) {
        let score = score::shared(full, matches);
        // In its place at once: the list is short, and a sort is a great deal of code.
        let at = self.locators.partition_point(|better| better.score >= score);
        self.locators.insert(at, Locator { selector, matches, score });
    }

    /// A CSS selector with its number of matches, counted unless it is known. What finds nothing is left out.
    fn css(&mut self, css: String, full: u8, known: Option<u32>) -> u32 {
        let matches = known.unwrap_or_else(|| self.root.count(&css));
        if matches > 0
            && let Some(css) = exact(self.gate, css)
        {
            self.push(Selector::Css { css }, matches, full);
        }
        matches
    }

    fn test_ids(&mut self, element: &Element) {
        for word in TEST_IDS {
            let Some(value) = dom::attribute(element, word).filter(|value| is_short(value)) else { continue };
            let matches = self.root.count(&concat(&["[", word.text(), "=", &css_string(&value), "]"]));
            if let Some(value) = exact(self.gate, value) {
                let attribute = word.text().to_owned();
                self.push(Selector::TestId { attribute, value }, matches, score::TEST_ID);
            }
            return;
        }
    }

    fn role_and_name(&mut self, facts: &Facts) -> Option<Vec<Element>> {
        if !is_called_by_name(&facts.role) || !text::says_something(&facts.name) {
            return None;
        }
        let name = words(self.gate, &facts.name)?;
        let found = count::by_role(self.root, &facts.role, name.as_str());
        let selector = Selector::Role { role: facts.role.clone(), name };
        self.push(selector, at_least_one(found.len()), score::ROLE_NAME);
        Some(found)
    }

    fn label(&mut self, facts: &Facts) {
        if text::says_something(&facts.label)
            && let Some(text) = words(self.gate, &facts.label)
        {
            let found = count::by_label(self.root, text.as_str());
            self.push(Selector::Label { text }, at_least_one(found.len()), score::LABEL);
        }
    }

    fn placeholder(&mut self, facts: &Facts) {
        if facts.placeholder.is_empty() || !is_short(&facts.placeholder) {
            return;
        }
        let matches = self.root.count(&concat(&["[placeholder=", &css_string(&facts.placeholder), "]"]));
        if let Some(text) = words(self.gate, &facts.placeholder) {
            self.push(Selector::Placeholder { text }, at_least_one(matches as usize), score::PLACEHOLDER);
        }
    }

    /// The visible text, where role and name do not say the same already.
    fn text(&mut self, facts: &Facts) {
        let said = is_called_by_name(&facts.role) && facts.text == facts.name;
        if said || !text::says_something(&facts.text) || facts.text.chars().count() > NAME_LIMIT {
            return;
        }
        if let Some(text) = words(self.gate, &facts.text) {
            let found = count::by_text(self.root, &facts.tag, text.as_str());
            self.push(
                Selector::Text { tag: facts.tag.clone(), text },
                at_least_one(found.len()),
                score::TEXT,
            );
        }
    }

    fn attributes(&mut self, element: &Element, facts: &Facts) {
        let tag = css_identifier(&facts.tag);
        if let Some(id) = dom::attribute(element, Word::Id).filter(|id| !machine::is_machine_made(id)) {
            self.css(concat(&["#", &css_identifier(&id)]), score::ID, None);
        }
        if let Some(name) = dom::attribute(element, Word::Name).filter(|name| !machine::is_machine_made(name))
        {
            self.css(concat(&[tag.as_str(), "[name=", &css_string(&name), "]"]), score::NAME_ATTRIBUTE, None);
        }
        if facts.tag == "a"
            && let Some(part) =
                dom::attribute(element, Word::Href).and_then(|href| stable_href(&href, self.gate))
        {
            self.css(concat(&[tag.as_str(), &part]), score::HREF, None);
        }
        if !text::says_something(&facts.text) {
            for word in [Word::Title, Word::Alt] {
                if let Some(value) = dom::words_of(element, word).filter(|value| is_short(value)) {
                    self.css(
                        concat(&[tag.as_str(), "[", word.text(), "=", &css_string(&value), "]"]),
                        score::ATTRIBUTE,
                        None,
                    );
                    break;
                }
            }
        }
    }

    fn classes(&mut self, element: &Element, facts: &Facts) {
        let Some(css) = class_selector(element, &facts.tag) else { return };
        self.css(css, score::CLASSES, None);
    }

    /// Within the row or entry: the way that tells ten equal buttons apart.
    fn row(&mut self, element: &Element, facts: &Facts, by_name: Option<Vec<Element>>) {
        let kinds = facts.containers.iter().map(|container| container.kind);
        let Some(entry) = context::telling(kinds).and_then(|index| facts.containers.get(index)) else {
            return;
        };
        let Some(row) = words(self.gate, &entry.name) else { return };
        let (inner, mut found) = match by_name {
            Some(found) => {
                let name = words(self.gate, &facts.name);
                (name.map(|name| Selector::Role { role: facts.role.clone(), name }), found)
            }
            None => {
                let css = class_selector(element, &facts.tag).unwrap_or_else(|| css_identifier(&facts.tag));
                let (found, _) = self.root.all(&css, MOST_IN_ROWS);
                (exact(self.gate, css).map(|css| Selector::Css { css }), found)
            }
        };
        let Some(inner) = inner else { return };
        find::retain_in_row(&mut found, row.as_str(), Some(element));
        let selector = Selector::Row { row, inner: Box::new(inner) };
        self.push(selector, at_least_one(found.len()), score::ROW);
    }
}

/// Whether people say "the Save button" of this role. Rows and entries are told by what stands in them, and
/// putting the names of all of them together would cost more than all else.
fn is_called_by_name(role: &str) -> bool {
    !matches!(
        role,
        "" | "row" | "rowgroup" | "table" | "grid" | "treegrid" | "list" | "listitem" | "paragraph"
    )
}

const TEST_IDS: [Word; 5] =
    [Word::DataTestId, Word::DataTest, Word::DataTestHyphenId, Word::DataCy, Word::DataQa];

/// The tag with up to three classes that a person wrote.
pub(crate) fn class_selector(element: &Element, tag: &str) -> Option<String> {
    let classes = dom::attribute(element, Word::Class)?;
    let mut css = css_identifier(tag);
    let telling = classes.split_ascii_whitespace().filter(|class| machine::is_telling_class(class));
    let mut any = false;
    for class in telling.take(MOST_CLASSES) {
        css.push('.');
        css.push_str(&css_identifier(class));
        any = true;
    }
    any.then_some(css)
}

/// A condition on `href` that holds no secret: the path alone, exact where there was nothing else.
fn stable_href(href: &str, gate: &Gate) -> Option<String> {
    let href = href.trim();
    let scheme = cut(href, b":").map(|(scheme, _)| scheme).unwrap_or_default();
    let script = ["javascript", "data", "blob"].iter().any(|bad| scheme.eq_ignore_ascii_case(bad));
    if script || href.is_empty() || href == "#" || !is_short(href) {
        return None;
    }
    let end = parts::place(href, b"?#").unwrap_or(href.len());
    let (path, rest) = href.split_at(end);
    let is_anchor = rest.starts_with('#') && !machine::is_machine_made(without_first(rest, b'#'));
    let kept = if rest.is_empty() || is_anchor { href } else { href.get(..=end).unwrap_or(path) };
    // A path that the gate would mask is made for one visit.
    let reduced = gate.url(&PageText::from_page(kept));
    if reduced.as_str() != without_last(kept, b'?') || kept == "?" {
        return None;
    }
    let how = if kept.len() == href.len() { "=" } else { "^=" };
    Some(concat(&["[href", how, &css_string(kept), "]"]))
}

fn is_short(value: &str) -> bool {
    !value.is_empty() && value.len() <= LONGEST_VALUE
}

fn at_least_one(found: usize) -> u32 {
    u32::try_from(found).unwrap_or(u32::MAX).max(1)
}

/// A string of a machine through the gate: whole, or not at all.
fn exact(gate: &Gate, raw: String) -> Option<Redacted<String>> {
    let masked_before = is_masked(&raw);
    gate.exact(&PageText::from_page(raw), SELECTOR_LIMIT)
        .filter(|passed| masked_before || !is_masked(passed.as_str()))
}

/// Words through the gate; words with a secret in them would find nothing.
fn words(gate: &Gate, raw: &str) -> Option<Redacted<String>> {
    let passed = gate.text(&PageText::from_page(raw), NAME_LIMIT);
    let secret = is_masked(passed.as_str()) && !is_masked(raw);
    (!passed.is_empty() && !secret).then_some(passed)
}
