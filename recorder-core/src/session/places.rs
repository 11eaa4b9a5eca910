//! Where documents lie that cannot tell it themselves: those in frames of other origins. The page around such a frame
//! tells where the frame is, the document in it which frame it is; here both are joined.

use std::collections::HashMap;

use cairn_messages::{Around, Deed, Inner, Layout, Observed, SQUARE};
use cairn_workflow::{Rect, Target};

use super::{Session, Source};

/// How far the two sides' words on a frame's size may be apart, in CSS pixels.
const SIZE_LIMIT: f64 = 4.0;
/// How far a place may move and be the same, in CSS pixels.
const NEAR: f64 = 1.0;
/// Farther away, or larger in comparison, nothing lies: such a place is not believed.
const FARTHEST: f64 = 1_000_000.0;
const LARGEST_SCALE: f64 = 100.0;
/// Frames within frames are followed this deep.
const DEPTH: usize = 8;

/// Where the viewport that a document's rectangles are in lies in the top page's. By default it is the top page's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    x: f64,
    y: f64,
    scale_x: f64,
    scale_y: f64,
}

impl Default for Place {
    fn default() -> Self {
        Self { x: 0.0, y: 0.0, scale_x: 1.0, scale_y: 1.0 }
    }
}

impl Place {
    /// That of a frame in the page around it, if it can be believed.
    fn of(Inner { square, .. }: &Inner) -> Option<Self> {
        let place = Self {
            x: square.x,
            y: square.y,
            scale_x: square.width / SQUARE,
            scale_y: square.height / SQUARE,
        };
        let near = place.x.abs() <= FARTHEST && place.y.abs() <= FARTHEST;
        let sized = |scale: f64| scale > 0.0 && scale <= LARGEST_SCALE;
        (near && sized(place.scale_x) && sized(place.scale_y)).then_some(place)
    }

    /// A rectangle of the inner viewport.
    pub fn apply(&self, rect: Rect) -> Rect {
        let round = |value: f64| (value * 100.0).round() / 100.0;
        Rect {
            x: round(self.x + rect.x * self.scale_x),
            y: round(self.y + rect.y * self.scale_y),
            width: round(rect.width * self.scale_x),
            height: round(rect.height * self.scale_y),
        }
    }

    /// This place, in a page that has itself one.
    fn within(self, outer: Self) -> Self {
        Self {
            x: outer.x + self.x * outer.scale_x,
            y: outer.y + self.y * outer.scale_y,
            scale_x: self.scale_x * outer.scale_x,
            scale_y: self.scale_y * outer.scale_y,
        }
    }

    /// Whether two are the same, to a pixel.
    pub fn is_near(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= NEAR;
        near(self.x, other.x)
            && near(self.y, other.y)
            && near(self.scale_x * SQUARE, other.scale_x * SQUARE)
            && near(self.scale_y * SQUARE, other.scale_y * SQUARE)
    }
}

/// The layouts of a tab's documents at one moment; the flag is whether Chrome says that it is the top document.
pub(super) struct Scene<'a>(Vec<(bool, &'a Layout)>);

impl Scene<'_> {
    /// The place of what a layout tells; none if it is not known.
    pub fn place(&self, layout: &Layout) -> Option<Place> {
        let mut place = Place::default();
        let mut at = layout;
        for _ in 0..DEPTH {
            if at.placed {
                return Some(place);
            }
            let around = at.around.as_ref()?;
            let (above, inner) = self.around(around)?;
            place = place.within(Place::of(inner)?);
            at = above;
        }
        None
    }

    /// Who tells of the window that a document's rectangles are in, and what. Two who do are not believed.
    fn around(&self, inside: &Around) -> Option<(&Layout, &Inner)> {
        let base = inside.path.get(..usize::try_from(inside.base).ok()?)?;
        let (index, path) = base.split_last()?;
        let mut found = self.0.iter().filter_map(|(top, layout)| {
            let around = layout.around.as_ref()?;
            let inner = around.inner.iter().find(|inner| inner.index == *index)?;
            (around.path == path && *top == path.is_empty()).then_some((*layout, inner))
        });
        let one = found.next().filter(|_| found.next().is_none())?;
        let same = |told: f64, own: f64| (told - own).abs() <= SIZE_LIMIT;
        (same(one.1.width, inside.width) && same(one.1.height, inside.height)).then_some(one)
    }

    /// The secrets of a document in the top page's viewport; none if their place is not known.
    pub fn masks(&self, layout: &Layout) -> Option<Vec<Rect>> {
        let masks: Vec<Rect> = layout.masks.iter().copied().filter(|rect| !rect.is_empty()).collect();
        if layout.placed || masks.is_empty() {
            return Some(masks);
        }
        let place = self.place(layout)?;
        Some(masks.into_iter().map(|rect| place.apply(rect)).collect())
    }
}

impl Session {
    /// The scene of these documents.
    pub(super) fn scene<'a>(&self, layouts: impl Iterator<Item = (&'a String, &'a Layout)>) -> Scene<'a> {
        let top = |id: &String| self.tabs.find(id).is_some_and(|document| document.top);
        Scene(layouts.map(|(id, layout)| (top(id), layout)).collect())
    }

    /// The place of a layout that has just been told.
    pub(super) fn place_now(&self, tab: i32, layout: &Layout) -> Option<Place> {
        if layout.placed {
            return Some(Place::default());
        }
        let connected = self.tabs.connected(Some(tab));
        let told = connected.filter_map(|document| Some((document.top, document.layout.as_ref()?)));
        Scene(told.collect()).place(layout)
    }

    /// Puts the targets of an observation where they are in the top page; what has no known place has no rectangle.
    pub(super) fn place_targets(&self, source: &Source, what: &mut Observed) {
        let mut targets: Vec<&mut Target> = Vec::new();
        let layout = match what {
            Observed::Press { target, layout, reached, .. } => {
                for reached in reached {
                    self.place(source, &reached.layout, [&mut *reached.target]);
                }
                targets.push(target);
                layout
            }
            Observed::Change { target, layout, .. } => {
                targets.push(target);
                layout
            }
            Observed::Key { target, layout, .. } => {
                targets.extend(target.as_deref_mut());
                layout
            }
            Observed::Click { target, layout: Some(layout), .. } => {
                targets.extend(target.as_deref_mut());
                layout
            }
            Observed::Did { target, deed, layout, .. } => {
                targets.extend(target.as_deref_mut());
                if let Deed::Drag { drop, .. } = deed {
                    targets.extend(drop.as_deref_mut());
                }
                layout
            }
            Observed::Click { layout: None, .. }
            | Observed::BrowserKey {}
            | Observed::Saves { .. }
            | Observed::Settled { .. } => return,
        };
        self.place(source, layout, targets);
    }

    fn place<'a>(&self, source: &Source, layout: &Layout, targets: impl IntoIterator<Item = &'a mut Target>) {
        if layout.placed {
            return;
        }
        let place = self.place_now(source.tab, layout);
        for target in targets {
            target.rect = place.map(|place| place.apply(target.rect)).unwrap_or_default();
        }
    }
}

/// The layouts of documents that have been measured.
pub(super) fn layouts_of(
    measured: &HashMap<String, super::evidence::Measured>,
) -> impl Iterator<Item = (&String, &Layout)> {
    measured.iter().map(|(document, measured)| (document, &measured.layout))
}
