use cairn_view::{Frame, Guide, Style, guide_page};
use cairn_workflow::Workflow;

use crate::{Bytes, data_url};

/// One HTML file with style and pictures in it. It loads nothing, runs no script, and forbids itself both.
pub fn html(workflow: &Workflow, pictures: &Bytes<'_>) -> String {
    let frame = Frame { style: Style::Inline, home: None, sign_out: None };
    let picture = |picture: &_| data_url(picture, pictures);
    guide_page(&frame, &Guide { workflow, picture: &picture, downloads: &[], alarms: &[] }).into_string()
}
