//! Where an element stands: its path in the tree, in the frames and in the shadow trees, and its rectangle.

use cairn_redact::parts::{concat, joined};
use cairn_redact::{Gate, PageText, Redacted};
use cairn_workflow::{FrameStep, Rect};
use web_sys::Element;

use crate::dom::{self, Above, Root, Word};
use crate::rules::machine;
use crate::rules::quote::{css_identifier, css_string, decimal, xpath_string};

/// Longest selector that is kept, in characters.
pub(crate) const SELECTOR_LIMIT: usize = 600;
/// Deepest path that is made; deeper trees are a page's mistake.
const DEEPEST: usize = 60;
/// Most frames or shadow roots around one element.
const MOST_AROUND: usize = 8;

/// The path to an element from the nearest id that a person wrote, else from the top of its tree.
#[derive(Default)]
pub(crate) struct Path {
    /// As CSS, for the element's own root.
    pub(crate) css: String,
    /// As XPath, from the document; empty in shadow trees.
    pub(crate) xpath: String,
}

struct Step {
    css: String,
    xpath: String,
}

/// The path to an element. It finds that element alone, now.
pub(crate) fn path(element: &Element, root: &Root) -> Path {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = Some(element.clone());
    let mut anchored = false;
    // Names of SVG and MathML are of another namespace, which XPath minds.
    let drawn = dom::closest(element, "svg,math").is_some();
    while let Some(here) = at {
        if steps.len() == DEEPEST {
            break;
        }
        if let Some(step) = anchor(&here, root, steps.is_empty()) {
            steps.push(step);
            anchored = true;
            break;
        }
        at = dom::parent(&here);
        steps.push(step(&here, drawn));
    }
    steps.reverse();
    let join =
        |part: fn(&Step) -> &str, between: &str| joined(&steps.iter().map(part).collect::<Vec<_>>(), between);
    let css = join(|step| &step.css, " > ");
    let xpath = match root {
        Root::Document(_) => concat(&[if anchored { "//" } else { "/" }, &join(|step| &step.xpath, "/")]),
        Root::Shadow(_) | Root::Loose(_) => String::new(),
    };
    Path { css, xpath }
}

/// A step by an id of a person that only this element has.
fn anchor(element: &Element, root: &Root, is_target: bool) -> Option<Step> {
    let id = dom::attribute(element, Word::Id)?;
    // The target's own id is a locator of its own: the path is there for the day when the id is gone.
    if is_target || machine::is_machine_made(&id) {
        return None;
    }
    let css = concat(&["#", &css_identifier(&id)]);
    (root.count(&css) == 1).then(|| Step { css, xpath: concat(&["*[@id=", &xpath_string(&id), "]"]) })
}

fn step(element: &Element, drawn: bool) -> Step {
    let tag = dom::tag(element);
    if matches!(tag.as_str(), "html" | "body" | "head") {
        return Step { css: tag.clone(), xpath: tag };
    }
    let place = decimal(dom::place_of_type(element, &tag));
    let plain = tag.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let foreign = !plain || drawn;
    Step {
        css: concat(&[&css_identifier(&tag), ":nth-of-type(", &place, ")"]),
        xpath: if foreign {
            concat(&["*[local-name()=", &xpath_string(&tag), "][", &place, "]"])
        } else {
            concat(&[&tag, "[", &place, "]"])
        },
    }
}

/// The shortest selector for a frame or a shadow host: its id, its name, else its path.
fn brief_css(element: &Element, root: &Root) -> String {
    let tag = css_identifier(&dom::tag(element));
    if let Some(id) = dom::attribute(element, Word::Id).filter(|id| !machine::is_machine_made(id)) {
        let css = concat(&[&tag, "#", &css_identifier(&id)]);
        if root.count(&css) == 1 {
            return css;
        }
    }
    if let Some(name) = dom::attribute(element, Word::Name).filter(|name| !machine::is_machine_made(name)) {
        let css = concat(&[&tag, "[name=", &css_string(&name), "]"]);
        if root.count(&css) == 1 {
            return css;
        }
    }
    path(element, root).css
}

fn passed(gate: &Gate, css: String) -> Redacted<String> {
    gate.exact(&PageText::from_page(css), SELECTOR_LIMIT).unwrap_or_default()
}

/// Selectors of the shadow hosts from the document down to the element's root.
pub(crate) fn shadow_hosts(root: &Root, gate: &Gate) -> Vec<Redacted<String>> {
    let mut hosts = Vec::new();
    let mut host = root.host();
    while let Some(element) = host {
        if hosts.len() == MOST_AROUND {
            break;
        }
        let root = Root::of(&element);
        hosts.push(passed(gate, brief_css(&element, &root)));
        host = root.host();
    }
    hosts.reverse();
    hosts
}

/// The frames from the top page down to the element's document, as far as they can be asked.
pub(crate) fn frames(element: &Element, gate: &Gate) -> Vec<FrameStep> {
    let mut steps = Vec::new();
    let mut at = element.clone();
    while let Above::Frame(frame) = dom::above(&at) {
        if steps.len() == MOST_AROUND {
            break;
        }
        let root = Root::of(&frame);
        let words = |word| {
            gate.text(
                &PageText::from_page(dom::attribute(&frame, word).unwrap_or_default()),
                crate::NAME_LIMIT,
            )
        };
        steps.push(FrameStep {
            name: words(Word::Name),
            title: words(Word::Title),
            css: passed(gate, brief_css(&frame, &root)),
        });
        at = frame;
    }
    steps.reverse();
    steps
}

/// An element's rectangle in the top page's viewport, in CSS pixels of the top page.
///
/// The second value is `false` when a page of another origin stands between: the rectangle is then in the
/// viewport of the topmost frame that could be asked.
pub fn rect_in_top(element: &Element) -> (Rect, bool) {
    let (x, y, width, height) = dom::rectangle(element);
    climb(element.clone(), Rect { x, y, width, height })
}

/// A rectangle in the viewport of an element's document, in that of the top page.
pub fn in_top(element: &Element, rect: Rect) -> Rect {
    climb(element.clone(), rect).0
}

fn climb(mut at: Element, mut rect: Rect) -> (Rect, bool) {
    for _ in 0..MOST_AROUND {
        match dom::above(&at) {
            Above::Top => return (rounded(rect), true),
            Above::Barred => return (rounded(rect), false),
            Above::Frame(frame) => {
                rect = through(&frame, rect);
                at = frame;
            }
        }
    }
    (rounded(rect), false)
}

/// Where a frame's viewport lies: what a square of `side` at its corner covers, told as [`rect_in_top`] tells it, and
/// the viewport's width and height. Frames are taken to have the same borders on both sides.
pub fn frame_in_top(frame: &Element, side: f64) -> (Rect, f64, f64) {
    let (left, top, width, height) = dom::frame_box(frame);
    let square = through(frame, Rect { x: 0.0, y: 0.0, width: side, height: side });
    (climb(frame.clone(), square).0, width - 2.0 * left, height - 2.0 * top)
}

/// How many frames [`rect_in_top`] follows from an element's document.
pub fn frames_above(element: &Element) -> u32 {
    let (mut at, mut frames) = (element.clone(), 0);
    while frames < MOST_AROUND as u32
        && let Above::Frame(frame) = dom::above(&at)
    {
        at = frame;
        frames += 1;
    }
    frames
}

/// A rectangle within a frame's viewport, as the page around the frame sees it. Moves and scales are followed;
/// turned frames are not.
fn through(frame: &Element, inner: Rect) -> Rect {
    let (x, y, width, height) = dom::rectangle(frame);
    let (left, top, own_width, own_height) = dom::frame_box(frame);
    let scale_x = if own_width > 0.0 { width / own_width } else { 1.0 };
    let scale_y = if own_height > 0.0 { height / own_height } else { 1.0 };
    Rect {
        x: x + (left + inner.x) * scale_x,
        y: y + (top + inner.y) * scale_y,
        width: inner.width * scale_x,
        height: inner.height * scale_y,
    }
}

/// Hundredths of a pixel are more than a picture can show, and shorter to store.
fn rounded(rect: Rect) -> Rect {
    // Rounding half away from zero would be done in software.
    let round = |value: f64| (value * 100.0 + 0.5).floor() / 100.0;
    Rect { x: round(rect.x), y: round(rect.y), width: round(rect.width), height: round(rect.height) }
}
