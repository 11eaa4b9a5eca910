//! What a journal promises: all whole frames before the first torn one, and no panic on anything.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use cairn_journal::{End, HEADER, PAYLOAD_LIMIT, Reader, Segments, Writer};
use proptest::prelude::*;

fn written(payloads: &[Vec<u8>], first: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = Writer::from(first);
    for payload in payloads {
        writer.frame(payload, &mut out).unwrap();
    }
    out
}

fn read(bytes: &[u8], first: u32) -> (Vec<Vec<u8>>, usize, End) {
    let mut reader = Reader::new(bytes, first);
    let payloads: Vec<_> = reader.by_ref().map(<[u8]>::to_vec).collect();
    (payloads, reader.valid(), reader.end().unwrap())
}

fn payloads() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..12)
}

proptest! {
    #[test]
    fn what_is_written_is_read(payloads in payloads(), first in 1_u32..) {
        let bytes = written(&payloads, first);
        prop_assert_eq!(read(&bytes, first), (payloads, bytes.len(), End::Clean));
    }

    #[test]
    fn a_cut_keeps_every_whole_frame(payloads in payloads(), cut in any::<prop::sample::Index>()) {
        let bytes = written(&payloads, 1);
        let cut = cut.index(bytes.len() + 1);
        let (kept, valid, end) = read(&bytes[..cut], 1);
        let mut whole = 0;
        let mut length = 0;
        for payload in &payloads {
            if length + HEADER + payload.len() > cut { break }
            length += HEADER + payload.len();
            whole += 1;
        }
        prop_assert_eq!(&kept[..], &payloads[..whole]);
        prop_assert_eq!(valid, length);
        prop_assert_eq!(end, if length == cut { End::Clean } else { End::Torn });
    }

    #[test]
    fn writing_goes_on_after_a_cut(payloads in payloads(), more in payloads(), cut in any::<prop::sample::Index>()) {
        let mut bytes = written(&payloads, 1);
        bytes.truncate(cut.index(bytes.len() + 1));
        let mut reader = Reader::new(&bytes, 1);
        let mut expected: Vec<_> = reader.by_ref().map(<[u8]>::to_vec).collect();
        let (valid, mut writer) = (reader.valid(), Writer::from(reader.next_number()));
        bytes.truncate(valid);
        for payload in &more {
            writer.frame(payload, &mut bytes).unwrap();
        }
        expected.extend(more);
        prop_assert_eq!(read(&bytes, 1).0, expected);
    }

    #[test]
    fn a_changed_bit_never_gives_a_payload_that_was_not_written(
        payloads in payloads(), at in any::<prop::sample::Index>(), bit in 0_u8..8,
    ) {
        let mut bytes = written(&payloads, 1);
        prop_assume!(!bytes.is_empty());
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let (kept, _, end) = read(&bytes, 1);
        prop_assert!(kept.len() < payloads.len());
        prop_assert_eq!(&kept[..], &payloads[..kept.len()]);
        prop_assert_ne!(end, End::Clean);
    }

    #[test]
    fn foreign_bytes_give_nothing(bytes in prop::collection::vec(any::<u8>(), 0..400), first in any::<u32>()) {
        let (kept, valid, _) = read(&bytes, first);
        prop_assert!(kept.is_empty() && valid == 0);
    }
}

#[test]
fn a_frame_of_another_place_is_refused() {
    let bytes = written(&[b"a".to_vec(), b"b".to_vec()], 1);
    let second = &bytes[HEADER + 1..];
    assert_eq!(read(second, 1), (vec![], 0, End::Damaged));
    assert_eq!(read(second, 2).0, vec![b"b".to_vec()]);
}

#[test]
fn a_length_beyond_the_limit_is_not_believed() {
    let mut bytes = written(&[vec![7; 10]], 1);
    bytes[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(read(&bytes, 1), (vec![], 0, End::Damaged));
}

#[test]
fn a_payload_beyond_the_limit_is_refused_and_leaves_no_gap() {
    let (mut out, mut writer) = (Vec::new(), Writer::default());
    assert!(writer.frame(&vec![0; PAYLOAD_LIMIT + 1], &mut out).is_err());
    assert!(out.is_empty());
    writer.frame(&vec![1; PAYLOAD_LIMIT], &mut out).unwrap();
    assert_eq!(read(&out, 1).0.len(), 1);
}

/// What is read of segments with these numbers.
fn read_all(segments: &[(u32, &[u8])]) -> (Vec<Vec<u8>>, u32) {
    let mut found = Segments::default();
    for (number, bytes) in segments {
        if !found.take(*number, bytes) {
            break;
        }
    }
    (found.records, found.next)
}

proptest! {
    #[test]
    fn a_journal_written_anew_is_read_after_whatever_is_left_of_the_old_one(
        old in prop::collection::vec(payloads(), 1..4), new in payloads(), gone in 0_usize..4,
    ) {
        prop_assume!(old.iter().all(|payloads| !payloads.is_empty()) && !new.is_empty());
        let (mut next, mut segments) = (1, Vec::new());
        for (number, payloads) in (1_u32..).zip(old.iter().chain([&new])) {
            segments.push((number, written(payloads, next)));
            next += u32::try_from(payloads.len()).unwrap();
        }
        // The oldest go first, and an interruption may come at any time.
        let left = gone.min(old.len());
        let segments: Vec<(u32, &[u8])> = segments[left..].iter().map(|(n, bytes)| (*n, &bytes[..])).collect();
        let expected: Vec<Vec<u8>> = old[left..].iter().chain([&new]).flatten().cloned().collect();
        prop_assert_eq!(read_all(&segments), (expected, next));
    }
}

#[test]
fn a_stale_segment_after_a_new_one_ends_the_reading() {
    let (new, stale) = (written(&[b"a".to_vec()], 9), written(&[b"b".to_vec()], 4));
    assert_eq!(read_all(&[(3, &new), (4, &stale)]), (vec![b"a".to_vec()], 10));
    assert_eq!(read_all(&[]), (vec![], 1));
    assert_eq!(read_all(&[(1, &stale)]), (vec![], 1));
}
