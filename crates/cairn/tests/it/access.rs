//! Every route of the table refuses whoever its policy does not name.

use cairn_api::{Code, WorkflowList, paths};
use cairn_server::{Policy, ROUTES, Route};

use crate::support::{Answer, Cairn, Client, Place, Recording, hash, link_of, other_user, with_store};

crate::on_both!(each_route_keeps_its_policy, credentials_that_are_not_good, forms_of_other_sites_are_refused);

/// A path of a route, about Ann's recording.
fn path_of(route: &Route, recording: &Recording) -> String {
    let path = route
        .path
        .replace("{id}", &recording.id().to_string())
        .replace("{sha256}", &hash(&recording.pictures[0]));
    if route.path == paths::WORKFLOW_EXPORT { format!("{path}?format=json") } else { path }
}

/// Asks as the route wants to be asked.
fn ask(client: &Client, route: &Route, recording: &Recording) -> Answer {
    let body = match route.path {
        paths::RECORDINGS => serde_json::to_vec(&recording.create).unwrap(),
        paths::RECORDING_STEPS => serde_json::to_vec(&recording.batch(0, 1)).unwrap(),
        paths::RECORDING_PICTURE => recording.pictures[0].clone(),
        _ => Vec::new(),
    };
    let media =
        if route.path == paths::SIGN_IN { "application/x-www-form-urlencoded" } else { "application/json" };
    let client = client.clone().and("content-type", media);
    client.send(route.method.as_str(), &path_of(route, recording), &body)
}

struct People {
    nobody: Client,
    ann: Client,
    ann_browser: Client,
    bob: Client,
    bob_browser: Client,
}

fn people(place: &Place, cairn: &Cairn) -> People {
    let (bob, bob_key) = other_user(place);
    let token = cairn.sign_in.as_deref().unwrap().split_once("token=").unwrap().1;
    People {
        nobody: Client::anonymous(&cairn.address).and("sec-fetch-site", "same-origin"),
        ann: cairn.client(place),
        ann_browser: Client::signed_in(&cairn.address, token),
        bob: Client::with_key(&cairn.address, &bob_key),
        bob_browser: Client::signed_in(&cairn.address, &link_of(place, &bob)),
    }
}

fn each_route_keeps_its_policy(place: &Place) {
    let cairn = Cairn::start(place);
    let people = people(place, &cairn);
    let recording = Recording::new(1, 1, 100);
    recording.upload(&people.ann);
    // What takes something away comes last.
    let last = |route: &&Route| route.path == paths::SIGN_OUT || route.method == "DELETE";
    let order = ROUTES.iter().filter(|route| !last(route)).chain(ROUTES.iter().filter(last));
    for route in order {
        let what = format!("{} {} ({:?})", route.method, route.path, route.policy);
        let of_one = route.path.contains("{id}");
        let code = |client: &Client| ask(client, route, &recording).code();
        let works = |client: &Client| {
            let answer = ask(client, route, &recording);
            assert!(answer.status < 400, "{what}: {} {}", answer.status, answer.text());
        };
        match route.policy {
            Policy::Public => {
                assert!(!of_one, "{what}: nothing of a person is public");
                match route.path {
                    // Without a good token there is nothing to sign in with.
                    paths::SIGN_IN if route.method == "POST" => {
                        assert_eq!(code(&people.nobody), Code::ExpiredToken)
                    }
                    _ => works(&people.nobody),
                }
            }
            Policy::SignedIn => {
                assert!(!of_one, "{what}: a route about one thing is its owner's");
                assert_eq!(code(&people.nobody), Code::Unauthorized, "{what}");
                works(&people.ann);
                works(&people.ann_browser);
            }
            Policy::Owner => {
                assert!(of_one, "{what}");
                assert_eq!(code(&people.nobody), Code::Unauthorized, "{what}");
                assert_eq!(code(&people.bob), Code::NotFound, "{what}");
                assert_eq!(code(&people.bob_browser), Code::NotFound, "{what}");
                if route.method != "DELETE" {
                    works(&people.ann_browser);
                }
                works(&people.ann);
            }
            Policy::Key => {
                assert_eq!(code(&people.nobody), Code::Unauthorized, "{what}");
                assert_eq!(code(&people.ann_browser), Code::Unauthorized, "{what}: a cookie is no key");
                if of_one {
                    assert_eq!(code(&people.bob), Code::NotFound, "{what}");
                }
                works(&people.ann);
            }
        }
    }
    assert_eq!(people.ann.get(&paths::workflow(recording.id())).code(), Code::NotFound, "it was deleted");
}

fn credentials_that_are_not_good(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let good = client.headers[0].1.clone();
    let with =
        |value: &str| Client::anonymous(&cairn.address).and("authorization", value).get(paths::WORKFLOWS);
    let mut wrong = good.clone();
    let end = if wrong.ends_with('A') { "B" } else { "A" };
    wrong.replace_range(wrong.len() - 1.., end);
    for value in
        [&wrong, "Bearer", "Bearer ", "Basic YTpi", &good.replace("key", "session"), &good[..good.len() - 1]]
    {
        assert_eq!(with(value).code(), Code::Unauthorized, "{value}");
    }
    assert_eq!(
        client.clone().and("authorization", &good).get(paths::WORKFLOWS).code(),
        Code::Unauthorized,
        "two keys"
    );

    let expired = with_store(place, async |store| {
        let owner = store.accounts().first_user(0).await.unwrap();
        let now = cairn_server::now();
        store.accounts().make_key(&owner, "old", now - 10, Some(now - 1)).await.unwrap().expose().to_owned()
    });
    assert_eq!(with(&format!("Bearer {expired}")).code(), Code::ExpiredToken);
    // A bad key is not made good by a cookie beside it.
    let token = cairn.sign_in.as_deref().unwrap().split_once("token=").unwrap().1;
    let browser = Client::signed_in(&cairn.address, token);
    assert!(browser.get(paths::WORKFLOWS).json::<WorkflowList>().workflows.is_empty());
    assert_eq!(browser.clone().and("authorization", &wrong).get(paths::WORKFLOWS).code(), Code::Unauthorized);
}

fn forms_of_other_sites_are_refused(place: &Place) {
    let cairn = Cairn::start(place);
    let token = cairn.sign_in.as_deref().unwrap().split_once("token=").unwrap().1.to_owned();
    let form = format!("token={token}");
    let post = |client: Client| {
        let client = client.and("content-type", "application/x-www-form-urlencoded");
        client.send("POST", paths::SIGN_IN, form.as_bytes())
    };
    let stranger = || Client::anonymous(&cairn.address);
    assert_eq!(post(stranger()).code(), Code::Forbidden);
    assert_eq!(post(stranger().and("sec-fetch-site", "cross-site")).code(), Code::Forbidden);
    assert_eq!(post(stranger().and("origin", "https://evil.example")).code(), Code::Forbidden);
    assert_eq!(post(stranger().and("origin", "null")).code(), Code::Forbidden);
    // None of these used the link up.
    let browser = Client::signed_in(&cairn.address, &token);
    let cookie = browser.headers.iter().find(|(name, _)| name == "cookie").unwrap().1.clone();
    let forged = stranger().and("cookie", &cookie).and("sec-fetch-site", "cross-site");
    assert_eq!(forged.send("POST", paths::SIGN_OUT, b"").code(), Code::Forbidden);
    let recording = Recording::new(1, 0, 0);
    recording.upload(&cairn.client(place));
    assert_eq!(forged.send("DELETE", &paths::workflow(recording.id()), b"").code(), Code::Forbidden);
    assert_eq!(browser.send("POST", paths::SIGN_OUT, b"").status, 303);
    assert_eq!(browser.get(paths::WORKFLOWS).code(), Code::Unauthorized, "the session is over");
}
