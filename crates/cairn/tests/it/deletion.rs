//! Deleted means gone: rows, pictures, and the bytes on the disk.

use std::path::{Path, PathBuf};

use cairn_api::{Code, Created, WorkflowList, paths};

use crate::support::{Cairn, Client, Place, Recording, admin, hash, other_user};

crate::on_both!(
    killed_while_deleting,
    deleted_while_a_picture_comes,
    rows_and_files_go,
    shared_pictures_stay,
    nobody_learns_what_others_have
);

/// Files under a folder that hold these bytes.
fn holding(folder: &Path, needle: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, needle));
        } else if std::fs::read(&path).unwrap().windows(needle.len()).any(|window| window == needle) {
            found.push(path);
        }
    }
    found
}

fn rows_and_files_go(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let mut recording = Recording::new(50, 2, 4_000);
    let secret = "Zebra-crossing-41";
    recording.create.title = cairn_redact::Redacted::authored(secret);
    recording.create.id = Recording::new(0, 0, 0).id();
    for step in &mut recording.steps {
        step.page.title = cairn_redact::Redacted::authored(secret);
    }
    recording.upload(&client);
    let kept = Recording::new(3, 1, 100);
    kept.upload(&client);
    if place.database.is_none() {
        assert!(
            !holding(&place.data(), secret.as_bytes()).is_empty(),
            "the search finds it while it is there"
        );
    }
    assert_eq!(holding(&place.data(), &recording.pictures[0]).len(), 1);

    assert_eq!(client.send("DELETE", &paths::workflow(recording.id()), b"").status, 204);
    assert_eq!(client.send("DELETE", &paths::workflow(recording.id()), b"").code(), Code::NotFound);
    assert_eq!(client.get(&paths::workflow(recording.id())).code(), Code::NotFound);
    let picture = paths::workflow_picture(recording.id(), &hash(&recording.pictures[0]));
    assert_eq!(client.get(&picture).code(), Code::NotFound);
    assert_eq!(client.get(paths::WORKFLOWS).json::<WorkflowList>().workflows.len(), 1);
    // On SQLite the text is in no file any more; PostgreSQL's files are its own.
    assert_eq!(holding(&place.data(), secret.as_bytes()), Vec::<PathBuf>::new());
    for bytes in &recording.pictures {
        assert_eq!(holding(&place.data(), bytes), Vec::<PathBuf>::new());
    }
    let verified = admin(place, &["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    recording.upload(&client);
    assert_eq!(client.get(&paths::workflow(recording.id())).status, 200, "it can come again");
}

fn shared_pictures_stay(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let one = Recording::new(2, 2, 300);
    let mut two = Recording::new(0, 0, 0);
    two.create.pictures.push(one.create.pictures[0].clone());
    one.upload(&client);
    let created: Created = two.begin(&client);
    assert!(created.missing.is_empty(), "the same picture is stored once");
    assert_eq!(two.complete(&client).status, 200);
    assert_eq!(client.send("DELETE", &paths::workflow(one.id()), b"").status, 204);
    let [shared, own] = [0, 1].map(|at| hash(&one.pictures[at]));
    assert_eq!(client.get(&paths::workflow_picture(two.id(), &shared)).body, one.pictures[0]);
    assert_eq!(client.get(&paths::workflow_picture(two.id(), &own)).code(), Code::NotFound);
    assert_eq!(holding(&place.data(), &one.pictures[1]), Vec::<PathBuf>::new());
    assert_eq!(client.send("DELETE", &paths::workflow(two.id()), b"").status, 204);
    assert_eq!(holding(&place.data(), &one.pictures[0]), Vec::<PathBuf>::new());
}

fn nobody_learns_what_others_have(place: &Place) {
    let cairn = Cairn::start(place);
    let ann = cairn.client(place);
    let (_, key) = other_user(place);
    let bob = Client::with_key(&cairn.address, &key);
    let recording = Recording::new(1, 1, 300);
    recording.upload(&ann);
    // Bob announces the same id and the same picture: he is answered as if Ann were not there.
    let created: Created = recording.begin(&bob);
    assert_eq!(created.missing, [hash(&recording.pictures[0])]);
    assert!(created.stored.is_empty() && !created.complete);
    recording.upload(&bob);
    assert_eq!(bob.send("DELETE", &paths::workflow(recording.id()), b"").status, 204);
    assert_eq!(ann.get(&paths::workflow_picture(recording.id(), &hash(&recording.pictures[0]))).status, 200);
}

/// A picture whose bytes are on their way while its recording is deleted: none of it stays.
fn deleted_while_a_picture_comes(place: &Place) {
    use std::io::{Read, Write};
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    // Larger than what waits in memory, so that the upload can be seen under way.
    let recording = Recording::new(1, 1, 3 * 1024 * 1024);
    recording.begin(&client);
    let bytes = &recording.pictures[0];
    let (first, rest) = bytes.split_at(2 * 1024 * 1024);
    let address = cairn.address.strip_prefix("http://").unwrap();
    let path = paths::recording_picture(recording.id(), &hash(bytes));
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        client.headers[0].1,
        bytes.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(first).unwrap();
    // The upload is under way once its temporary file is there.
    while std::fs::read_dir(place.data().join("tmp")).unwrap().next().is_none() {
        std::thread::yield_now();
    }
    assert_eq!(client.send("DELETE", &paths::workflow(recording.id()), b"").status, 204);
    stream.write_all(rest).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    assert_eq!(holding(&place.data(), &bytes[..1_000]), Vec::<PathBuf>::new());
}

/// A deletion that `kill -9` cut short between its rows and its last file: the next start finishes it.
fn killed_while_deleting(place: &Place) {
    let mut cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(0, 60, 500);
    recording.upload(&client);
    assert_eq!(files(&place.data().join("blobs")), 60);
    std::thread::scope(|scope| {
        let deletion =
            scope.spawn(|| client.try_send("DELETE", &paths::workflow(recording.id()), b"").is_ok());
        while files(&place.data().join("blobs")) == 60 {
            std::thread::yield_now();
        }
        cairn.child.kill().unwrap();
        assert!(!deletion.join().unwrap(), "it was cut short");
    });
    cairn.child.wait().unwrap();
    let left = files(&place.data().join("blobs"));
    assert!(left > 0 && left < 60, "{left} files are left of the deletion");
    drop(cairn);
    let cairn = Cairn::start(place);
    assert_eq!(files(&place.data().join("blobs")), 0);
    let client = client.at(&cairn.address);
    assert_eq!(client.get(&paths::workflow(recording.id())).code(), Code::NotFound);
}

/// How many files are below a folder.
fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}
