//! Files, drags and the clipboard become steps.

use cairn_messages::{Deed, Layout};
use cairn_workflow::{Action, Point, Target};

use super::observe::Draft;
use super::{Session, Source};

/// What was done, as [`cairn_messages::Observed::Did`] tells it.
pub(super) struct Did {
    pub node: u32,
    pub press: Option<u32>,
    pub target: Option<Box<Target>>,
    pub deed: Deed,
    pub layout: Layout,
}

impl Session {
    pub(super) fn did(&mut self, source: &Source, at: i64, did: Did, now: i64) {
        let seen = did.press.and_then(|press| self.frames.press(&source.document, press));
        let unseen = seen.map(|seen| seen.unseen.clone()).unwrap_or_default();
        let target = match (did.target, seen) {
            (Some(target), _) => Some(*target),
            (None, seen) => seen.map(|seen| seen.target.clone()),
        };
        let place = Some((source.document.clone(), did.node));
        let chosen = matches!(did.deed, Deed::Upload { dropped: false, .. });
        let action = action(did.deed, target.as_ref());
        if let Some(last) = self.steps.last()
            && chosen
            && let Some(entry) = self.steps.entry(last)
            && entry.place == place
            && matches!(entry.step.action, Action::Click { .. } | Action::Upload { dropped: false, .. })
        {
            // The click only opened the list of files; chosen again, the last choice counts.
            entry.step.action = action;
            return self.publish(last);
        }
        let layout = &did.layout;
        let index = self.add(Draft { source, at, action, target, layout, press: did.press, now });
        if let Some(entry) = self.steps.entry(index) {
            entry.place = place;
            entry.step.unseen.extend(unseen);
        }
        self.publish(index);
    }
}

fn action(deed: Deed, target: Option<&Target>) -> Action {
    match deed {
        Deed::Upload { files, dropped } => Action::Upload { files, dropped },
        Deed::Drag { drop, path } => {
            let corner =
                target.map(|target| Point { x: target.rect.x, y: target.rect.y }).unwrap_or_default();
            let place = |point: Point| Point { x: corner.x + point.x, y: corner.y + point.y };
            Action::Drag { drop, path: path.into_iter().map(place).collect() }
        }
        Deed::Clipboard { how } => Action::Clipboard { how },
    }
}
