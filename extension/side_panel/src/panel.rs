//! The panel at work: what is heard and pressed goes to the model, what changed goes to the document.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use cairn_chrome_api::page;
use cairn_messages::{FromPanel, RecordingState, ToPanel, UploadState};
use cairn_page::settings::LastGuide;
use cairn_page::{Heard, Link, Text, dom, settings, text, text_with, theme};
use cairn_redact::Redacted;
use cairn_render::Format;
use cairn_workflow::Workflow;
use cairn_workflow::title::plain_title;
use gloo_timers::callback::{Interval, Timeout};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Element, Event, HtmlInputElement, KeyboardEvent};

use crate::controls::Controls;
use crate::follow::follow;
use crate::list::List;
use crate::model::{Change, Discarding, LinkState, Model, Notice, Writing};
use crate::pictures::Pictures;
use crate::review::{masking, sheet::Sheet};
use crate::upload::Uploader;
use crate::{export, notes, screen, tab};

/// How long a discarded recording can be brought back, in milliseconds.
const UNDO: u32 = 6_000;

/// The panel; clones are the same one.
#[derive(Clone)]
pub struct Panel(Rc<Inner>);

struct Inner {
    model: RefCell<Model>,
    controls: Controls,
    list: List,
    pictures: Pictures,
    sheet: Sheet,
    link: RefCell<Option<Link>>,
    uploader: RefCell<Option<Uploader>>,
    /// Deletes a discarded recording.
    deletion: RefCell<Option<Timeout>>,
    /// How many steps stand before the mark of the place where new ones are put in, and in which state it was set.
    place: Cell<Option<(u32, RecordingState)>>,
    /// The file that the next workflow becomes.
    wanted: RefCell<Option<Format>>,
}

impl Panel {
    /// Fills the page and connects. It lives as long as the page.
    pub fn open() {
        dom::begin(&screen::frame());
        theme::follow();
        let pictures = Pictures::default();
        let Some(list) = List::new(pictures.clone()) else { return };
        let panel = Self(Rc::new(Inner {
            model: RefCell::default(),
            controls: Controls::default(),
            list,
            pictures: pictures.clone(),
            sheet: Sheet::new(pictures.clone()),
            link: RefCell::default(),
            uploader: RefCell::default(),
            deletion: RefCell::default(),
            place: Cell::new(None),
            wanted: RefCell::default(),
        }));
        panel.0.controls.show(&panel.0.model.borrow());
        panel.listen();
        let hearer = panel.clone();
        let link = Link::open(move |heard| hearer.hear(heard));
        pictures.use_link(link.clone());
        *panel.0.uploader.borrow_mut() = Some(Uploader::new(link.clone(), pictures));
        *panel.0.link.borrow_mut() = Some(link);
    }

    fn listen(&self) {
        let this = self.clone();
        dom::on_action(move |action| this.pressed(action));
        let this = self.clone();
        dom::listen("change", move |event| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(field) = field.filter(|field| field.id() == "title") {
                this.send(&FromPanel::Rename { title: Redacted::authored(field.value()) });
            }
        });
        let this = self.clone();
        dom::listen("keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| this.0.sheet.key(event)) {
                return event.prevent_default();
            }
            if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                && let Some(action) = notes::key_action(event, &this.0.model.borrow())
            {
                event.prevent_default();
                let this = this.clone();
                // Not within the borrow above.
                spawn_local(async move { this.pressed(action) });
            }
        });
        for kind in ["selectionchange", "input"] {
            let this = self.clone();
            dom::listen(kind, move |event| this.text_chosen(&event));
        }
        let this = self.clone();
        Interval::new(1_000, move || this.tick()).forget();
        let this = self.clone();
        follow(move || this.0.model.borrow().snapshot.state == RecordingState::Recording);
        let this = self.clone();
        tab::watch(move || this.find_tab());
        self.find_tab();
        self.find_last_guide();
        let this = self.clone();
        core::mem::forget(page::on_stored(move |_| this.find_last_guide()));
    }

    fn send(&self, message: &FromPanel) {
        if let Some(link) = &*self.0.link.borrow() {
            // Without a connection the panel says so, and asks again for everything once there is one.
            link.send(message);
        }
    }

    /// Asks which tab it is about, and whether that can be recorded.
    fn find_tab(&self) {
        let this = self.clone();
        spawn_local(async move {
            let tab = match tab::bound() {
                Some(tab) => Some(tab),
                None => page::active_tab().await,
            };
            this.0.model.borrow_mut().bind(tab);
            if this.0.model.borrow().link == LinkState::Open {
                this.send(&FromPanel::Hello { tab });
            }
            this.show();
        });
    }

    fn find_last_guide(&self) {
        let this = self.clone();
        spawn_local(async move {
            let guide = settings::read::<LastGuide>(settings::LAST_GUIDE).await.value;
            this.0.model.borrow_mut().last_guide = guide.map(|guide| (guide.url, guide.title));
            this.show();
        });
    }

    fn hear(&self, heard: Heard<ToPanel>) {
        match heard {
            Heard::Connected => {
                self.0.model.borrow_mut().link = LinkState::Open;
                let tab = self.0.model.borrow().tab;
                self.send(&FromPanel::Hello { tab });
                self.send(&FromPanel::CanUpload {});
                self.0.pictures.ask_again();
                self.show();
            }
            Heard::Lost => {
                self.0.model.borrow_mut().link = LinkState::Lost;
                self.show();
            }
            Heard::Message(message, blob) => self.take(message, blob),
        }
    }

    fn take(&self, message: ToPanel, blob: Option<Blob>) {
        match message {
            ToPanel::Picture { sha256 } => self.0.pictures.arrived(&sha256, blob),
            ToPanel::Workflow { workflow } => self.save(workflow),
            ToPanel::UploadNow { workflow, server } => {
                let this = self.clone();
                let uploader = self.0.uploader.borrow().clone();
                if let Some(uploader) = uploader {
                    uploader.take(workflow, server, move |state| this.uploaded(state));
                }
            }
            known => {
                let changes = self.0.model.borrow_mut().hear(known);
                self.apply(&changes);
            }
        }
    }

    fn uploaded(&self, state: UploadState) {
        let changes = self.0.model.borrow_mut().hear(ToPanel::Upload(state));
        self.apply(&changes);
    }

    fn show(&self) {
        self.0.controls.show(&self.0.model.borrow());
        self.tick();
    }

    fn apply(&self, changes: &[Change]) {
        let model = self.0.model.borrow();
        self.0.sheet.covering(model.snapshot.covering.as_ref(), model.snapshot.problem.is_some());
        let live = model.snapshot.state == RecordingState::Recording;
        let mut added = None;
        for change in changes {
            match change {
                Change::Controls => self.0.controls.show(&model),
                Change::List => self.0.list.set(&model),
                Change::Added(at) => {
                    self.0.list.add(&model, *at);
                    added = model.steps.get(*at);
                }
                Change::Changed(at) => {
                    if let Some(step) = model.steps.get(*at) {
                        self.0.list.change(step, model.beside.get(&step.id));
                    }
                }
                Change::Removed(id) => {
                    self.0.list.remove(*id);
                    dom::say("live", &text(Text::StepRemoved));
                }
            }
        }
        if model.is_reviewing() && changes.iter().any(|change| matches!(change, Change::Removed(_))) {
            // The button that had the focus is gone with its card.
            dom::focus("put-back-now");
        }
        if changes.iter().any(|change| !matches!(change, Change::Controls | Change::Added(_))) {
            self.0.pictures.keep(&model.pictures());
        }
        self.mark_place(&model, changes);
        if let Some(step) = added.filter(|_| live) {
            dom::say("live", &text_with(Text::StepAnnounced, &[&step.seq.to_string(), &plain_title(step)]));
        }
        drop(model);
        self.tick();
    }

    /// Moves the mark of the place where new steps are put in, if it is elsewhere now, or out of sight because
    /// another state has more controls above the list.
    fn mark_place(&self, model: &Model, changes: &[Change]) {
        let place = model.snapshot.place.map(|place| (place, model.snapshot.state));
        let drawn = changes.iter().any(|change| matches!(change, Change::List));
        if self.0.place.replace(place) != place || (drawn && place.is_some()) {
            let before =
                place.and_then(|(place, _)| model.steps.get(usize::try_from(place).ok()?.checked_sub(1)?));
            self.0.list.mark_place(before);
        }
    }

    fn tick(&self) {
        let model = self.0.model.borrow();
        if model.snapshot.state == RecordingState::Recording {
            #[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are below 2^53")]
            let now = js_sys::Date::now() as i64;
            dom::say("elapsed", &screen::elapsed(now - model.snapshot.started_at));
        }
    }

    fn pressed(&self, action: &str) {
        match action {
            "start" => {
                if let Some(tab) = self.0.model.borrow().tab {
                    self.send(&FromPanel::Start { tab });
                }
            }
            "pause" => self.send(&FromPanel::Pause {}),
            "resume" => self.send(&FromPanel::Resume {}),
            "stop" => {
                // A note that was not saved yet is not lost.
                self.save_note();
                self.send(&FromPanel::Stop {});
            }
            "note" => self.write_note(Writing::default()),
            "save-note" => self.save_note(),
            "cancel-note" => self.close_note(),
            "picture" => self.send(&FromPanel::TakePicture {}),
            "secret" => self.send(&FromPanel::SecretNext { on: true }),
            "secret-off" => self.send(&FromPanel::SecretNext { on: false }),
            "continue" => {
                if let Some(tab) = self.0.model.borrow().tab {
                    self.send(&FromPanel::Continue { tab, after: None });
                }
            }
            "review" => self.review(true),
            "leave-review" => self.review(false),
            "send" => self.send_recording(),
            "mask-text" => self.mask_text(),
            "undo-step" => self.send(&FromPanel::Undo {}),
            "redo" => self.send(&FromPanel::Redo {}),
            "retry" => self.send(&FromPanel::Retry {}),
            "options" => page::open_options_page(),
            "discard" => self.discard(),
            "discard-now" => self.delete(),
            "undo" => self.bring_back(),
            "save-html" => self.want(Format::Html),
            "save-markdown" => self.want(Format::Markdown),
            "new" => self.begin_anew(),
            other => self.pressed_on_step(other),
        }
    }

    /// A button of a step's card, or of the picture that is looked at closely.
    fn pressed_on_step(&self, action: &str) {
        if let Some(message) = self.0.sheet.pressed(action) {
            return self.send(&message);
        }
        let note = self.0.model.borrow().note(action);
        if let Some(note) = note {
            return self.write_note(note);
        }
        let mut words = action.split(' ');
        let (Some(verb), Some(id)) = (words.next(), words.next()) else { return };
        let (step, tab) = {
            let model = self.0.model.borrow();
            (model.step_of(id), model.tab)
        };
        let Some(id) = step else { return };
        match verb {
            "note-after" => {
                // What was begun elsewhere is not lost.
                self.save_note();
                self.write_note(Writing { after: Some(id), ..Writing::default() });
            }
            "continue-after" => {
                if let Some(tab) = tab {
                    self.save_note();
                    self.0.list.fold(id);
                    self.send(&FromPanel::Continue { tab, after: Some(id) });
                }
            }
            "take-out" => self.send(&FromPanel::TakeOut { id }),
            "cover" => {
                self.0.model.borrow_mut().notice = None;
                self.show();
                let model = self.0.model.borrow();
                if let Some(step) = model.steps.iter().find(|step| step.id == id) {
                    self.0.sheet.open(step);
                }
            }
            "picture-of" | "no-picture-of" => {
                let sha256 = words.next().map(str::to_owned);
                dom::say("live", &text(Text::PictureChanged));
                self.send(&FromPanel::ChoosePicture { id, sha256 });
            }
            _ => {}
        }
    }

    /// Shows what will be sent, or the recording as before.
    fn review(&self, on: bool) {
        self.0.model.borrow_mut().reviewing = on;
        self.0.model.borrow_mut().notice = None;
        self.0.list.set(&self.0.model.borrow());
        self.show();
        dom::to_top();
        dom::focus("state");
    }

    fn send_recording(&self) {
        if self.0.sheet.has_drafts(&self.0.model.borrow().steps) {
            return self.notice(Notice::Review(text(Text::CoverPending)));
        }
        self.send(&FromPanel::Send {});
    }

    fn mask_text(&self) {
        let wanted = masking::written();
        if !self.0.model.borrow().is_reviewing() || wanted.trim().is_empty() {
            return;
        }
        self.send(&FromPanel::MaskText { text: Redacted::authored(wanted) });
        masking::clear();
        masking::tell(&self.0.model.borrow());
        dom::say("mask-count", &text(Text::MaskDone));
        dom::focus(masking::FIELD);
    }

    /// Something was selected, or written into a field.
    fn text_chosen(&self, event: &Event) {
        let model = self.0.model.borrow();
        let writes = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let writes = writes.is_some_and(|field| field.id() == masking::FIELD);
        if model.is_reviewing()
            && (writes || (event.type_() == "selectionchange" && masking::take_selection()))
        {
            masking::tell(&model);
        }
    }

    /// Takes the recording out of sight and stops it; a while later it is deleted.
    fn discard(&self) {
        let (has, resume) = {
            let model = self.0.model.borrow();
            (model.has_recording(), model.snapshot.state == RecordingState::Recording)
        };
        if !has {
            return;
        }
        if resume {
            self.send(&FromPanel::Pause {});
        }
        self.0.model.borrow_mut().discarding = Some(Discarding { resume });
        let this = self.clone();
        *self.0.deletion.borrow_mut() = Some(Timeout::new(UNDO, move || this.delete()));
        self.show();
    }

    fn delete(&self) {
        if self.0.model.borrow_mut().discarding.take().is_some() {
            // Dropped, so that it does not run a second time.
            let _ = self.0.deletion.borrow_mut().take();
            self.send(&FromPanel::Discard {});
        }
        self.show();
    }

    fn bring_back(&self) {
        let discarding = self.0.model.borrow_mut().discarding.take();
        // Dropped, and so cancelled.
        let _ = self.0.deletion.borrow_mut().take();
        if discarding.is_some_and(|discarding| discarding.resume) {
            self.send(&FromPanel::Resume {});
        }
        self.show();
    }

    fn write_note(&self, note: Writing) {
        if self.0.model.borrow().is_editable() {
            self.0.model.borrow_mut().writing = Some(note);
            self.show();
            notes::focus_field();
        }
    }

    fn save_note(&self) {
        let Some(writing) = self.0.model.borrow().writing.clone() else { return };
        if let Some(text) = notes::written() {
            let (id, after) = (writing.id, writing.after);
            self.send(&FromPanel::Note { id, after, text: Redacted::authored(text) });
        }
        self.close_note();
    }

    fn close_note(&self) {
        let closed = self.0.model.borrow_mut().writing.take();
        self.show();
        if let Some(note) = closed {
            notes::focus_after(&note);
        }
    }

    fn begin_anew(&self) {
        if self.0.model.borrow().is_kept() {
            self.send(&FromPanel::Done {});
        } else {
            self.notice(Notice::Unsaved);
        }
    }

    fn want(&self, format: Format) {
        *self.0.wanted.borrow_mut() = Some(format);
        self.notice(Notice::File(text(Text::Preparing)));
        self.send(&FromPanel::Workflow {});
    }

    fn save(&self, workflow: Option<Box<Workflow>>) {
        let Some(format) = self.0.wanted.borrow_mut().take() else { return };
        let this = self.clone();
        spawn_local(async move {
            let name = match workflow {
                Some(workflow) => export::save(&workflow, format, &this.0.pictures).await,
                None => None,
            };
            if name.is_some() {
                this.0.model.borrow_mut().saved = true;
            }
            this.notice(Notice::File(
                name.map_or_else(|| text(Text::FileFailed), |name| text_with(Text::FileSaved, &[&name])),
            ));
        });
    }

    fn notice(&self, notice: Notice) {
        self.0.model.borrow_mut().notice = Some(notice);
        self.show();
    }
}
