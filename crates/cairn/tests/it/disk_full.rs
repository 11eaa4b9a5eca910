//! A disk that is really full: a file system of a few megabytes, in a mount namespace of its own.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use cairn_api::{Code, StepStatus, paths};

use crate::support::{Cairn, Client, Place, Recording};

/// The server on a disk of 10 MB. The file system is gone with the process.
fn on_a_small_disk(place: &Place) -> (Cairn, Client) {
    let script = r#"mount -t tmpfs -o size=10m tmpfs "$DATA" && "$CAIRN" token create --data "$DATA" && exec "$CAIRN" serve --listen 127.0.0.1:0 --data "$DATA""#;
    std::fs::create_dir(place.data()).unwrap();
    let log = std::fs::File::create(place.folder.path().join("log")).unwrap();
    let mut child = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script])
        .env("DATA", place.data())
        .env("CAIRN", env!("CARGO_BIN_EXE_cairn"))
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .expect("this test needs `unshare` (package util-linux)");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || {
        let line = lines.next().and_then(Result::ok);
        line.unwrap_or_else(|| panic!("a small disk could not be made: {}", place.log()))
    };
    let (key, told) = (next(), next());
    let cairn = Cairn::told(child, &told);
    let client = Client::with_key(&cairn.address, &key);
    (cairn, client)
}

#[test]
fn full_of_pictures() {
    let place = Place::sqlite();
    let (_cairn, client) = on_a_small_disk(&place);
    let mut stored = Vec::new();
    let refused = loop {
        let recording = Recording::new(1, 1, 1_500_000);
        recording.begin(&client);
        let answer = recording.put_picture(&client, 0);
        if answer.status != 204 {
            assert_eq!(answer.code(), Code::DiskFull);
            assert_eq!(answer.status, 507);
            break recording;
        }
        recording.send_steps(&client, 0, 1);
        assert_eq!(recording.complete(&client).status, 200);
        stored.push(recording);
        assert!(stored.len() < 10, "the disk is full before this");
    };
    assert!(stored.len() >= 4);
    for recording in &stored {
        let path = paths::workflow_picture(recording.id(), &recording.create.pictures[0].sha256);
        assert_eq!(client.get(&path).body, recording.pictures[0], "nothing is lost");
    }
    assert_eq!(
        client.send("DELETE", &paths::workflow(stored[0].id()), b"").status,
        204,
        "there is a way out"
    );
    assert_eq!(refused.put_picture(&client, 0).status, 204, "and then the same request works");
}

#[test]
fn full_of_steps() {
    let place = Place::sqlite();
    let (_cairn, client) = on_a_small_disk(&place);
    let mut recording = Recording::new(2_000, 0, 0);
    let padding = "word ".repeat(700);
    for step in &mut recording.steps {
        step.page.title = cairn_redact::Redacted::authored(&padding);
    }
    recording.begin(&client);
    let mut stored = 0;
    let refused = loop {
        let answer =
            client.post(&paths::recording_steps(recording.id()), &recording.batch(stored, stored + 50));
        if answer.status != 200 {
            break answer;
        }
        let results: cairn_api::StepResults = answer.json();
        assert!(results.results.iter().all(|result| result.status == StepStatus::Stored));
        stored += 50;
    };
    assert_eq!(refused.code(), Code::DiskFull);
    assert!(stored >= 100, "{stored} steps fit");
    let known = recording.begin(&client).stored;
    let wanted: Vec<u32> = (1..=u32::try_from(stored).unwrap()).collect();
    assert_eq!(known, wanted, "what was answered for is there, and nothing of the refused batch");
    assert_eq!(client.get(paths::HEALTH).status, 200);
}
