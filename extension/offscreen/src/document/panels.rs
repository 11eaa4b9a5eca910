//! Side panels, the popup and the options page.

use std::rc::Rc;

use cairn_chrome_api::{Listener, Port, from_js, to_js, with_blob};
use cairn_messages::{FromPanel, RecordingState, TabFacts, ToPanel, ToWorker, UploadState, WorkerAnswer};
use cairn_workflow::{SessionId, StepId};
use recorder_core::session::{Input, Live};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::{Runtime, now, warn};
use crate::calls::Call;

/// The open panels.
#[derive(Default)]
pub struct Panels(Vec<Panel>);

struct Panel {
    number: u32,
    port: Port,
    can_upload: bool,
    _listeners: [Listener; 2],
}

impl Panels {
    /// Whether none is open.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A panel that offered to upload.
    pub fn uploader(&self) -> Option<u32> {
        self.0.iter().find(|panel| panel.can_upload).map(|panel| panel.number)
    }

    fn port(&self, number: u32) -> Option<Port> {
        self.0.iter().find(|panel| panel.number == number).map(|panel| panel.port.clone())
    }
}

impl Runtime {
    pub fn panel_connected(self: &Rc<Self>, port: Port) {
        let number = self.port_number();
        let heard = port.on_message().listen({
            let runtime = Rc::clone(self);
            move |message| match from_js::<FromPanel>(&message) {
                Ok(message) => runtime.panel_says(number, message),
                Err(error) => {
                    warn(&format!("a panel is sent away: {error}"));
                    runtime.drop_panel(number);
                }
            }
        });
        let left = port.on_disconnect().listen({
            let runtime = Rc::clone(self);
            move |_| runtime.drop_panel(number)
        });
        let panel = Panel { number, port, can_upload: false, _listeners: [heard, left] };
        self.panels.borrow_mut().0.push(panel);
    }

    fn drop_panel(self: &Rc<Self>, number: u32) {
        let gone: Vec<Panel> =
            self.panels.borrow_mut().0.extract_if(.., |panel| panel.number == number).collect();
        for panel in &gone {
            panel.port.disconnect();
        }
        self.wanted_at.set(now());
        self.panel_stopped_uploading(number);
    }

    fn panel_says(self: &Rc<Self>, number: u32, message: FromPanel) {
        match message {
            FromPanel::Hello { tab } => self.greet(number, tab),
            FromPanel::Start { tab } => self.start(tab),
            FromPanel::Pause {} => self.handle(Input::Pause),
            FromPanel::Resume {} => self.handle(Input::Resume),
            FromPanel::Stop {} => self.handle(Input::Stop),
            FromPanel::Discard {} => self.handle(Input::Discard),
            FromPanel::Rename { title } => self.handle(Input::Rename(title)),
            FromPanel::Note { id, after, text } => self.handle(Input::Live(Live::Note { id, after, text })),
            FromPanel::TakePicture {} => self.handle(Input::Live(Live::Picture)),
            FromPanel::Undo {} => self.handle(Input::Live(Live::Undo)),
            FromPanel::Redo {} => self.handle(Input::Live(Live::Redo)),
            FromPanel::SecretNext { on } => self.handle(Input::Live(Live::SecretNext(on))),
            FromPanel::Continue { tab, after } => self.go_on(tab, after),
            FromPanel::ChoosePicture { id, sha256 } => {
                self.handle(Input::Live(Live::Choose { id, sha256 }));
            }
            FromPanel::TakeOut { id } => self.handle(Input::Live(Live::TakeOut(id))),
            FromPanel::MaskText { text } => self.handle(Input::Live(Live::Mask(text))),
            FromPanel::Cover { sha256, masks } => self.handle(Input::Live(Live::Cover { sha256, masks })),
            FromPanel::Send {} => {
                self.interrupted.set(false);
                self.handle(Input::Live(Live::Send));
            }
            FromPanel::Retry {} => {
                self.interrupted.set(false);
                self.begin_upload();
            }
            FromPanel::Picture { sha256 } => self.send_picture(number, sha256),
            FromPanel::Workflow {} => {
                let workflow = self.session.borrow().workflow().map(Box::new);
                self.tell_panel(number, &ToPanel::Workflow { workflow }, None);
            }
            FromPanel::CanUpload {} => {
                let mut panels = self.panels.borrow_mut();
                if let Some(panel) = panels.0.iter_mut().find(|panel| panel.number == number) {
                    panel.can_upload = true;
                }
            }
            FromPanel::Upload(state) => self.panel_uploads(number, state),
            FromPanel::Done {} => self.handle(Input::Done),
        }
    }

    fn greet(self: &Rc<Self>, number: u32, tab: Option<i32>) {
        let snapshot = self.session.borrow().snapshot();
        self.tell_panel(number, &self.with_trouble(ToPanel::Snapshot(snapshot)), None);
        let Some(tab) = tab else { return };
        let runtime = Rc::clone(self);
        spawn_local(async move {
            let obstacle = match runtime.ask_worker(&ToWorker::Inspect { tab }).await {
                Some((WorkerAnswer::Tab(facts), _)) => facts.obstacle,
                Some(_) | None => {
                    Some("This tab is closed. Open the page that you want to record.".to_owned())
                }
            };
            runtime.tell_panel(number, &ToPanel::Readiness { tab, obstacle }, None);
        });
    }

    /// Begins to record a tab, once Chrome has said what it shows.
    pub fn start(self: &Rc<Self>, tab: i32) {
        self.with_facts(tab, |tab| Some(Input::Start { session: new_session()?, tab }));
    }

    /// Goes on with the stopped recording in a tab.
    fn go_on(self: &Rc<Self>, tab: i32, after: Option<StepId>) {
        self.with_facts(tab, move |tab| Some(Input::Live(Live::Continue { tab, after })));
    }

    fn with_facts(self: &Rc<Self>, tab: i32, input: impl FnOnce(TabFacts) -> Option<Input> + 'static) {
        if self.starting.replace(true) {
            return;
        }
        let runtime = Rc::clone(self);
        spawn_local(async move {
            // What the person has just ticked may still be on its way here.
            runtime.read_settings().await;
            runtime.learn_policy_in_time().await;
            let answer = runtime.ask_worker(&ToWorker::Inspect { tab }).await;
            runtime.starting.set(false);
            let input = match answer {
                Some((WorkerAnswer::Tab(tab), _)) => input(tab),
                Some(_) | None => None,
            };
            match input {
                Some(input) => runtime.handle(input),
                None => {
                    let sentence = "The tab could not be looked at. Reload its page and start again.";
                    runtime.tell_panels(ToPanel::Problem { sentence: Some(sentence.to_owned()) });
                }
            }
        });
    }

    /// A keyboard command.
    pub fn command(self: &Rc<Self>, command: &str, tab: i32) {
        let state = self.session.borrow().state();
        match (command, state) {
            ("toggle-recording", RecordingState::Idle | RecordingState::Stopped) => self.start(tab),
            (
                "toggle-recording",
                RecordingState::Starting | RecordingState::Recording | RecordingState::Paused,
            ) => self.handle(Input::Stop),
            ("pause-recording", RecordingState::Recording) => self.handle(Input::Pause),
            ("pause-recording", RecordingState::Paused) => self.handle(Input::Resume),
            // Nothing to pause, or on its way to the end already.
            _ => {}
        }
    }

    fn send_picture(self: &Rc<Self>, number: u32, sha256: String) {
        let runtime = Rc::clone(self);
        spawn_local(async move {
            let blob = runtime.picture(&sha256).await;
            runtime.tell_panel(number, &ToPanel::Picture { sha256 }, blob.as_ref());
        });
    }

    /// The bytes of a picture of the current recording.
    pub async fn picture(&self, sha256: &str) -> Option<Blob> {
        let session = self.current.get()?;
        let call = Call::Picture { session, sha256: sha256.to_owned() };
        self.storage.ask(&call, None).await.ok()?.1
    }

    /// Sends to one panel, if it is still open.
    pub fn tell_panel(&self, number: u32, message: &ToPanel, blob: Option<&Blob>) {
        let Ok(message) = to_js(message) else { return };
        let port = self.panels.borrow().port(number);
        if let Some(port) = port {
            // A port that has just closed says so by its own event.
            let _ = port.post(&with_blob(message, blob));
        }
    }

    /// Sends to every panel.
    pub fn tell_panels(&self, message: ToPanel) {
        let panels = self.panels.borrow();
        if panels.is_empty() {
            return;
        }
        let message: JsValue = match to_js(&self.with_trouble(message)) {
            Ok(message) => message,
            Err(error) => return warn(&error.to_string()),
        };
        for panel in &panels.0 {
            // A port that has just closed says so by its own event.
            let _ = panel.port.post(&message);
        }
    }

    /// A snapshot says what is wrong with the disk, where the machine has nothing to say itself.
    fn with_trouble(&self, message: ToPanel) -> ToPanel {
        match message {
            ToPanel::Snapshot(mut snapshot) => {
                snapshot.problem = snapshot.problem.or_else(|| self.trouble_sentence().map(str::to_owned));
                ToPanel::Snapshot(snapshot)
            }
            other => other,
        }
    }

    /// Whether the last upload ended well.
    pub fn is_uploaded(&self) -> bool {
        matches!(self.session.borrow().snapshot().upload, UploadState::Done { .. })
    }
}

/// A new id of the time and random bytes.
fn new_session() -> Option<SessionId> {
    let mut random = [0; 10];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut random).ok()?;
    Some(SessionId::new(now(), random))
}
