//! The regions around the list, each renewed only when its markup is another one.

use core::cell::RefCell;
use std::collections::HashMap;

use cairn_messages::RecordingState;
use cairn_page::dom;
use cairn_workflow::SessionId;
use maud::Markup;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::model::Model;
use crate::screen;

/// What the regions show now.
#[derive(Default)]
pub struct Controls {
    shown: RefCell<HashMap<&'static str, String>>,
    titled: RefCell<Option<SessionId>>,
    announced: RefCell<String>,
}

impl Controls {
    /// Brings every region up to date.
    pub fn show(&self, model: &Model) {
        self.renew("problem", screen::problem(model));
        self.renew("upload", screen::upload(model));
        self.renew("below", screen::below(model));
        self.renew("state", screen::state(model));
        self.renew_title(model);
        self.renew("actions", screen::actions(model));
        self.renew("tools", screen::tools(model));
        self.renew("note", screen::note(model));
        self.renew("put-back", screen::put_back(model));
        self.renew("mask-bar", screen::mask_bar(model));
        if let Some(section) = dom::by_id("steps-section").and_then(|one| one.dyn_into::<HtmlElement>().ok())
        {
            section.set_hidden(model.steps.is_empty() || model.discarding.is_some());
        }
        if let Some(body) = dom::document().and_then(|document| document.body()) {
            // The style sheet keeps the controls in sight while a recording runs. The name is a valid one.
            let _ = body.set_attribute("data-state", &format!("{:?}", model.snapshot.state).to_lowercase());
            let _ = body.toggle_attribute_with_force("data-editable", model.is_editable());
            let _ = body.toggle_attribute_with_force("data-ready", screen::is_ready(model));
            let _ = body.toggle_attribute_with_force("data-reviewing", model.is_reviewing());
        }
        let announcement = screen::announcement(model);
        if *self.announced.borrow() != announcement {
            dom::say("live", &announcement);
            *self.announced.borrow_mut() = announcement;
            if model.snapshot.state == RecordingState::Stopped {
                // What comes next stands above the list, at whose end the reader was.
                dom::to_top();
            }
        }
    }

    /// The field is made once a recording: an upload's progress must not take it from whoever types.
    fn renew_title(&self, model: &Model) {
        let markup = screen::guide_title(model);
        let session = if markup.0.is_empty() { None } else { model.snapshot.session };
        if *self.titled.borrow() != session || markup.0.is_empty() {
            *self.titled.borrow_mut() = session;
            self.renew("guide-title", markup);
            return;
        }
        let active = dom::document().and_then(|document| document.active_element());
        let field = dom::by_id("title").filter(|field| active.as_ref() != Some(field));
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            field.set_value(model.snapshot.title.as_str());
        }
    }

    fn renew(&self, region: &'static str, markup: Markup) {
        if self.shown.borrow().get(region) == Some(&markup.0) {
            return;
        }
        let focused = focused_action(region);
        dom::fill(region, &markup);
        self.shown.borrow_mut().insert(region, markup.0);
        if let Some(action) = focused {
            restore_focus(region, &action);
        }
    }
}

/// The `data-do` of the focused control, if it is in this region.
fn focused_action(region: &str) -> Option<String> {
    let active = dom::document()?.active_element()?;
    dom::by_id(region)?.contains(Some(&active)).then(|| active.get_attribute("data-do").unwrap_or_default())
}

/// The same control again, or the state's words: a key pressed twice must not press another button.
fn restore_focus(region: &str, action: &str) {
    let same = dom::by_id(region)
        .and_then(|region| {
            region.query_selector(&format!("[data-do='{action}']:not([disabled])")).ok().flatten()
        })
        .and_then(|control: Element| control.dyn_into::<HtmlElement>().ok());
    match same {
        Some(control) => {
            // Refused only for elements that cannot have the focus.
            let _ = control.focus();
        }
        None => dom::focus("state"),
    }
}
