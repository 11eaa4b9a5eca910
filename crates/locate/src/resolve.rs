//! Finding an element again: candidates by tag, role and locators, agreement of every kept fact, and a margin.

use cairn_redact::clean;
use cairn_workflow::{Context, Locator, Selector, Target};
use js_sys::Map;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use crate::context::Container;
use crate::describe::Facts;
use crate::dom::{self, Root};
use crate::kept::{
    CssKind, css_kind, is_path, is_told_apart, locators_in, on_path, paths, says_words, was_alone,
};
use crate::rules::decide::{self, Agreement, Verdict};
use crate::rules::quote::css_identifier;
use crate::rules::text;
use crate::{NAME_LIMIT, context, find, place};

/// Most candidates of one root.
const MOST_CANDIDATES: u32 = 1_000;
/// Most candidates that are compared in every fact.
const MOST_COMPARED: usize = 300;
/// Most shadow roots that are searched.
const MOST_ROOTS: u32 = 80;

/// Likeness below which the words on a control are those of another one: "Order 17" is not "Order 18". Marks and
/// the order of words may differ.
const SAME_WORDS: u32 = 95;
/// Likeness below which a row or entry is another one; of a longer text some words may have changed.
const SAME_ENTRY: u32 = 75;

/// What became of a target.
#[derive(Clone, Debug)]
pub enum Resolved {
    /// This element, and no other comes near.
    One(Element),
    /// Two or more elements agree about as well with what was recorded.
    Ambiguous,
    /// No element agrees well with what was recorded.
    Gone,
}

/// How sure an answer must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// For a person who looks on: where nothing but the place tells twins apart, the place decides, as long as they
    /// are as many as they were.
    Usual,
    /// For a replay that nobody watches: what only the place tells apart is taken on an unchanged page alone.
    Strict,
}

/// Finds a target in a document: the one it stood in, or the top page, whose frames are then followed.
pub fn resolve(target: &Target, document: &Document, care: Care) -> Resolved {
    let mut candidates = Candidates::default();
    for place in places(target, document) {
        candidates.gather(target, &place);
    }
    candidates.decide(target, care)
}

/// A root that the target can stand in.
struct Place {
    root: Root,
    /// Whether the way to it is the one of the capture, and leads nowhere else.
    exact: bool,
}

/// The document or the shadow roots that the target can stand in.
fn places(target: &Target, document: &Document) -> Vec<Place> {
    let mut places = vec![Place { root: Root::Document(within_frames(target, document)), exact: true }];
    for host in &target.shadow {
        let tag = host.as_str().rsplit([' ', '>']).next().unwrap_or_default();
        let tag = tag.split(['#', ':', '[', '.']).next().unwrap_or_default();
        let mut next: Vec<Place> = Vec::new();
        for place in &places {
            let (on_the_way, count) = place.root.all(host.as_str(), 4);
            // Hosts of the same tag count too: the way to the host may have changed.
            let others = if tag.contains('-') { place.root.all(tag, MOST_ROOTS).0 } else { Vec::new() };
            let others =
                others.into_iter().filter(|other| !on_the_way.contains(other)).map(|other| (other, false));
            let exact = place.exact && count == 1;
            let all: Vec<_> = on_the_way.iter().cloned().map(|host| (host, exact)).chain(others).collect();
            for (host, exact) in all {
                if let Some(root) = Root::within(&host).filter(|_| next.len() < MOST_ROOTS as usize) {
                    next.push(Place { root, exact });
                }
            }
        }
        places = next;
    }
    places
}

/// Follows the frames down where the document is the top page of a target within frames.
fn within_frames(target: &Target, document: &Document) -> Document {
    let mut at = document.clone();
    if target.frame.is_empty() || !dom::is_top(document) {
        return at;
    }
    for step in &target.frame {
        let (found, count) = Root::Document(at.clone()).all(step.css.as_str(), 1);
        match found.first().filter(|_| count == 1).and_then(dom::frame_document) {
            Some(inner) => at = inner,
            None => return at,
        }
    }
    at
}

/// Elements in question, and which of the locators find them.
#[derive(Default)]
struct Candidates {
    elements: Vec<Element>,
    /// A bit for each locator that finds the element.
    hits: Vec<u32>,
    /// How many elements each locator finds now, in all places.
    found: Vec<u32>,
    /// The same in the place of the capture.
    found_in_place: Vec<u32>,
    index: Option<Map>,
}

impl Candidates {
    fn gather(&mut self, target: &Target, place: &Place) {
        self.found.resize(target.locators.len(), 0);
        self.found_in_place.resize(target.locators.len(), 0);
        let by_tag = place.root.all(&css_identifier(&target.tag), MOST_CANDIDATES).0;
        for element in by_tag {
            self.add(element);
        }
        for (bit, locator) in target.locators.iter().enumerate().take(32) {
            let found = find::by(&locator.selector, &place.root);
            let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
            for counts in [Some(&mut self.found), place.exact.then_some(&mut self.found_in_place)] {
                if let Some(sum) = counts.and_then(|counts| counts.get_mut(bit)) {
                    *sum = sum.saturating_add(count);
                }
            }
            for element in found {
                let index = self.add(element);
                let counts = place.exact || !is_path(&locator.selector);
                if let Some(hits) = self.hits.get_mut(index).filter(|_| counts) {
                    *hits |= 1 << bit;
                }
            }
        }
    }

    fn add(&mut self, element: Element) -> usize {
        let index = self.index.get_or_insert_with(Map::new);
        let key: &JsValue = element.as_ref();
        if let Some(known) = index.get(key).as_f64() {
            return known as usize;
        }
        index.set(key, &JsValue::from(self.elements.len() as u32));
        self.elements.push(element);
        self.hits.push(0);
        self.elements.len() - 1
    }

    fn decide(self, target: &Target, care: Care) -> Resolved {
        let worth = |index: usize| {
            let hits = self.hits.get(index).copied().unwrap_or_default();
            locators_in(target, hits).map(|locator| u32::from(locator.score)).sum::<u32>()
        };
        let mut order: Vec<(u32, usize)> =
            (0..self.elements.len()).map(|index| (worth(index), index)).collect();
        order.sort_unstable_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        let mut order: Vec<usize> = order.into_iter().map(|(_, index)| index).collect();
        // Where nothing but the tag speaks for most, those few with a locator are enough.
        order.truncate(MOST_COMPARED);
        let compared: Vec<Compared> = order
            .iter()
            .filter_map(|index| Some((self.elements.get(*index)?, *self.hits.get(*index)?)))
            .map(|(element, hits)| compare(target, element, hits, &self.found))
            .collect();
        let element = |at: usize| order.get(at).and_then(|index| self.elements.get(*index));
        let chosen = match self.choose(target, &compared, care) {
            Verdict::Ambiguous if care == Care::Usual => self.by_place(target, &compared, &element),
            // Another may have been put into the row.
            Verdict::One(at)
                if care == Care::Strict
                    && compared.get(at).is_some_and(|one| one.by_row)
                    && element(at).is_some_and(|one| !has_last_step(target, one)) =>
            {
                Verdict::Ambiguous
            }
            chosen => chosen,
        };
        match chosen {
            Verdict::One(at) => element(at).map_or(Resolved::Gone, |one| Resolved::One(one.clone())),
            Verdict::Ambiguous => Resolved::Ambiguous,
            Verdict::Gone => Resolved::Gone,
        }
    }

    /// The verdict by everything; where only the place decides it, the page must be as it was.
    fn choose(&self, target: &Target, compared: &[Compared], care: Care) -> Verdict {
        let by_all = decide::decide(&compared.iter().map(|one| one.all.share()).collect::<Vec<_>>());
        let by_facts = decide::decide(&compared.iter().map(|one| one.facts.share()).collect::<Vec<_>>());
        match (by_all, by_facts) {
            (Verdict::One(all), Verdict::One(facts))
                if all == facts && compared.get(all).is_some_and(|one| one.is_sure(care)) =>
            {
                Verdict::One(all)
            }
            (Verdict::Gone, _) => Verdict::Gone,
            _ => {
                let mut placed =
                    compared.iter().enumerate().filter(|(_, one)| one.in_place && one.all.share() > 0);
                match (placed.next(), placed.next()) {
                    (Some((index, one)), None) if self.is_unchanged(target) && is_top(one, compared) => {
                        Verdict::One(index)
                    }
                    _ => Verdict::Ambiguous,
                }
            }
        }
    }

    /// Of twins that are as many as they were, the one that stands where it stood: its way from the top of the tree
    /// holds every step of the kept one, or it is near the kept place, and no twin comes close in that.
    fn by_place<'a>(
        &self,
        target: &Target,
        compared: &[Compared],
        element: &dyn Fn(usize) -> Option<&'a Element>,
    ) -> Verdict {
        let Some(kept) = paths(target).next().filter(|_| self.are_as_many(target)) else {
            return Verdict::Ambiguous;
        };
        let shares: Vec<u32> = compared.iter().map(|one| one.facts.share()).collect();
        let places: Vec<decide::Standing> = decide::leaders(&shares)
            .into_iter()
            .filter_map(|index| Some((index, element(index)?)))
            .map(|(index, one)| decide::Standing {
                index,
                steps: text::steps_in_order(kept, &place::path(one, &Root::of(one)).css),
                away: distance(target, one),
            })
            .collect();
        decide::by_place(&places, kept.split(" > ").count() as u32)
    }

    /// Whether the words of the target are found as often as they were; where it has none, its classes.
    fn are_as_many(&self, target: &Target) -> bool {
        let same = |(locator, found): (&Locator, &u32)| {
            let counted = |count: u32| count.clamp(1, find::MOST);
            counted(locator.matches) == counted(*found)
        };
        let pairs = || target.locators.iter().zip(&self.found_in_place);
        let words = pairs().find(|(locator, _)| says_words(&locator.selector));
        let other = pairs().find(|(locator, _)| {
            matches!(locator.selector, Selector::Css { .. }) && !is_path(&locator.selector)
        });
        words.or(other).is_some_and(same)
    }

    /// Whether each locator finds as many elements as it did, as far as is counted.
    fn is_unchanged(&self, target: &Target) -> bool {
        let counted = |count: u32| count.clamp(1, find::MOST);
        let mut pairs = target.locators.iter().zip(&self.found_in_place);
        pairs.all(|(locator, found)| {
            // Rows are searched for in bounds; how many of them were reached says nothing.
            matches!(locator.selector, Selector::Row { .. }) || counted(locator.matches) == counted(*found)
        })
    }
}

/// Whether no other candidate agrees better in the facts.
fn is_top(one: &Compared, compared: &[Compared]) -> bool {
    compared.iter().all(|other| other.facts.share() <= one.facts.share())
}

/// One candidate's agreement: in facts alone, and with its place.
struct Compared {
    facts: Agreement,
    all: Agreement,
    /// Found by the path of the capture.
    in_place: bool,
    /// See [`is_told_apart`].
    told_apart: bool,
    /// Says the words that the target alone said.
    worded: bool,
    /// Told from its twins by nothing of its own, and not on the path of the capture.
    by_row: bool,
}

impl Compared {
    fn is_sure(&self, care: Care) -> bool {
        match care {
            Care::Usual => self.told_apart || self.worded,
            Care::Strict => self.told_apart,
        }
    }
}

fn compare(target: &Target, element: &Element, hits: u32, found: &[u32]) -> Compared {
    let mut own = Facts::of(element);
    if target.context.iter().any(|kept| context::is_entry(kept.kind)) {
        own.look_for_entry(element);
    }
    let mut facts = Agreement::default();
    facts.fact(6, percent(own.role == target.role));
    facts.fact(4, percent(own.tag == target.tag));
    if !target.input_type.is_empty() {
        facts.fact(4, percent(own.input_type == target.input_type));
    }
    let identity = words(target, &own, &mut facts);
    let strong = attributes(target, hits, found, &mut facts);
    let entry = surroundings(target, element, &own, &mut facts);
    let by_row = |locator: &Locator| locator.matches == 1 && matches!(locator.selector, Selector::Row { .. });
    let mut told_apart = is_told_apart(target, hits, found)
        || (entry.is_some_and(|likeness| likeness >= SAME_ENTRY) && target.locators.iter().any(by_row));
    if target.name.is_empty() && !target.nearby.is_empty() {
        let likeness = text::likeness(&clean(&context::nearby(element), NAME_LIMIT), target.nearby.as_str());
        facts.fact(12, likeness);
        told_apart |= likeness >= SAME_WORDS;
    }
    // Other words on the control, or another row: another element, unless its own marks say otherwise.
    let other_words = match identity {
        Some(likeness) => likeness < SAME_WORDS,
        None => !own.is_nameless(),
    };
    if other_words && !strong {
        facts.bar();
    }
    if entry.is_some_and(|likeness| likeness < SAME_ENTRY) && !strong && !was_alone(target) {
        facts.bar();
    }
    let mut all = facts;
    let in_place = on_path(target, hits);
    all.fact(5, percent(in_place));
    all.fact(3, nearness(target, element));
    let worded = was_alone(target) && identity.is_some_and(|likeness| likeness >= SAME_WORDS);
    let by_row = !strong && !worded && !in_place;
    Compared { facts, all, in_place, told_apart, worded, by_row }
}

fn percent(agrees: bool) -> u32 {
    if agrees { 100 } else { 0 }
}

/// The words on and of the element; gives the likeness of the best of them that was kept.
fn words(target: &Target, own: &Facts, facts: &mut Agreement) -> Option<u32> {
    let mut best = None;
    let mut compare = |weight: u32, kept: &str, own: &str| {
        if kept.is_empty() {
            return;
        }
        let likeness = text::likeness(&clean(text::tidied(own), NAME_LIMIT), kept);
        facts.fact(weight, likeness);
        best = Some(best.unwrap_or(0).max(likeness));
    };
    compare(24, target.name.as_str(), &own.name);
    if target.text != target.name {
        compare(10, target.text.as_str(), &own.text);
    }
    if target.label != target.name {
        compare(12, target.label.as_str(), &own.label);
    }
    compare(6, target.placeholder.as_str(), &own.placeholder);
    best
}

/// The attributes that locators name. Whether one of them alone tells the element: it was unique, it still is,
/// and it does not count (an id with a digit may be another's tomorrow).
fn attributes(target: &Target, hits: u32, found: &[u32], facts: &mut Agreement) -> bool {
    let mut strong = false;
    for (bit, locator) in target.locators.iter().enumerate().take(32) {
        let hit = hits & (1 << bit) != 0;
        let (weight, tells) = match &locator.selector {
            Selector::TestId { .. } => (30, true),
            Selector::Css { css } => match css_kind(css.as_str()) {
                CssKind::Id => (12, !css.as_str().bytes().any(|b| b.is_ascii_digit())),
                CssKind::Attribute => (12, true),
                CssKind::Classes => (4, false),
                CssKind::Path => continue,
            },
            Selector::Role { .. }
            | Selector::Label { .. }
            | Selector::Placeholder { .. }
            | Selector::Text { .. }
            | Selector::Row { .. }
            | Selector::Xpath { .. } => continue,
        };
        facts.fact(weight, percent(hit));
        let unique = locator.matches == 1 && found.get(bit) == Some(&1);
        strong |= hit && tells && unique;
    }
    strong
}

/// The containers; gives the likeness of the one that tells the target from its twins, where one was kept.
fn surroundings(target: &Target, element: &Element, own: &Facts, facts: &mut Agreement) -> Option<u32> {
    let telling = context::telling(target.context.iter().map(|kept| kept.kind));
    let mut entry = None;
    for (index, kept) in target.context.iter().enumerate() {
        let same_kind = |kind| kind == kept.kind || (context::is_entry(kind) && context::is_entry(kept.kind));
        let likeness = own
            .containers
            .iter()
            .filter(|container| same_kind(container.kind))
            .map(|container| likeness_of(container, kept))
            .max()
            .unwrap_or(0);
        if telling == Some(index) {
            let beside = || context::is_entry(kept.kind) && context::stands_with(element, kept.name.as_str());
            let likeness = if likeness < SAME_ENTRY && beside() { SAME_WORDS } else { likeness };
            facts.fact(20, likeness);
            entry = Some(likeness);
        } else {
            facts.fact(4, likeness);
        }
    }
    entry
}

/// A row is the same when its cells changed places: its words are then still in it.
fn likeness_of(container: &Container, kept: &Context) -> u32 {
    let by_name = text::likeness(&clean(&container.name, NAME_LIMIT), kept.name.as_str());
    let holds = || text::holds_words(&dom::raw_text(&container.element), kept.name.as_str());
    if by_name < SAME_WORDS && context::is_entry(kept.kind) && holds() { SAME_WORDS } else { by_name }
}

/// Whether the last step of the kept path is the element's own.
fn has_last_step(target: &Target, element: &Element) -> bool {
    let own = place::path(element, &Root::of(element)).css;
    let last = |path: &str| path.rsplit(" > ").next().unwrap_or_default().to_owned();
    paths(target).any(|kept| last(kept) == last(&own))
}

/// How far an element stands from the kept place, in CSS pixels.
fn distance(target: &Target, element: &Element) -> u32 {
    let (rect, _) = place::rect_in_top(element);
    let far = (rect.x - target.rect.x).abs() + (rect.y - target.rect.y).abs();
    if far < 100_000.0 { far as u32 } else { 100_000 }
}

/// How near the place and how like the size is, in per cent. The page may be scrolled otherwise: the column and
/// the size count more than the height on the page.
fn nearness(target: &Target, element: &Element) -> u32 {
    let (rect, _) = place::rect_in_top(element);
    let apart = |left: f64, right: f64, reach: f64| {
        let share = 1.0 - (left - right).abs() / reach;
        if share > 0.0 { (share * 100.0) as u32 } else { 0 }
    };
    let kept = target.rect;
    (apart(rect.x, kept.x, 400.0)
        + apart(rect.width, kept.width, 200.0)
        + apart(rect.height, kept.height, 200.0)
        + apart(rect.y, kept.y, 800.0))
        / 4
}
