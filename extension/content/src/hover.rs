//! What the mouse opens by coming to something: menus that are there only then, and whose entries are pressed next.
//!
//! Nothing tells of a menu that a style sheet opens, and by the time that it is pressed nothing tells any more that
//! it was closed. So what is hidden is looked for while the page is still, and looked at again when the mouse rests:
//! what is to be seen now was opened by what the mouse came to. No event waits for any of this.

use cairn_chrome_api::Ready;
use cairn_messages::{Layout, Reached, Way};
use js_sys::{Array, Object, Reflect, WeakMap};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Node};

/// What opens, or is an entry of what opens. The rest of a page, its most part, is not looked at.
const OPENING: &str = "body>:not(script),li,ul,a,button,[role],[hidden],[class*=menu],[class*=drop],[class*=sub],[class*=pop],\
                       [style*=none],[style*=hidden]";
/// Where the mouse passes over many of them, the way to what is pressed is no hovering.
const ROWS: &str = "tr,li,[role=row],[role=listitem]";
/// Most of them that are looked at.
const MOST: u32 = 1_500;
/// Most that were hidden once and are remembered.
const MOST_HIDDEN: u32 = 200;
/// Most places of the mouse that are remembered, and openings that wait for a press.
const MOST_KEPT: usize = 8;
/// What a page does this long after a press or key is its answer to that, in milliseconds.
const ANSWER: i64 = 400;
/// What a page does longer after the mouse came is no answer to its coming, in milliseconds.
const INTENT: i64 = 600;

/// While the mouse stays where it is and nothing is done, a page that changes is looked at this seldom, in milliseconds.
const SELDOM: i64 = 2_000;

/// The states of an element: it was always to be seen; it is hidden; it was, and is found just now; something else than
/// the mouse has shown it. From [`OPENED`] on, it is the number of its opener.
const SEEN: f64 = 1.0;
const HIDDEN: f64 = 2.0;
const NEW: f64 = 3.0;
const OTHERWISE: f64 = 4.0;
const OPENED: f64 = 5.0;

/// What is hidden, what has opened, and where the mouse was.
pub struct Hover {
    states: WeakMap,
    /// What was hidden once.
    hidden: Array,
    /// What the mouse came to, which opened something since the last press.
    openers: Vec<Opener>,
    /// The number of the next.
    number: f64,
    /// Where the mouse came to, the newest last.
    passed: Vec<Passed>,
    options: Object,
    /// The generation of the last look at everything; 0 before the first.
    looked: u32,
    /// When that was.
    looked_at: i64,
    /// When the page first changed since the last look; 0 where it has not.
    changed_at: i64,
}

/// Where the mouse came to.
#[derive(Clone)]
pub struct Passed {
    /// The path of the event.
    pub path: Array,
    /// When, milliseconds since 1970.
    pub at: i64,
    /// The generation until then.
    pub generation: u32,
}

struct Opener {
    element: Element,
    number: f64,
    reached: Reached<Ready>,
}

#[wasm_bindgen]
extern "C" {
    type Asked;
    #[wasm_bindgen(method, structural, js_name = checkVisibility)]
    fn is_visible(this: &Asked, options: &Object) -> bool;
}

impl Default for Hover {
    fn default() -> Self {
        let options = Object::new();
        for name in ["opacityProperty", "visibilityProperty"] {
            // Fails for what is frozen: this is not.
            let _ = Reflect::set(&options, &name.into(), &JsValue::TRUE);
        }
        Self {
            states: WeakMap::new(),
            hidden: Array::new(),
            openers: Vec::new(),
            number: OPENED,
            passed: Vec::new(),
            options,
            looked: 0,
            looked_at: 0,
            changed_at: 0,
        }
    }
}

impl Hover {
    /// The mouse came to something.
    pub fn over(&mut self, passed: Passed) {
        if self.passed.len() == MOST_KEPT {
            self.passed.remove(0);
        }
        self.passed.push(passed);
    }

    /// Whether it is worth its price to look now. The person did something last at `acted_at`.
    pub fn is_due(&mut self, now: i64, acted_at: i64) -> bool {
        let last = self.passed.last().map_or(acted_at, |passed| passed.at.max(acted_at));
        let due = last >= self.looked_at || now - self.looked_at >= SELDOM;
        if due {
            self.looked_at = now;
        }
        due
    }

    /// Something that can be seen may have changed.
    pub fn changed(&mut self, at: i64) {
        if self.changed_at == 0 {
            self.changed_at = at;
        }
    }

    fn sees(&self, element: &Object) -> bool {
        element.unchecked_ref::<Asked>().is_visible(&self.options)
    }

    fn state(&self, element: &Object) -> f64 {
        self.states.get(element).as_f64().unwrap_or_default()
    }

    fn set(&self, element: &Object, state: f64) {
        self.states.set(element, &state.into());
    }

    /// What of these is in a state.
    fn are(&self, elements: &Array, state: f64) -> Array {
        let found = Array::new();
        for element in elements.iter() {
            if self.state(element.unchecked_ref()) == state {
                found.push(&element);
            }
        }
        found
    }

    /// Looks at what was hidden and, where the page has changed since, at everything. The person did something last
    /// at `acted_at`. Says what has opened something, and since when something is to be seen, or is not any more, of
    /// which no mutation told.
    pub fn look(
        &mut self,
        document: &Document,
        generation: u32,
        acted_at: i64,
    ) -> (Option<Passed>, Option<i64>) {
        let mut altered = false;
        let hidden = core::mem::replace(&mut self.hidden, Array::new());
        for element in hidden.iter() {
            let element: &Node = element.unchecked_ref();
            let seen = self.sees(element);
            if seen == (self.state(element) == HIDDEN) {
                self.set(element, if seen { NEW } else { HIDDEN });
                altered = true;
            }
            if seen || element.is_connected() {
                self.hidden.push(element);
            } else {
                self.states.delete(element);
            }
        }
        if altered || generation != self.looked {
            self.look_at_all(document);
        }
        self.looked = generation;
        let opener = self.opener(acted_at);
        let came = self.passed.last().map(|passed| passed.at);
        let unheard = came.filter(|_| altered && self.changed_at == 0);
        self.changed_at = 0;
        let state = if opener.is_some() { self.number } else { OTHERWISE };
        for element in self.are(&self.hidden, NEW).iter() {
            self.set(element.unchecked_ref(), state);
        }
        (opener, unheard)
    }

    /// What the recorder itself found out is known.
    pub fn knows(&mut self, generation: u32) {
        self.looked = generation;
        self.changed_at = 0;
    }

    fn look_at_all(&self, document: &Document) {
        let Ok(list) = document.query_selector_all(OPENING) else { return };
        // What is in something hidden, or new, goes with it.
        let (mut hidden, mut new): (Option<Node>, Option<Node>) = (None, None);
        for index in 0..list.length().min(MOST) {
            let Some(node) = list.item(index) else { continue };
            let within =
                |outer: &Option<Node>| outer.as_ref().is_some_and(|outer| outer.contains(Some(&node)));
            if within(&hidden) {
                continue;
            }
            let (state, seen) = (self.state(&node), self.sees(&node));
            let fresh = seen && (state == NEW || state == 0.0 && self.looked > 0 && !within(&new));
            if state <= SEEN {
                let kept = fresh || !seen;
                let state = if kept && self.hidden.length() < MOST_HIDDEN {
                    self.hidden.push(&node);
                    if seen { NEW } else { HIDDEN }
                } else {
                    f64::from(seen)
                };
                self.set(&node, state);
            }
            if fresh {
                new = Some(node);
            } else if !seen {
                hidden = Some(node);
            }
        }
    }

    /// What opened what was just found: the last that the mouse came to before the page changed and that
    /// is no part of it, if the change came soon after and is no answer to a press or key.
    fn opener(&self, acted_at: i64) -> Option<Passed> {
        let no_new = |elements: &Array| self.are(elements, NEW).length() == 0;
        if no_new(&self.hidden) {
            return None;
        }
        let before = |at: i64| self.changed_at == 0 || at <= self.changed_at;
        let passed = self.passed.iter().rev().find(|passed| before(passed.at) && no_new(&passed.path))?;
        let answers = self.changed_at == 0 || self.changed_at - passed.at <= INTENT;
        (answers && passed.at - acted_at > ANSWER).then(|| passed.clone())
    }

    /// Remembers what has opened something, and how the page stood before.
    pub fn opened(&mut self, element: Element, target: Ready, layout: Layout) {
        if self.openers.len() == MOST_KEPT {
            self.openers.remove(0);
        }
        let reached = Reached { at: layout.at, target, way: Way::Hover {}, layout };
        self.openers.push(Opener { element, number: self.number, reached });
        self.number += 1.0;
    }

    /// What had to be hovered over so that this could be pressed, in order. Told once; what was opened and not used
    /// is forgotten.
    pub fn reached(&mut self, pressed: &Element) -> Vec<Reached<Ready>> {
        let mut needed = Vec::new();
        let wanted = Array::new();
        wanted.push(pressed);
        while let Some(opener) = self.openers.pop() {
            let shown = self.are(&self.hidden, opener.number);
            let opens = |target: &Node| {
                shown.iter().any(|outer| outer.unchecked_ref::<Node>().contains(Some(target)))
                    && !is_on_the_way(&opener.element, target)
            };
            if wanted.iter().any(|target| opens(target.unchecked_ref())) {
                wanted.push(&opener.element);
                needed.insert(0, opener.reached);
            }
        }
        needed
    }
}

/// Whether the mouse comes over both by itself when it goes to the target: buttons that a row shows while the mouse is
/// in it.
fn is_on_the_way(opener: &Element, target: &Node) -> bool {
    let target: &Element = target.unchecked_ref();
    let Ok(Some(row)) = target.closest(ROWS) else { return false };
    let (outer, inner) = (row.get_bounding_client_rect(), target.get_bounding_client_rect());
    AsRef::<Node>::as_ref(&row).contains(Some(opener))
        && outer.left() <= inner.left()
        && outer.top() <= inner.top()
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}
