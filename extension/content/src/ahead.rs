//! Descriptions made ahead of the press: what the mouse rests on and what has the focus is described while nothing
//! else is to be done, so that the press itself costs the page little.

use cairn_chrome_api::Ready;
use cairn_locate::Print;
use cairn_redact::Gate;
use cairn_workflow::Rect;
use js_sys::Array;
use web_sys::Element;

/// How long the mouse must rest on something, in milliseconds. From the rest to the press people take longer.
pub const REST: i32 = 25;
/// How many descriptions are kept.
const KEPT: usize = 4;
/// A description of a page that has changed since is used for this long, if what was described has not changed.
const TRUSTED_FOR: i64 = 2_000;

/// Who has rested the mouse for longer than this does something else, in milliseconds.
const AIMS_FOR: i64 = 10_000;

/// What was described, newest last.
#[derive(Default)]
pub struct Ahead {
    known: Vec<Known>,
    /// The path of the event by which the mouse came to where it is, and when.
    over: Option<(Array, i64)>,
    /// Where the mouse was then, in the viewport.
    place: Option<(i32, i32)>,
    /// A timer is under way.
    pub waking: bool,
}

struct Known {
    element: Element,
    generation: u32,
    at: i64,
    description: Ready,
    rect: Rect,
    print: Print,
}

impl Known {
    /// It is the same in this generation; it may have moved.
    fn place(&mut self, generation: u32) {
        self.generation = generation;
        let (rect, _) = cairn_locate::rect_in_top(&self.element);
        if rect != self.rect {
            self.rect = rect;
            self.description = self.description.with("rect", &rect).unwrap_or_default();
        }
    }
}

impl Ahead {
    /// Whether the mouse was here when it last came to something.
    pub fn is_at(&self, place: (i32, i32)) -> bool {
        self.place == Some(place)
    }

    /// Something else is under the mouse, since `at`, which may be a while before `now`: the page was busy. Says after
    /// how many milliseconds the mouse has rested there; nothing where a timer is under way, or the page moved and the
    /// mouse did not, for then nobody aims at it yet.
    pub fn over(&mut self, path: Array, place: (i32, i32), at: i64, now: i64) -> Option<i32> {
        self.over = Some((path, at));
        let moved = self.place.replace(place) != Some(place);
        let wake = moved && !core::mem::replace(&mut self.waking, true);
        wake.then(|| i32::try_from((i64::from(REST) - (now - at)).max(0)).unwrap_or(REST))
    }

    /// The timer is over: what the mouse rests on, or how long to wait for it to rest.
    pub fn rests_on(&mut self, at: i64) -> Result<Option<Array>, i32> {
        let Some((path, since)) = &self.over else {
            self.waking = false;
            return Ok(None);
        };
        let left = i64::from(REST) - (at - since);
        if left > 0 {
            return Err(i32::try_from(left).unwrap_or(REST));
        }
        self.waking = false;
        Ok(Some(path.clone()))
    }

    /// The page has changed around the resting mouse. Says whether a timer must be started: not when nobody has aimed
    /// at anything for long.
    pub fn again(&mut self, at: i64) -> bool {
        let aims = self.over.as_ref().is_some_and(|(_, since)| at - since < AIMS_FOR);
        aims && !core::mem::replace(&mut self.waking, true)
    }

    /// Where the mouse is.
    pub fn under_the_mouse(&self) -> Option<Array> {
        self.over.as_ref().map(|(path, _)| path.clone())
    }

    /// The description of an element, made now unless it was made before and still is true. While nothing can have
    /// moved (`unmoved`), a description of this generation tells its place too.
    pub fn describe(
        &mut self,
        gate: &Gate,
        element: &Element,
        generation: u32,
        at: i64,
        unmoved: bool,
    ) -> Ready {
        if let Some(index) = self.known.iter().position(|known| known.element == *element) {
            let known = &mut self.known[index];
            if known.generation == generation && unmoved {
                return known.description.clone();
            }
            if known.generation == generation || (at - known.at < TRUSTED_FOR && known.print.holds()) {
                known.place(generation);
                return known.description.clone();
            }
            self.known.remove(index);
        }
        let (target, print) = cairn_locate::describe_with_print(element, gate);
        // Nothing in a description has no plain form.
        let description = Ready::of(&target).unwrap_or_default();
        if self.known.len() == KEPT {
            self.known.remove(0);
        }
        let (element, rect) = (element.clone(), target.rect);
        self.known.push(Known { element, generation, at, description: description.clone(), rect, print });
        description
    }

    /// Where an element was when it was described, in the top page's viewport.
    pub fn rect(&self, element: &Element) -> Option<Rect> {
        self.known.iter().find(|known| known.element == *element).map(|known| known.rect)
    }

    /// The gate knows more now than when these were made.
    pub fn forget(&mut self) {
        self.known.clear();
    }
}
