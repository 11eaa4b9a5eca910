//! Scrolling and hovering are steps only where they were needed to reach what came next.

use cairn_messages::{Layout, Way};
use cairn_workflow::{Action, Target};

use super::observe::Draft;
use super::{Session, Source};

impl Session {
    /// Whether a target was out of view at the step before: the person had to scroll to it. Frames are seen through
    /// their parents, whose scrolling they do not know.
    pub(super) fn was_out_of_view(&self, source: &Source, target: &Target, layout: &Layout) -> bool {
        let Some(document) = self.tabs.find(&source.document).filter(|document| document.top) else {
            return false;
        };
        let Some(stood) = document.stood else { return false };
        let (rect, view) = (target.rect, layout.viewport);
        // Its middle, where the page had not been scrolled.
        let x = rect.x + rect.width / 2.0 + layout.scroll.x - stood.x;
        let y = rect.y + rect.height / 2.0 + layout.scroll.y - stood.y;
        let seen = (0.0..view.width).contains(&x) && (0.0..view.height).contains(&y);
        view.height > 0.0 && !rect.is_empty() && !seen
    }

    /// Tells the scrolling that reached the target of a step, before the step; remembers where the page stands now.
    pub(super) fn scrolled_before(&mut self, draft: &Draft<'_>) {
        let (source, to) = (draft.source, draft.layout.scroll);
        let press = draft.press.and_then(|press| self.frames.press(&source.document, press));
        if press.is_some_and(|press| press.scrolled) {
            self.add_browser_step(source.tab, draft.at, Action::Scroll { from: None, to });
        }
        if let Some(document) = self.tabs.find_mut(&source.document) {
            document.stood = Some(to);
        }
    }

    /// Tells what the pointer did to reach the target of a step, before the step.
    pub(super) fn reached_before(&mut self, draft: &Draft<'_>) {
        let (source, now) = (draft.source, draft.now);
        let Some(press) = draft.press else { return };
        for reached in self.frames.take_reached(&source.document, press) {
            let (at, target) = (reached.at, Some(*reached.target));
            match reached.way {
                Way::Hover {} => {
                    let (action, layout) = (Action::Hover {}, &reached.layout);
                    let index = self.add(Draft { source, at, action, target, layout, press: None, now });
                    self.publish(index);
                }
                Way::Scroll { from, to } => {
                    let action = Action::Scroll { from: Some(from), to };
                    self.add_without_picture(source.tab, at, action, target);
                }
            }
        }
    }
}
