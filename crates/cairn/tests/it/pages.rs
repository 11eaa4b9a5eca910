//! What people see in a browser, and the headers around it.

use cairn_api::paths;

use crate::support::{Cairn, Client, Place, Recording, hash};

crate::on_both!(guide_list_and_exports, pages_are_closed_to_scripts_and_frames);

fn browser(cairn: &Cairn) -> Client {
    let token = cairn.sign_in.as_deref().unwrap().split_once("token=").unwrap().1;
    Client::signed_in(&cairn.address, token).and("accept", "text/html,*/*;q=0.8")
}

fn guide_list_and_exports(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let browser = browser(&cairn);
    let mut recording = Recording::new(3, 2, 900);
    recording.create.title = cairn_redact::Redacted::authored("Größe <b>ändern</b>");
    let done = recording.upload(&client);

    let list = browser.get(paths::LIBRARY);
    assert!(list.text().contains("Größe &lt;b&gt;ändern&lt;/b&gt;"), "{}", list.text());
    assert!(list.text().contains(&format!("/w/{}", recording.id())));
    let guide = browser.get(done.url.strip_prefix(&cairn.address).unwrap());
    assert_eq!(guide.status, 200);
    for words in ["Save 1", "Save 2", "Save 3", "Größe &lt;b&gt;ändern&lt;/b&gt;"] {
        assert!(guide.text().contains(words), "{words}");
    }
    for bytes in &recording.pictures {
        let path = paths::workflow_picture(recording.id(), &hash(bytes));
        assert!(guide.text().contains(&path), "{path}");
        assert_eq!(browser.get(&path).status, 200);
    }
    assert_eq!(browser.get("/style.css").header("content-type"), "text/css; charset=utf-8");

    for (format, media, words) in [
        ("html", "text/html", "<!DOCTYPE html>"),
        ("markdown", "text/markdown", "Save 1"),
        ("json", "application/json", "\"steps\""),
    ] {
        let answer = browser.get(&paths::workflow_export(recording.id(), format));
        assert!(answer.header("content-type").starts_with(media), "{}", answer.header("content-type"));
        assert!(answer.header("content-disposition").starts_with("attachment; filename=\""));
        assert!(answer.text().contains(words), "{format}");
    }
    let html = browser.get(&paths::workflow_export(recording.id(), "html")).text();
    assert!(html.contains("data:image/webp;base64,") && !html.contains("/api/v1/"), "one file, all in it");
    let unknown = client.get(&paths::workflow_export(recording.id(), "docx"));
    assert_eq!(unknown.code(), cairn_api::Code::BadRequest);
}

fn pages_are_closed_to_scripts_and_frames(place: &Place) {
    let cairn = Cairn::start(place);
    let browser = browser(&cairn);
    let anonymous = Client::anonymous(&cairn.address).and("accept", "text/html");
    for answer in [
        browser.get(paths::LIBRARY),
        anonymous.get(paths::LIBRARY),
        anonymous.get("/nowhere"),
        anonymous.get(paths::SIGN_IN),
    ] {
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(!answer.header("x-request-id").is_empty());
        assert!(answer.header("content-type").starts_with("text/html"));
        assert!(!answer.text().contains("<script") && !answer.text().contains("style=\""));
    }
    assert_eq!(anonymous.get(paths::LIBRARY).status, 401);
    let home = anonymous.get("/");
    assert_eq!((home.status, home.header("location")), (303, paths::LIBRARY));
}
