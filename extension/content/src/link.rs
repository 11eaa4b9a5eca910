//! The way to the offscreen document: a port, and what it has not acknowledged yet.

use std::collections::VecDeque;

use cairn_chrome_api::{Listener, Port, connect, from_js, to_js};
use cairn_messages::{CONTENT_MESSAGE_LIMIT, CONTENT_PORT, FromContent, Observation, PROTOCOL, ToContent};

/// Observations that wait for their acknowledgement, at most. A person makes a few a second; more waiting than
/// this means that nobody listens any more.
const MOST_WAITING: usize = 2_000;

/// The link of one document.
pub struct Link {
    port: Option<Open>,
    waiting: VecDeque<Observation>,
    next: u32,
    top: bool,
}

struct Open {
    port: Port,
    _heard: Listener,
    _lost: Listener,
}

impl Link {
    /// A link that is not open yet.
    pub fn new(top: bool) -> Self {
        Self { port: None, waiting: VecDeque::new(), next: 1, top }
    }

    /// Opens the port and sends what was not acknowledged on an earlier one. `heard` gets each message of the
    /// offscreen document, `lost` is called when the port has gone.
    pub fn open(&mut self, mut heard: impl FnMut(ToContent) + 'static, lost: impl Fn() + 'static) -> bool {
        let Ok(port) = connect(CONTENT_PORT) else { return false };
        let heard = port.on_message().listen(move |message| {
            if let Ok(message) = from_js(&message, CONTENT_MESSAGE_LIMIT) {
                heard(message);
            }
        });
        let lost = port.on_disconnect().listen(move |_| lost());
        self.port = Some(Open { port, _heard: heard, _lost: lost });
        self.send(&FromContent::Hello { protocol: PROTOCOL, top: self.top });
        let waiting: Vec<Observation> = self.waiting.iter().cloned().collect();
        for observation in waiting {
            self.send(&FromContent::Observed(observation));
        }
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

    /// Sends an observation until it is acknowledged. The number is given here.
    pub fn observe(&mut self, mut observation: Observation) {
        observation.n = self.next;
        self.next += 1;
        if self.waiting.len() == MOST_WAITING {
            self.waiting.pop_front();
        }
        self.waiting.push_back(observation.clone());
        self.send(&FromContent::Observed(observation));
    }

    /// Observations up to `n` are safe.
    pub fn acknowledged(&mut self, n: u32) {
        while self.waiting.front().is_some_and(|observation| observation.n <= n) {
            self.waiting.pop_front();
        }
    }

    /// Forgets what was observed but never asked for: the recording is paused or over.
    pub fn forget(&mut self) {
        self.waiting.clear();
    }

    /// Sends once; a closed port drops it.
    pub fn send(&self, message: &FromContent) {
        if let Some(open) = &self.port
            && let Ok(message) = to_js(message)
        {
            // A port that closed in this very turn: its `onDisconnect` follows.
            let _ = open.port.post(&message);
        }
    }
}
