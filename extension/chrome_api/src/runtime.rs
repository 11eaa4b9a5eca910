use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::{Event, Listener};

#[wasm_bindgen]
extern "C" {
    /// One end of a connection between two parts of the extension.
    #[derive(Clone)]
    pub type Port;

    /// The name that the opener gave.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Port) -> String;

    /// Who opened it, on the side that was called.
    #[wasm_bindgen(method, getter)]
    pub fn sender(this: &Port) -> Option<Sender>;

    /// Fires with each message.
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    pub fn on_message(this: &Port) -> Event;

    /// Fires once when the other side is gone; not after our own [`Port::disconnect`].
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    pub fn on_disconnect(this: &Port) -> Event;

    /// Sends. Throws once the port is closed.
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    pub fn post(this: &Port, message: &JsValue) -> Result<(), JsValue>;

    /// Closes.
    #[wasm_bindgen(method)]
    pub fn disconnect(this: &Port);

    /// Chrome's own facts about who sent a message or opened a port.
    #[derive(Clone)]
    pub type Sender;

    /// The extension's id; another extension has another one.
    #[wasm_bindgen(method, getter)]
    pub fn id(this: &Sender) -> Option<String>;

    /// Address of the sending document or service worker.
    #[wasm_bindgen(method, getter)]
    pub fn url(this: &Sender) -> Option<String>;

    /// Chrome's frame id; 0 is the top frame of its tab.
    #[wasm_bindgen(method, getter, js_name = frameId)]
    pub fn frame(this: &Sender) -> Option<i32>;

    /// Chrome's id of the sending document.
    #[wasm_bindgen(method, getter, js_name = documentId)]
    pub fn document(this: &Sender) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn tab(this: &Sender) -> Option<SenderTab>;

    type SenderTab;

    #[wasm_bindgen(method, getter)]
    fn id(this: &SenderTab) -> Option<i32>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onConnect)]
    static ON_CONNECT: Event;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onMessage)]
    static ON_MESSAGE: Event;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = id)]
    static EXTENSION_ID: String;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = connect)]
    fn connect_with(info: &JsValue) -> Result<Port, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    fn send_message(message: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    fn get_url(path: &str) -> String;
}

thread_local! {
    static IGNORE: Closure<dyn FnMut(JsValue)> = Closure::new(|_| {});
}

impl Sender {
    /// Chrome's id of the sender's tab; none for the service worker and pages outside of tabs.
    pub fn tab_id(&self) -> Option<i32> {
        self.tab().and_then(|tab| tab.id())
    }

    /// Whether this is one of our own pages or our service worker: not a content script, whose address is that
    /// of the page, and not another extension.
    pub fn is_own_page(&self) -> bool {
        self.id().is_some_and(|id| id == extension_id())
            && self.url().is_some_and(|url| url.starts_with(&extension_url("")))
    }

    /// Whether this is our content script in a page of some tab.
    pub fn is_content_script(&self) -> bool {
        self.id().is_some_and(|id| id == extension_id())
            && self.tab_id().is_some()
            && !self.url().is_some_and(|url| url.starts_with(&extension_url("")))
    }
}

/// The extension's own id.
pub fn extension_id() -> String {
    EXTENSION_ID.with(Clone::clone)
}

/// Address of a file of the extension; of its root for "".
pub fn extension_url(path: &str) -> String {
    get_url(path)
}

/// Opens a port with this name to whoever listens for connections (the offscreen document). Fails when the
/// extension was updated or removed under a content script.
pub fn connect(name: &str) -> Result<Port, JsValue> {
    let info = js_sys::Object::new();
    js_sys::Reflect::set(&info, &"name".into(), &name.into())?;
    connect_with(&info)
}

/// Calls `handle` with each port that another part of the extension opens.
pub fn on_connect(mut handle: impl FnMut(Port) + 'static) -> Listener {
    ON_CONNECT.with(|event| event.listen(move |port| handle(port.unchecked_into())))
}

/// `chrome.runtime.sendMessage`: the answer, or the error when nobody listened or the listener died.
pub async fn send(message: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(send_message(message)?).await
}

/// `chrome.runtime.sendMessage` in this very turn, whoever hears it: the answer is not waited for, and a
/// listener that is not there is no error.
pub fn notify(message: &JsValue) {
    if let Ok(promise) = send_message(message) {
        IGNORE.with(|ignore| {
            let _ = promise.catch(ignore);
        });
    }
}

/// Calls `handle` with each message and its sender; what it returns is sent back at once.
pub fn on_message(mut handle: impl FnMut(JsValue, Sender) -> Option<JsValue> + 'static) -> Listener {
    let closure =
        Closure::<dyn FnMut(JsValue, Sender, Function)>::new(move |message, sender, respond: Function| {
            if let Some(answer) = handle(message, sender) {
                // The sender may be gone; then nobody waits for the answer.
                let _ = respond.call1(&JsValue::UNDEFINED, &answer);
            }
        });
    let function = closure.as_ref().unchecked_ref::<Function>().clone();
    ON_MESSAGE.with(|event| event.attach(function, Box::new(closure)))
}
