//! Many elements asked at once: one call of the browser's own array functions instead of one for each element.

use js_sys::{Array, Function, JsString, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// Longest text that is taken over for one scan, in UTF-16 units.
const LONGEST: u32 = 60_000;
/// Between two texts; no page has it in words.
const BETWEEN: &str = "\u{1}";

#[wasm_bindgen]
extern "C" {
    /// `Array` with the functions that js-sys has for closures only.
    #[wasm_bindgen(js_name = Array)]
    #[derive(Clone)]
    type Listed;
    // Lists of the DOM have these two as well.
    #[wasm_bindgen(method, structural, getter)]
    fn length(this: &Listed) -> u32;
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn get(this: &Listed, index: u32) -> Option<Element>;
    #[wasm_bindgen(static_method_of = Listed, js_name = from)]
    fn mapped(list: &Listed, read: &Function) -> Array;
    #[wasm_bindgen(method, final, js_class = "Array", js_name = slice)]
    fn cut(this: &Listed, from: u32, to: u32) -> Listed;
}

#[wasm_bindgen]
extern "C" {
    /// `String` with arguments that stay on JavaScript's side.
    #[wasm_bindgen(js_name = String)]
    type Held;
    #[wasm_bindgen(method, final, js_class = "String", js_name = indexOf)]
    fn index_of(this: &Held, part: &JsString, from: u32) -> i32;
    #[wasm_bindgen(method, final, js_class = "String", js_name = split)]
    fn split(this: &Held, between: &JsString) -> Array;
}

thread_local! {
    static TEXT: Option<Function> = reader("Node", "textContent");
    static ARIA_LABEL: Option<Function> = reader("Element", "ariaLabel");
}

/// The getter of a property as a function of the element.
fn reader(class: &str, property: &str) -> Option<Function> {
    let of = |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name)).ok();
    let prototype: Object = of(&of(&js_sys::global(), class)?, "prototype")?.dyn_into().ok()?;
    let described = Object::get_own_property_descriptor(&prototype, &JsValue::from_str(property));
    let getter: Function = of(&described, "get")?.dyn_into().ok()?;
    let call: Function = of(&getter, "call")?.dyn_into().ok()?;
    Some(call.bind0(&getter))
}

/// Elements found by a selector, the first few hundred of them, with their texts on JavaScript's side.
pub(crate) struct Scan {
    elements: Listed,
    texts: Option<Texts>,
    labels: Option<Texts>,
}

impl Scan {
    /// A scan of the first elements of a list, static or live.
    pub(super) fn of(list: &JsValue, limit: u32) -> Self {
        let list = list.unchecked_ref::<Listed>();
        let elements = if list.length() > limit { list.cut(0, limit) } else { list.clone() };
        let texts = TEXT.with(|read| Texts::of(&elements, read.as_ref()));
        let labels = ARIA_LABEL.with(|read| Texts::of(&elements, read.as_ref()));
        Self { elements, texts, labels }
    }

    /// Gives `visit` each element whose raw text holds `word`, with the text, until it answers `false`.
    pub(crate) fn with_text(&self, word: &str, visit: &mut dyn FnMut(Element, String) -> bool) {
        self.each(self.texts.as_ref(), word, visit);
    }

    /// The same for `aria-label`.
    pub(crate) fn with_label(&self, word: &str, visit: &mut dyn FnMut(Element, String) -> bool) {
        self.each(self.labels.as_ref(), word, visit);
    }

    fn each(&self, texts: Option<&Texts>, word: &str, visit: &mut dyn FnMut(Element, String) -> bool) {
        let Some(texts) = texts else { return };
        let word = JsString::from(word);
        let mut at = Place::default();
        while let Some(text) = texts.next(&word, &mut at) {
            let Some(element) = self.elements.get(at.index) else { return };
            if !visit(element, text) {
                return;
            }
        }
    }
}

/// How far a search has come: the index of an element, and where its text begins.
#[derive(Default)]
struct Place {
    index: u32,
    from: u32,
    started: bool,
}

/// Texts of many elements in one string.
struct Texts {
    joined: JsString,
    between: JsString,
}

impl Texts {
    /// One property of each element; nothing where the texts are too long to be those of controls.
    fn of(list: &Listed, read: Option<&Function>) -> Option<Self> {
        let joined = Listed::mapped(list, read?).join(BETWEEN);
        (joined.length() <= LONGEST).then(|| Self { joined, between: JsString::from(BETWEEN) })
    }

    /// The next text that holds the word, after the one that was given last.
    fn next(&self, word: &JsString, at: &mut Place) -> Option<String> {
        let joined: &Held = self.joined.unchecked_ref();
        if at.started {
            let end = joined.index_of(&self.between, at.from);
            at.from = u32::try_from(end).ok()? + 1;
            at.index += 1;
        }
        at.started = true;
        let hit = u32::try_from(joined.index_of(word, at.from)).ok()?;
        let passed: &Held = &self.joined.slice(at.from, hit).unchecked_into::<Held>();
        let pieces = passed.split(&self.between);
        let skipped = pieces.length().saturating_sub(1);
        let last = pieces.get(skipped).unchecked_into::<JsString>();
        at.index += skipped;
        at.from = hit - last.length();
        let end = u32::try_from(joined.index_of(&self.between, hit)).unwrap_or_else(|_| self.joined.length());
        Some(String::from(self.joined.slice(at.from, end)))
    }
}
