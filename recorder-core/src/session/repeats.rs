//! Clicks that follow each other on the same target are one step with their number.

use cairn_workflow::{Action, Target};

use super::Session;

/// Two clicks of a double click are at most this far apart; systems allow up to 500 ms between the clicks.
const DOUBLE_CLICK: i64 = 1_200;
/// Who looks for longer between two clicks has read something, and the second click is a step of its own.
const AGAIN_WITHIN: i64 = 3_000;

impl Session {
    /// The second click of a double click counts on the first one's step.
    pub(super) fn merge_click(
        &mut self,
        place: &Option<(String, u32)>,
        count: u32,
        focuses_text: bool,
        at: i64,
    ) -> bool {
        let Some(last) = self.steps.last() else { return false };
        let Some(entry) = self.steps.entry(last) else { return false };
        if &entry.place != place || at - entry.clicked_at > DOUBLE_CLICK {
            return false;
        }
        let Action::Click { count: so_far, repeats, .. } = &mut entry.step.action else { return false };
        if *repeats > 0 {
            *repeats += 1;
        } else {
            *so_far = count;
        }
        // Selecting a field's words to type over them is still only the way into the field.
        entry.focus_click = focuses_text;
        entry.clicked_at = at;
        self.publish(last);
        true
    }

    /// The same button again, soon, with nothing between and nothing come of it but that it was pressed: the step
    /// counts it. Only of buttons is it certain that to click twice slowly is to do the same twice: in lists and
    /// drawings it may choose, and then open.
    pub(super) fn repeats_click(
        &mut self,
        place: &Option<(String, u32)>,
        action: &Action,
        target: &Target,
        at: i64,
    ) -> bool {
        let Some(last) = self.steps.last() else { return false };
        let Some(entry) = self.steps.entry(last) else { return false };
        let led_somewhere = !entry.step.signals.is_empty()
            || entry.step.after.as_ref().is_some_and(|after| !after.appeared.is_empty());
        let called_so = |known: &Target| known.name == target.name && known.text == target.text;
        let same = target.role == "button"
            && entry.step.target.as_ref().is_some_and(called_so)
            && &entry.place == place;
        if !same || led_somewhere || at - entry.clicked_at > AGAIN_WITHIN {
            return false;
        }
        if !is_same_click(&entry.step.action, action) {
            return false;
        }
        let Action::Click { count, repeats, .. } = &mut entry.step.action else { return false };
        *repeats = (*repeats).max(*count - 1) + 1;
        *count = 1;
        entry.clicked_at = at;
        // What comes of the last of them is the outcome.
        entry.step.after = None;
        self.publish(last);
        true
    }
}

fn is_same_click(one: &Action, other: &Action) -> bool {
    let Action::Click { button, modifiers, by, .. } = one else { return false };
    matches!(other, Action::Click { button: b, modifiers: m, by: w, .. } if (b, m, w) == (button, modifiers, by))
}
