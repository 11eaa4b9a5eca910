//! The panel's part as the uploader: it has the work while it is open. When it is closed, the offscreen document
//! goes on; the Web Lock keeps the two apart.

use core::cell::RefCell;
use std::rc::Rc;

use cairn_messages::{FromPanel, Server, UploadState};
use cairn_page::Link;
use cairn_upload::browser::{Fetch, exclusively};
use cairn_upload::{Source, upload};
use cairn_workflow::{SessionId, Workflow};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::pictures::Pictures;

/// One upload at a time.
#[derive(Clone)]
pub struct Uploader {
    link: Link,
    pictures: Pictures,
    current: Rc<RefCell<Option<SessionId>>>,
    last: Rc<RefCell<UploadState>>,
}

impl Uploader {
    /// An idle one.
    pub fn new(link: Link, pictures: Pictures) -> Self {
        Self { link, pictures, current: Rc::default(), last: Rc::default() }
    }

    /// Does the work, unless it is being done; then only says again how it goes.
    pub fn take(
        &self,
        workflow: Box<Workflow>,
        server: Server,
        show: impl Fn(UploadState) + Clone + 'static,
    ) {
        if *self.current.borrow() == Some(workflow.id) {
            self.link.send(&FromPanel::Upload(self.last.borrow().clone()));
            return;
        }
        *self.current.borrow_mut() = Some(workflow.id);
        let this = self.clone();
        spawn_local(async move {
            let (teller, shower) = (this.clone(), show.clone());
            let tell = move |state: UploadState| {
                teller.tell(&state);
                shower(state);
            };
            let source = OfPanel(this.pictures.clone());
            let progress = tell.clone();
            let work = async move { upload(&Fetch, &server, &workflow, &source, progress).await };
            match exclusively(work).await {
                Some(Ok(completed)) => tell(UploadState::Done { url: completed.url }),
                Some(Err(failure)) => tell(failure.into()),
                // The page is being closed: the offscreen document takes over.
                None => {}
            }
            this.current.borrow_mut().take();
        });
    }

    fn tell(&self, state: &UploadState) {
        *self.last.borrow_mut() = state.clone();
        self.link.send(&FromPanel::Upload(state.clone()));
    }
}

/// Pictures from the offscreen document.
struct OfPanel(Pictures);

impl Source for OfPanel {
    type Picture = Blob;

    async fn picture(&self, sha256: &str) -> Option<Blob> {
        self.0.bytes(sha256).await
    }
}
