//! What the administrator demands to be masked: told to recorders, and required of what they send.

use cairn_api::{Alarm, AlarmList, Code, MaskPolicy, StepResults, StepStatus, paths};
use cairn_redact::{Class, Classes, Redacted};
use cairn_workflow::texts::Field;
use cairn_workflow::{ScanMark, Workflow};
use serde_json::json;

use crate::support::{Cairn, Place, Recording, admin, command, noted};

crate::on_both!(
    recorders_are_told,
    what_was_searched_for_less_is_refused,
    a_policy_that_came_in_between_counts,
    what_is_demanded_is_masked_and_said,
    a_person_keeps_their_words_and_is_told,
);

fn demanded(names: &[&str]) -> Vec<String> {
    let mut classes = Classes::ALWAYS;
    for name in names {
        classes = classes.with(Class::from_name(name).unwrap());
    }
    classes.names().map(str::to_owned).collect()
}

fn recorders_are_told(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let policy: MaskPolicy = client.get(paths::POLICY).json();
    assert_eq!((policy.redactor, policy.always_mask), (cairn_redact::REDACTOR_VERSION, demanded(&[])));
    assert!(cairn.stop().success());

    let cairn = Cairn::start_with(place, &["--always-mask", "name, email"]);
    let policy: MaskPolicy = client.at(&cairn.address).get(paths::POLICY).json();
    assert_eq!(policy.always_mask, demanded(&["name", "email"]));
    assert!(cairn.stop().success());

    std::fs::write(place.data().join("cairn.toml"), "always-mask = [\"phone\"]").unwrap();
    let cairn = Cairn::start(place);
    let policy: MaskPolicy = client.at(&cairn.address).get(paths::POLICY).json();
    assert_eq!(policy.always_mask, demanded(&["phone"]));
    assert!(cairn.stop().success());

    // What is not understood would not be masked.
    let output = admin(place, &["serve", "--listen", "127.0.0.1:0", "--always-mask", "e-mail"]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("`e-mail` in --always-mask is no class") && said.contains("email"), "{said}");
    let by_environment =
        command(place, &["serve", "--listen", "127.0.0.1:0"]).env("CAIRN_ALWAYS_MASK", "x").output();
    assert!(String::from_utf8_lossy(&by_environment.unwrap().stderr).contains("`x` in --always-mask"));
}

fn what_was_searched_for_less_is_refused(place: &Place) {
    let cairn = Cairn::start_with(place, &["--always-mask", "name"]);
    let client = cairn.client(place);
    let with = ScanMark::of(Classes::default().with(Class::Name));
    let mut recording = Recording::new(4, 1, 100);
    let old = ScanMark { classes: None, ..with };
    for weak in [ScanMark::of(Classes::default()), old, ScanMark { redactor: 1, ..with }] {
        recording.create.scan = weak;
        let problem = client.post(paths::RECORDINGS, &recording.create).problem();
        assert_eq!(problem.code, Code::NotScanned);
        let lacks_name = problem.detail.contains("looked for here: name.");
        assert!(lacks_name == weak.is_current(), "{}", problem.detail);
    }
    recording.create.scan = with;
    for step in &mut recording.steps {
        step.scan = with;
    }
    recording.steps[1].scan = ScanMark::of(Classes::default());
    recording.steps[2].scan = old;
    recording.begin(&client);
    assert_eq!(recording.put_picture(&client, 0).status, 204);
    let answer = recording.send_steps(&client, 0, 4);
    for at in [1, 2] {
        let problem = answer.results[at].problem.as_ref().unwrap();
        assert_eq!(problem.code, Code::NotScanned);
        assert!(problem.detail.contains("record this again"), "{}", problem.detail);
    }
    assert_eq!(recording.begin(&client).stored, [1, 4]);
}

/// The server starts anew with a policy while a recording is half uploaded.
fn a_policy_that_came_in_between_counts(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(2, 2, 100);
    recording.begin(&client);
    recording.put_picture(&client, 0);
    recording.send_steps(&client, 0, 1);
    let whole = Recording::new(2, 0, 0);
    whole.begin(&client);
    whole.send_steps(&client, 0, 2);
    assert!(cairn.stop().success());

    let cairn = Cairn::start_with(place, &["--always-mask", "name"]);
    let client = client.at(&cairn.address);
    assert_eq!(recording.put_picture(&client, 1).code(), Code::NotScanned);
    assert_eq!(client.post(paths::RECORDINGS, &recording.create).code(), Code::NotScanned);
    let answer: StepResults = recording.send_steps(&client, 1, 2);
    assert_eq!(answer.results[0].status, StepStatus::Rejected);
    assert_eq!(whole.complete(&client).code(), Code::NotScanned, "nor does it become a workflow");
    assert_eq!(client.get(&paths::workflow(whole.id())).code(), Code::Incomplete);
}

fn what_is_demanded_is_masked_and_said(place: &Place) {
    let cairn = Cairn::start_with(place, &["--always-mask", "email"]);
    let client = cairn.client(place);
    let mut recording = Recording::new(1, 0, 0);
    recording.steps[0].page.title = Redacted::authored("Ann Smith <ann@example.org>");
    recording.upload(&client);
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    assert_eq!(workflow.steps[0].page.title.as_str(), "Ann Smith <•••>");
    let list: AlarmList = client.get(&paths::workflow_alarms(recording.id())).json();
    let alarm = Alarm { seq: Some(1), field: Field::PageTitle, class: Class::Email, kept: false };
    assert_eq!(list.alarms, [alarm]);
    let raw = client.get(&paths::workflow_alarms(recording.id())).text();
    let raw: serde_json::Value = serde_json::from_str(&raw).unwrap();
    assert_eq!(raw, json!({"alarms": [{"seq": 1, "field": "pageTitle", "class": "email"}]}));
}

fn a_person_keeps_their_words_and_is_told(place: &Place) {
    let cairn = Cairn::start_with(place, &["--always-mask", "email"]);
    let client = cairn.client(place);
    let mut recording = noted("Write to support@example.com, pay with 4111 1111 1111 1111.");
    recording.create.title = Redacted::authored("How to write to support@example.com");
    recording.upload(&client);
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    assert_eq!(workflow.title, recording.create.title);
    let note = serde_json::to_value(&workflow.steps[0].action).unwrap();
    assert_eq!(note["text"], "Write to support@example.com, pay with •••.");
    let list: AlarmList = client.get(&paths::workflow_alarms(recording.id())).json();
    let title = Alarm { seq: None, field: Field::Title, class: Class::Email, kept: true };
    let card = Alarm { seq: Some(1), field: Field::Note, class: Class::Card, kept: false };
    let email = Alarm { seq: Some(1), field: Field::Note, class: Class::Email, kept: true };
    assert_eq!(list.alarms, [title, card, email]);
    let guide = client.get(&paths::guide(recording.id())).text();
    assert!(guide.contains("your own words") && guide.contains("an e-mail address in a note"), "{guide}");

    // A title that is the page's is the page's words.
    let mut recording = noted("Nothing");
    let title = Redacted::authored("Mail to ann@example.org");
    (recording.create.start.title, recording.create.title) = (title.clone(), title);
    recording.upload(&client);
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    assert_eq!((workflow.title.as_str(), workflow.start.title.as_str()), ("Mail to •••", "Mail to •••"));
}
