use cairn_messages::Layout;
use cairn_redact::Redacted;
use cairn_workflow::{Page, Point};

use super::evidence::Measured;

/// The tabs and documents of a session.
#[derive(Default)]
pub(super) struct Tabs {
    list: Vec<Tab>,
    documents: Vec<Document>,
    /// The session tab in front, by Chrome's id.
    pub front: Option<i32>,
    /// A tab in front that is none of the session's, or not yet.
    pub stranger: Option<i32>,
    /// A tab (or any, for none) whose coming to the front was caused by a step, and until when that is believed.
    pub expected_front: Option<(Option<i32>, i64)>,
    numbered: u32,
}

/// A tab of the session.
pub(super) struct Tab {
    /// Chrome's id.
    pub id: i32,
    /// Number in the recording, from 1.
    pub number: u32,
    pub url: Redacted<String>,
    pub title: Redacted<String>,
    /// When the person last pressed or typed here, milliseconds since 1970.
    pub acted_at: i64,
    /// The act that has had its navigation: what follows is another's doing.
    pub spent_at: i64,
    /// When a key of the browser was last pressed here.
    pub browser_key_at: i64,
    /// A tab opened by a page has not loaded its first document yet.
    pub fresh: bool,
    /// The tab that opened it, by Chrome's id.
    pub opener: Option<i32>,
    /// When the navigation that is under way began, and how many before it were given up for it and have not ended yet.
    pub going: Option<(i64, u32)>,
    /// Raw addresses, in memory only, to tell back from forward.
    history: Vec<String>,
    place: usize,
}

/// A document with a live content script.
pub(super) struct Document {
    /// Chrome's document id.
    pub id: String,
    pub tab: i32,
    pub top: bool,
    /// Last observation that is in.
    pub seen: u32,
    /// The layout as last told.
    pub layout: Option<Layout>,
    /// Where it was scrolled to at its last step, or when it was first heard of.
    pub stood: Option<Point>,
    /// The last answer to the question where its secrets are.
    pub measured: Option<Measured>,
    /// Whether its port is open.
    pub connected: bool,
}

impl Tabs {
    pub fn ids(&self) -> Vec<i32> {
        self.list.iter().map(|tab| tab.id).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn add(&mut self, id: i32) -> u32 {
        if let Some(tab) = self.list.iter().find(|tab| tab.id == id) {
            return tab.number;
        }
        self.numbered += 1;
        self.list.push(Tab {
            id,
            number: self.numbered,
            url: Redacted::default(),
            title: Redacted::default(),
            acted_at: 0,
            spent_at: -1,
            browser_key_at: 0,
            fresh: false,
            opener: None,
            going: None,
            history: Vec::new(),
            place: 0,
        });
        self.numbered
    }

    /// Adds a tab under a number that the recording has used. Those that come later follow `most`.
    pub fn add_as(&mut self, id: i32, number: u32, most: u32) {
        self.add(id);
        if let Some(tab) = self.get_mut(id) {
            tab.number = number;
        }
        self.numbered = most.max(number);
    }

    pub fn get(&self, id: i32) -> Option<&Tab> {
        self.list.iter().find(|tab| tab.id == id)
    }

    pub fn get_mut(&mut self, id: i32) -> Option<&mut Tab> {
        self.list.iter_mut().find(|tab| tab.id == id)
    }

    pub fn remove(&mut self, id: i32) {
        self.list.retain(|tab| tab.id != id);
        self.documents.retain(|document| document.tab != id);
    }

    pub fn page(&self, id: i32) -> Page {
        self.get(id).map_or_else(Page::default, |tab| Page {
            tab: tab.number,
            url: tab.url.clone(),
            title: tab.title.clone(),
        })
    }

    /// The document's entry, made on first sight.
    pub fn document(&mut self, id: &str, tab: i32, top: bool) -> &mut Document {
        let index = match self.documents.iter().position(|document| document.id == id) {
            Some(index) => index,
            None => {
                self.documents.push(Document {
                    id: id.to_owned(),
                    tab,
                    top,
                    seen: 0,
                    layout: None,
                    stood: None,
                    measured: None,
                    connected: true,
                });
                self.documents.len() - 1
            }
        };
        &mut self.documents[index]
    }

    pub fn find(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    pub fn find_mut(&mut self, id: &str) -> Option<&mut Document> {
        self.documents.iter_mut().find(|document| document.id == id)
    }

    /// Documents with an open port, in one tab or in all.
    pub fn connected(&self, tab: Option<i32>) -> impl Iterator<Item = &Document> {
        self.documents
            .iter()
            .filter(move |document| document.connected && tab.is_none_or(|tab| document.tab == tab))
    }

    /// Forgets documents whose port has closed, all but the newest few: a resent observation may still come
    /// from one that lives in the back-forward cache.
    pub fn prune(&mut self) {
        const KEPT: usize = 64;
        while self.documents.len() > KEPT {
            match self.documents.iter().position(|document| !document.connected) {
                Some(index) => drop(self.documents.remove(index)),
                None => break,
            }
        }
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Tab {
    /// Notes a newly reached address. `replace`: the entry was replaced rather than added.
    pub fn went(&mut self, url: &str, replace: bool) {
        if self.history.get(self.place).is_some_and(|here| here == url) {
            return;
        }
        if replace && !self.history.is_empty() {
            self.history[self.place] = url.to_owned();
            return;
        }
        if !self.history.is_empty() {
            self.history.truncate(self.place + 1);
        }
        self.history.push(url.to_owned());
        self.place = self.history.len() - 1;
    }

    /// Moves in the history to an address: -1 back, 1 forward, 0 when it cannot be told.
    pub fn moved_to(&mut self, url: &str) -> i32 {
        let back = (0..self.place).rev().find(|&i| self.history[i] == url);
        let forward = (self.place + 1..self.history.len()).find(|&i| self.history[i] == url);
        let (place, direction) = match (back, forward) {
            (Some(back), None) => (back, -1),
            (None, Some(forward)) => (forward, 1),
            // Both ways lead there: the nearer one.
            (Some(back), Some(forward)) if self.place - back < forward - self.place => (back, -1),
            (Some(back), Some(forward)) if self.place - back > forward - self.place => (forward, 1),
            // An address that was replaced in place. At the end of the history the only way is back.
            (None, None) if self.place > 0 && self.place + 1 == self.history.len() => (self.place - 1, -1),
            (Some(_), Some(_)) | (None, None) => return 0,
        };
        self.place = place;
        direction
    }
}
