//! Whatever could not be recorded or scanned is said on the step: in the panel's card and in the guide.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use cairn_view::{Frame, Guide, StepCard, Style, guide_page, step_card};
use cairn_workflow::{Unseen, read_workflow};

/// Every kind. A new one does not compile here until it is listed.
fn all() -> Vec<Unseen> {
    let next = |one: Unseen| match one {
        Unseen::ForeignFrame => Some(Unseen::SilentFrame),
        Unseen::SilentFrame => Some(Unseen::Canvas),
        Unseen::Canvas => Some(Unseen::ClosedRoot),
        Unseen::ClosedRoot => Some(Unseen::BrowserPage),
        Unseen::BrowserPage => None,
    };
    std::iter::successors(Some(Unseen::ForeignFrame), |one| next(*one)).collect()
}

#[test]
fn every_kind_has_a_sentence_of_its_own_in_the_panel_and_in_the_guide() {
    let mut workflow = read_workflow(include_str!("../examples/sample.json")).unwrap();
    let frame = Frame { style: Style::Linked("/cairn.css"), home: None, sign_out: None };
    let mut sentences = Vec::new();
    for unseen in all() {
        let sentence = unseen.sentence();
        assert!(sentence.ends_with('.') && !sentences.contains(&sentence), "{sentence}");
        workflow.steps.iter_mut().for_each(|step| step.unseen.clear());
        workflow.steps[0].unseen = vec![unseen];
        let guide = Guide { workflow: &workflow, picture: &|_| None, downloads: &[], alarms: &[] };
        let card = step_card(&StepCard { step: &workflow.steps[0], picture: None, beside: None }).0;
        for page in [card, guide_page(&frame, &guide).0] {
            assert_eq!(page.matches(sentence).count(), 1, "{unseen:?}");
        }
        sentences.push(sentence);
    }
    assert_eq!(sentences.len(), 5);
}
