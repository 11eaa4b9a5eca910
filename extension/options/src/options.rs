//! The options page at work.

use core::cell::RefCell;
use std::rc::Rc;

use cairn_messages::{KnownPolicy, Masks, Review};
use cairn_page::settings::{
    self, ALWAYS_MASK, ALWAYS_REVIEW, APPEARANCE, MASKS, POLICY, REVIEW, SERVER, Server,
};
use cairn_page::{Text, dom, text, theme};
use cairn_upload::Address;
use cairn_upload::browser::Fetch;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlInputElement};

use crate::probe;
use crate::screen::{self, Model};

/// The page; clones are the same one.
#[derive(Clone, Default)]
pub struct Options {
    model: Rc<RefCell<Model>>,
    /// The saved key: for the test, never for the page.
    token: Rc<RefCell<String>>,
}

impl Options {
    /// Reads the settings, then fills the page. It lives as long as the page.
    pub fn open() {
        theme::follow();
        let options = Self::default();
        let this = options.clone();
        dom::on_action(move |action| match action {
            "test" => this.test(),
            "forget" => this.forget(),
            _ => {}
        });
        let this = options.clone();
        dom::listen("submit", move |event| {
            event.prevent_default();
            this.save();
        });
        let this = options.clone();
        dom::listen("change", move |event| this.choose(&event));
        spawn_local(async move {
            options.read().await;
            options.show();
        });
    }

    async fn read(&self) {
        let server = settings::read::<Server>(SERVER).await;
        let appearance = settings::read::<String>(APPEARANCE).await;
        let chosen = settings::read(MASKS).await.value.unwrap_or_default();
        // Of the administrator's area alone: what is written beside it by hand demands nothing.
        let always = settings::read(ALWAYS_MASK).await;
        let always = always.value.filter(|_| always.fixed).unwrap_or_default();
        let review = settings::read(REVIEW).await.value.unwrap_or_default();
        let demand = settings::read(ALWAYS_REVIEW).await;
        let demand = demand.value.filter(|_| demand.fixed).unwrap_or_default();
        let Server { address, token } = server.value.unwrap_or_default();
        let policy =
            settings::read::<KnownPolicy>(POLICY).await.value.filter(|policy| policy.server == address);
        let policy = policy.unwrap_or_default().always_mask;
        *self.model.borrow_mut() = Model {
            address,
            has_key: !token.is_empty(),
            server_fixed: server.fixed,
            appearance: appearance.value.unwrap_or_default(),
            appearance_fixed: appearance.fixed,
            masks: Masks { chosen, always, policy },
            review: Review { chosen: review, always: demand },
        };
        *self.token.borrow_mut() = token;
    }

    fn show(&self) {
        dom::begin(&screen::options(&self.model.borrow()));
    }

    /// What stands in the form, or what is saved where a field is empty or not there. The error is a sentence.
    fn entered(&self) -> Result<(Address, String), (String, &'static str)> {
        let model = self.model.borrow();
        let address = field("address").map_or_else(|| model.address.clone(), |field| field.value());
        if address.trim().is_empty() {
            return Err((text(Text::AddressMissing), "address"));
        }
        let address = Address::parse(&address).map_err(|error| (error.to_string(), "address"))?;
        let typed = field("key").map_or_else(String::new, |field| field.value().trim().to_owned());
        // A saved key belongs to its own server only.
        let same = Address::parse(&model.address).is_ok_and(|saved| saved == address);
        match (typed.is_empty(), same && model.has_key) {
            (false, _) => Ok((address, typed)),
            (true, true) => Ok((address, self.token.borrow().clone())),
            (true, false) => Err((text(Text::KeyMissing), "key")),
        }
    }

    fn save(&self) {
        let (address, token) = match self.entered() {
            Ok(entered) => entered,
            Err(problem) => return tell_problem(&problem),
        };
        let this = self.clone();
        spawn_local(async move {
            let server = cairn_messages::Server { address: address.to_string(), token };
            let saved = settings::write(SERVER, &server).await;
            if saved {
                this.learn_policy(&server).await;
                this.read().await;
                this.show();
            }
            answer(saved, &text(if saved { Text::Saved } else { Text::NotSaved }));
        });
    }

    /// Asks the server that was just saved what it demands to be masked. One that does not answer is asked again when
    /// the next recording begins.
    async fn learn_policy(&self, server: &cairn_messages::Server) {
        if let Some(policy) = cairn_upload::policy(&Fetch, server).await {
            settings::write(POLICY, &policy).await;
        }
    }

    fn forget(&self) {
        let this = self.clone();
        spawn_local(async move {
            let done = settings::forget(SERVER).await;
            if done {
                this.read().await;
                this.show();
                dom::focus("address");
            }
            answer(done, &text(if done { Text::Forgotten } else { Text::NotSaved }));
        });
    }

    fn choose(&self, event: &Event) {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(field) = field else { return };
        match field.name().as_str() {
            "appearance" => choose_appearance(field.value()),
            "mask" => self.choose_mask(field),
            "review" => choose_review(field),
            _ => {}
        }
    }

    /// Saves at once. A box that could not be saved is as it was.
    fn choose_mask(&self, field: HtmlInputElement) {
        let (class, masked) = (field.value(), field.checked());
        let this = self.clone();
        this.model.borrow_mut().masks.chosen.insert(class.clone(), masked);
        spawn_local(async move {
            let chosen = this.model.borrow().masks.chosen.clone();
            let saved = settings::write(MASKS, &chosen).await;
            if !saved {
                this.model.borrow_mut().masks.chosen.insert(class, !masked);
                field.set_checked(!masked);
            }
            say("masks-answer", saved, &text(if saved { Text::MasksSaved } else { Text::NotSaved }));
        });
    }

    fn test(&self) {
        let (address, token) = match self.entered() {
            Ok(entered) => entered,
            Err(problem) => return tell_problem(&problem),
        };
        answer(true, &text(Text::Testing));
        spawn_local(async move {
            let heard = probe::ask(&address.join("/api/v1/workflows"), &token).await;
            let (good, sentence) = probe::judge(&address.to_string(), &heard);
            answer(good, &sentence);
        });
    }
}

/// Saves at once. A box that could not be saved is as it was.
fn choose_review(field: HtmlInputElement) {
    let chosen = field.checked();
    spawn_local(async move {
        let saved = settings::write(REVIEW, &chosen).await;
        if !saved {
            field.set_checked(!chosen);
        }
        say("review-answer", saved, &text(if saved { Text::Saved } else { Text::NotSaved }));
    });
}

fn choose_appearance(appearance: String) {
    spawn_local(async move {
        if !settings::write(APPEARANCE, &appearance).await {
            answer(false, &text(Text::NotSaved));
        }
    });
}

fn tell_problem((sentence, id): &(String, &'static str)) {
    answer(false, sentence);
    dom::focus(id);
}

fn answer(good: bool, sentence: &str) {
    say("server-answer", good, sentence);
}

fn say(place: &str, good: bool, sentence: &str) {
    if let Some(place) = dom::by_id(place) {
        place.set_class_name(if good { "hint" } else { "problem" });
        place.set_text_content(Some(sentence));
    }
}

fn field(id: &str) -> Option<HtmlInputElement> {
    dom::by_id(id)?.dyn_into().ok()
}
