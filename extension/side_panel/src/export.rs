//! The guide as a file, made here: no server has a part in it.

use std::collections::HashMap;

use cairn_page::dom;
use cairn_render::{Format, file_name, html, markdown_single};
use cairn_workflow::Workflow;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement};

use crate::pictures::{ObjectUrl, Pictures};

/// How long the browser may take to begin with a download, in milliseconds, before the bytes are let go.
const LET_GO: u32 = 60_000;

/// Makes the file and hands it to the browser as a download. The name that it got; none when the browser refused.
pub async fn save(workflow: &Workflow, format: Format, pictures: &Pictures) -> Option<String> {
    let bytes = gather(workflow, pictures).await;
    let bytes = |sha256: &str| bytes.get(sha256).cloned();
    let file = match format {
        Format::Html => html(workflow, &bytes),
        Format::Markdown => markdown_single(workflow, &bytes),
    };
    let name = file_name(workflow, format);
    download(&file, format.media(), &name).ok()?;
    Some(name)
}

async fn gather(workflow: &Workflow, pictures: &Pictures) -> HashMap<String, Vec<u8>> {
    let mut all = HashMap::new();
    for picture in workflow.steps.iter().filter_map(|step| step.picture.shown()) {
        if !all.contains_key(&picture.sha256)
            && let Some(blob) = pictures.bytes(&picture.sha256).await
            && let Ok(buffer) = JsFuture::from(blob.array_buffer()).await
        {
            all.insert(picture.sha256.clone(), Uint8Array::new(&buffer).to_vec());
        }
    }
    all
}

fn download(text: &str, media: &str, name: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let url = ObjectUrl::new(&blob).ok_or("no address")?;
    let document = dom::document().ok_or("no document")?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url.0);
    link.set_download(name);
    link.click();
    gloo_timers::callback::Timeout::new(LET_GO, move || drop(url)).forget();
    Ok(())
}
