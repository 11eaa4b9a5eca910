//! The popup at work.

use core::cell::RefCell;
use std::rc::Rc;

use cairn_chrome_api::page;
use cairn_messages::{FromPanel, RecordingState};
use cairn_page::settings::LastGuide;
use cairn_page::{Heard, Link, Text, dom, settings, text, theme};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::brief::Brief;
use crate::screen::{self, Model};

/// The popup; clones are the same one.
#[derive(Clone, Default)]
pub struct Popup {
    model: Rc<RefCell<Model>>,
    link: Rc<RefCell<Option<Link>>>,
    shown: Rc<RefCell<String>>,
}

impl Popup {
    /// Fills the page and connects. It lives as long as the page.
    pub fn open() {
        theme::follow();
        let popup = Self::default();
        popup.show();
        let this = popup.clone();
        dom::on_action(move |action| this.pressed(action));
        let this = popup.clone();
        spawn_local(async move {
            let guide = settings::read::<LastGuide>(settings::LAST_GUIDE).await.value;
            let tab = page::active_tab().await;
            {
                let mut model = this.model.borrow_mut();
                model.last_guide = guide.map(|guide| guide.url);
                model.tab = tab;
            }
            this.show();
            let hearer = this.clone();
            let link = Link::open(move |heard| hearer.hear(heard));
            *this.link.borrow_mut() = Some(link);
        });
    }

    fn show(&self) {
        let markup = screen::popup(&self.model.borrow());
        if *self.shown.borrow() != markup.0 {
            dom::begin(&markup);
            *self.shown.borrow_mut() = markup.0;
        }
    }

    fn send(&self, message: &FromPanel) {
        if let Some(link) = &*self.link.borrow() {
            // Without a connection the popup says so.
            link.send(message);
        }
    }

    fn hear(&self, heard: Heard<Brief>) {
        match heard {
            Heard::Connected => {
                let tab = self.model.borrow().tab;
                self.send(&FromPanel::Hello { tab });
            }
            Heard::Lost => self.model.borrow_mut().problem = Some(text(Text::Connecting)),
            Heard::Message(message, _) => self.take(message),
        }
        self.show();
    }

    fn take(&self, message: Brief) {
        let mut model = self.model.borrow_mut();
        match message {
            Brief::Snapshot { state, steps, held, problem } => {
                model.state = state;
                model.held = held && state == RecordingState::Stopped;
                model.steps = steps.len();
                model.problem = problem;
            }
            Brief::Readiness { tab, obstacle } if model.tab == Some(tab) => model.obstacle = Some(obstacle),
            Brief::Problem { sentence } => model.problem = sentence,
            Brief::Readiness { .. } | Brief::Other => {}
        }
    }

    fn pressed(&self, action: &str) {
        let tab = self.model.borrow().tab;
        match (action, tab) {
            ("start", Some(tab)) => self.send(&FromPanel::Start { tab }),
            ("stop", _) => self.send(&FromPanel::Stop {}),
            ("panel", Some(tab)) => self.open_panel(tab),
            ("options", _) => page::open_options_page(),
            _ => {}
        }
    }

    /// In the very turn of the click: Chrome opens a panel at a person's gesture only.
    fn open_panel(&self, tab: i32) {
        let opened = page::open_panel(tab, &format!("side_panel.html?tab={tab}"));
        let this = self.clone();
        spawn_local(async move {
            let done = match opened {
                Ok(promise) => JsFuture::from(promise).await.is_ok(),
                Err(_) => false,
            };
            if !done {
                this.model.borrow_mut().problem = Some(text(Text::PanelRefused));
                this.show();
            }
        });
    }
}
