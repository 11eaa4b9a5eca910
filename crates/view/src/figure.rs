//! A picture with its target highlighted. The highlight and the zoom are data: an SVG in CSS pixels of the
//! recorded viewport, so that they need neither script nor inline style.

use cairn_workflow::{Action, Picture, Rect, Step};
use maud::{Markup, html};

use crate::picture_words;

/// How large a figure is shown: it decides how closely it zooms in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// In a guide, about 760 CSS pixels wide.
    Guide,
    /// In the side panel, about 320 CSS pixels wide.
    Card,
}

impl Scale {
    /// How many CSS pixels of the page are shown across: words stay readable.
    fn across(self) -> f64 {
        match self {
            Self::Guide => 800.0,
            Self::Card => 500.0,
        }
    }
}

/// Space between the target and its ring, in CSS pixels of the page.
const MARGIN: f64 = 5.0;
/// How much of the shown width or height a target may fill.
const FILL: f64 = 0.75;
/// Where in the view the target's middle lies, across and down: labels and headings stand to its left and above.
const MIDDLE: (f64, f64) = (0.62, 0.54);
/// Less zoom than this is not worth a change of view.
const LEAST_ZOOM: f64 = 1.2;

/// The picture of a step. `url` is where its bytes are.
pub fn figure(step: &Step, picture: &Picture, url: &str, scale: Scale) -> Markup {
    let words = picture_words(step, picture);
    // At another time the target need not be where the step says.
    let there = !picture.elsewhere;
    let target = step.target.as_ref().filter(|_| there).map(|target| target.rect);
    let Some(scene) = Scene::of(picture, target, drop_place(step).filter(|_| there), scale) else {
        return html! { figure.picture { img.bare src=(url) alt=(words); } };
    };
    let id = format!("whole-{}", step.seq);
    html! {
        figure.picture {
            @if scene.zoom.is_some() {
                input.whole id=(id) type="checkbox" aria-label=(format!("Show the whole picture of step {}", step.seq));
                label.view for=(id) {
                    (scene.svg(url, &words))
                    span.lens aria-hidden="true" { span.out { "Whole picture" } span.in { "Zoom in" } }
                }
            } @else {
                div.view { (scene.svg(url, &words)) }
            }
        }
    }
}

/// Where a drag ended, if that was an element.
fn drop_place(step: &Step) -> Option<Rect> {
    match &step.action {
        Action::Drag { drop, .. } => drop.as_ref().map(|target| target.rect),
        _ => None,
    }
}

/// The place of a picture whose bytes are on their way: of the same size, so that nothing moves when they come.
pub fn empty_figure(picture: &Picture) -> Markup {
    let (width, height) = (picture.width.max(1), picture.height.max(1));
    html! {
        figure.picture.waiting {
            div.view { svg viewBox=(format!("0 0 {width} {height}")) aria-hidden="true" focusable="false" {} }
        }
    }
}

/// A viewport, what is highlighted in it, and the part that is shown first.
#[derive(Debug, PartialEq)]
struct Scene {
    width: f64,
    height: f64,
    /// The target, and where it was dropped.
    rings: [Option<Rect>; 2],
    zoom: Option<Zoom>,
    /// What a guide on a narrow screen shows first.
    closer: Option<Zoom>,
}

/// The view `x, y` of the viewport, enlarged by `scale`; its proportions are the viewport's.
#[derive(Debug, PartialEq)]
struct Zoom {
    scale: f64,
    x: f64,
    y: f64,
}

impl Scene {
    /// None where the picture's own figures make no sense.
    fn of(picture: &Picture, target: Option<Rect>, drop: Option<Rect>, scale: Scale) -> Option<Self> {
        let (width, height) =
            (f64::from(picture.width) / picture.scale, f64::from(picture.height) / picture.scale);
        let sound = |length: f64| length.is_finite() && (1.0..100_000.0).contains(&length);
        if !sound(width) || !sound(height) {
            return None;
        }
        let rings = [target, drop].map(|rect| rect.and_then(|rect| ring(rect, width, height)));
        let all = rings.into_iter().flatten().reduce(both);
        let zoomed = all.and_then(|all| zoom(all, width, height, scale.across()));
        let near = |_: &Zoom| all.and_then(|all| zoom(all, width, height, Scale::Card.across()));
        let closer = zoomed.as_ref().filter(|_| scale == Scale::Guide).and_then(near);
        Some(Self { width, height, rings, zoom: zoomed, closer })
    }

    fn svg(&self, url: &str, words: &str) -> Markup {
        let (width, height) = (decimal(self.width), decimal(self.height));
        html! {
            svg viewBox=(format!("0 0 {width} {height}")) role="presentation" focusable="false" {
                // The style sheet takes these transformations away: `closer` on wide screens, both for the whole.
                g.zoom transform=[self.zoom.as_ref().map(Zoom::transform)] {
                    g.closer transform=[self.further().as_ref().map(Zoom::transform)] {
                        // An `img` loads lazily and keeps its alt text, as an SVG image would not.
                        foreignObject x="0" y="0" width=(width) height=(height) {
                            img src=(url) alt=(words) width=(width) height=(height) loading="lazy" decoding="async";
                        }
                        @for ring in self.rings.iter().flatten() {
                            (rectangle("halo", ring))
                            (rectangle("ring", ring))
                        }
                    }
                }
            }
        }
    }

    /// What has to come inside `zoom` to show `closer`.
    fn further(&self) -> Option<Zoom> {
        let (zoom, closer) = (self.zoom.as_ref()?, self.closer.as_ref()?);
        let scale = closer.scale / zoom.scale;
        Some(Zoom { scale, x: closer.x - zoom.x / scale, y: closer.y - zoom.y / scale })
    }
}

impl Zoom {
    fn transform(&self) -> String {
        let Self { scale, x, y } = self;
        format!("matrix({0} 0 0 {0} {1} {2})", decimal(*scale), decimal(-x * scale), decimal(-y * scale))
    }
}

fn rectangle(class: &str, rect: &Rect) -> Markup {
    html! {
        rect class=(class) x=(decimal(rect.x)) y=(decimal(rect.y)) width=(decimal(rect.width))
            height=(decimal(rect.height)) rx="6" {}
    }
}

/// The target with a margin, as far as it lies in the picture.
fn ring(target: Rect, width: f64, height: f64) -> Option<Rect> {
    let finite = [target.x, target.y, target.width, target.height].iter().all(|side| side.is_finite());
    if !finite || target.is_empty() {
        return None;
    }
    let (left, top) = ((target.x - MARGIN).max(2.0), (target.y - MARGIN).max(2.0));
    let right = (target.x + target.width + MARGIN).min(width - 2.0);
    let bottom = (target.y + target.height + MARGIN).min(height - 2.0);
    let rect = Rect { x: left, y: top, width: right - left, height: bottom - top };
    (!rect.is_empty()).then_some(rect)
}

/// The rectangle around two.
fn both(one: Rect, other: Rect) -> Rect {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let right = (one.x + one.width).max(other.x + other.width);
    let bottom = (one.y + one.height).max(other.y + other.height);
    Rect { x, y, width: right - x, height: bottom - y }
}

/// The view around the ring: `across` pixels wide, or more for a large target, kept inside the picture.
fn zoom(ring: Rect, width: f64, height: f64, across: f64) -> Option<Zoom> {
    let wanted = across.max(ring.width / FILL).max(ring.height / FILL * width / height);
    let scale = width / wanted;
    if scale < LEAST_ZOOM {
        return None;
    }
    let (shown_width, shown_height) = (width / scale, height / scale);
    let x = (ring.x + ring.width / 2.0 - shown_width * MIDDLE.0).clamp(0.0, width - shown_width);
    let y = (ring.y + ring.height / 2.0 - shown_height * MIDDLE.1).clamp(0.0, height - shown_height);
    Some(Zoom { scale, x, y })
}

/// A number with at most two decimals; the float printer of the standard library is large in WASM.
fn decimal(number: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "every caller's numbers are below a million")]
    let hundredths = (number * 100.0).round() as i64;
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    match (size / 100, size % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        (whole, part) => format!("{sign}{whole}.{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_workflow::Moment;
    use proptest::prelude::*;

    fn picture(width: u32, height: u32, scale: f64) -> Picture {
        Picture {
            sha256: "0".repeat(64),
            bytes: 1,
            media: "image/webp".into(),
            width,
            height,
            scale,
            taken_at: 0,
            moment: Moment::Before,
            elsewhere: false,
            masks: Vec::new(),
        }
    }

    #[test]
    fn pictures_of_dense_screens_are_measured_in_css_pixels() {
        let rect = Rect { x: 100.0, y: 50.0, width: 80.0, height: 20.0 };
        let scene = Scene::of(&picture(2560, 1600, 2.0), Some(rect), None, Scale::Guide).unwrap();
        assert_eq!((scene.width, scene.height), (1280.0, 800.0));
        assert_eq!(scene.rings, [Some(Rect { x: 95.0, y: 45.0, width: 90.0, height: 30.0 }), None]);
        assert_eq!(scene.zoom, Some(Zoom { scale: 1.6, x: 0.0, y: 0.0 }));
    }

    #[test]
    fn large_targets_and_targets_elsewhere_are_not_zoomed() {
        let large = Rect { x: 0.0, y: 0.0, width: 1200.0, height: 300.0 };
        assert_eq!(Scene::of(&picture(1280, 800, 1.0), Some(large), None, Scale::Guide).unwrap().zoom, None);
        let below = Rect { x: 10.0, y: 900.0, width: 30.0, height: 30.0 };
        assert_eq!(
            Scene::of(&picture(1280, 800, 1.0), Some(below), None, Scale::Guide).unwrap().rings,
            [None, None]
        );
    }

    #[test]
    fn figures_without_sense_give_no_scene() {
        for (width, scale) in [(0, 1.0), (100, 0.0), (100, f64::NAN), (100, -1.0)] {
            assert_eq!(Scene::of(&picture(width, 100, scale), None, None, Scale::Guide), None);
        }
    }

    #[test]
    fn a_drag_shows_where_it_began_and_where_it_ended() {
        let at = |x| Rect { x, y: 300.0, width: 50.0, height: 20.0 };
        let scene =
            Scene::of(&picture(1280, 800, 1.0), Some(at(200.0)), Some(at(600.0)), Scale::Card).unwrap();
        let [Some(from), Some(to)] = scene.rings else { panic!("two rings: {scene:?}") };
        let zoom = scene.zoom.unwrap();
        let right = zoom.x + scene.width / zoom.scale;
        assert!(zoom.x <= from.x && to.x + to.width <= right);
    }

    #[test]
    fn decimals() {
        for (number, text) in [(1.0, "1"), (-0.5, "-0.5"), (1.005_1, "1.01"), (-12.34, "-12.34"), (0.0, "0")]
        {
            assert_eq!(decimal(number), text);
        }
    }

    proptest! {
        /// Whatever the target, what is shown first lies in the picture and holds the ring.
        #[test]
        fn the_view_holds_the_ring(
            x in -500.0..2500.0, y in -500.0..2500.0, w in 0.0..3000.0, h in 0.0..3000.0,
            width in 320u32..4000, height in 200u32..3000,
        ) {
            let target = Rect { x, y, width: w, height: h };
            let scene = Scene::of(&picture(width, height, 1.0), Some(target), None, Scale::Card).unwrap();
            if let (Some(ring), Some(zoom)) = (&scene.rings[0], &scene.zoom) {
                let (right, bottom) = (zoom.x + scene.width / zoom.scale, zoom.y + scene.height / zoom.scale);
                prop_assert!(zoom.x >= 0.0 && zoom.y >= 0.0);
                prop_assert!(right <= scene.width + 1e-6 && bottom <= scene.height + 1e-6);
                prop_assert!(ring.x >= zoom.x - 1e-6 && ring.y >= zoom.y - 1e-6);
                prop_assert!(ring.x + ring.width <= right + 1e-6 && ring.y + ring.height <= bottom + 1e-6);
            }
        }
    }
}
