//! The signed manifest, and `cairn audit`, which finds what was changed behind the server's back.

use cairn_api::{Manifest, SignedManifest, paths};
use cairn_redact::Redacted;
use serde_json::Value;

use crate::support::{Cairn, Client, Place, Recording, admin, hash, noted, tamper};

crate::on_both!(
    an_untouched_workflow_holds,
    each_revision_has_its_own_manifest,
    a_changed_step_is_found,
    a_step_that_is_gone_or_new_is_found,
    a_changed_recording_is_found,
    a_changed_picture_is_found,
    a_changed_manifest_is_found,
    another_key_is_found,
    a_secret_in_a_stored_text_is_found,
    the_words_of_a_person_are_told_and_hold,
);

/// What an audit answers: whether it succeeds, and its lines.
fn audit(place: &Place, recording: &Recording) -> (bool, String) {
    let output = admin(place, &["audit", &recording.id().to_string()]);
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

/// The lines that fail.
fn failing(place: &Place, recording: &Recording) -> Vec<String> {
    let (holds, lines) = audit(place, recording);
    let failing: Vec<_> = lines.lines().filter(|line| line.starts_with("FAILS")).map(str::to_owned).collect();
    assert_eq!(holds, failing.is_empty(), "{lines}");
    failing
}

fn uploaded(place: &Place) -> (Cairn, Client, Recording) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(3, 2, 400);
    recording.upload(&client);
    (cairn, client, recording)
}

fn manifest(client: &Client, recording: &Recording) -> (SignedManifest, Manifest) {
    let signed: SignedManifest = client.get(&paths::workflow_manifest(recording.id())).json();
    let manifest = serde_json::from_str(&signed.body).unwrap();
    (signed, manifest)
}

fn an_untouched_workflow_holds(place: &Place) {
    let (_cairn, client, recording) = uploaded(place);
    let (signed, manifest) = manifest(&client, &recording);
    assert!(cairn_auth::is_signed(&signed.key, cairn_api::MANIFEST_PURPOSE, &signed.body, &signed.signature));
    assert_eq!((manifest.id, manifest.revision, manifest.alarms), (recording.id(), 0, 0));
    let pictures: Vec<_> = recording.pictures.iter().map(|bytes| hash(bytes)).collect();
    assert_eq!((manifest.steps.len(), &manifest.pictures), (3, &pictures));
    assert_eq!(manifest.scan, recording.create.scan);
    let step = serde_json::to_string(&recording.steps[1]).unwrap();
    assert_eq!(manifest.steps[1], hash(step.as_bytes()));

    let (holds, lines) = audit(place, &recording);
    assert!(holds, "{lines}");
    let without_hashes = lines.lines().map(|line| line.split("picture ").last().unwrap_or(line).trim_start());
    assert_eq!(without_hashes.filter(|line| line.contains("was signed")).count(), 6, "{lines}");
    assert!(lines.ends_with("All 8 checks hold.\n"), "{lines}");

    let output = admin(place, &["audit", "--json", &recording.id().to_string()]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((json["holds"].clone(), json["checks"].as_array().unwrap().len()), (true.into(), 8));
    assert_eq!(json["checks"][2]["what"], "step");
    assert_eq!(json["checks"][2]["seq"], 1);
    let unknown = admin(place, &["audit", "018f6e0e-0000-7000-8000-000000000000"]);
    assert!(!unknown.status.success());
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("no complete workflow"));
}

fn each_revision_has_its_own_manifest(place: &Place) {
    let (_cairn, client, first) = uploaded(place);
    let (_, before) = manifest(&client, &first);
    let mut second = Recording {
        create: first.create.clone(),
        steps: first.steps.clone(),
        pictures: first.pictures.clone(),
    };
    second.create.revision = 1;
    second.steps[2].page.title = Redacted::authored("Changed");
    second.begin(&client);
    client.post(&paths::of_revision(paths::recording_steps(second.id()), 1), &second.batch(0, 3));
    assert_eq!(manifest(&client, &first).1, before, "until it is complete the one before is shown");
    let path = paths::of_revision(paths::recording_complete(second.id()), 1);
    assert_eq!(client.send("POST", &path, b"").status, 200);
    let (_, after) = manifest(&client, &second);
    assert_eq!((after.revision, &after.steps[..2]), (1, &before.steps[..2]));
    assert_ne!(after.steps[2], before.steps[2]);
    assert_eq!(failing(place, &second), Vec::<String>::new());
    assert_eq!(client.send("DELETE", &paths::workflow(second.id()), b"").status, 204);
    assert_eq!(client.get(&paths::workflow_manifest(second.id())).status, 404);
}

fn a_changed_step_is_found(place: &Place) {
    let (_cairn, _, recording) = uploaded(place);
    assert_eq!(tamper(place, "UPDATE steps SET body = REPLACE(body, 'Save 2', 'Send 2') WHERE seq = 2"), 1);
    let failing = failing(place, &recording);
    assert_eq!(failing.len(), 1, "{failing:?}");
    assert!(failing[0].contains("Step 2 is not what was signed"), "{failing:?}");
}

fn a_step_that_is_gone_or_new_is_found(place: &Place) {
    let (_cairn, _, recording) = uploaded(place);
    assert_eq!(tamper(place, "UPDATE steps SET seq = 9 WHERE seq = 3"), 1);
    let failing = failing(place, &recording).join("\n");
    for sentence in
        ["Step 3 is gone.", "Step 9 is not in the manifest.", "Step 9 does not stand at its own place"]
    {
        assert!(failing.contains(sentence), "{failing}");
    }
    assert_eq!(tamper(place, "UPDATE steps SET body = 'x' WHERE seq = 9"), 1);
    assert!(self::failing(place, &recording).join("\n").contains("Step 9 cannot be read."));
}

fn a_changed_recording_is_found(place: &Place) {
    let (_cairn, _, recording) = uploaded(place);
    let sql = "UPDATE recordings SET manifest = REPLACE(manifest, 'Add a user', 'Drop a user')";
    assert_eq!(tamper(place, sql), 1);
    let failing = failing(place, &recording).join("\n");
    assert!(failing.contains("What is stored of the recording is not what was signed"), "{failing}");
    assert!(failing.contains("The title in lists is not that of the recording."), "{failing}");
}

fn a_changed_picture_is_found(place: &Place) {
    let (_cairn, _, recording) = uploaded(place);
    let [changed, gone] = [0, 1].map(|at| {
        let name = hash(&recording.pictures[at]);
        let owner = std::fs::read_dir(place.data().join("blobs")).unwrap().next().unwrap().unwrap().path();
        owner.join(&name[..2]).join(name)
    });
    let mut bytes = std::fs::read(&changed).unwrap();
    bytes[100] ^= 1;
    std::fs::write(changed, bytes).unwrap();
    std::fs::remove_file(gone).unwrap();
    let failing = failing(place, &recording);
    assert_eq!(failing.len(), 2, "{failing:?}");
    assert!(failing[0].contains("is not what was signed") && failing[1].contains("has no file any more"));
}

fn a_changed_manifest_is_found(place: &Place) {
    let (_cairn, _, recording) = uploaded(place);
    let sql = "UPDATE manifests SET body = REPLACE(body, '\"alarms\":0', '\"alarms\":1')";
    assert_eq!(tamper(place, sql), 1);
    let failing = failing(place, &recording).join("\n");
    assert!(failing.contains("The signature is not this server's"), "{failing}");
    assert!(failing.contains("There are 0 alarms; 1 were signed."), "{failing}");
    assert_eq!(tamper(place, "DELETE FROM manifests"), 1);
    assert!(self::failing(place, &recording)[0].contains("There is no manifest"));
}

/// Whoever can write the database can sign anew, but not with the server's key.
fn another_key_is_found(place: &Place) {
    let (_cairn, client, recording) = uploaded(place);
    let (signed, _) = manifest(&client, &recording);
    let other = cairn_auth::ProofKey::new([7; cairn_auth::PROOF_KEY_BYTES]);
    let signature = other.sign(cairn_api::MANIFEST_PURPOSE, &signed.body);
    let sql = format!("UPDATE manifests SET signature = '{signature}', key = '{}'", other.public());
    assert_eq!(tamper(place, &sql), 1);
    assert!(failing(place, &recording)[0].contains("The signature is not this server's"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = place.data().join("proof.key").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "only the server reads its key");
    }
}

fn a_secret_in_a_stored_text_is_found(place: &Place) {
    let (_cairn, _, recording) = uploaded(place);
    let sql = "UPDATE steps SET body = REPLACE(body, 'Save 2', '4111 1111 1111 1111') WHERE seq = 2";
    assert_eq!(tamper(place, sql), 1);
    let failing = failing(place, &recording).join("\n");
    assert!(failing.contains("Step 2 holds card in the name of a control."), "{failing}");
    assert!(!failing.contains("4111"), "never the text: {failing}");
}

fn the_words_of_a_person_are_told_and_hold(place: &Place) {
    let cairn = Cairn::start_with(place, &["--always-mask", "email"]);
    let client = cairn.client(place);
    let mut recording = noted("Write to support@example.com");
    recording.steps[0].page.title = Redacted::authored("Mail to ann@example.org");
    recording.upload(&client);
    let (holds, lines) = audit(place, &recording);
    assert!(holds && lines.contains("Step 1 holds email in a note; the person wrote it."), "{lines}");
    let (_, manifest) = manifest(&client, &recording);
    assert_eq!(manifest.alarms, 2);
    assert_eq!(manifest.masks.by_server["email"], 1);
    assert_eq!(manifest.masks.texts, 1);
}
