//! Rectangles that are being drawn over a picture, by pointer or keys. Nothing is covered before the person says so.

use cairn_workflow::{Point, Rect};

/// Sides shorter than this are slips of the hand, in CSS pixels of the page.
const LEAST: f64 = 4.0;
/// How far an arrow key goes, and with Alt.
const STRIDE: (f64, f64) = (16.0, 1.0);
/// What is added by key, of the picture's sides.
const SHARE: (f64, f64) = (0.25, 0.125);

/// The rectangles over a picture, in CSS pixels of the page that it shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    width: f64,
    height: f64,
    rects: Vec<Rect>,
    active: Option<usize>,
    hold: Option<Hold>,
}

/// What the pointer does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Hold {
    /// It makes the last rectangle, from here.
    Make(Point),
    /// It moves one, held at this place from its corner.
    Move(usize, Point),
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

impl Arrow {
    /// Of a key by its name.
    pub fn of(key: &str) -> Option<Self> {
        match key {
            "ArrowLeft" => Some(Self::Left),
            "ArrowRight" => Some(Self::Right),
            "ArrowUp" => Some(Self::Up),
            "ArrowDown" => Some(Self::Down),
            _ => None,
        }
    }

    fn by(self, stride: f64) -> Point {
        match self {
            Self::Left => Point { x: -stride, y: 0.0 },
            Self::Right => Point { x: stride, y: 0.0 },
            Self::Up => Point { x: 0.0, y: -stride },
            Self::Down => Point { x: 0.0, y: stride },
        }
    }
}

impl Draft {
    /// Over a picture of this size.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height, ..Self::default() }
    }

    /// Width and height of the picture.
    pub fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// The rectangles.
    pub fn rects(&self) -> &[Rect] {
        &self.rects
    }

    /// The one that keys move.
    pub fn active(&self) -> Option<usize> {
        self.active
    }

    /// The pointer goes down: on a rectangle it takes that, elsewhere it begins another.
    pub fn press(&mut self, at: Point) {
        let at = self.inside(at);
        if let Some(known) = self.rects.iter().rposition(|rect| rect.holds(at.x, at.y)) {
            let rect = self.rects[known];
            self.hold = Some(Hold::Move(known, Point { x: at.x - rect.x, y: at.y - rect.y }));
            self.active = Some(known);
        } else {
            self.rects.push(Rect { x: at.x, y: at.y, width: 0.0, height: 0.0 });
            self.hold = Some(Hold::Make(at));
            self.active = Some(self.rects.len() - 1);
        }
    }

    /// The pointer moves. Whether anything changed.
    pub fn drag(&mut self, to: Point) -> bool {
        let to = self.inside(to);
        match self.hold {
            Some(Hold::Make(from)) => {
                if let Some(rect) = self.rects.last_mut() {
                    *rect = Rect {
                        x: from.x.min(to.x),
                        y: from.y.min(to.y),
                        width: (from.x - to.x).abs(),
                        height: (from.y - to.y).abs(),
                    };
                }
            }
            Some(Hold::Move(known, grip)) => self.place(known, to.x - grip.x, to.y - grip.y),
            None => return false,
        }
        true
    }

    /// The pointer is let go. Whether anything was held.
    pub fn release(&mut self) -> bool {
        let hold = self.hold.take();
        if let Some(Hold::Make(_)) = hold
            && self.rects.last().is_some_and(|rect| rect.width < LEAST || rect.height < LEAST)
        {
            self.rects.pop();
            self.active = self.rects.len().checked_sub(1);
        }
        hold.is_some()
    }

    /// This one is moved by keys from now on.
    pub fn choose(&mut self, known: usize) {
        if known < self.rects.len() {
            self.active = Some(known);
        }
    }

    /// Adds a rectangle in the middle of the picture.
    pub fn add(&mut self) {
        let (width, height) = ((self.width * SHARE.0).max(LEAST), (self.height * SHARE.1).max(LEAST));
        let (x, y) = ((self.width - width) / 2.0, (self.height - height) / 2.0);
        self.rects.push(Rect { x: x.round(), y: y.round(), width: width.round(), height: height.round() });
        self.active = Some(self.rects.len() - 1);
    }

    /// Takes the active one away. Whether there was one.
    pub fn remove(&mut self) -> bool {
        let Some(known) = self.active.filter(|known| *known < self.rects.len()) else { return false };
        self.rects.remove(known);
        self.active = self.rects.len().checked_sub(1);
        true
    }

    /// An arrow key moves the active one, or sizes it. Whether there is one.
    pub fn arrow(&mut self, arrow: Arrow, sizes: bool, fine: bool) -> bool {
        let Some((known, rect)) = self.active.and_then(|known| Some((known, *self.rects.get(known)?))) else {
            return false;
        };
        let by = arrow.by(if fine { STRIDE.1 } else { STRIDE.0 });
        if sizes {
            let width = (rect.width + by.x).clamp(LEAST, (self.width - rect.x).max(LEAST));
            let height = (rect.height + by.y).clamp(LEAST, (self.height - rect.y).max(LEAST));
            self.rects[known] = Rect { width, height, ..rect };
        } else {
            self.place(known, rect.x + by.x, rect.y + by.y);
        }
        true
    }

    fn place(&mut self, known: usize, x: f64, y: f64) {
        if let Some(rect) = self.rects.get_mut(known) {
            rect.x = x.clamp(0.0, (self.width - rect.width).max(0.0));
            rect.y = y.clamp(0.0, (self.height - rect.height).max(0.0));
        }
    }

    fn inside(&self, at: Point) -> Point {
        Point { x: at.x.clamp(0.0, self.width), y: at.y.clamp(0.0, self.height) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    #[test]
    fn a_rectangle_is_drawn_in_any_direction_and_stays_inside() {
        let mut draft = Draft::new(200.0, 100.0);
        draft.press(at(50.0, 60.0));
        assert!(draft.drag(at(20.0, 30.0)) && draft.release());
        assert_eq!(draft.rects(), [rect(20.0, 30.0, 30.0, 30.0)]);
        draft.press(at(150.0, 10.0));
        draft.drag(at(900.0, -5.0));
        draft.drag(at(900.0, 50.0));
        draft.release();
        assert_eq!(draft.rects()[1], rect(150.0, 10.0, 50.0, 40.0));
        assert!(!draft.drag(at(1.0, 1.0)), "nothing is held");
    }

    #[test]
    fn a_slip_is_no_rectangle() {
        let mut draft = Draft::new(200.0, 100.0);
        draft.press(at(50.0, 60.0));
        draft.drag(at(52.0, 90.0));
        draft.release();
        assert_eq!((draft.rects().len(), draft.active()), (0, None));
    }

    #[test]
    fn one_that_is_pressed_is_moved() {
        let mut draft = Draft::new(200.0, 100.0);
        draft.add();
        let before = draft.rects()[0];
        draft.press(at(before.x + 5.0, before.y + 5.0));
        draft.drag(at(before.x + 15.0, before.y - 500.0));
        draft.release();
        assert_eq!(draft.rects(), [Rect { x: before.x + 10.0, y: 0.0, ..before }]);
    }

    #[test]
    fn keys_add_move_size_and_remove() {
        let mut draft = Draft::new(400.0, 200.0);
        assert!(!draft.arrow(Arrow::Left, false, false) && !draft.remove());
        draft.add();
        assert_eq!(draft.rects(), [rect(150.0, 88.0, 100.0, 25.0)]);
        draft.arrow(Arrow::Left, false, false);
        draft.arrow(Arrow::Down, false, true);
        draft.arrow(Arrow::Right, true, false);
        draft.arrow(Arrow::Up, true, false);
        draft.arrow(Arrow::Up, true, false);
        assert_eq!(draft.rects(), [rect(134.0, 89.0, 116.0, LEAST)]);
        for _ in 0..100 {
            draft.arrow(Arrow::of("ArrowRight").unwrap(), false, false);
            draft.arrow(Arrow::Down, true, false);
        }
        assert_eq!(draft.rects(), [rect(284.0, 89.0, 116.0, 111.0)]);
        draft.add();
        draft.choose(0);
        assert!(draft.remove());
        assert_eq!(draft.rects(), [rect(150.0, 88.0, 100.0, 25.0)]);
    }
}
