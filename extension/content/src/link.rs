//! The way to the offscreen document: a port, and what it has not acknowledged yet.

use cairn_chrome_api::{Listener, Port, Ready, connect, to_object};
use cairn_messages::{CONTENT_PORT, FromContent, Observation, PROTOCOL, ToContent};
use cairn_redact::Classes;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Observations that wait for their acknowledgement, at most. A person makes a few a second; more waiting than
/// this means that nobody listens any more.
const MOST_WAITING: usize = 2_000;

/// The link of one document.
pub struct Link {
    port: Option<Open>,
    waiting: Vec<Waiting>,
    /// Observed and not sent yet.
    held: Vec<Observation<Ready>>,
    next: u32,
    top: bool,
}

/// A message as it was sent, and the number of its last observation.
struct Waiting {
    n: u32,
    message: JsValue,
}

struct Open {
    port: Port,
    _heard: Listener,
    _lost: Listener,
}

impl Link {
    /// A link that is not open yet.
    pub fn new(top: bool) -> Self {
        Self { port: None, waiting: Vec::new(), held: Vec::new(), next: 1, top }
    }

    /// Opens the port and sends what was not acknowledged on an earlier one. `heard` gets each message of the
    /// offscreen document, `lost` is called when the port has gone.
    pub fn open(&mut self, mut heard: impl FnMut(ToContent) + 'static, lost: impl Fn() + 'static) -> bool {
        let Ok(port) = connect(CONTENT_PORT) else { return false };
        let heard = port.on_message().listen(move |message| {
            if let Some(message) = read(&message) {
                heard(message);
            }
        });
        let lost = port.on_disconnect().listen(move |_| lost());
        self.port = Some(Open { port, _heard: heard, _lost: lost });
        self.send(&FromContent::Hello { protocol: PROTOCOL, top: self.top });
        for waiting in &self.waiting {
            self.post(&waiting.message);
        }
        self.flush();
        true
    }

    /// Whether there is a port.
    pub fn is_open(&self) -> bool {
        self.port.is_some()
    }

    /// The port has gone: what is observed now waits for the next one.
    pub fn drop_port(&mut self) {
        self.port = None;
    }

    /// Closes the port.
    pub fn close(&mut self) {
        if let Some(open) = self.port.take() {
            open.port.disconnect();
        }
    }

    /// Takes an observation that will be sent, until it is acknowledged, with the next [`Link::flush`]. The number is
    /// given here.
    pub fn observe(&mut self, mut observation: Observation<Ready>) {
        observation.n = self.next;
        self.next += 1;
        self.held.push(observation);
    }

    /// Whether something was observed that is not sent yet.
    pub fn holds(&self) -> bool {
        !self.held.is_empty()
    }

    /// Sends what was observed, in one message: each costs the page as much as ten questions.
    pub fn flush(&mut self) {
        let observations = core::mem::take(&mut self.held);
        let Some(n) = observations.last().map(|last| last.n) else { return };
        if self.waiting.len() == MOST_WAITING {
            self.waiting.remove(0);
        }
        if let Ok(message) = to_object(&FromContent::Observed { observations }) {
            self.post(&message);
            self.waiting.push(Waiting { n, message });
        }
    }

    /// Observations up to `n` are safe.
    pub fn acknowledged(&mut self, n: u32) {
        self.waiting.retain(|waiting| waiting.n > n);
    }

    /// Forgets what was observed but never asked for: the recording is paused or over.
    pub fn forget(&mut self) {
        self.waiting.clear();
        self.held.clear();
    }

    /// Sends once; a closed port drops it.
    pub fn send(&self, message: &FromContent<Ready>) {
        if let Ok(message) = to_object(message) {
            self.post(&message);
        }
    }

    fn post(&self, message: &JsValue) {
        if let Some(open) = &self.port {
            // A port that closed in this very turn: its `onDisconnect` follows.
            let _ = open.port.post(message);
        }
    }
}

/// Reads a message of the offscreen document; none for one of another version.
fn read(message: &JsValue) -> Option<ToContent> {
    let field = |name: &str| Reflect::get(message, &JsValue::from_str(name)).ok();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count, written by the offscreen document"
    )]
    let number = |name: &str| field(name)?.as_f64().map(|number| number as u32);
    Some(match field("type")?.as_string()?.as_str() {
        "record" => ToContent::Record { classes: number("classes").unwrap_or(Classes::default().bits()) },
        "pause" => ToContent::Pause {},
        "ack" => ToContent::Ack { n: number("n")? },
        "measure" => ToContent::Measure { request: number("request")? },
        "stop" => ToContent::Stop {},
        "secret" => {
            ToContent::Secret { next: field("next")?.is_truthy(), fields: field("fields")?.as_string()? }
        }
        _ => return None,
    })
}
