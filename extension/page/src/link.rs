use core::cell::RefCell;
use std::rc::Rc;

use cairn_chrome_api::{Listener, Port, blob_of, connect, from_js, send, to_js};
use cairn_messages::{FromPanel, PANEL_PORT};
use gloo_timers::future::TimeoutFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Pauses between tries to connect, in milliseconds; the last one repeats.
const PAUSES: [u32; 5] = [50, 100, 250, 500, 1_000];

/// What comes over the link; `M` is what the page reads of [`cairn_messages::ToPanel`].
pub enum Heard<M> {
    /// The recorder answers again: say who we are.
    Connected,
    /// It does not; it is being tried.
    Lost,
    /// A message, with the bytes that came with it.
    Message(M, Option<web_sys::Blob>),
}

/// The page's connection to the offscreen document. It creates that document when it is not there, and connects
/// again whenever the port drops.
#[derive(Clone)]
pub struct Link {
    wire: Rc<RefCell<Option<Wire>>>,
    hear: Rc<dyn Fn(Heard<JsValue>)>,
}

struct Wire {
    port: Port,
    _listeners: [Listener; 2],
}

impl Link {
    /// Connects, and calls `hear` with whatever comes. Messages that are no `M` are a newer version's, and are
    /// passed over: only our own offscreen document answers on this port.
    pub fn open<M: DeserializeOwned>(hear: impl Fn(Heard<M>) + 'static) -> Self {
        let read = move |heard| match heard {
            Heard::Connected => hear(Heard::Connected),
            Heard::Lost => hear(Heard::Lost),
            Heard::Message(message, blob) => {
                if let Ok(message) = from_js(&message) {
                    hear(Heard::Message(message, blob));
                }
            }
        };
        let link = Self { wire: Rc::default(), hear: Rc::new(read) };
        link.reconnect();
        link
    }

    /// Sends; false while there is no connection, or when the message has no form on the wire.
    pub fn send(&self, message: &FromPanel) -> bool {
        let Ok(message) = to_js(message) else { return false };
        self.wire.borrow().as_ref().is_some_and(|wire| wire.port.post(&message).is_ok())
    }

    fn reconnect(&self) {
        let link = self.clone();
        spawn_local(async move {
            let mut pauses = PAUSES.into_iter();
            let mut pause = 0;
            while !link.attach().await {
                if pause == PAUSES[1] {
                    // Not at the first try: a document that is being created is no trouble to tell of.
                    (link.hear)(Heard::Lost);
                }
                pause = pauses.next().unwrap_or(PAUSES[PAUSES.len() - 1]);
                TimeoutFuture::new(pause).await;
            }
            (link.hear)(Heard::Connected);
        });
    }

    /// One try. The service worker answers once the offscreen document listens.
    async fn attach(&self) -> bool {
        let ensured = send(&ensure_message()).await.is_ok_and(|answer| is_done(&answer));
        if !ensured {
            return false;
        }
        let Ok(port) = connect(PANEL_PORT) else { return false };
        let link = self.clone();
        let heard = port.on_message().listen(move |message| {
            let blob = blob_of(&message);
            (link.hear)(Heard::Message(message, blob));
        });
        let link = self.clone();
        let lost = port.on_disconnect().listen(move |_| {
            // Not within the listener's own call, which is dropped with the wire.
            let link = link.clone();
            spawn_local(async move {
                link.wire.borrow_mut().take();
                TimeoutFuture::new(PAUSES[1]).await;
                link.reconnect();
            });
        });
        *self.wire.borrow_mut() = Some(Wire { port, _listeners: [heard, lost] });
        true
    }
}

fn ensure_message() -> JsValue {
    #[derive(Serialize)]
    struct Ensure {
        to: &'static str,
        r#type: &'static str,
    }
    to_js(&Ensure { to: "worker", r#type: "ensureOffscreen" }).unwrap_or(JsValue::NULL)
}

fn is_done(answer: &JsValue) -> bool {
    js_sys::Reflect::get(answer, &"type".into()).is_ok_and(|kind| kind == "done")
}
