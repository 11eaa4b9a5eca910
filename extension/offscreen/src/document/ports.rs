//! Ports: who may speak, and for whom. Trust comes from Chrome's facts about the sender, never from a message.

use std::rc::Rc;

use cairn_chrome_api::{Listener, Port, Sender, from_page, to_js};
use cairn_messages::{CONTENT_MESSAGE_LIMIT, CONTENT_PORT, FromContent, PANEL_PORT, ToContent};
use recorder_core::session::{Input, Source};

use super::{Runtime, warn};

/// The port of a content script.
pub struct ContentPort {
    port: Port,
    number: u32,
    _listeners: [Listener; 2],
}

impl Runtime {
    /// A part of the extension opened a port.
    pub fn connected(self: &Rc<Self>, port: Port) {
        let Some(sender) = port.sender() else { return port.disconnect() };
        match port.name().as_str() {
            CONTENT_PORT if sender.is_content_script() => self.content_connected(port, &sender),
            PANEL_PORT if sender.is_own_page() => self.panel_connected(port),
            name => {
                warn(&format!("a port {name:?} of a stranger is refused"));
                port.disconnect();
            }
        }
    }

    /// The number of a new port.
    pub fn port_number(&self) -> u32 {
        let number = self.ports.get().wrapping_add(1);
        self.ports.set(number);
        number
    }

    fn content_connected(self: &Rc<Self>, port: Port, sender: &Sender) {
        let (Some(tab), Some(frame), Some(document)) = (sender.tab_id(), sender.frame(), sender.document())
        else {
            warn("a content script without tab, frame or document is refused");
            return port.disconnect();
        };
        let number = self.port_number();
        let source = Source { tab, frame, document: document.clone() };
        let heard = port.on_message().listen({
            let runtime = Rc::clone(self);
            move |message| match from_page::<FromContent>(&message, CONTENT_MESSAGE_LIMIT) {
                Ok(message) => runtime.handle(Input::Content { source: source.clone(), message }),
                Err(error) => {
                    warn(&format!("a content script is sent away: {error}"));
                    runtime.drop_content(&source.document, number);
                }
            }
        });
        let left = port.on_disconnect().listen({
            let runtime = Rc::clone(self);
            let document = document.clone();
            move |_| runtime.drop_content(&document, number)
        });
        // A document that connects again takes the place of its own earlier port.
        let content = ContentPort { port, number, _listeners: [heard, left] };
        if let Some(before) = self.contents.borrow_mut().insert(document, content) {
            before.port.disconnect();
        }
    }

    /// Ends a content script's port, if it is still the one with this number.
    fn drop_content(self: &Rc<Self>, document: &str, number: u32) {
        let port = {
            let mut contents = self.contents.borrow_mut();
            match contents.get(document) {
                Some(port) if port.number == number => contents.remove(document),
                Some(_) | None => None,
            }
        };
        if let Some(port) = port {
            port.port.disconnect();
            self.handle(Input::ContentGone { document: document.to_owned() });
        }
    }

    /// Sends to a content script, if it is still there.
    pub fn tell_content(&self, document: &str, message: &ToContent) {
        let Ok(message) = to_js(message) else { return };
        if let Some(content) = self.contents.borrow().get(document) {
            // A port that has just closed says so by its own event.
            let _ = content.port.post(&message);
        }
    }

    /// Tells a content script what is on disk.
    pub fn acknowledge(&self, document: &str, n: u32) {
        self.tell_content(document, &ToContent::Ack { n });
    }
}
