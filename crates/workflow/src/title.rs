//! Titles by rule: plain sentences from facts. `**bold**` is a target, `*slanted*` its surroundings.

use cairn_redact::{MASK, Redacted, Value, clean};

use crate::{
    Action, Button, ClipboardUse, ContextKind, Control, DialogKind, Modifiers, Navigation, Point, Selector,
    Step, TabChange, Target,
};

/// A piece of a title, so that each screen and export marks it in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words of the sentence.
    Plain(String),
    /// The name of a target or key.
    Strong(String),
    /// The surroundings.
    Soft(String),
}

/// Longest name in a title, in characters.
const NAME_LIMIT: usize = 60;
/// Longest typed value in a title, in characters.
const VALUE_LIMIT: usize = 80;

/// The title as Markdown: `Click **Save** in *Billing*`.
pub fn title(step: &Step) -> String {
    spans(step)
        .into_iter()
        .map(|span| match span {
            Span::Plain(text) => text,
            Span::Strong(text) => format!("**{text}**"),
            Span::Soft(text) => format!("*{text}*"),
        })
        .collect()
}

/// The title without marks.
pub fn plain_title(step: &Step) -> String {
    spans(step)
        .into_iter()
        .map(|span| match span {
            Span::Plain(text) | Span::Strong(text) | Span::Soft(text) => text,
        })
        .collect()
}

/// The title's pieces in order.
pub fn spans(step: &Step) -> Vec<Span> {
    let mut out = Sentence::default();
    let target = step.target.as_ref();
    match &step.action {
        Action::Click { button, count, modifiers, repeats, .. } => {
            out.plain(click_verb(*button, *count));
            out.space_target(target, "here");
            let times = if *repeats > 0 { repeats.saturating_add(1) } else { *count };
            if *repeats > 0 || *count > 2 {
                out.plain(&format!(" {times} times"));
            }
            out.held(modifiers);
            out.surroundings(target);
        }
        Action::Change { control, value } => change(&mut out, *control, value, target),
        Action::Key { key, modifiers } => {
            out.plain("Press ");
            out.strong(&key_words(key.as_str(), modifiers));
        }
        Action::Hover {} => {
            out.plain("Hover over");
            out.space_target(target, "this place");
            out.surroundings(target);
        }
        Action::Scroll { from, to } => scroll(&mut out, *from, *to, target),
        Action::Drag { drop, .. } => {
            out.plain("Drag");
            out.space_target(target, "this");
            if let Some(name) = drop.as_deref().and_then(target_words) {
                out.plain(" to ");
                out.strong(&name);
            }
        }
        Action::Upload { files, dropped } => {
            let (verb, place) = if *dropped { ("Drop", " on ") } else { ("Choose", " in ") };
            out.plain(&format!("{verb} the {} ", if files.len() == 1 { "file" } else { "files" }));
            out.strong(&join(files));
            if let Some(name) = target.and_then(target_words) {
                out.plain(place);
                out.strong(&name);
            }
        }
        Action::Navigate { how, url } => navigate(&mut out, *how, url),
        Action::Tab { how, title, .. } => {
            out.plain(match how {
                TabChange::Open => "Open the tab ",
                TabChange::Switch => "Switch to the tab ",
                TabChange::Close => "Close the tab ",
            });
            out.strong(if title.is_empty() { "without a title" } else { title.as_str() });
        }
        Action::Dialog { dialog, accepted } => out.plain(dialog_words(*dialog, *accepted)),
        Action::Clipboard { how } => out.plain(match how {
            ClipboardUse::Copy => "Copy the selection",
            ClipboardUse::Cut => "Cut the selection",
            ClipboardUse::Paste => "Paste",
        }),
        Action::Download { file } => {
            out.plain("Download ");
            out.strong(file.as_str());
        }
        // A picture by hand, without words.
        Action::Note { text } if text.is_empty() => {
            out.plain("Look at ");
            match clean(step.page.title.as_str(), NAME_LIMIT) {
                page if page.is_empty() => out.plain("the page"),
                page => out.0.push(Span::Soft(page)),
            }
        }
        Action::Note { text } => out.plain(text.as_str()),
    }
    out.0
}

#[derive(Default)]
struct Sentence(Vec<Span>);

impl Sentence {
    fn plain(&mut self, text: &str) {
        self.0.push(Span::Plain(text.to_owned()));
    }

    fn strong(&mut self, text: &str) {
        self.0.push(Span::Strong(clean(text, NAME_LIMIT)));
    }

    /// A space and the target's name, or a word for a target without one.
    fn space_target(&mut self, target: Option<&Target>, nameless: &str) {
        match target.and_then(target_words) {
            Some(name) => {
                self.plain(" ");
                if let Some(kind) = target.and_then(unnamed_kind) {
                    self.plain(&format!("the {kind} beside "));
                }
                self.strong(&name);
            }
            None => match target.and_then(kind_words) {
                Some(kind) => self.plain(&format!(" the {kind}")),
                None => self.plain(&format!(" {nameless}")),
            },
        }
    }

    fn held(&mut self, modifiers: &Modifiers) {
        if !modifiers.is_empty() {
            self.plain(" with ");
            self.strong(&modifier_words(modifiers));
            self.plain(" held");
        }
    }

    /// The row or dialog that tells this target from others of the same name.
    fn surroundings(&mut self, target: Option<&Target>) {
        let Some(target) = target else { return };
        let own = target_words(target).unwrap_or_default();
        let alone = is_alone(target);
        let told = target.context.iter().find(|context| {
            !context.name.is_empty()
                && context.name.as_str() != own
                && match context.kind {
                    // A row's or entry's text says which one of several; where it is only the target again, or where
                    // there is only one, it says nothing.
                    ContextKind::Row | ContextKind::Item => !alone && !own.contains(context.name.as_str()),
                    ContextKind::Group | ContextKind::Dialog | ContextKind::Menu => true,
                    ContextKind::Region => false,
                }
        });
        if let Some(context) = told {
            self.plain(match context.kind {
                ContextKind::Row => " in the row ",
                _ => " in ",
            });
            self.0.push(Span::Soft(clean(context.name.as_str(), NAME_LIMIT)));
        }
    }
}

/// Whether the target was the only one of its name on the page.
fn is_alone(target: &Target) -> bool {
    target.locators.iter().any(|locator| {
        let by_name = matches!(
            locator.selector,
            Selector::Role { .. } | Selector::Label { .. } | Selector::Text { .. }
        );
        by_name && locator.matches == 1
    })
}

/// What a person would call the target: name, label, text, placeholder, words nearby, in that order.
pub fn target_words(target: &Target) -> Option<String> {
    [&target.name, &target.label, &target.text, &target.placeholder, &target.nearby]
        .into_iter()
        .map(|text| clean(text.as_str(), NAME_LIMIT))
        .map(|text| text.trim_end_matches([':', '*', ' ']).to_owned())
        .find(|text| !text.is_empty())
}

/// What a button or link is called that has no words of its own: those beside it are of something else.
fn unnamed_kind(target: &Target) -> Option<&'static str> {
    let own = [&target.name, &target.label, &target.text, &target.placeholder];
    let pressed = matches!(target.role.as_str(), "button" | "link");
    let wordless = own.iter().all(|text| clean(text.as_str(), NAME_LIMIT).is_empty());
    (pressed && wordless).then(|| kind_words(target)).flatten()
}

fn kind_words(target: &Target) -> Option<&'static str> {
    Some(match target.role.as_str() {
        "button" => "button",
        "link" => "link",
        "textbox" | "searchbox" => "text field",
        "combobox" | "listbox" => "list",
        "checkbox" => "check box",
        "radio" => "option",
        "switch" => "switch",
        "img" | "image" => "picture",
        "menuitem" => "menu entry",
        "tab" => "tab",
        "row" => "row",
        "cell" | "gridcell" => "cell",
        "slider" => "slider",
        _ => return None,
    })
}

fn click_verb(button: Button, count: u32) -> &'static str {
    match (button, count) {
        (Button::Left, 2) => "Double-click",
        (Button::Left, _) => "Click",
        (Button::Middle, _) => "Middle-click",
        (Button::Right, _) => "Right-click",
    }
}

fn change(out: &mut Sentence, control: Control, value: &Value, target: Option<&Target>) {
    match value {
        Value::Text { text } if text.is_empty() => out.plain("Clear"),
        // All of it was masked.
        Value::Text { text } if text.as_str() == MASK => out.plain("Fill in"),
        Value::Text { text } => {
            let verb = match control {
                Control::Text | Control::RichText => "Type",
                _ => "Set",
            };
            out.plain(&format!("{verb} \"{}\" in", clean(text.as_str(), VALUE_LIMIT)));
        }
        Value::Secret(secret) => out.plain(&format!("Type {} in", secret.reason.noun())),
        Value::Checked { checked } => out.plain(match (control, checked) {
            (Control::Radio, _) => "Choose",
            (Control::Switch, true) => "Switch on",
            (Control::Switch, false) => "Switch off",
            (_, true) => "Check",
            (_, false) => "Uncheck",
        }),
        Value::Options { labels } if labels.is_empty() => out.plain("Clear the choice in"),
        Value::Options { labels } => {
            out.plain(&format!("Select \"{}\" in", clean(&join(labels), VALUE_LIMIT)))
        }
    }
    out.space_target(target, "this field");
    if matches!(value, Value::Checked { .. }) {
        out.surroundings(target);
    }
}

fn scroll(out: &mut Sentence, from: Option<Point>, to: Point, target: Option<&Target>) {
    let Some(target) = target else { return out.plain("Scroll the page") };
    let way = from.map_or(Point::default(), |from| Point { x: to.x - from.x, y: to.y - from.y });
    out.plain(match way {
        Point { x, y } if y.abs() >= x.abs() && y > 0.0 => "Scroll down in",
        Point { x, y } if y.abs() >= x.abs() && y < 0.0 => "Scroll up in",
        Point { x, .. } if x > 0.0 => "Scroll right in",
        Point { x, .. } if x < 0.0 => "Scroll left in",
        Point { .. } => "Scroll in",
    });
    // The text of a list is what is scrolled, and no name of it.
    let named = [&target.name, &target.label].into_iter().map(|text| clean(text.as_str(), NAME_LIMIT));
    match named.into_iter().find(|name| !name.is_empty()) {
        Some(name) => {
            out.plain(" ");
            out.strong(&name);
        }
        None => match kind_words(target) {
            Some(kind) => out.plain(&format!(" the {kind}")),
            None => out.plain(" this part of the page"),
        },
    }
}

fn navigate(out: &mut Sentence, how: Navigation, url: &Redacted<String>) {
    match how {
        Navigation::Typed => {
            out.plain("Go to ");
            out.strong(url.as_str());
        }
        Navigation::Back => out.plain("Go back"),
        Navigation::Forward => out.plain("Go forward"),
        Navigation::History => out.plain("Go back or forward"),
        Navigation::Reload => out.plain("Reload the page"),
    }
}

fn dialog_words(dialog: DialogKind, accepted: bool) -> &'static str {
    match (dialog, accepted) {
        (DialogKind::Alert, _) => "Close the message",
        (DialogKind::Confirm | DialogKind::Prompt, true) => "Confirm the question with OK",
        (DialogKind::Confirm | DialogKind::Prompt, false) => "Cancel the question",
        (DialogKind::BeforeUnload, true) => "Leave the page",
        (DialogKind::BeforeUnload, false) => "Stay on the page",
    }
}

fn modifier_words(modifiers: &Modifiers) -> String {
    let held = [
        (modifiers.control, "Ctrl"),
        (modifiers.alt, "Alt"),
        (modifiers.shift, "Shift"),
        (modifiers.meta, "Meta"),
    ];
    held.into_iter().filter(|(on, _)| *on).map(|(_, word)| word).collect::<Vec<_>>().join("+")
}

fn key_words(key: &str, modifiers: &Modifiers) -> String {
    let key = match key {
        " " => "Space".to_owned(),
        "ArrowUp" => "↑".to_owned(),
        "ArrowDown" => "↓".to_owned(),
        "ArrowLeft" => "←".to_owned(),
        "ArrowRight" => "→".to_owned(),
        one if one.chars().count() == 1 => one.to_uppercase(),
        other => other.to_owned(),
    };
    if modifiers.is_empty() { key } else { format!("{}+{key}", modifier_words(modifiers)) }
}

fn join(texts: &[Redacted<String>]) -> String {
    texts.iter().map(Redacted::as_str).collect::<Vec<_>>().join(", ")
}
