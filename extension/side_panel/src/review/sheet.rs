//! A picture looked at closely: rectangles are drawn over it, and covered for good when the person says so.

use core::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use cairn_messages::FromPanel;
use cairn_page::{Text, dom, text};
use cairn_workflow::{Picture, Point, Step, StepId};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent, MouseEvent, SvgElement};

use super::draft::{Arrow, Draft};
use super::sheet_screen::{place, rect_id, rects, sheet};
use crate::pictures::{ObjectUrl, Pictures};

const DIALOG: &str = "sheet";

/// The dialog; clones are the same one.
#[derive(Clone)]
pub struct Sheet(Rc<Inner>);

struct Inner {
    pictures: Pictures,
    /// The picture that is shown, its address, and the step that it was opened from.
    open: RefCell<Option<(String, ObjectUrl, StepId)>>,
    /// What is drawn over each picture, and not covered yet.
    drafts: RefCell<HashMap<String, Draft>>,
    /// The picture is being covered.
    busy: Cell<bool>,
}

impl Sheet {
    /// A closed one.
    pub fn new(pictures: Pictures) -> Self {
        let inner =
            Inner { pictures, open: RefCell::default(), drafts: RefCell::default(), busy: Cell::new(false) };
        let this = Self(Rc::new(inner));
        for kind in ["pointerdown", "pointermove", "pointerup", "pointercancel", "focusin"] {
            let this = this.clone();
            dom::listen(kind, move |event| this.heard(&event));
        }
        this
    }

    /// Shows the picture of a step.
    pub fn open(&self, step: &Step) {
        let Some(picture) = step.picture.shown().cloned() else { return };
        let (this, seq, id) = (self.clone(), step.seq, step.id);
        let words = cairn_view::picture_words(step, &picture);
        spawn_local(async move {
            let Some(blob) = this.0.pictures.bytes(&picture.sha256).await else { return };
            let Some(url) = ObjectUrl::new(&blob) else { return };
            dom::fill(DIALOG, &sheet(seq, &url.0, &words, &this.draft(&picture)));
            this.show(picture.sha256, url, id);
        });
    }

    /// What is drawn over a picture so far.
    fn draft(&self, picture: &Picture) -> Draft {
        let [width, height] =
            [picture.width, picture.height].map(|side| (f64::from(side) / picture.scale).round());
        let mut drafts = self.0.drafts.borrow_mut();
        drafts.entry(picture.sha256.clone()).or_insert_with(|| Draft::new(width, height)).clone()
    }

    fn show(&self, sha256: String, url: ObjectUrl, step: StepId) {
        *self.0.open.borrow_mut() = Some((sha256, url, step));
        if let Some(dialog) = dialog().filter(|dialog| !dialog.open()) {
            // Refused only for one that is open.
            let _ = dialog.show_modal();
        }
    }

    /// Whether something is drawn over a picture of these steps that is not covered yet.
    pub fn has_drafts(&self, steps: &[Step]) -> bool {
        let drafts = self.0.drafts.borrow();
        let shown = steps.iter().filter_map(|step| step.picture.shown());
        shown.filter_map(|picture| drafts.get(&picture.sha256)).any(|draft| !draft.rects().is_empty())
    }

    /// A button of the dialog. What it asks of the recorder.
    pub fn pressed(&self, action: &str) -> Option<FromPanel> {
        match action {
            "sheet-add" => self.change(|draft| {
                draft.add();
                true
            }),
            "sheet-remove" => self.change(Draft::remove),
            "sheet-full" => full_size(),
            "sheet-close" => self.close(),
            "sheet-cover" => return self.cover(),
            _ => {}
        }
        None
    }

    fn cover(&self) -> Option<FromPanel> {
        let sha256 = self.0.open.borrow().as_ref().map(|(sha256, ..)| sha256.clone())?;
        let masks = self.0.drafts.borrow().get(&sha256)?.rects().to_vec();
        if masks.is_empty() || self.0.busy.replace(true) {
            return None;
        }
        show_busy(true);
        Some(FromPanel::Cover { sha256, masks })
    }

    /// The recorder covers this picture now, or none.
    pub fn covering(&self, sha256: Option<&String>, failed: bool) {
        if sha256.is_some() || !self.0.busy.get() {
            return;
        }
        self.0.busy.set(false);
        show_busy(false);
        let open = self.0.open.borrow().as_ref().map(|(sha256, ..)| sha256.clone());
        if let Some(open) = open.filter(|_| !failed) {
            self.0.drafts.borrow_mut().remove(&open);
            dom::say("live", &text(Text::Covered));
        }
        self.close();
    }

    fn close(&self) {
        if let Some(dialog) = dialog() {
            dialog.close();
        }
        let Some((.., step)) = self.0.open.borrow_mut().take() else { return };
        // The button that opened it, or another of its card while that waits for the new picture.
        let button = format!("cover-{step}");
        let waits = dom::by_id(&button).is_none_or(|button| button.has_attribute("disabled"));
        dom::focus(&if waits { format!("none-{step}") } else { button });
    }

    /// A key over a rectangle. Whether it was for it.
    pub fn key(&self, event: &KeyboardEvent) -> bool {
        let on_rect = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if !on_rect.is_some_and(|target| target.class_list().contains("drawn")) {
            return false;
        }
        let key = event.key();
        if matches!(key.as_str(), "Delete" | "Backspace") {
            self.change(Draft::remove);
            return true;
        }
        let Some(arrow) = Arrow::of(&key) else { return false };
        self.change(|draft| draft.arrow(arrow, event.shift_key(), event.alt_key()));
        true
    }

    fn heard(&self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if event.type_() == "focusin" {
            let known =
                target.and_then(|target| target.id().strip_prefix("drawn-").and_then(|at| at.parse().ok()));
            if let Some(known) = known {
                self.with_draft(|draft| draft.choose(known));
            }
            return;
        }
        let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
        let Some(at) = place_in_picture(event, &self.size()) else { return };
        match event.type_().as_str() {
            "pointerdown" => {
                let over = target.and_then(|target| target.closest("#sheet-picture").ok().flatten());
                if over.is_some() && event.button() == 0 && !self.0.busy.get() {
                    // No text is selected and no image dragged away.
                    event.prevent_default();
                    self.change(|draft| {
                        draft.press(at);
                        true
                    });
                }
            }
            "pointermove" => self.change(|draft| draft.drag(at)),
            _ => self.change(Draft::release),
        }
    }

    fn size(&self) -> (f64, f64) {
        self.with_draft(|draft| draft.size()).unwrap_or_default()
    }

    fn with_draft<T>(&self, act: impl FnOnce(&mut Draft) -> T) -> Option<T> {
        let open = self.0.open.borrow().as_ref().map(|(sha256, ..)| sha256.clone())?;
        self.0.drafts.borrow_mut().get_mut(&open).map(act)
    }

    /// Changes what is drawn, and draws it. `act` says whether there was anything to change.
    fn change(&self, act: impl FnOnce(&mut Draft) -> bool) {
        let changed = self.with_draft(|draft| act(draft).then(|| draft.clone())).flatten();
        let Some(draft) = changed.filter(|_| !self.0.busy.get()) else { return };
        dom::fill("sheet-rects", &rects(&draft));
        for button in ["sheet-cover", "sheet-remove"] {
            set_disabled(button, draft.rects().is_empty());
        }
        match draft.active() {
            Some(active) => {
                dom::say("sheet-live", &place(&draft, active));
                let rect = dom::by_id(&rect_id(active)).and_then(|one| one.dyn_into::<SvgElement>().ok());
                if let Some(rect) = rect {
                    // Refused only for elements that cannot have it.
                    let _ = rect.focus();
                }
            }
            None => dom::say("sheet-live", &text(Text::CoverNone)),
        }
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id(DIALOG)?.dyn_into().ok()
}

/// Where the pointer is, in CSS pixels of the page that the picture shows.
fn place_in_picture(event: &MouseEvent, (width, height): &(f64, f64)) -> Option<Point> {
    let area = dom::by_id("sheet-picture")?.get_bounding_client_rect();
    if area.width() <= 0.0 || area.height() <= 0.0 {
        return None;
    }
    let x = (f64::from(event.client_x()) - area.left()) * width / area.width();
    let y = (f64::from(event.client_y()) - area.top()) * height / area.height();
    Some(Point { x: x.round(), y: y.round() })
}

/// Shows the picture in the size of the page, or as a whole again.
fn full_size() {
    let (Some(picture), Some(button)) = (dom::by_id("sheet-picture"), dom::by_id("sheet-full")) else {
        return;
    };
    let full = picture.class_list().toggle("full").unwrap_or_default();
    // The name is a valid one.
    let _ = button.set_attribute("aria-pressed", if full { "true" } else { "false" });
}

fn show_busy(busy: bool) {
    if let Some(place) = dom::by_id("sheet-busy").and_then(|one| one.dyn_into::<HtmlElement>().ok()) {
        place.set_hidden(!busy);
    }
    for button in ["sheet-cover", "sheet-remove"] {
        set_disabled(button, busy);
    }
}

fn set_disabled(id: &str, disabled: bool) {
    if let Some(button) = dom::by_id(id) {
        // The name is a valid one.
        let _ = button.toggle_attribute_with_force("disabled", disabled);
    }
}
