//! The uploader against the real server, in this process: the same router, store and files, no sockets.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod lab;

use cairn_messages::UploadState;
use cairn_upload::{Body, Failure, Method, policy};
use lab::{Fate, Lab, Wire, recording};

#[tokio::test]
async fn everything_arrives_and_nothing_is_sent_twice() {
    let lab = Lab::new().await;
    let (workflow, pictures) = recording(1, 250, 12);
    let wire = Wire::new(&lab);
    let mut told = Vec::new();
    let done = wire.upload(&workflow, &pictures, |state| told.push(state)).await.unwrap();
    assert_eq!(done.url, format!("{}/w/{}", lab.address, workflow.id));
    assert_eq!(lab.stored(&workflow).await, workflow);
    assert_eq!(wire.count(Method::Put), 12);
    // Create, three batches of at most a hundred steps, complete.
    assert_eq!(wire.count(Method::Post), 5);
    assert!(
        wire.sent.borrow().iter().any(|sent| sent.headers.contains(&("content-encoding", "gzip".to_owned())))
    );
    assert_eq!(wire.most_at_a_time.get(), 8);
    rises_to_the_end(&told);

    let again = Wire::new(&lab);
    again.upload(&workflow, &pictures, |_| ()).await.unwrap();
    assert_eq!((again.count(Method::Put), again.count(Method::Post)), (0, 2));
}

fn rises_to_the_end(told: &[UploadState]) {
    let mut last = 0;
    for state in told {
        let UploadState::Running { sent, total } = state else { panic!("{state:?}") };
        assert!(*sent >= last && sent <= total);
        last = *sent;
    }
    assert!(matches!(told.last(), Some(UploadState::Running { sent, total }) if sent == total && *total > 0));
}

#[tokio::test]
async fn whatever_is_lost_on_the_way_arrives_once() {
    let lab = Lab::new().await;
    for seed in 0..60 {
        let (workflow, pictures) = recording(100 + seed, 1 + seed as u32 * 3, 1 + seed as usize % 6);
        let wire = Wire::new(&lab);
        *wire.fates.borrow_mut() = lab::fates(seed, 12);
        wire.upload(&workflow, &pictures, |_| ()).await.unwrap();
        assert_eq!(lab.stored(&workflow).await, workflow, "seed {seed}");
    }
    assert_eq!(lab.count().await, 60);
}

#[tokio::test]
async fn an_upload_that_was_broken_off_goes_on_later() {
    let lab = Lab::new().await;
    let (workflow, pictures) = recording(1, 150, 6);
    let broken = Wire::new(&lab);
    // The server dies after the create, four pictures and one batch, and stays away.
    *broken.fates.borrow_mut() = [Fate::Works; 8].into_iter().chain([Fate::NotDelivered; 40]).collect();
    let failure = broken.upload(&workflow, &pictures, |_| ()).await.unwrap_err();
    assert!(failure.retry, "{failure:?}");
    let later = Wire::new(&lab);
    later.upload(&workflow, &pictures, |_| ()).await.unwrap();
    assert_eq!(lab.stored(&workflow).await, workflow);
    assert!(later.count(Method::Put) < 6);
}

#[tokio::test]
async fn a_rejected_key_is_no_unreachable_server() {
    let lab = Lab::new().await;
    let (workflow, pictures) = recording(1, 3, 1);
    let mut wire = Wire::new(&lab);
    wire.server.token = "ck_nobody".to_owned();
    let rejected = wire.upload(&workflow, &pictures, |_| ()).await.unwrap_err();
    assert!(rejected.sentence.contains("does not know this key") && !rejected.retry, "{rejected:?}");
    assert!(wire.pauses.borrow().is_empty());

    let wire = Wire::new(&lab);
    *wire.fates.borrow_mut() = [Fate::NotDelivered; 40].into_iter().collect();
    let unreachable = wire.upload(&workflow, &pictures, |_| ()).await.unwrap_err();
    assert!(unreachable.sentence.contains("could not be reached") && unreachable.retry, "{unreachable:?}");
    assert_eq!(*wire.pauses.borrow(), [500, 1_000, 2_000, 4_000, 8_000, 16_000]);
}

#[tokio::test]
async fn a_server_that_fails_is_asked_again_and_then_named() {
    let lab = Lab::new().await;
    let (workflow, pictures) = recording(1, 3, 1);
    let wire = Wire::new(&lab);
    *wire.fates.borrow_mut() = [Fate::Answers(503, ""); 40].into_iter().collect();
    let failure = wire.upload(&workflow, &pictures, |_| ()).await.unwrap_err();
    assert!(failure.sentence.contains("503") && failure.retry, "{failure:?}");
    assert_eq!(wire.count(Method::Post), 7);
}

#[tokio::test]
async fn somebody_elses_server_is_recognised() {
    let lab = Lab::new().await;
    let (workflow, pictures) = recording(1, 3, 1);
    for (status, body) in [(404, "<h1>Not here</h1>"), (200, "<h1>Welcome</h1>"), (200, "{}")] {
        let wire = Wire::new(&lab);
        *wire.fates.borrow_mut() = [Fate::Answers(status, body)].into_iter().collect();
        let failure = wire.upload(&workflow, &pictures, |_| ()).await.unwrap_err();
        assert!(failure.sentence.contains("not a Cairn server") && !failure.retry, "{failure:?}");
    }
}

#[tokio::test]
async fn nothing_is_sent_in_the_clear() {
    let lab = Lab::new().await;
    let (workflow, pictures) = recording(1, 3, 1);
    let mut wire = Wire::new(&lab);
    wire.server.address = "http://cairn.example.org".to_owned();
    let failure = wire.upload(&workflow, &pictures, |_| ()).await.unwrap_err();
    assert!(failure.sentence.contains("HTTPS"), "{failure:?}");
    assert!(wire.sent.borrow().is_empty());
}

#[tokio::test]
async fn a_picture_that_is_gone_or_damaged_completes_nothing() {
    let lab = Lab::new().await;
    let (workflow, mut pictures) = recording(1, 3, 2);
    let first = pictures.keys().next().unwrap().clone();
    pictures.get_mut(&first).unwrap().pop();
    let cut: Failure = Wire::new(&lab).upload(&workflow, &pictures, |_| ()).await.unwrap_err();
    assert!(cut.sentence.contains("Nothing is lost"), "{cut:?}");
    pictures.remove(&first);
    let gone = Wire::new(&lab).upload(&workflow, &pictures, |_| ()).await.unwrap_err();
    assert!(gone.sentence.contains("no longer on this computer") && !gone.retry, "{gone:?}");
    assert_eq!(lab.count().await, 0);
}

#[tokio::test]
async fn the_key_goes_in_a_header_and_nowhere_else() {
    let lab = Lab::new().await;
    let (workflow, pictures) = recording(1, 3, 1);
    let wire = Wire::new(&lab);
    wire.upload(&workflow, &pictures, |_| ()).await.unwrap();
    for sent in wire.sent.borrow().iter() {
        assert!(!sent.url.contains(&wire.server.token));
        let Body::Json(body) = &sent.body else { continue };
        assert!(!String::from_utf8_lossy(body).contains(&wire.server.token));
    }
}

#[tokio::test]
async fn the_server_says_what_must_be_masked() {
    let lab = Lab::new().await;
    let wire = Wire::new(&lab);
    let told = policy(&wire, &wire.server).await.unwrap();
    assert_eq!(told.server, wire.server.address);
    assert!(
        told.always_mask.iter().any(|name| name == "card") && !told.always_mask.contains(&"email".to_owned())
    );

    let newer = r#"{"redactor":9,"alwaysMask":["card","aura","email"],"more":1}"#;
    for (fate, known) in [
        (Fate::Answers(200, newer), Some(vec!["card".to_owned(), "email".to_owned()])),
        (Fate::Answers(404, "{}"), None),
        (Fate::Answers(200, "<html>"), None),
        (Fate::NotDelivered, None),
    ] {
        wire.fates.borrow_mut().push_back(fate);
        assert_eq!(policy(&wire, &wire.server).await.map(|told| told.always_mask), known, "{fate:?}");
    }
    assert_eq!(wire.count(Method::Get), 5, "asked once each: it will be asked again");
}
