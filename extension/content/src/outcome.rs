//! What came of a step: headings and alerts that were not there before.

use cairn_redact::Redacted;
use wasm_bindgen::JsCast;
use web_sys::{Animation, AnimationPlayState, Document, Element};

use crate::dom::Dom;

const OUTCOMES: &str = "h1,h2,h3,[role=heading],[role=alert],[role=status],[aria-live=assertive]";
/// Most headings and alerts that are looked at.
const MOST: u32 = 40;
/// Longest text of one.
const LIMIT: usize = 120;

/// Headings and alerts as last seen.
#[derive(Default)]
pub struct Seen {
    texts: Vec<Redacted<String>>,
    looks: u32,
}

impl Seen {
    /// What is there now and was not at the last look.
    pub fn appeared(&mut self, dom: &Dom) -> Vec<Redacted<String>> {
        self.looks = self.looks.saturating_add(1);
        let Ok(list) = dom.document().query_selector_all(OUTCOMES) else { return Vec::new() };
        let texts: Vec<Redacted<String>> = (0..list.length().min(MOST))
            .filter_map(|index| list.item(index)?.dyn_into::<Element>().ok())
            .map(|element| dom.words(&element, LIMIT))
            .filter(|text| !text.is_empty())
            .collect();
        let new = texts.iter().filter(|text| !self.texts.contains(text)).cloned().collect();
        self.texts = texts;
        new
    }

    /// Whether this was the first look at the document: it may be what a step led to.
    pub fn is_first(&self) -> bool {
        self.looks == 1
    }
}

/// Whether something moves that will come to rest.
pub fn is_animated(document: &Document) -> bool {
    let animations = document.get_animations();
    animations.iter().any(|animation| {
        animation
            .dyn_ref::<Animation>()
            .is_some_and(|animation| animation.play_state() == AnimationPlayState::Running && ends(animation))
    })
}

/// Spinners and tickers never end: they are not waited for.
fn ends(animation: &Animation) -> bool {
    let effect = js_sys::Reflect::get(animation, &"effect".into()).ok();
    let timing = effect.and_then(|effect| {
        let get = js_sys::Reflect::get(&effect, &"getComputedTiming".into()).ok()?;
        get.dyn_ref::<js_sys::Function>()?.call0(&effect).ok()
    });
    let end = timing.and_then(|timing| js_sys::Reflect::get(&timing, &"endTime".into()).ok());
    end.and_then(|end| end.as_f64()).is_some_and(f64::is_finite)
}
