//! The upload protocol, call by call.

use std::io::Write;

use cairn_api::{Code, Completed, Created, StepResults, StepStatus, WorkflowList, paths};
use cairn_workflow::Workflow;

use crate::support::{Cairn, Place, Recording, hash};

crate::on_both!(
    a_recording_becomes_a_workflow,
    every_call_can_be_repeated,
    the_same_identity_with_other_content_is_a_conflict,
    another_title_between_two_tries_is_no_conflict,
    complete_names_what_is_missing,
    gzipped_steps_are_read,
    the_list_has_pages,
    many_clients_at_once,
);

fn a_recording_becomes_a_workflow(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(5, 3, 2_000);

    let created = recording.begin(&client);
    assert_eq!(created.missing.len(), 3);
    assert!(created.stored.is_empty() && !created.complete);
    assert_eq!(client.get(&paths::workflow(recording.id())).code(), Code::Incomplete, "not yet");
    assert!(client.get(paths::WORKFLOWS).json::<WorkflowList>().workflows.is_empty(), "nor in the list");

    let done = recording.upload(&client);
    assert_eq!(done.url, format!("{}/w/{}", cairn.address, recording.id()));
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    assert_eq!(workflow.steps, recording.steps);
    assert_eq!(workflow.title, recording.create.title);
    assert_eq!(workflow.start, recording.create.start);
    for bytes in &recording.pictures {
        let path = paths::workflow_picture(recording.id(), &hash(bytes));
        let answer = client.get(&path);
        assert_eq!(&answer.body, bytes);
        assert_eq!(answer.header("content-type"), "image/webp");
        assert_eq!(answer.header("cache-control"), "private, max-age=31536000, immutable");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let again = client.clone().and("if-none-match", answer.header("etag")).get(&path);
        assert_eq!((again.status, again.body.len()), (304, 0));
    }
    let list: WorkflowList = client.get(paths::WORKFLOWS).json();
    assert_eq!(list.workflows.len(), 1);
    assert_eq!(list.workflows[0].steps, 5);
    assert_eq!(list.workflows[0].cover.as_deref(), Some(hash(&recording.pictures[0]).as_str()));
    assert_eq!(list.workflows[0].url, done.url);
}

fn every_call_can_be_repeated(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(4, 2, 500);
    recording.begin(&client);
    recording.put_picture(&client, 0);
    recording.send_steps(&client, 0, 2);

    let again: Created = recording.begin(&client);
    assert_eq!(again.missing, [hash(&recording.pictures[1])]);
    assert_eq!(again.stored, [1, 2]);
    assert_eq!(recording.put_picture(&client, 0).status, 204);

    let results = recording.send_steps(&client, 0, 4);
    let status: Vec<_> = results.results.iter().map(|result| (result.seq, result.status)).collect();
    let (old, new) = (StepStatus::Duplicate, StepStatus::Stored);
    assert_eq!(status, [(1, old), (2, old), (3, new), (4, new)]);

    let done = recording.upload(&client);
    assert_eq!(recording.complete(&client).json::<Completed>(), done);
    assert!(recording.begin(&client).complete);
    assert!(recording.send_steps(&client, 0, 4).results.iter().all(|result| result.status == old));
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    assert_eq!(workflow.steps, recording.steps, "none lost, none doubled");
}

fn the_same_identity_with_other_content_is_a_conflict(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(3, 0, 0);
    recording.begin(&client);
    recording.send_steps(&client, 0, 1);

    let mut other = recording.create.clone();
    other.steps = 7;
    assert_eq!(client.post(paths::RECORDINGS, &other).code(), Code::Conflict);

    let mut batch = recording.batch(0, 2);
    batch.steps[0].at += 1;
    let answer: StepResults = client.post(&paths::recording_steps(recording.id()), &batch).json();
    assert_eq!(answer.results[0].status, StepStatus::Rejected);
    assert_eq!(answer.results[0].problem.as_ref().unwrap().code, Code::Conflict);
    assert_eq!(answer.results[1].status, StepStatus::Stored, "the others are stored");
    recording.send_steps(&client, 2, 3);
    recording.complete(&client).json::<Completed>();
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    assert_eq!(workflow.steps, recording.steps, "the first one stays");
}

fn another_title_between_two_tries_is_no_conflict(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(1, 0, 0);
    recording.begin(&client);
    let mut renamed = recording.create.clone();
    renamed.title = cairn_workflow::Redacted::authored("The better title");
    renamed.recorder = "9.9.9".into();
    let created: Created = client.post(paths::RECORDINGS, &renamed).json();
    assert!(!created.complete);
    recording.send_steps(&client, 0, 1);
    recording.complete(&client).json::<Completed>();
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    assert_eq!((workflow.title, workflow.recorder), (renamed.title, renamed.recorder));
    assert!(recording.begin(&client).complete, "and the first manifest is no conflict afterwards");
}

fn complete_names_what_is_missing(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(4, 1, 10);
    recording.begin(&client);
    recording.send_steps(&client, 0, 1);
    recording.send_steps(&client, 2, 3);
    let problem = recording.complete(&client).problem();
    assert_eq!(problem.code, Code::Incomplete);
    assert!(problem.detail.contains("2, 4"), "{}", problem.detail);
    assert!(problem.detail.contains(&hash(&recording.pictures[0])), "{}", problem.detail);
}

fn gzipped_steps_are_read(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(100, 0, 0);
    recording.begin(&client);
    let json = serde_json::to_vec(&recording.batch(0, 100)).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&json).unwrap();
    let packed = gzip.finish().unwrap();
    assert!(packed.len() * 4 < json.len());
    let client = client.and("content-type", "application/json").and("content-encoding", "gzip");
    let answer: StepResults = client.send("POST", &paths::recording_steps(recording.id()), &packed).json();
    assert!(answer.results.iter().all(|result| result.status == StepStatus::Stored));
}

fn the_list_has_pages(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let mut wanted: Vec<_> = (0..5)
        .map(|_| {
            let recording = Recording::new(1, 0, 0);
            recording.upload(&client);
            recording.id()
        })
        .collect();
    wanted.reverse();
    let mut found = Vec::new();
    let mut after = String::new();
    loop {
        let list: WorkflowList = client.get(&format!("{}?limit=2{after}", paths::WORKFLOWS)).json();
        assert!(list.workflows.len() <= 2);
        found.extend(list.workflows.iter().map(|workflow| workflow.id));
        match list.next {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(found, wanted, "newest first, each once");
    assert_eq!(client.get(&format!("{}?after=x", paths::WORKFLOWS)).code(), Code::BadRequest);
}

fn many_clients_at_once(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let shared = Recording::new(60, 4, 3_000);
    shared.begin(&client);
    std::thread::scope(|scope| {
        // Four send the same recording at once, four send one of their own.
        for n in 0..8 {
            let (client, shared) = (client.clone(), &shared);
            scope.spawn(move || {
                if n % 2 == 0 {
                    shared.upload(&client);
                } else {
                    Recording::new(60, 4, 3_000).upload(&client);
                }
            });
        }
    });
    let workflow: Workflow = client.get(&paths::workflow(shared.id())).json();
    assert_eq!(workflow.steps, shared.steps);
    assert_eq!(client.get(paths::WORKFLOWS).json::<WorkflowList>().workflows.len(), 5);
}
