use cairn_workflow::{Control, Modifiers};

use super::Kind;

/// A key that went down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPress {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// Keys held.
    pub modifiers: Modifiers,
    /// Part of an input method's composition.
    pub composing: bool,
    /// Whether AltGr makes a character of it.
    pub alt_graph: bool,
    /// Whether it repeats because it is held down.
    pub repeat: bool,
    /// Whether the field takes several lines.
    pub multiline: bool,
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// It types, moves or deletes in a field, moves the focus, scrolls, or is a modifier alone: no step.
    Nothing,
    /// It types into the field: the field's change will tell.
    Typing,
    /// It acts by itself: a step.
    Acts,
    /// It clicks the focused control: the click will tell.
    Clicks,
    /// It works the browser.
    Browser,
}

/// Shortcuts that edit text or use the clipboard: what they do shows in the field, or not at all.
const EDITING: &[&str] = &["a", "b", "c", "i", "u", "v", "x", "y", "z"];
/// With Control or Meta, keys that the browser keeps for itself.
const BROWSERS_CONTROL: &[&str] = &["r", "t", "n", "w", "l", "tab", "+", "-", "=", "0", "pageup", "pagedown"];
const FUNCTION_BROWSERS: &[&str] = &["F5", "F6", "F11", "F12"];
const ARROWS: &[&str] =
    &["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"];
const MODIFIERS: &[&str] = &[
    "Shift",
    "Control",
    "Alt",
    "Meta",
    "AltGraph",
    "CapsLock",
    "NumLock",
    "ScrollLock",
    "Fn",
    "FnLock",
    "OS",
    "Hyper",
    "Super",
    "Symbol",
    "SymbolLock",
    "Dead",
    "Process",
    "Unidentified",
];

/// Says what a key is for on this kind of element.
pub fn key_use(press: &KeyPress, kind: Kind) -> KeyUse {
    let key = press.key.as_str();
    let held = press.modifiers;
    if press.composing || key.is_empty() || MODIFIERS.contains(&key) {
        return if kind.takes_typing() { KeyUse::Typing } else { KeyUse::Nothing };
    }
    if is_browsers(press) {
        return KeyUse::Browser;
    }
    // The commands of this extension.
    if held.alt && held.shift && matches!(key.to_ascii_lowercase().as_str(), "r" | "p") {
        return KeyUse::Nothing;
    }
    let shortcut = (held.control || held.meta || held.alt) && !press.alt_graph;
    match key {
        "Tab" => KeyUse::Nothing,
        "Escape" => KeyUse::Acts,
        "Enter" => enter(press, kind, shortcut),
        " " => space(kind, shortcut),
        _ if ARROWS.contains(&key) => arrow(kind, shortcut),
        _ if shortcut => chord(key, held, kind),
        _ if kind.takes_typing() => KeyUse::Typing,
        "Backspace" | "Delete" => KeyUse::Acts,
        // A letter in a list chooses the entry that begins with it: the change will tell.
        _ if matches!(kind, Kind::Field(_)) => KeyUse::Nothing,
        // A letter elsewhere is a shortcut of the page.
        _ => KeyUse::Acts,
    }
}

fn is_browsers(press: &KeyPress) -> bool {
    let key = press.key.as_str();
    let held = press.modifiers;
    let low = key.to_ascii_lowercase();
    FUNCTION_BROWSERS.contains(&key)
        || ((held.control || held.meta) && !press.alt_graph && BROWSERS_CONTROL.contains(&low.as_str()))
        || (held.alt && matches!(key, "ArrowLeft" | "ArrowRight") && !held.control && !held.shift)
        || (held.meta && matches!(key, "[" | "]"))
        || matches!(key, "BrowserBack" | "BrowserForward" | "BrowserRefresh")
}

fn enter(press: &KeyPress, kind: Kind, shortcut: bool) -> KeyUse {
    if press.repeat {
        return KeyUse::Nothing;
    }
    match kind {
        Kind::Field(Control::RichText) if !shortcut => KeyUse::Typing,
        Kind::Field(Control::Text) if press.multiline && !shortcut => KeyUse::Typing,
        Kind::Field(Control::Select | Control::MultiSelect) if !shortcut => KeyUse::Nothing,
        Kind::Field(Control::Color) => KeyUse::Nothing,
        Kind::Pressable => KeyUse::Clicks,
        Kind::Field(_) | Kind::Toggle(_) | Kind::Widget | Kind::Other => KeyUse::Acts,
    }
}

fn space(kind: Kind, shortcut: bool) -> KeyUse {
    match kind {
        _ if kind.takes_typing() => KeyUse::Typing,
        Kind::Pressable | Kind::Toggle(_) => KeyUse::Clicks,
        Kind::Widget => KeyUse::Acts,
        // Space on a box shows as its change; elsewhere it scrolls.
        _ if shortcut => KeyUse::Acts,
        Kind::Field(_) | Kind::Other => KeyUse::Nothing,
    }
}

fn arrow(kind: Kind, shortcut: bool) -> KeyUse {
    match kind {
        // In a field it moves the cursor or changes the value, which the change tells.
        Kind::Field(_) => KeyUse::Nothing,
        Kind::Widget => KeyUse::Acts,
        _ if shortcut => KeyUse::Acts,
        // It scrolls.
        Kind::Toggle(_) | Kind::Pressable | Kind::Other => KeyUse::Nothing,
    }
}

fn chord(key: &str, held: Modifiers, kind: Kind) -> KeyUse {
    let low = key.to_ascii_lowercase();
    let plain = (held.control || held.meta) && !held.alt;
    if plain && EDITING.contains(&low.as_str()) {
        // Copying and selecting elsewhere leave no mark on the page.
        let typing = kind.takes_typing();
        let reads = matches!(low.as_str(), "a" | "c" | "v" | "x");
        return match (typing, reads) {
            (true, _) => KeyUse::Typing,
            (false, true) => KeyUse::Nothing,
            (false, false) => KeyUse::Acts,
        };
    }
    if kind.takes_typing() && matches!(key, "Backspace" | "Delete") {
        return KeyUse::Typing;
    }
    KeyUse::Acts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> KeyPress {
        KeyPress { key: key.to_owned(), ..KeyPress::default() }
    }

    fn with(key: &str, modifiers: Modifiers) -> KeyPress {
        KeyPress { modifiers, ..press(key) }
    }

    const TEXT: Kind = Kind::Field(Control::Text);
    const CONTROL: Modifiers = Modifiers { control: true, alt: false, meta: false, shift: false };

    #[test]
    fn typing_is_no_step_of_its_own() {
        for key in ["a", "ß", " ", "Backspace"] {
            assert_eq!(key_use(&press(key), TEXT), KeyUse::Typing, "{key}");
        }
        for key in ["a", "v", "z", "x", "Backspace"] {
            assert_eq!(key_use(&with(key, CONTROL), TEXT), KeyUse::Typing, "Control and {key}");
        }
    }

    #[test]
    fn enter_acts_in_a_line_and_types_in_many() {
        assert_eq!(key_use(&press("Enter"), TEXT), KeyUse::Acts);
        let multiline = KeyPress { multiline: true, ..press("Enter") };
        assert_eq!(key_use(&multiline, TEXT), KeyUse::Typing);
        let sent = KeyPress { modifiers: CONTROL, ..multiline };
        assert_eq!(key_use(&sent, TEXT), KeyUse::Acts);
        assert_eq!(key_use(&press("Enter"), Kind::Pressable), KeyUse::Clicks);
    }

    #[test]
    fn the_browser_keeps_its_keys() {
        assert_eq!(key_use(&press("F5"), Kind::Other), KeyUse::Browser);
        assert_eq!(key_use(&with("r", CONTROL), TEXT), KeyUse::Browser);
        assert_eq!(key_use(&with("k", CONTROL), TEXT), KeyUse::Acts);
    }

    #[test]
    fn letters_are_shortcuts_outside_fields() {
        assert_eq!(key_use(&press("/"), Kind::Other), KeyUse::Acts);
        assert_eq!(key_use(&press("e"), Kind::Field(Control::Select)), KeyUse::Nothing);
        assert_eq!(key_use(&press("Tab"), Kind::Other), KeyUse::Nothing);
        assert_eq!(key_use(&with("c", CONTROL), Kind::Other), KeyUse::Nothing);
    }

    #[test]
    fn composition_types() {
        let composing = KeyPress { composing: true, ..press("Enter") };
        assert_eq!(key_use(&composing, TEXT), KeyUse::Typing);
    }
}
