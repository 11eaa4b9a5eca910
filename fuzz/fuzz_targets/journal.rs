//! A journal as a crash, a full disk or somebody else left it: whatever is read is read again from the whole frames
//! alone, and a writer that writes the same records makes the same bytes.

#![no_main]

use cairn_journal::{Reader, Writer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&[first], bytes)) =
        bytes.split_at_checked(1).and_then(|(one, rest)| Some((<&[u8; 1]>::try_from(one).ok()?, rest)))
    else {
        return;
    };
    let first = u32::from(first);
    let mut reader = Reader::new(bytes, first);
    let records: Vec<&[u8]> = reader.by_ref().collect();
    assert!(reader.end().is_some() && reader.next().is_none());
    assert_eq!(reader.next_number(), first.wrapping_add(u32::try_from(records.len()).unwrap()));

    let whole = &bytes[..reader.valid()];
    assert!(Reader::new(whole, first).eq(records.iter().copied()));
    let mut written = Vec::new();
    let mut writer = Writer::from(first);
    for record in &records {
        writer.frame(record, &mut written).unwrap();
    }
    assert_eq!(written, whole);
});
