//! When a page is still. A page that never changes costs nothing; one that always changes is looked at four
//! times a second: the observer goes after the first mutation and comes back when the pause is over.

use wasm_bindgen::prelude::*;
use web_sys::{MutationObserver, MutationObserverInit, Node};

/// How long nothing may have changed, in milliseconds.
pub const PAUSE: i32 = 250;
/// How long finite animations are waited for.
const PATIENCE: i64 = 1_000;

/// After this many pauses without rest a page is one that always changes.
const RESTLESS: u32 = 2;

/// What the timer found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The page is still.
    Still,
    /// Look again after this many milliseconds.
    Again(i32),
    /// The observer was away and is back: something may have changed meanwhile. Look again.
    Back,
}

/// Watches for stillness.
pub struct Quiet {
    observer: MutationObserver,
    _heard: Closure<dyn FnMut()>,
    /// Whether mutations are being observed.
    watching: bool,
    changed_at: i64,
    /// When the person last did something.
    acted_at: i64,
    /// When the wait for stillness began.
    since: i64,
    /// How often in a row the observer had to go again by itself, without a press in between.
    returns: u32,
    /// There was a press since the last look.
    pressed: bool,
    /// The observer came back since the last look.
    came_back: bool,
    /// A timer is under way.
    pub waking: bool,
}

impl Quiet {
    /// `mutated` is called on the first mutation after each [`Quiet::look`].
    pub fn new(mutated: impl FnMut() + 'static) -> Option<Self> {
        let heard = Closure::<dyn FnMut()>::new(mutated);
        let observer = MutationObserver::new(heard.as_ref().unchecked_ref()).ok()?;
        Some(Self {
            observer,
            _heard: heard,
            watching: false,
            changed_at: 0,
            acted_at: 0,
            since: 0,
            returns: 0,
            pressed: false,
            came_back: false,
            waking: false,
        })
    }

    /// Something changed. Says whether a timer of [`PAUSE`] must be started.
    pub fn changed(&mut self, at: i64) -> bool {
        self.changed_at = at;
        if self.waking {
            return false;
        }
        self.since = at;
        self.waking = true;
        true
    }

    /// The person did something: the page is left alone for a while longer.
    pub fn acted(&mut self, at: i64) {
        self.changed_at = at;
        self.acted_at = at;
    }

    /// When the person last did something, milliseconds since 1970.
    pub fn acted_at(&self) -> i64 {
        self.acted_at
    }

    /// Whether the person did something just now.
    pub fn is_person_busy(&self, at: i64) -> bool {
        at - self.acted_at < i64::from(PAUSE)
    }

    /// Whether mutations are seen.
    pub fn is_watching(&self) -> bool {
        self.watching
    }

    /// The first mutation of a burst: the rest of it is not worth its price.
    pub fn rest(&mut self) {
        self.observer.disconnect();
        self.watching = false;
    }

    /// The timer is over.
    pub fn look(&mut self, at: i64, nodes: &[&Node], animated: impl Fn() -> bool) -> Verdict {
        let pressed = core::mem::take(&mut self.pressed);
        // That it watches just now says nothing if it was away: who rests the mouse on something lets it come back.
        let away = !self.watching;
        // What came of a press is no unrest, and does not end one either.
        if (away || self.came_back) && !pressed {
            self.returns = self.returns.saturating_add(1);
        }
        if away {
            self.watch_again(at, nodes);
        }
        self.came_back = false;
        if away {
            return Verdict::Back;
        }
        let still = at - self.changed_at;
        if still < i64::from(PAUSE) - 5 {
            return Verdict::Again(PAUSE - i32::try_from(still.max(0)).unwrap_or(0));
        }
        if at - self.since < PATIENCE && animated() {
            return Verdict::Again(100);
        }
        self.returns = 0;
        self.waking = false;
        Verdict::Still
    }

    /// Observes at once if the observer is away; then something may have changed meanwhile, and it says true.
    pub fn watch_again(&mut self, at: i64, nodes: &[&Node]) -> bool {
        let away = !self.watching;
        if away {
            self.watch(nodes);
            self.came_back = true;
            self.changed_at = at;
        }
        away
    }

    /// The person pressed: what changes now may be the answer.
    pub fn pressed(&mut self) {
        self.pressed = true;
    }

    /// Whether the page changes all the time.
    pub fn is_restless(&self) -> bool {
        self.returns >= RESTLESS
    }

    fn watch(&mut self, nodes: &[&Node]) {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        options.set_attributes(true);
        options.set_character_data(true);
        for node in nodes {
            // Fails for nodes that cannot be observed: there are none among documents and shadow roots.
            let _ = self.observer.observe_with_options(node, &options);
        }
        self.watching = true;
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
