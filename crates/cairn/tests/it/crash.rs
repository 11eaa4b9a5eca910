//! `kill -9` at any moment loses nothing that was answered, and doubles nothing.

use std::sync::mpsc::{Sender, channel};

use cairn_api::{Completed, StepResults, StepStatus, paths};
use cairn_workflow::Workflow;

use crate::support::{Cairn, Client, Place, Recording, admin, hash};

crate::on_both!(killed_during_an_upload, told_to_stop);

/// What the server answered for, before it was gone.
#[derive(Default)]
struct Acknowledged {
    steps: Vec<u32>,
    pictures: Vec<String>,
    complete: bool,
}

/// Uploads until the connection breaks or all is done, and tells of each answer.
fn upload_until_broken(recording: &Recording, client: &Client, told: Sender<()>) -> Acknowledged {
    let mut known = Acknowledged::default();
    let mut run = || -> Result<(), ureq::Error> {
        let created = client.try_post(paths::RECORDINGS, &recording.create)?.json::<cairn_api::Created>();
        let _ = told.send(());
        // Steps and pictures in turn, so that a kill falls into either.
        for (at, step) in recording.steps.iter().enumerate() {
            if let Some(bytes) =
                recording.pictures.get(at).filter(|bytes| created.missing.contains(&hash(bytes)))
            {
                let path = paths::recording_picture(recording.id(), &hash(bytes));
                assert_eq!(client.try_send("PUT", &path, bytes)?.status, 204);
                known.pictures.push(hash(bytes));
                let _ = told.send(());
            }
            if created.stored.contains(&step.seq) {
                continue;
            }
            let results: StepResults = client
                .try_post(&paths::recording_steps(recording.id()), &recording.batch(at, at + 1))?
                .json();
            assert_ne!(results.results[0].status, StepStatus::Rejected);
            known.steps.push(step.seq);
            let _ = told.send(());
        }
        client.try_send("POST", &paths::recording_complete(recording.id()), b"")?.json::<Completed>();
        known.complete = true;
        Ok(())
    };
    let _ = run();
    known
}

fn killed_during_an_upload(place: &Place) {
    let recording = Recording::new(24, 12, 20_000);
    let mut cairn = Cairn::start(place);
    let mut client = cairn.client(place);
    let mut kills = 0;
    let (mut steps, mut pictures) = (Vec::new(), Vec::new());
    let complete = loop {
        let (tell, told) = channel();
        let known = std::thread::scope(|scope| {
            let upload = scope.spawn({
                let (recording, client) = (&recording, &client);
                move || upload_until_broken(recording, client, tell)
            });
            // A few answers later, while the next request is under way.
            if (0..5).all(|_| told.recv().is_ok()) {
                cairn.child.kill().unwrap();
                kills += 1;
            }
            upload.join().unwrap()
        });
        steps.extend(known.steps);
        pictures.extend(known.pictures);
        if known.complete {
            break true;
        }
        cairn.kill();
        cairn = Cairn::start(place);
        client = client.at(&cairn.address);
        let resumed = recording.begin(&client);
        for seq in &steps {
            assert!(resumed.stored.contains(seq), "step {seq} was answered for and is gone");
        }
        for picture in &pictures {
            assert!(!resumed.missing.contains(picture), "picture {picture} was answered for and is gone");
        }
    };
    assert!(complete && kills >= 5, "{kills} kills");
    let workflow: Workflow = client.get(&paths::workflow(recording.id())).json();
    assert_eq!(workflow.steps, recording.steps, "every step once");
    for bytes in &recording.pictures {
        assert_eq!(&client.get(&paths::workflow_picture(recording.id(), &hash(bytes))).body, bytes);
    }
    cairn.kill();
    let verified = admin(place, &["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

/// SIGTERM: requests under way are answered, and the process ends by itself.
fn told_to_stop(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(40, 0, 0);
    recording.begin(&client);
    let (tell, told) = channel();
    std::thread::scope(|scope| {
        let upload = scope.spawn({
            let (recording, client) = (&recording, &client);
            move || upload_until_broken(recording, client, tell)
        });
        told.recv().unwrap();
        told.recv().unwrap();
        assert!(cairn.stop().success());
        let known = upload.join().unwrap();
        let cairn = Cairn::start(place);
        let client = client.at(&cairn.address);
        let resumed = recording.begin(&client);
        assert!(known.steps.iter().all(|seq| resumed.stored.contains(seq)));
    });
    assert!(place.log().contains("stopped"));
}
