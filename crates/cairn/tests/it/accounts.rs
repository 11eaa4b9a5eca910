//! Links, sessions and keys.

use cairn_api::{Code, paths};

use crate::support::{Cairn, Client, Place, link_of, with_store};

crate::on_both!(
    a_link_works_once_and_only_by_post,
    a_start_prints_a_link_until_someone_signed_in,
    links_and_sessions_end,
    of_two_at_once_one_gets_in,
);

fn token_of(cairn: &Cairn) -> String {
    cairn.sign_in.as_deref().unwrap().split_once("token=").unwrap().1.to_owned()
}

fn post(address: &str, token: &str) -> crate::support::Answer {
    Client::anonymous(address)
        .and("sec-fetch-site", "same-origin")
        .and("content-type", "application/x-www-form-urlencoded")
        .send("POST", paths::SIGN_IN, format!("token={token}").as_bytes())
}

fn a_link_works_once_and_only_by_post(place: &Place) {
    let cairn = Cairn::start(place);
    let token = token_of(&cairn);
    for _ in 0..3 {
        let page = Client::anonymous(&cairn.address).get(&format!("{}?token={token}", paths::SIGN_IN));
        assert_eq!(page.status, 200);
        assert!(page.text().contains("<button"), "a button, for a person");
        assert_eq!(page.header("set-cookie"), "", "reading it uses nothing up");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let first = post(&cairn.address, &token);
    assert_eq!((first.status, first.header("location")), (303, paths::LIBRARY));
    let cookie = first.header("set-cookie");
    assert!(cookie.starts_with("__Host-cairn=cairn_session_"), "{cookie}");
    assert_eq!(post(&cairn.address, &token).code(), Code::ExpiredToken, "once");
    assert_eq!(post(&cairn.address, "cairn_link_x").code(), Code::ExpiredToken);
    let long = "x".repeat(5_000);
    assert_eq!(post(&cairn.address, &long).code(), Code::TooLarge);
    let page = Client::anonymous(&cairn.address).get(&format!("{}?token=%22%3E%3Cscript%3E", paths::SIGN_IN));
    assert!(!page.text().contains("<script"), "no token comes back unread");
}

fn a_start_prints_a_link_until_someone_signed_in(place: &Place) {
    let first = Cairn::start(place);
    let old = token_of(&first);
    assert!(first.stop().success());
    let second = Cairn::start(place);
    assert_eq!(
        post(&second.address, &old).code(),
        Code::ExpiredToken,
        "the link of the start before is taken back"
    );
    Client::signed_in(&second.address, &token_of(&second));
    assert!(second.stop().success());
    let third = Cairn::start(place);
    assert_eq!(third.sign_in, None);
}

fn links_and_sessions_end(place: &Place) {
    let cairn = Cairn::start(place);
    let now = cairn_server::now();
    let (old, fresh) = with_store(place, async |store| {
        let owner = store.accounts().first_user(now).await.unwrap();
        let old = store.accounts().make_link(&owner, now - cairn_auth::LINK_LIFE - 1).await.unwrap();
        let fresh = store.accounts().make_link(&owner, now - cairn_auth::SESSION_LIFE - 1_000).await.unwrap();
        (old.expose().to_owned(), fresh)
    });
    assert_eq!(post(&cairn.address, &old).code(), Code::ExpiredToken);
    // A session of that link, begun when the link was good, is over by now.
    let session = with_store(place, async |store| {
        let then = now - cairn_auth::SESSION_LIFE - 900;
        store.accounts().sign_in(&fresh, then).await.unwrap().unwrap().expose().to_owned()
    });
    let late = Client::anonymous(&cairn.address).and("cookie", &format!("{}={session}", cairn_auth::COOKIE));
    assert_eq!(late.get(paths::LIBRARY).code(), Code::Unauthorized);
}

fn of_two_at_once_one_gets_in(place: &Place) {
    let cairn = Cairn::start(place);
    let owner = with_store(place, async |store| store.accounts().first_user(0).await.unwrap());
    for _ in 0..5 {
        let token = link_of(place, &owner);
        let status: Vec<_> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..4).map(|_| scope.spawn(|| post(&cairn.address, &token).status)).collect();
            tries.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(status.iter().filter(|status| **status == 303).count(), 1, "{status:?}");
    }
}
