//! The second net: what a recorder let through is masked before it is stored, and said.

use cairn_api::{Alarm, AlarmList, StepStatus, WorkflowList, paths};
use cairn_redact::{Class, MASK, Redacted};
use cairn_workflow::texts::Field;
use cairn_workflow::{Action, Workflow};

use crate::support::{Cairn, Client, Place, Recording, link_of, noted, planted, texts, with_store};

crate::on_both!(
    secrets_in_every_text_leave_no_trace,
    alarms_are_told_to_the_owner,
    a_clean_recording_raises_none,
    the_strongest_goes_from_what_a_person_wrote_too,
    alarms_are_those_of_the_revision_that_is_shown,
);

/// Secrets of known shapes, put together so that no search for secrets finds them in this file.
fn secrets() -> Vec<(Class, String)> {
    let jwt = [
        "eyJhbGciOiJIUzI1NiJ9",
        "eyJzdWIiOiIxMjM0NTY3ODkwIn0",
        "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    ];
    vec![
        (Class::Card, "4111 1111 1111 1111".to_owned()),
        (Class::Jwt, jwt.join(".")),
        (Class::ApiKey, ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_")),
        (Class::Iban, "DE89 3704 0044 0532 0130 00".to_owned()),
        (Class::Email, "ann.smith@example.org".to_owned()),
    ]
}

fn alarms(client: &Client, recording: &Recording) -> Vec<Alarm> {
    client.get(&paths::workflow_alarms(recording.id())).json::<AlarmList>().alarms
}

/// Everything that the database has of recordings.
fn database(place: &Place) -> String {
    let columns = [
        "SELECT title FROM recordings",
        "SELECT manifest FROM recordings",
        "SELECT body FROM steps",
        "SELECT manifest FROM drafts",
        "SELECT body FROM draft_steps",
        "SELECT field || class FROM alarms",
    ];
    columns.iter().flat_map(|sql| texts(place, sql)).collect::<Vec<_>>().join("\n")
}

/// Whether a text holds a secret, with or without its spaces, in an address or in JSON.
fn holds(text: &str, secret: &str) -> bool {
    let bare: String = secret.split(' ').collect();
    let forms = [secret.to_owned(), bare, secret.replace(' ', "%20"), secret.replace('@', "%40")];
    forms.iter().any(|form| text.contains(form.as_str()))
}

fn files(folder: &std::path::Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&files(&path));
        } else {
            all.push_str(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
        }
    }
    all
}

fn secrets_in_every_text_leave_no_trace(place: &Place) {
    let cairn = Cairn::start_with(place, &["--always-mask", "iban,email"]);
    let client = cairn.client(place);
    for (class, secret) in secrets() {
        let mut recording = planted(&secret);
        // What a person writes loses the strongest only: `policy.rs` tests the rest.
        let strong = cairn_redact::Classes::ALWAYS.contains(class);
        if !strong {
            recording.steps.retain(|step| !matches!(step.action, Action::Note { .. }));
            (1..).zip(&mut recording.steps).for_each(|(seq, step)| step.seq = seq);
            recording.create.steps -= 1;
        }
        recording.upload(&client);
        let again = recording.send_steps(&client, 0, recording.steps.len());
        assert!(again.results.iter().all(|result| result.status == StepStatus::Duplicate), "{class:?}");

        let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
        let json = serde_json::to_string(&workflow).unwrap();
        assert!(json.contains(MASK) && !holds(&json, &secret), "{class:?} is told");
        for step in &workflow.steps {
            let left = &step.target.as_ref().unwrap().locators;
            assert_eq!(left.len(), 1, "a selector with a mask finds nothing: {left:?}");
        }
        for path in [
            paths::WORKFLOWS.to_owned(),
            paths::LIBRARY.to_owned(),
            paths::guide(recording.id()),
            paths::workflow_export(recording.id(), "html"),
            paths::workflow_export(recording.id(), "markdown"),
            paths::workflow_alarms(recording.id()),
        ] {
            assert!(!holds(&client.get(&path).text(), &secret), "{class:?} {path}");
        }
        let found = alarms(&client, &recording);
        assert!(found.iter().all(|alarm| !alarm.kept));
        for field in [
            Field::Title,
            Field::Recorder,
            Field::Url,
            Field::PageTitle,
            Field::Value,
            Field::Key,
            Field::File,
            Field::Note,
            Field::Role,
            Field::Name,
            Field::Text,
            Field::Label,
            Field::Placeholder,
            Field::Nearby,
            Field::Context,
            Field::Frame,
            Field::Locator,
            Field::Appeared,
        ] {
            let of_class = |alarm: &&Alarm| alarm.class == class || alarm.class == Class::UrlSecret;
            let told = found.iter().filter(of_class).any(|alarm| alarm.field == field);
            assert_eq!(told, strong || field != Field::Note, "{class:?} in {field:?}");
        }
    }
    let stored = database(place);
    assert!(cairn.stop().success());
    for (class, secret) in secrets() {
        assert!(!holds(&stored, &secret), "{class:?} is in the database");
        assert!(!holds(&files(&place.data()), &secret), "{class:?} is in a file");
        assert!(!holds(&place.log(), &secret), "{class:?} is in the log");
    }
    assert!(place.log().contains("WARN") && place.log().contains("class=\"card\""), "{}", place.log());
}

fn alarms_are_told_to_the_owner(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let mut recording = Recording::new(3, 0, 0);
    recording.steps[1].page.title = Redacted::authored("Card 4111 1111 1111 1111");
    recording.upload(&client);
    let alarm = Alarm { seq: Some(2), field: Field::PageTitle, class: Class::Card, kept: false };
    assert_eq!(alarms(&client, &recording), [alarm]);
    assert_eq!(client.get(paths::WORKFLOWS).json::<WorkflowList>().workflows[0].alarms, 1);

    let owner = with_store(place, async |store| store.accounts().first_user(0).await.unwrap());
    let browser = Client::signed_in(&cairn.address, &link_of(place, &owner));
    let guide = browser.get(&paths::guide(recording.id())).text();
    assert!(
        guide.contains("a card number in a page&#39;s title")
            || guide.contains("a card number in a page's title"),
        "{guide}"
    );
    assert!(guide.contains("href=\"#step-2\""), "{guide}");
    assert!(browser.get(paths::LIBRARY).text().contains("1 alarm"));
    let export = browser.get(&paths::workflow_export(recording.id(), "html")).text();
    assert!(!export.contains("Found when it arrived"), "what is given away says nothing of it");

    assert_eq!(client.send("DELETE", &paths::workflow(recording.id()), b"").status, 204);
    assert!(texts(place, "SELECT class FROM alarms").is_empty(), "they go with the workflow");
}

fn a_clean_recording_raises_none(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let mut recording = planted("order 1234567890123456");
    recording.create.recorder = "1.2.3.4".to_owned();
    recording.create.start.url = Redacted::own("https://app.example/orders?page=•••#top");
    let start = recording.create.start.clone();
    for step in &mut recording.steps {
        // What is no text of a page: an address that the recorder had reduced.
        (step.page, step.after) = (start.clone(), None);
        step.signals.clear();
        if let cairn_workflow::Action::Navigate { url, .. } = &mut step.action {
            *url = start.url.clone();
        }
    }
    recording.upload(&client);
    assert_eq!(alarms(&client, &recording), []);
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    assert_eq!(workflow.steps, recording.steps);
    assert!(!place.log().contains("WARN"), "{}", place.log());
}

fn the_strongest_goes_from_what_a_person_wrote_too(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = noted("Write to support@example.com, pay with 4111 1111 1111 1111.");
    recording.upload(&client);
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    let json = serde_json::to_string(&workflow.steps[0].action).unwrap();
    assert!(json.contains("Write to support@example.com, pay with •••."), "{json}");
    let alarm = Alarm { seq: Some(1), field: Field::Note, class: Class::Card, kept: false };
    assert_eq!(alarms(&client, &recording), [alarm]);
}

fn alarms_are_those_of_the_revision_that_is_shown(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let first = noted("4111 1111 1111 1111");
    first.upload(&client);
    let mut second =
        Recording { create: first.create.clone(), steps: first.steps.clone(), pictures: Vec::new() };
    second.create.revision = 1;
    second.create.title = Redacted::authored("Pay 4111 1111 1111 1111");
    second.steps[0].action = cairn_workflow::Action::Note { text: Redacted::authored("By card") };
    second.begin(&client);
    assert_eq!(alarms(&client, &second)[0].field, Field::Note, "the first one is shown still");
    let path = paths::of_revision(paths::recording_steps(second.id()), 1);
    client.post(&path, &second.batch(0, 1));
    let path = paths::of_revision(paths::recording_complete(second.id()), 1);
    assert_eq!(client.send("POST", &path, b"").status, 200);
    let alarm = Alarm { seq: None, field: Field::Title, class: Class::Card, kept: false };
    assert_eq!(alarms(&client, &second), [alarm]);
    assert_eq!(texts(place, "SELECT field FROM alarms"), ["title"], "nothing is left of the first");
}
