//! Payment cards (ISO/IEC 7812) and account numbers (ISO 13616).

use super::checks::{luhn, remainder};
use super::numbers::Number;

/// Countries with IBANs and the lengths of these, as letters (`A` is 15): the registry of ISO 13616.
const IBANS: &[u8] = b"ADJAEIALNATFAZNBAFBEBBGHBHHBIMBROBYNCHGCRHCYNCZJDEHDJMDKDDONEEFEGOESJFIDFKDFODFRMGBHGEHGIIGLDGRMGTNHNNHRGHUNIEHILIIQIISLITMJOPKWPKZFLBNLCRLIGLTFLUFLVGLYKMCMMDJMEHMKEMNFMRMMTQMUPNINNLDNOAOMIPKJPLNPSOPTKQAOROJRSHRUSSAJSCQSDDSEJSIESKJSMMSOISTKSVNTLITNJTRLUAOVAHVGJXKFYEP";

/// Whether a text is an account number: its country's length, and 1 as the remainder of 97 with the first four
/// signs moved to the end.
pub(super) fn is_iban(text: &[u8]) -> bool {
    let Some((head, tail)) = text.split_at_checked(4) else { return false };
    let fits = |entry: &[u8]| {
        let [a, b, length] = entry else { return false };
        head.starts_with(&[*a, *b]) && usize::from(length - b'A') + 15 == text.len()
    };
    if text.len() < 15 || !IBANS.chunks(3).any(fits) || !head.iter().skip(2).all(u8::is_ascii_digit) {
        return false;
    }
    let mut turned = Vec::with_capacity(text.len());
    turned.extend_from_slice(tail);
    turned.extend_from_slice(head);
    remainder(&turned, 97) == 1
}

/// The lengths of cards by their first digit, as bits: Mir, Mastercard and JCB; American Express, Diners Club and JCB;
/// Visa; Mastercard and Maestro; Maestro, Discover and UnionPay; RuPay; Troy.
const LENGTHS: [u32; 10] =
    [0, 1 << 15, 0b11 << 15, 0b11_1111 << 14, 0b100_1001 << 13, 0xFF << 12, 0xFF << 12, 0, 1 << 16, 1 << 16];

/// Whether a number is a card's: a length that a network has for its first digit, and Luhn's digit. Where a word
/// says that it is an order's or the like, short ones are none.
pub(super) fn is_card(number: &Number, is_other: bool) -> bool {
    let text = number.text.as_slice();
    let length = text.len();
    if number.digits != length || !(12..=19).contains(&length) || number.joint == b'+' {
        return false;
    }
    let lengths = text.first().and_then(|first| LENGTHS.get(usize::from(first & 15))).copied().unwrap_or(0);
    let fits = lengths & 1 << length != 0 && !(is_other && length < 14);
    // A single point is that of a decimal.
    let decimal = number.joint == b'.' && number.gaps.count_ones() == 1;
    fits && !decimal && is_grouped(number.gaps, length) && luhn(text)
}

/// Whether all groups have at least three digits, but for the last.
fn is_grouped(gaps: u32, length: usize) -> bool {
    let mut group = 0;
    for place in 0..length {
        if gaps & 1 << place != 0 {
            if group < 3 {
                return false;
            }
            group = 0;
        }
        group += 1;
    }
    true
}
