//! Listeners: capture phase, passive, and gone when dropped.

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget, KeyboardEvent, MouseEvent, ShadowRoot, Window};

use crate::{closed, facts};

/// What an event is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The mouse came to something.
    Over,
    /// A press, described before the page reacts.
    Press,
    /// A completed click; that of another button than the left does not come as `click`.
    Click,
    AuxClick,
    ContextMenu,
    /// The list of what is looked into later has got a click that cannot wait.
    Clicked,
    Key,
    Focus,
    Blur,
    BeforeInput,
    Input,
    Change,
    /// The next `input` is the person's.
    Touch,
    /// A pointer was released, or the browser took it; before that, text began to be selected.
    Release,
    Cancel,
    Select,
    /// What the browser itself drags.
    DragStart,
    DragEnd,
    Drop,
    Copy,
    Cut,
    Paste,
    /// The picture moves; it may be the person's doing.
    Moved,
    Wheel,
    /// The page's address is about to change.
    Navigate,
    /// The document goes, or comes back from the back-forward cache.
    Hide,
    Show,
}

impl Heard {
    /// What an event of [`crate::later`] is for.
    pub fn later(event: &Event) -> Self {
        match event.type_().as_str() {
            "pointerdown" => Self::Press,
            "click" => Self::Click,
            "keydown" => Self::Key,
            "focusin" => Self::Focus,
            "focusout" => Self::Blur,
            "beforeinput" => Self::BeforeInput,
            "input" => Self::Input,
            "change" => Self::Change,
            _ => Self::Touch,
        }
    }

    /// Whether it is something that the person does.
    pub fn is_act(self) -> bool {
        matches!(
            self,
            Self::Press
                | Self::Click
                | Self::AuxClick
                | Self::ContextMenu
                | Self::Key
                | Self::Input
                | Self::Change
                | Self::Drop
        )
    }
}

/// Events of the window that are looked into at once.
const WINDOW: &[(&str, Heard)] = &[
    ("pointerover", Heard::Over),
    ("pointerdown", Heard::Press),
    ("auxclick", Heard::AuxClick),
    ("contextmenu", Heard::ContextMenu),
    ("keydown", Heard::Key),
    ("focusout", Heard::Blur),
    ("change", Heard::Change),
    ("pointerup", Heard::Release),
    ("pointercancel", Heard::Cancel),
    ("selectstart", Heard::Select),
    ("dragstart", Heard::DragStart),
    ("dragend", Heard::DragEnd),
    ("drop", Heard::Drop),
    ("copy", Heard::Copy),
    ("cut", Heard::Cut),
    ("paste", Heard::Paste),
    ("scroll", Heard::Moved),
    ("wheel", Heard::Wheel),
    ("resize", Heard::Moved),
    ("load", Heard::Moved),
    ("pagehide", Heard::Hide),
    ("pageshow", Heard::Show),
];

/// The same in a window that a page has opened.
const CLOSABLE: &[(&str, Heard)] = &[("click", Heard::Clicked)];

/// `change` inside a shadow root never reaches the window.
const ROOT: &[(&str, Heard)] = &[("change", Heard::Change)];

/// Listens on the window, and to the page's navigation, whose events reach every world.
pub fn on_window(window: &Window, handle: fn(Heard, &Event)) -> Vec<EventListener> {
    let mut listeners = attach(window, WINDOW, handle);
    if js_sys::Reflect::get(window, &"opener".into()).is_ok_and(|opener| opener.is_object()) {
        // A script may close it in answer to a click, and then nothing can be told later.
        listeners.extend(attach(window, CLOSABLE, handle));
    }
    let navigation = js_sys::Reflect::get(window, &"navigation".into()).ok();
    if let Some(navigation) = navigation.and_then(|navigation| navigation.dyn_into::<EventTarget>().ok()) {
        listeners.extend(attach(&navigation, &[("navigate", Heard::Navigate)], handle));
    }
    listeners
}

/// Listens in a shadow root.
pub fn on_root(root: &ShadowRoot, handle: fn(Heard, &Event)) -> Vec<EventListener> {
    attach(root, ROOT, handle)
}

fn attach(
    target: &EventTarget,
    names: &[(&'static str, Heard)],
    handle: fn(Heard, &Event),
) -> Vec<EventListener> {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    names
        .iter()
        .map(|(name, heard)| {
            let heard = *heard;
            EventListener::new_with_options(target, *name, options, move |event| handle(heard, event))
        })
        .collect()
}

/// The control that a pointer event is about.
pub fn control(event: &MouseEvent) -> Option<Element> {
    let path = path_of(event);
    let hit = path.get(0);
    if can_host(&hit)
        && let Some(inner) = closed::under(&path, f64::from(event.client_x()), f64::from(event.client_y()))
    {
        return control_of(&closed::path(&inner, &path));
    }
    control_of(&path)
}

/// The control that a path without closed roots is about.
pub fn control_of(path: &Array) -> Option<Element> {
    cairn_locate::control(path).map(host_of)
}

/// Whether an element of this kind may have a shadow root (DOM, "valid shadow host name"): Chrome is asked for
/// closed ones, and that costs.
pub fn can_host(hit: &JsValue) -> bool {
    let Some(element) = hit.dyn_ref::<Element>() else { return false };
    let tag = element.local_name();
    cairn_redact::parts::has(&tag, b'-')
        || matches!(
            tag.as_str(),
            "article"
                | "aside"
                | "blockquote"
                | "body"
                | "div"
                | "footer"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "header"
                | "main"
                | "nav"
                | "p"
                | "section"
                | "span"
        )
}

/// The very element that an event of a field or key is about, through open shadow roots.
pub fn subject(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let inner = target.shadow_root().and_then(|_| event.composed_path().get(0).dyn_into::<Element>().ok());
    Some(host_of(closed::focused(inner.unwrap_or(target))))
}

/// Whether the Tab key went down.
pub fn is_tab(event: &Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Tab" && !key.repeat())
}

/// Open shadow roots on an event's path.
pub fn roots(heard: Heard, event: &Event) -> Vec<ShadowRoot> {
    // The window hears of the outermost host.
    let host = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(host) = host.filter(|host| host.shadow_root().is_none()) {
        // A closed root is listened to as well, once something in it has the focus.
        let closed = heard == Heard::Focus && can_host(&host);
        return closed.then(|| closed::root_of(&host)).flatten().into_iter().collect();
    }
    path_of(event).iter().filter_map(|step| step.dyn_into::<ShadowRoot>().ok()).collect()
}

/// The path of an event; of one that is over, that of what has the focus in its target.
fn path_of(event: &Event) -> Array {
    let path = event.composed_path();
    match event.target().filter(|_| path.length() == 0).and_then(|target| target.dyn_into().ok()) {
        Some(target) => closed::path(&closed::focused(target), &path),
        None => path,
    }
}

fn host_of(element: Element) -> Element {
    let tag = element.local_name();
    if !facts::is_never_editable(&tag) && facts::is_editable(&element) {
        facts::editing_host(element)
    } else {
        element
    }
}
