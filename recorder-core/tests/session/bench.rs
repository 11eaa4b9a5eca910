//! A browser of plain data around the session machine, and the things that are seen in it.

use cairn_messages::{
    FromContent, FromWorker, Layout, Observation, Observed, PROTOCOL, RecordingState, TabFacts, ToContent,
};
use cairn_redact::{Gate, PageText, Redacted, Value};
use cairn_workflow::{Button, Control, Means, Modifiers, SessionId, Step, Target, Viewport};
use recorder_core::session::{CapturedFrame, Effect, EncodedPicture, Input, Record, Session, Source};

pub const TAB: i32 = 7;

pub struct Bench {
    pub session: Session,
    pub now: i64,
    pub n: u32,
    pub effects: Vec<Effect>,
    pub records: Vec<Record>,
    pub frame: u32,
    /// When the generation rose, as the document tells it.
    pub rises: Vec<i64>,
}

impl Bench {
    pub fn started() -> Self {
        let mut bench = Self {
            session: Session::new(),
            now: 1_000,
            n: 0,
            effects: vec![],
            records: vec![],
            frame: 0,
            rises: vec![],
        };
        bench.give(Input::Start { session: SessionId::new(1_000, [3; 10]), tab: tab() });
        bench.hello("doc", TAB);
        assert_eq!(bench.session.state(), RecordingState::Recording);
        bench
    }

    pub fn give(&mut self, input: Input) {
        for effect in self.session.handle(input, self.now) {
            if let Effect::Journal(record) = &effect {
                self.records.push(record.clone());
            }
            self.effects.push(effect);
        }
    }

    pub fn hello(&mut self, document: &str, tab: i32) {
        self.content(document, tab, FromContent::Hello { protocol: PROTOCOL, top: true });
    }

    pub fn content(&mut self, document: &str, tab: i32, message: FromContent) {
        let source = Source { tab, frame: 0, document: document.into() };
        self.give(Input::Content { source, message });
    }

    pub fn see(&mut self, what: Observed) {
        self.see_in("doc", TAB, what);
    }

    pub fn see_in(&mut self, document: &str, tab: i32, what: Observed) {
        self.n += 1;
        let observation = Observation {
            n: self.n,
            at: self.now,
            url: Gate::new().url(&PageText::from_page("http://a.example/")),
            title: Redacted::authored("A"),
            what,
        };
        self.content(document, tab, FromContent::Observed { observations: vec![observation] });
    }

    /// The session's tab opens another.
    pub fn opens(&mut self, tab: i32, at: i64) {
        let url = "http://a.example/p".into();
        self.give(Input::Worker(FromWorker::Opened { source: TAB, tab, url, at }));
    }

    pub fn stop(&mut self) {
        self.give(Input::Stop);
        self.wait(3_000);
        assert_eq!(self.session.state(), RecordingState::Stopped);
    }

    /// What a crash leaves.
    pub fn after_a_crash(&self) -> Session {
        Session::recover(self.records.clone())
    }

    pub fn titles(&self) -> Vec<String> {
        titles(&self.steps())
    }

    pub fn wait(&mut self, ms: i64) {
        self.now += ms;
        self.give(Input::Tick);
    }

    pub fn click(&mut self, node: u32, generation: u32) {
        let press = self.n + 1;
        self.see(pressed(press, node, layout(generation, self.now)));
        self.see(clicked(press, node, 1, false));
    }

    /// A frame at the page's rest, as Chrome and the content script would answer.
    pub fn rest(&mut self, generation: u32) {
        self.content("doc", TAB, FromContent::Quiet { layout: layout(generation, self.now) });
        self.wait(520);
        let request = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Capture { request, .. } => Some(*request),
            _ => None,
        });
        self.frame += 1;
        let frame = CapturedFrame { id: self.frame, asked_at: self.now, came_at: self.now + 40 };
        self.now += 40;
        self.give(Input::Captured { request: request.unwrap(), frame: Some(frame), other_tab: false });
        self.measure(generation);
    }

    pub fn measure(&mut self, generation: u32) {
        self.measured(layout(generation, self.now));
    }

    /// The frame of a press has come, asked for when the document stood so.
    pub fn frame_of(&mut self, press: u32, layout: Layout, frame: CapturedFrame) {
        self.give(Input::PressFrame { tab: TAB, document: "doc".into(), press, layout, frame: Some(frame) });
    }

    /// The document's answer to the last question where its secrets are.
    pub fn measured(&mut self, layout: Layout) {
        let request = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Content { message: ToContent::Measure { request }, .. } => Some(*request),
            _ => None,
        });
        let rises = self.rises.clone();
        self.content("doc", TAB, FromContent::Measured { request: request.unwrap(), layout, rises });
    }

    /// The frames that were asked to be encoded.
    pub fn asked(&self) -> Vec<u32> {
        let frames = self.effects.iter().filter_map(|effect| match effect {
            Effect::Encode { frame, .. } => Some(*frame),
            _ => None,
        });
        frames.collect()
    }

    pub fn encode_all(&mut self) {
        let ids = self.asked();
        self.effects.clear();
        for frame in ids {
            self.encode(frame);
        }
    }

    pub fn encode(&mut self, frame: u32) {
        self.encode_as(frame, frame);
    }

    /// The frame becomes the file of this number.
    pub fn encode_as(&mut self, frame: u32, file: u32) {
        let sha256 = format!("{file:064}");
        let picture =
            EncodedPicture { sha256, bytes: 9, media: "image/webp".into(), width: 200, height: 100 };
        self.give(Input::Encoded { frame, picture: Some(picture) });
    }

    pub fn steps(&self) -> Vec<Step> {
        self.session.snapshot().steps
    }
}

pub fn tab() -> TabFacts {
    TabFacts { id: TAB, url: "http://a.example/?q=1".into(), title: "A".into(), ..TabFacts::default() }
}

pub fn target(node: u32) -> Target {
    Target { name: Redacted::authored(format!("node {node}")), ..Target::default() }
}

pub fn layout(generation: u32, at: i64) -> Layout {
    let viewport = Viewport { width: 100.0, height: 50.0, scale: 2.0 };
    Layout { generation, at, viewport, placed: true, ..Layout::default() }
}

pub fn pressed(press: u32, node: u32, layout: Layout) -> Observed {
    Observed::Press {
        press,
        target: Box::new(target(node)),
        layout,
        unseen: vec![],
        scrolled: false,
        reached: vec![],
    }
}

pub fn clicked(press: u32, node: u32, count: u32, focuses_text: bool) -> Observed {
    Observed::Click {
        press: Some(press),
        node,
        target: None,
        button: Button::Left,
        count,
        modifiers: Modifiers::default(),
        offset: None,
        by: Means::Pointer,
        focuses_text,
        layout: None,
    }
}

pub fn typed(node: u32, text: &str, done: bool, unchanged: bool) -> Observed {
    Observed::Change {
        node,
        press: None,
        target: Box::new(target(node)),
        control: Control::Text,
        value: Value::Text { text: Redacted::authored(text) },
        done,
        unchanged,
        layout: layout(1, 0),
    }
}

pub fn titles(steps: &[Step]) -> Vec<String> {
    steps.iter().map(cairn_workflow::title).collect()
}
