//! Parts of a page that scroll by themselves, and the page itself where it stands in a frame.

use cairn_messages::Way;
use cairn_workflow::Point;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, Node};

/// Most parts that are remembered.
const MOST: usize = 8;

/// The parts that scrolled, by whatever.
#[derive(Default)]
pub struct Scrolls {
    parts: Vec<Part>,
}

struct Part {
    element: Element,
    /// Where it stood at the last press.
    from: Point,
    /// Where it stood at the press before.
    earlier: Point,
    /// The person has moved it since.
    moved: bool,
    /// The page has moved it since: where it stood is not known any more.
    lost: bool,
}

#[wasm_bindgen]
extern "C" {
    type Scroller;
    #[wasm_bindgen(method, structural, getter, js_name = scrollLeft)]
    fn left(this: &Scroller) -> f64;
    #[wasm_bindgen(method, structural, getter, js_name = scrollTop)]
    fn top(this: &Scroller) -> f64;
    #[wasm_bindgen(method, structural, getter, js_name = clientWidth)]
    fn width(this: &Scroller) -> f64;
    #[wasm_bindgen(method, structural, getter, js_name = clientHeight)]
    fn height(this: &Scroller) -> f64;
}

fn offset(element: &Element) -> Point {
    let scroller: &Scroller = element.unchecked_ref();
    Point { x: scroller.left(), y: scroller.top() }
}

impl Scrolls {
    /// Something scrolls, `by_hand` or by the page itself. The top page tells its own scrolling by its layout.
    pub fn moved(&mut self, event: &Event, by_hand: bool, top: bool) {
        let Some(target) = event.target() else { return };
        let element = match target.dyn_into::<Element>() {
            Ok(element) => Some(element),
            Err(_) if top => None,
            Err(target) => target.unchecked_into::<web_sys::Document>().document_element(),
        };
        let Some(element) = element else { return };
        let index = self.parts.iter().position(|part| part.element == element).unwrap_or_else(|| {
            if self.parts.len() == MOST {
                self.parts.remove(0);
            }
            // Nearly all stand at their top until somebody scrolls them.
            let (from, earlier) = (Point::default(), Point::default());
            self.parts.push(Part { element, from, earlier, moved: false, lost: false });
            self.parts.len() - 1
        });
        let part = &mut self.parts[index];
        if by_hand && core::mem::take(&mut part.lost) {
            // This is heard after the first piece of the way.
            part.from = offset(&part.element);
        }
        part.moved |= by_hand;
        part.lost |= !by_hand && !part.moved;
    }

    /// Whether the person has scrolled a part since the last press.
    pub fn any(&self) -> bool {
        self.parts.iter().any(|part| part.moved)
    }

    /// The innermost part that had to be scrolled so that this could be pressed.
    pub fn reached(&mut self, pressed: &Element) -> Option<(Element, Way)> {
        let mut reached: Option<(Element, Way)> = None;
        for part in &mut self.parts {
            part.earlier = part.from;
            if !core::mem::take(&mut part.moved) {
                continue;
            }
            let to = offset(&part.element);
            let from = core::mem::replace(&mut part.from, to);
            let outer: &Node = &part.element;
            let inner = reached.as_ref().is_none_or(|(known, _)| known.contains(Some(outer)));
            if inner && outer.contains(Some(pressed)) && was_hidden(&part.element, pressed, from, to) {
                reached = Some((part.element.clone(), Way::Scroll { from, to }));
            }
        }
        reached
    }

    /// The last press was none but the beginning of a swipe.
    pub fn swiped(&mut self) {
        for part in &mut self.parts {
            part.from = part.earlier;
            part.moved = true;
        }
    }
}

/// Whether the middle of an element was out of its part's view before.
fn was_hidden(part: &Element, pressed: &Element, from: Point, to: Point) -> bool {
    let (rect, view) = (pressed.get_bounding_client_rect(), part.get_bounding_client_rect());
    // The page's own view does not move with it.
    let corner = if part.parent_element().is_none() {
        Point::default()
    } else {
        Point { x: view.left(), y: view.top() }
    };
    let scroller: &Scroller = part.unchecked_ref();
    let x = rect.left() + rect.width() / 2.0 + to.x - from.x - corner.x;
    let y = rect.top() + rect.height() / 2.0 + to.y - from.y - corner.y;
    !((0.0..scroller.width()).contains(&x) && (0.0..scroller.height()).contains(&y))
}
