//! Numbers that states give to people, by their shapes, dates and check digits. The algorithms are those that the
//! states publish; python-stdnum collects them.

use super::checks::{Sum, iso_11_10, luhn, remainder, verhoeff};
use super::numbers::Number;

/// How much of a number proves it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// It is known by itself.
    Itself,
    /// It is known when it is parted as its people write it; in one piece it needs a label.
    Parted,
}
use Proof::{Itself, Parted};

/// What is computed of a number.
#[derive(Clone, Copy)]
enum Check {
    None,
    Luhn,
    Verhoeff,
    Sums(&'static [Sum]),
    Special(fn(&[u8]) -> bool),
}
use Check::{Luhn, Special, Sums, Verhoeff};

/// A kind of number.
struct Kind {
    /// A sign for each letter or digit: `9` digit, another digit itself, `A` letter, `X` either, `D` day, `M` month, `Y` year; `d` and
    /// `m` where other numbers are added to tell women, centuries or provisional numbers. `-` where it may be parted.
    shape: &'static str,
    check: Check,
    proof: Proof,
}

const fn kind(shape: &'static str, check: Check, proof: Proof) -> Kind {
    Kind { shape, check, proof }
}

const fn sum(weights: &'static [u8], divisor: u32, is_complement: bool, ten: u32) -> Sum {
    Sum { weights, divisor, is_complement, ten }
}

static KINDS: [Kind; 27] = [
    // United States: social security, taxpayer.
    kind("999-99-9999", Special(ssn), Parted),
    // United Kingdom: national insurance.
    kind("AA-99-99-99-A", Special(nino), Itself),
    // Germany: tax, pension insurance.
    kind("99-999-999-999", Special(steuer_id), Itself),
    kind("99-DDMMYY-A-999", Check::None, Itself),
    // France.
    kind("9-99-9X-9X-999-999-99", Special(nir), Itself),
    // Spain: citizens, foreigners.
    kind("99-999-999-A", Special(dni), Itself),
    kind("A-9999999-A", Special(dni), Itself),
    // Italy.
    kind("AAA-AAA-XXAXX-AXXXA", Special(codice_fiscale), Itself),
    // Belgium.
    kind("YY-mm-DD-999-99", Special(belgian), Itself),
    // Poland.
    kind("YYmmDD99999", Sums(&[sum(&[1, 3, 7, 9, 1, 3, 7, 9, 1, 3], 10, true, 10)]), Itself),
    // Sweden, with and without the century.
    kind("YYMMdd-9999", Luhn, Parted),
    kind("99YYMMdd-9999", Special(swedish), Itself),
    // Finland.
    kind("DDMMYY-999X", Special(hetu), Parted),
    kind("DDMMYYA999X", Special(hetu), Itself),
    // Denmark; numbers since 2007 have no check.
    kind("DDMMYY-9999", Check::None, Parted),
    // Norway; Latvia.
    kind("ddMMYY-99999", Sums(&NORWEGIAN), Itself),
    kind("DDMMYY-99999", Check::None, Parted),
    // Switzerland.
    kind("756-9999-9999-99", Sums(&[sum(&[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3], 10, true, 10)]), Itself),
    // Czechia and Slovakia.
    kind("YYmmDD-9999", Special(czech), Parted),
    // Romania.
    kind("9YYMMDD999999", Sums(&[sum(&[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9], 11, false, 1)]), Itself),
    // Greece.
    kind("DDMMYY99999", Luhn, Itself),
    // Brazil.
    kind("999-999-999-99", Sums(&CPF), Itself),
    // Mexico.
    kind("AAAAYYMMDDAAAAAAX9", Check::None, Itself),
    // China, Korea.
    kind("999999-99YYMMDD-999X", Special(chinese), Itself),
    kind("YYMMDD-9999999", Check::None, Parted),
    // India.
    kind("9999-9999-9999", Verhoeff, Parted),
    // South Africa.
    kind("YYMMDD-9999-999", Luhn, Itself),
];

const NORWEGIAN: [Sum; 2] =
    [sum(&[3, 7, 6, 1, 8, 9, 4, 5, 2], 11, true, 10), sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11, true, 10)];
const CPF: [Sum; 2] =
    [sum(&[10, 9, 8, 7, 6, 5, 4, 3, 2], 11, true, 0), sum(&[11, 10, 9, 8, 7, 6, 5, 4, 3, 2], 11, true, 0)];

/// Whether a number is of a known kind. `is_labelled`: a word near says that it is one; `is_other`: a word says
/// that it is an order's or the like.
pub(super) fn is_known(number: &Number, is_labelled: bool, is_other: bool) -> bool {
    KINDS.iter().any(|kind| {
        let Some(is_parted) = has_shape(number, kind.shape.as_bytes()) else { return false };
        let is_proven = match kind.proof {
            Itself => !is_other || is_parted,
            Parted => is_parted && !is_other,
        };
        (is_labelled || is_proven) && passes(&number.text, kind.check)
    })
}

fn passes(text: &[u8], check: Check) -> bool {
    // A row of equal digits passes most sums.
    if text.iter().skip(1).all(|byte| text.first() == Some(byte)) {
        return false;
    }
    match check {
        Check::None => true,
        Luhn => luhn(text),
        Verhoeff => text.first().is_some_and(|first| *first > b'1') && verhoeff(text),
        Sums(sums) => sums.iter().all(|sum| sum.holds(text)),
        Special(holds) => holds(text),
    }
}

/// Whether a number has a shape, and if so, whether it is parted at every place where it may be.
fn has_shape(number: &Number, shape: &[u8]) -> Option<bool> {
    let mut at = 0;
    let mut allowed = 0;
    // The first digit of a day or month, ten for none.
    let mut tens = 10;
    for sign in shape {
        if *sign == b'-' {
            allowed |= 1_u32 << at;
            continue;
        }
        let byte = *number.text.get(at)?;
        let value = u32::from(byte & 15);
        let is_digit = byte.is_ascii_digit();
        let most = match sign {
            b'A' if is_digit => return None,
            b'A' | b'X' => 0,
            _ if !is_digit => return None,
            b'D' | b'd' => 31,
            b'M' | b'm' => 12,
            b'0'..=b'8' if byte != *sign => return None,
            _ => 0,
        };
        if most == 0 {
            tens = 10;
        } else if tens == 10 {
            tens = value;
        } else {
            let value = tens * 10 + value;
            let value = match sign {
                b'd' if value > 60 => value - 60,
                b'd' if value > 40 => value - 40,
                b'm' if value > 50 => value - 50,
                b'm' => value % 20,
                _ => value,
            };
            if value == 0 || value > most {
                return None;
            }
            tens = 10;
        }
        at += 1;
    }
    (at == number.text.len() && number.gaps & !allowed == 0).then_some(allowed != 0 && number.gaps == allowed)
}

fn ssn(text: &[u8]) -> bool {
    let (area, rest) = text.split_at(3);
    let (group, serial) = rest.split_at(2);
    area != b"000" && area != b"666" && group != b"00" && serial != b"0000"
}

fn nino(text: &[u8]) -> bool {
    let [first, second, .., last] = text else { return false };
    !b"DFIQUV".contains(first) && !b"DFIQUVO".contains(second) && *last <= b'D'
}

/// Of the first ten digits one stands twice or three times, the others once at most.
fn steuer_id(text: &[u8]) -> bool {
    let mut repeated = 0;
    let mut most = 0;
    for digit in b'0'..=b'9' {
        let count = text.iter().take(10).filter(|byte| **byte == digit).count();
        repeated += usize::from(count > 1);
        most = most.max(count);
    }
    repeated == 1 && most <= 3 && text.first() != Some(&b'0') && iso_11_10(text)
}

/// The key is the complement to 97. Corsica's 2A and 2B count as 19 and 18.
fn nir(text: &[u8]) -> bool {
    let mut digits = [0; 15];
    for (digit, byte) in digits.iter_mut().zip(text) {
        *digit = *byte;
    }
    match digits.get_mut(5..7) {
        Some(place @ [b'2', b'A']) => place.copy_from_slice(b"19"),
        Some(place @ [b'2', b'B']) => place.copy_from_slice(b"18"),
        _ => {}
    }
    let (payload, key) = digits.split_at(13);
    digits.iter().all(u8::is_ascii_digit)
        && b"123478".contains(&text.first().copied().unwrap_or(0))
        && 97 - remainder(payload, 97) == remainder(key, 100)
}

const DNI: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";

/// The remainder of 23 chooses the letter. Of foreigners X, Y and Z before it stand for 0, 1 and 2.
fn dni(text: &[u8]) -> bool {
    let (Some((letter, number)), Some(first)) = (text.split_last(), text.first()) else { return false };
    let mut digits = [0; 8];
    for (digit, byte) in digits.iter_mut().zip(number) {
        *digit = *byte;
    }
    if let (Some(place), b'X'..=b'Z') = (digits.first_mut(), first) {
        *place = first - b'X' + b'0';
    }
    digits.iter().all(u8::is_ascii_digit) && DNI.get(remainder(&digits, 23) as usize) == Some(letter)
}

/// Letters in odd places have values of their own; digits there have those of the letters A to J.
fn codice_fiscale(text: &[u8]) -> bool {
    const ODD: &[u8] =
        &[1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let Some((check, payload)) = text.split_last() else { return false };
    let mut sum = 0;
    for (place, byte) in payload.iter().enumerate() {
        let value = if byte.is_ascii_digit() { byte & 15 } else { byte - b'A' };
        sum +=
            u32::from(if place % 2 == 0 { ODD.get(usize::from(value)).copied().unwrap_or(0) } else { value });
    }
    u32::from(check - b'A') == sum % 26
}

/// The complement to 97; of those born since 2000 with a 2 before.
fn belgian(text: &[u8]) -> bool {
    let (payload, key) = text.split_at(9);
    let rest = remainder(payload, 97);
    let key = remainder(key, 100);
    97 - rest == key || 97 - (rest + 2_000_000_000 % 97) % 97 == key
}

fn swedish(text: &[u8]) -> bool {
    let (century, rest) = text.split_at(2);
    (century == b"19" || century == b"20") && luhn(rest)
}

fn hetu(text: &[u8]) -> bool {
    const LETTERS: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let Some((check, rest)) = text.split_last() else { return false };
    let (date, rest) = rest.split_at(6);
    let (century, number) = rest.split_at(rest.len() - 3);
    let value = (remainder(date, 31) * 1000 + remainder(number, 1000)) % 31;
    century.iter().all(|letter| b"ABCDEFUVWXY".contains(letter)) && LETTERS.get(value as usize) == Some(check)
}

/// The last digit is the remainder of 11 of those before, 0 for 10.
fn czech(text: &[u8]) -> bool {
    let (payload, check) = text.split_at(9);
    remainder(payload, 11) % 10 == remainder(check, 10)
}

/// Of 1900 to 2099; ISO 7064, MOD 11-2.
fn chinese(text: &[u8]) -> bool {
    let value = |byte: &u8| if *byte == b'X' { 10 } else { u32::from(byte & 15) };
    let rest = text.iter().take(17).fold(0, |rest, byte| (rest + value(byte)) * 2 % 11);
    matches!(text.get(6..8), Some(b"19" | b"20"))
        && text.last().is_some_and(|last| (rest + value(last)) % 11 == 1)
}
