//! What is wrong with a request is said by a code, nothing is stored of it, and the server goes on.

use std::io::{Read, Write};
use std::net::TcpStream;

use cairn_api::{BATCH_LIMIT, BODY_LIMIT, Code, PICTURE_LIMIT, StepResults, StepStatus, paths};
use cairn_workflow::ScanMark;
use serde_json::json;

use crate::support::{Cairn, Client, Place, Recording, entry, hash, png, webp};

crate::on_both!(
    bodies_that_cannot_be_read,
    formats_of_another_version,
    what_is_not_scanned,
    steps_that_break_a_rule,
    oversized,
    pictures_that_are_not_what_was_announced,
    addresses_and_methods,
    broken_connections,
);

fn started(place: &Place) -> (Cairn, Client) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    (cairn, client)
}

fn json_client(client: &Client) -> Client {
    client.clone().and("content-type", "application/json")
}

fn bodies_that_cannot_be_read(place: &Place) {
    let (_cairn, client) = started(place);
    let recording = Recording::new(2, 0, 0);
    recording.begin(&client);
    for path in [paths::RECORDINGS.to_owned(), paths::recording_steps(recording.id())] {
        let json = json_client(&client);
        for body in [&b""[..], b"{", b"[]", b"null", b"{\"v\":1}", b"\xff\xfe", b"{\"v\":1,\"steps\":7}"] {
            let answer = json.send("POST", &path, body);
            assert!(
                matches!(answer.code(), Code::BadRequest | Code::UnknownVersion),
                "{path} {body:?} {}",
                answer.text()
            );
        }
        let plain = client.clone().and("content-type", "text/plain");
        assert_eq!(plain.send("POST", &path, b"{}").code(), Code::UnsupportedMedia);
        let brotli = json.clone().and("content-encoding", "br");
        assert_eq!(brotli.send("POST", &path, b"{}").code(), Code::UnsupportedMedia);
        let gzip = json.clone().and("content-encoding", "gzip");
        assert_eq!(gzip.send("POST", &path, b"no gzip").code(), Code::BadRequest);
    }
    // Nested too deep to be parsed by recursion.
    let deep = format!("{{\"v\":1,\"steps\":{}", "[".repeat(200_000));
    let answer = json_client(&client).send("POST", &paths::recording_steps(recording.id()), deep.as_bytes());
    assert_eq!(answer.code(), Code::BadRequest);
}

fn formats_of_another_version(place: &Place) {
    let (_cairn, client) = started(place);
    let recording = Recording::new(1, 0, 0);
    let mut create = recording.create.clone();
    create.v = 2;
    let problem = client.post(paths::RECORDINGS, &create).problem();
    assert_eq!(problem.code, Code::UnknownVersion);
    assert!(problem.detail.contains("format 2"), "{}", problem.detail);
    recording.begin(&client);
    // A newer format may look quite different: the version decides before anything else is read.
    let newer = json!({"v": 9, "chunks": ["?"]});
    assert_eq!(client.post(&paths::recording_steps(recording.id()), &newer).code(), Code::UnknownVersion);
    for v in [json!(0), json!(1.5), json!(-1), json!(18_446_744_073_709_551_615u64)] {
        assert_eq!(client.post(paths::RECORDINGS, &json!({"v": v})).code(), Code::UnknownVersion, "{v}");
    }
}

fn what_is_not_scanned(place: &Place) {
    let (_cairn, client) = started(place);
    let recording = Recording::new(3, 0, 0);
    let mut create = recording.create.clone();
    create.scan = ScanMark { redactor: 0, classes: None };
    assert_eq!(client.post(paths::RECORDINGS, &create).code(), Code::NotScanned);

    recording.begin(&client);
    let mut batch = serde_json::to_value(recording.batch(0, 3)).unwrap();
    batch["steps"][0]["scan"]["redactor"] = json!(0);
    batch["steps"][1].as_object_mut().unwrap().remove("scan");
    let answer: StepResults = client.post(&paths::recording_steps(recording.id()), &batch).json();
    for (at, seq) in [(0, 1), (1, 2)] {
        assert_eq!(answer.results[at].seq, seq);
        assert_eq!(answer.results[at].status, StepStatus::Rejected);
        assert_eq!(answer.results[at].problem.as_ref().unwrap().code, Code::NotScanned);
    }
    assert_eq!(answer.results[2].status, StepStatus::Stored);
    assert_eq!(recording.begin(&client).stored, [3]);
}

fn steps_that_break_a_rule(place: &Place) {
    let (_cairn, client) = started(place);
    let recording = Recording::new(4, 1, 10);
    recording.begin(&client);
    let mut batch = serde_json::to_value(recording.batch(0, 4)).unwrap();
    batch["steps"][0]["picture"]["sha256"] = json!("0".repeat(64));
    batch["steps"][1]["seq"] = json!(5);
    batch["steps"][2]["seq"] = json!(0);
    batch["steps"][3]["action"] = json!({"type": "teleport"});
    let answer: StepResults = client.post(&paths::recording_steps(recording.id()), &batch).json();
    let codes: Vec<_> = answer.results.iter().map(|result| result.problem.as_ref().unwrap().code).collect();
    assert_eq!(codes, [Code::NotAnnounced, Code::BadRequest, Code::BadRequest, Code::BadRequest]);
    assert!(recording.begin(&client).stored.is_empty(), "nothing of it is stored");

    let mut longer = serde_json::to_value(recording.batch(0, 1)).unwrap();
    longer["steps"][0]["picture"]["bytes"] = json!(11_111);
    let answer: StepResults = client.post(&paths::recording_steps(recording.id()), &longer).json();
    assert_eq!(answer.results[0].problem.as_ref().unwrap().code, Code::NotAnnounced, "other length");

    // What a step does not know is not kept: text that passed no gate would come in that way.
    let mut extra = serde_json::to_value(recording.batch(1, 2)).unwrap();
    extra["steps"][0]["raw"] = json!("hunter2-not-kept");
    let answer: StepResults = client.post(&paths::recording_steps(recording.id()), &extra).json();
    assert_eq!(answer.results[0].status, StepStatus::Stored);
    let again = recording.send_steps(&client, 1, 2);
    assert_eq!(again.results[0].status, StepStatus::Duplicate);
}

fn oversized(place: &Place) {
    let (_cairn, client) = started(place);
    let recording = Recording::new(1, 0, 0);
    recording.begin(&client);
    let steps = paths::recording_steps(recording.id());
    let mut batch = recording.batch(0, 1);
    batch.steps = vec![batch.steps[0].clone(); BATCH_LIMIT + 1];
    assert_eq!(client.post(&steps, &batch).code(), Code::TooLarge, "too many steps");

    let big = vec![b' '; BODY_LIMIT + 1];
    assert_eq!(json_client(&client).send("POST", &steps, &big).code(), Code::TooLarge, "too many bytes");

    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..16 {
        gzip.write_all(&[b' '; 1024 * 1024]).unwrap();
    }
    let bomb = gzip.finish().unwrap();
    assert!(bomb.len() < 1024 * 1024);
    let packed = json_client(&client).and("content-encoding", "gzip");
    assert_eq!(packed.send("POST", &steps, &bomb).code(), Code::TooLarge, "too many bytes once unpacked");

    let mut create = Recording::new(1, 1, 10).create;
    create.pictures[0].bytes = PICTURE_LIMIT + 1;
    assert_eq!(client.post(paths::RECORDINGS, &create).code(), Code::TooLarge, "too large a picture");
    create.pictures[0].bytes = 10;
    create.steps = 10_001;
    assert_eq!(client.post(paths::RECORDINGS, &create).code(), Code::TooLarge, "too many announced");
}

fn pictures_that_are_not_what_was_announced(place: &Place) {
    let (_cairn, client) = started(place);
    let mut recording = Recording::new(4, 2, 5_000);
    let text = b"this is no picture at all, but as long as a header".to_vec();
    let (svg, lying) = (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), png(3));
    for (bytes, media) in [(&text, "image/webp"), (&svg, "image/png"), (&lying, "image/webp")] {
        recording.create.pictures.push(entry(bytes, media));
    }
    recording.begin(&client);
    let good = &recording.pictures[0];
    let path = paths::recording_picture(recording.id(), &hash(good));
    let put = |bytes: &[u8]| client.send("PUT", &path, bytes);

    assert_eq!(put(&good[..good.len() - 1]).code(), Code::WrongLength, "truncated");
    assert_eq!(put(&[good.as_slice(), b"x"].concat()).code(), Code::WrongLength, "longer");
    assert_eq!(put(b"").code(), Code::WrongLength, "empty");
    assert_eq!(put(&vec![0; usize::try_from(PICTURE_LIMIT).unwrap() + 1]).code(), Code::TooLarge);
    let mut changed = good.clone();
    changed[100] ^= 1;
    assert_eq!(put(&changed).code(), Code::WrongHash);
    for bytes in [&text, &svg, &lying] {
        let path = paths::recording_picture(recording.id(), &hash(bytes));
        assert_eq!(client.send("PUT", &path, bytes).code(), Code::NotAPicture);
    }
    let foreign = webp(77, 50);
    let path = paths::recording_picture(recording.id(), &hash(&foreign));
    assert_eq!(client.send("PUT", &path, &foreign).code(), Code::NotAnnounced);
    let path = format!("{}/{}/pictures/..%2f..%2fserver.lock", paths::RECORDINGS, recording.id());
    assert_eq!(client.send("PUT", &path, &foreign).code(), Code::NotAnnounced);

    assert_eq!(recording.begin(&client).missing.len(), 5, "none of these is kept");
    let left: Vec<_> = std::fs::read_dir(place.data().join("tmp")).unwrap().collect();
    assert!(left.is_empty(), "nor is anything left of them: {left:?}");
    assert_eq!(recording.put_picture(&client, 0).status, 204, "and the right one is taken");

    for (field, value, code) in [
        ("sha256", json!("../../x"), Code::BadRequest),
        ("sha256", json!("A".repeat(64)), Code::BadRequest),
        ("bytes", json!(0), Code::TooLarge),
        ("media", json!("image/svg+xml"), Code::NotAPicture),
    ] {
        let mut create = serde_json::to_value(Recording::new(1, 1, 10).create).unwrap();
        create["pictures"][0][field] = value.clone();
        assert_eq!(client.post(paths::RECORDINGS, &create).code(), code, "{field} {value}");
    }
}

fn addresses_and_methods(place: &Place) {
    let (cairn, client) = started(place);
    for path in
        ["/nowhere", "/api/v1/workflows/not-an-id", "/w/not-an-id", "/api/v1/workflows/../../etc/passwd"]
    {
        assert_eq!(client.get(path).code(), Code::NotFound, "{path}");
    }
    for (method, path) in
        [("DELETE", paths::WORKFLOWS), ("OPTIONS", paths::RECORDINGS), ("BREW", paths::HEALTH)]
    {
        let answer = client.send(method, path, b"");
        assert_eq!(answer.code(), Code::MethodNotAllowed, "{method} {path}");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
    assert_eq!(client.get("/w/%ff").code(), Code::BadRequest, "no text");
    let rebound = client.clone().and("host", "evil.example");
    assert_eq!(rebound.get(paths::WORKFLOWS).code(), Code::BadRequest, "a name that is not ours");
    let page = Client::anonymous(&cairn.address).and("accept", "text/html").get("/nowhere");
    assert_eq!(page.status, 404);
    assert!(page.text().contains("<h1>Not found</h1>"), "people get a page");
}

/// Requests that break off or are no HTTP: the server is there for the next one.
fn broken_connections(place: &Place) {
    let (cairn, client) = started(place);
    let recording = Recording::new(1, 1, 50_000);
    recording.begin(&client);
    let address = cairn.address.strip_prefix("http://").unwrap();
    let key = &client.headers[0].1;
    let path = paths::recording_picture(recording.id(), &hash(&recording.pictures[0]));
    let half = format!(
        "PUT {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: {key}\r\nContent-Length: {}\r\n\r\n",
        recording.pictures[0].len()
    );
    let bodies: [(&str, &[u8]); 3] = [
        (&half, &recording.pictures[0][..20_000]),
        ("GARBAGE\r\n\r\n", b""),
        ("GET / HTTP/1.1\r\nHost:", b""),
    ];
    for (head, body) in bodies {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        // The server may answer or hang up: both end the connection.
        let _ = stream.read_to_end(&mut answer);
    }
    assert_eq!(recording.begin(&client).missing.len(), 1, "half a picture is none");
    recording.upload(&client);
}
