//! The commands beside `serve`.

use std::process::Command;

use cairn_api::paths;

use crate::support::{Cairn, Client, Place, Recording, admin, hash};

crate::on_both!(keys_and_links_work_while_the_server_runs, exports, verify_finds_what_is_wrong);

fn said(place: &Place, words: &[&str]) -> String {
    let output = admin(place, words);
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn keys_and_links_work_while_the_server_runs(place: &Place) {
    let cairn = Cairn::start(place);
    let key = said(place, &["token", "create", "--name", "ci"]);
    assert_eq!(key.lines().count(), 1, "the key alone");
    assert_eq!(Client::with_key(&cairn.address, key.trim()).get(paths::WORKFLOWS).status, 200);
    let link = said(place, &["sign-in-link", "--public-url", &cairn.address]);
    let token = link.trim().strip_prefix(&format!("{}/sign-in?token=", cairn.address)).unwrap();
    assert_eq!(Client::signed_in(&cairn.address, token).get(paths::LIBRARY).status, 200);
    let second = admin(place, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(!second.status.success(), "one server a folder");
    assert!(String::from_utf8_lossy(&second.stderr).contains("another Cairn server"), "{second:?}");
}

fn exports(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(2, 1, 500);
    recording.upload(&client);
    let id = recording.id().to_string();
    for format in ["html", "markdown", "json"] {
        let served = client.get(&paths::workflow_export(recording.id(), format)).text();
        assert_eq!(said(place, &["export", "--format", format, &id]), served, "{format}");
    }
    let file = place.folder.path().join("guide.html");
    said(place, &["export", "--out", file.to_str().unwrap(), &id]);
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("<!DOCTYPE html>"));
    for (words, sentence) in [
        (vec!["export", "018f6e0e-0000-7000-8000-000000000000"], "There is no workflow"),
        (vec!["export", "x"], "no workflow's id"),
        (vec!["export", "--format", "docx", id.as_str()], "is no format"),
    ] {
        let output = admin(place, &words);
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains(sentence), "{output:?}");
    }
}

fn verify_finds_what_is_wrong(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let recording = Recording::new(3, 3, 500);
    recording.upload(&client);
    assert!(said(place, &["verify"]).contains("1 recordings and 3 pictures: 0 problems"));
    let [changed, gone] = [0, 1].map(|at| {
        let name = hash(&recording.pictures[at]);
        let owners = std::fs::read_dir(place.data().join("blobs")).unwrap().next().unwrap().unwrap().path();
        owners.join(&name[..2]).join(name)
    });
    std::fs::write(&changed, b"rotten").unwrap();
    std::fs::remove_file(&gone).unwrap();
    let output = admin(place, &["verify"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success());
    assert!(
        text.contains("has other bytes") && text.contains("has no file") && text.contains("2 problems"),
        "{text}"
    );
}

#[test]
fn sentences_for_wrong_settings() {
    let cairn = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_cairn")).args(words).output().unwrap();
        assert!(!output.status.success(), "{words:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let folder = tempfile::TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let open = cairn(&["serve", "--listen", "0.0.0.0:0", "--data", data]);
    assert!(open.contains("--public-url https://"), "{open}");
    assert!(cairn(&["serve", "--listen", "nonsense", "--data", data]).contains("no address and port"));
    assert!(
        cairn(&["serve", "--data", data, "--database", "mysql://x"]).contains("sqlite://… or postgres://…")
    );
    assert!(cairn(&["verify", "--data", "/proc/cairn"]).contains("cannot be used"));
    std::fs::write(folder.path().join("cairn.toml"), "lisen = 1").unwrap();
    assert!(cairn(&["serve", "--data", data]).contains("cairn.toml cannot be read"));
}
