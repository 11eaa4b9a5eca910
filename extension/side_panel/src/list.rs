//! The cards of the steps. One is added or renewed at a time; pictures are there only near what is in sight.

use core::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use cairn_page::dom;
use cairn_view::{StepCard, card_id, step_card, step_card_content};
use cairn_workflow::{Picture, Step, StepId};
use js_sys::Array;
use maud::html;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::model::Model;
use crate::pictures::{ObjectUrl, Pictures};
use crate::{review, screen};

/// Pictures within this distance of what is in sight are loaded.
const NEAR: &str = "1200px";

/// The list.
#[derive(Clone)]
pub struct List {
    cards: Rc<RefCell<HashMap<String, Card>>>,
    observer: IntersectionObserver,
    pictures: Pictures,
    /// The cards are those of what will be sent.
    review: Rc<Cell<bool>>,
}

struct Card {
    step: Step,
    beside: Vec<Picture>,
    near: bool,
    url: Option<ObjectUrl>,
}

impl List {
    /// An empty list in the element `steps`. None where the browser lacks what it needs.
    pub fn new(pictures: Pictures) -> Option<Self> {
        let seen: Rc<RefCell<Option<List>>> = Rc::default();
        let list = Rc::clone(&seen);
        let notice = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let Some(list) = list.borrow().clone() else { return };
            for entry in entries.iter() {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                list.moved(&entry.target().id(), entry.is_intersecting());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let observer =
            IntersectionObserver::new_with_options(notice.as_ref().unchecked_ref(), &options).ok()?;
        notice.forget();
        let list = Self { cards: Rc::default(), observer, pictures, review: Rc::default() };
        *seen.borrow_mut() = Some(list.clone());
        Some(list)
    }

    /// Shows the model's steps and no others.
    pub fn set(&self, model: &Model) {
        self.review.set(model.is_reviewing());
        self.observer.disconnect();
        self.cards.borrow_mut().clear();
        if let Some(parent) = dom::by_id("steps") {
            parent.set_inner_html("");
        }
        for at in 0..model.steps.len() {
            self.add(model, at);
        }
    }

    /// Puts in the card of the step at this place.
    pub fn add(&self, model: &Model, at: usize) {
        let steps = &model.steps;
        let (Some(step), Some(parent)) = (steps.get(at), dom::by_id("steps")) else { return };
        let id = card_id(step.id);
        let beside = model.beside.get(&step.id).cloned().unwrap_or_default();
        let markup = if self.review.get() {
            html! { li.card id=(id) { (review::card::content(step, None, &beside)) } }.0
        } else {
            step_card(&StepCard { step, picture: None, beside: Some(&beside) }).0
        };
        let card = Card { step: step.clone(), beside, near: false, url: None };
        self.cards.borrow_mut().insert(id.clone(), card);
        let next = steps.get(at + 1).and_then(|next| dom::by_id(&card_id(next.id)));
        // Positions that exist; the parent is in the document.
        let _ = match next {
            Some(next) => next.insert_adjacent_html("beforebegin", &markup),
            None => parent.insert_adjacent_html("beforeend", &markup),
        };
        if let Some(card) = dom::by_id(&id) {
            self.observer.observe(&card);
        }
    }

    /// Shows where new steps are put in: after this step, or after the last one.
    pub fn mark_place(&self, after: Option<&Step>) {
        if let Some(mark) = dom::by_id("place") {
            mark.remove();
        }
        if let Some(card) = after.and_then(|step| dom::by_id(&card_id(step.id))) {
            // A position that exists; the card is in the list.
            let _ = card.insert_adjacent_html("afterend", &screen::place().0);
            if let Some(mark) = dom::by_id("place") {
                mark.scroll_into_view_with_bool(false);
            }
        }
    }

    /// Folds away what can be done at a step.
    pub fn fold(&self, step: StepId) {
        let details =
            dom::by_id(&card_id(step)).and_then(|card| card.query_selector("details").ok().flatten());
        if let Some(details) = details {
            // The name is a valid one.
            let _ = details.remove_attribute("open");
        }
    }

    /// Renews a card in its place.
    pub fn change(&self, step: &Step, beside: Option<&Vec<Picture>>) {
        let id = card_id(step.id);
        let same_picture = {
            let mut cards = self.cards.borrow_mut();
            let Some(card) = cards.get_mut(&id) else { return };
            let same = hash(&card.step) == hash(step);
            card.step = step.clone();
            card.beside = beside.cloned().unwrap_or_default();
            if !same {
                card.url = None;
            }
            same
        };
        self.draw(&id);
        if !same_picture {
            self.load(&id);
        }
    }

    /// Takes a card away.
    pub fn remove(&self, step: StepId) {
        let id = card_id(step);
        self.cards.borrow_mut().remove(&id);
        if let Some(card) = dom::by_id(&id) {
            self.observer.unobserve(&card);
            card.remove();
        }
    }

    /// A card came near to what is in sight, or went far away.
    fn moved(&self, id: &str, near: bool) {
        let had = {
            let mut cards = self.cards.borrow_mut();
            let Some(card) = cards.get_mut(id) else { return };
            card.near = near;
            !near && card.url.take().is_some()
        };
        if near {
            self.load(id);
        } else if had {
            self.draw(id);
        }
    }

    /// Fetches the card's picture, if it is near and has none yet.
    fn load(&self, id: &str) {
        let wanted = self.cards.borrow().get(id).and_then(|card| {
            let wanted = hash(&card.step).filter(|_| card.near && card.url.is_none());
            wanted.map(str::to_owned)
        });
        let Some(sha256) = wanted else { return };
        let (list, id) = (self.clone(), id.to_owned());
        spawn_local(async move {
            let Some(blob) = list.pictures.bytes(&sha256).await else { return };
            {
                let mut cards = list.cards.borrow_mut();
                let Some(card) = cards.get_mut(&id) else { return };
                // In the meantime the card may have gone far away, or have another picture.
                if !card.near || card.url.is_some() || hash(&card.step) != Some(&sha256) {
                    return;
                }
                card.url = ObjectUrl::new(&blob);
            }
            list.draw(&id);
        });
    }

    fn draw(&self, id: &str) {
        let cards = self.cards.borrow();
        let (Some(card), Some(element)) = (cards.get(id), dom::by_id(id)) else { return };
        let picture = card.url.as_ref().map(|url| url.0.as_str());
        let content = if self.review.get() {
            review::card::content(&card.step, picture, &card.beside)
        } else {
            step_card_content(&StepCard { step: &card.step, picture, beside: Some(&card.beside) })
        };
        renew(&element, &content.0);
    }
}

/// Renews the card's content; what is unfolded stays so, and a focused control in it keeps the focus.
fn renew(card: &Element, content: &str) {
    let unfolded = |card: &Element| card.query_selector("details").ok().flatten();
    let open = unfolded(card).is_some_and(|details| details.has_attribute("open"));
    let focused = dom::document()
        .and_then(|document| document.active_element())
        .filter(|active| card.contains(Some(active)))
        .map(|active| active.id());
    card.set_inner_html(content);
    if let Some(details) = unfolded(card).filter(|_| open) {
        // The name is a valid one.
        let _ = details.set_attribute("open", "");
    }
    if let Some(id) = focused.filter(|id| !id.is_empty()) {
        dom::focus(&id);
        let gone = dom::by_id(&id).is_none_or(|control| control.has_attribute("disabled"));
        if let Some(summary) = card.query_selector("summary").ok().flatten().filter(|_| gone) {
            dom::focus(&summary.id());
        }
    }
}

fn hash(step: &Step) -> Option<&str> {
    step.picture.shown().map(|picture| picture.sha256.as_str())
}
