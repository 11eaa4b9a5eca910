//! What must not be found: secrets in the log, keys in the store.

use cairn_api::paths;

use crate::support::{Cairn, Client, Place, Recording, hash};

crate::on_both!(the_log_holds_no_secrets);

fn the_log_holds_no_secrets(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let link = cairn.sign_in.as_deref().unwrap().split_once("token=").unwrap().1.to_owned();
    let page = Client::anonymous(&cairn.address);
    page.get(&format!("{}?token={link}", paths::SIGN_IN));
    let browser = Client::signed_in(&cairn.address, &link);
    let mut recording = Recording::new(2, 1, 64);
    let words = "Quagga-in-a-title";
    recording.create.title = cairn_redact::Redacted::authored(words);
    recording.upload(&client);
    browser.get(&paths::guide(recording.id()));
    browser.get("/workflows?after=quagga-in-a-query&limit=1");
    page.get("/nowhere/quagga-in-a-path?x=1");
    // Refused bodies are not quoted either.
    let json = client.clone().and("content-type", "application/json");
    json.send("POST", paths::RECORDINGS, br#"{"v":1,"id":"quagga-in-a-body"}"#);
    Client::with_key(&cairn.address, "cairn_key_quagga-in-a-key").get(paths::WORKFLOWS);

    let key = client.headers[0].1.strip_prefix("Bearer ").unwrap().to_owned();
    let session = browser
        .headers
        .iter()
        .find(|(name, _)| name == "cookie")
        .unwrap()
        .1
        .split_once('=')
        .unwrap()
        .1
        .to_owned();
    assert!(cairn.stop().success());
    let log = place.log();
    assert!(log.contains("route=\"/sign-in\""), "the log says what was asked, by route: {log}");
    assert!(!log.to_lowercase().contains("quagga"), "{log}");
    for secret in [&key, &session, &link] {
        // Neither the token nor the secret part of it.
        let tail = &secret[secret.len() - 43..];
        assert!(!log.contains(tail), "a token is in the log");
        if place.database.is_none() {
            let database = std::fs::read(place.data().join("cairn.sqlite")).unwrap();
            assert!(
                !database.windows(43).any(|window| window == tail.as_bytes()),
                "a token is in the database"
            );
        }
    }
    assert!(!log.contains(&hash(&recording.pictures[0])));
    assert!(!log.contains(&recording.id().to_string()));
}
