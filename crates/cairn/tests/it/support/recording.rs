use std::sync::atomic::{AtomicU32, Ordering};

use cairn_api::{Completed, CreateRecording, Created, PictureEntry, StepBatch, StepResults, paths};
use cairn_redact::Redacted;
use cairn_workflow::{
    Action, Button, Means, Modifiers, Moment, Page, Picture, Rect, ScanMark, SessionId, Step, StepId,
    StepPicture, Target, Viewport,
};
use sha2::{Digest, Sha256};

use super::Client;

static NUMBER: AtomicU32 = AtomicU32::new(1);

/// A made-up recording: its steps, and the bytes of its pictures.
pub struct Recording {
    pub create: CreateRecording,
    pub steps: Vec<Step>,
    pub pictures: Vec<Vec<u8>>,
}

/// The smallest file that says it is a lossless WebP of 1280 × 800, made unlike others by `salt`.
pub fn webp(salt: u32, padding: usize) -> Vec<u8> {
    let mut payload = vec![0x2f];
    payload.extend((1279u32 | 799 << 14).to_le_bytes());
    payload.extend(salt.to_le_bytes());
    // Not compressible, so that a file system cannot make it small.
    let mut state = u64::from(salt) + 1;
    payload.extend((0..padding).map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(state >> 56).unwrap()
    }));
    if payload.len() % 2 == 1 {
        payload.push(0);
    }
    let mut file = b"RIFF".to_vec();
    file.extend(u32::try_from(payload.len() + 12).unwrap().to_le_bytes());
    file.extend(b"WEBPVP8L");
    file.extend(u32::try_from(payload.len()).unwrap().to_le_bytes());
    file.extend(payload);
    file
}

/// The first bytes of a PNG of 1280 × 800.
pub fn png(salt: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x03\x20\x08\x02\0\0\0".to_vec();
    file.extend(salt.to_be_bytes());
    file
}

pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Recording {
    /// `steps` steps, the first `pictures` of them with a picture of about `size` bytes each.
    pub fn new(steps: u32, pictures: u32, size: usize) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let mut random = [0; 10];
        random[..4].copy_from_slice(&number.to_be_bytes());
        random[4..8].copy_from_slice(&std::process::id().to_be_bytes());
        let at = 1_790_000_000_000 + i64::from(number);
        let pictures: Vec<_> = (0..pictures).map(|n| webp(number * 100_000 + n, size)).collect();
        let page =
            Page { tab: 1, url: Redacted::own("https://app.example/users"), title: Redacted::own("Users") };
        let create = CreateRecording {
            v: cairn_workflow::FORMAT_VERSION,
            id: SessionId::new(at, random),
            revision: 0,
            title: Redacted::authored(format!("Add a user {number}")),
            started_at: at,
            ended_at: at + 60_000,
            start: page.clone(),
            viewport: Viewport { width: 1280.0, height: 800.0, scale: 1.0 },
            steps,
            pictures: pictures.iter().map(|bytes| entry(bytes, "image/webp")).collect(),
            scan: ScanMark::current(),
            recorder: "0.1.0".to_owned(),
        };
        let steps = (1..=steps)
            .map(|seq| {
                let picture = pictures.get(seq as usize - 1).map(|bytes| picture(bytes, at));
                step(seq, at, &page, picture, random)
            })
            .collect();
        Self { create, steps, pictures }
    }

    pub fn id(&self) -> SessionId {
        self.create.id
    }

    pub fn batch(&self, from: usize, to: usize) -> StepBatch {
        StepBatch { v: cairn_workflow::FORMAT_VERSION, steps: self.steps[from..to].to_vec() }
    }

    pub fn begin(&self, client: &Client) -> Created {
        client.post(paths::RECORDINGS, &self.create).json()
    }

    pub fn put_picture(&self, client: &Client, at: usize) -> super::Answer {
        let bytes = &self.pictures[at];
        client.send("PUT", &paths::recording_picture(self.id(), &hash(bytes)), bytes)
    }

    pub fn send_steps(&self, client: &Client, from: usize, to: usize) -> StepResults {
        client.post(&paths::recording_steps(self.id()), &self.batch(from, to)).json()
    }

    pub fn complete(&self, client: &Client) -> super::Answer {
        client.send("POST", &paths::recording_complete(self.id()), b"")
    }

    /// The whole protocol.
    pub fn upload(&self, client: &Client) -> Completed {
        self.begin(client);
        for at in 0..self.pictures.len() {
            assert_eq!(self.put_picture(client, at).status, 204);
        }
        for from in (0..self.steps.len()).step_by(100) {
            self.send_steps(client, from, (from + 100).min(self.steps.len()));
        }
        self.complete(client).json()
    }
}

pub fn entry(bytes: &[u8], media: &str) -> PictureEntry {
    PictureEntry { sha256: hash(bytes), bytes: bytes.len() as u64, media: media.to_owned() }
}

fn picture(bytes: &[u8], at: i64) -> Picture {
    Picture {
        sha256: hash(bytes),
        bytes: bytes.len() as u64,
        media: "image/webp".to_owned(),
        width: 1280,
        height: 800,
        scale: 1.0,
        taken_at: at,
        moment: Moment::Before,
        elsewhere: false,
        masks: Vec::new(),
    }
}

fn step(seq: u32, at: i64, page: &Page, picture: Option<Picture>, random: [u8; 10]) -> Step {
    let mut random = random;
    random[6..10].copy_from_slice(&seq.to_be_bytes());
    Step {
        id: StepId::new(at, random),
        seq,
        at: at + i64::from(seq),
        action: Action::Click {
            button: Button::Left,
            count: 1,
            modifiers: Modifiers::default(),
            offset: None,
            by: Means::Pointer,
            repeats: 0,
        },
        target: Some(Target {
            role: "button".to_owned(),
            name: Redacted::authored(format!("Save {seq}")),
            tag: "button".to_owned(),
            rect: Rect { x: 10.0, y: 20.5, width: 120.0, height: 32.0 },
            ..Target::default()
        }),
        page: page.clone(),
        signals: Vec::new(),
        after: None,
        picture: match picture {
            Some(picture) => StepPicture::Shown(picture),
            None => StepPicture::Missing { missing: cairn_workflow::NoPicture::NotTaken },
        },
        unseen: Vec::new(),
        scan: ScanMark::current(),
    }
}
