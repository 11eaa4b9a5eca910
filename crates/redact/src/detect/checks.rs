//! Check digits.

/// Luhn (ISO/IEC 7812-1, annex B), over all digits of a text.
pub(super) fn luhn(text: &[u8]) -> bool {
    let mut sum = 0;
    for (place, byte) in text.iter().rev().enumerate() {
        let digit = u32::from(byte & 15) << (place & 1);
        sum += if digit > 9 { digit - 9 } else { digit };
    }
    sum.is_multiple_of(10)
}

/// The remainder of a number of any length, and of letters as in ISO 7064 (A is 10).
pub(super) fn remainder(text: &[u8], divisor: u32) -> u32 {
    text.iter().fold(0, |rest, byte| {
        let (factor, value) =
            if byte.is_ascii_digit() { (10, byte & 15) } else { (100, byte.wrapping_sub(55)) };
        (rest * factor + u32::from(value)) % divisor
    })
}

/// Verhoeff's check over the dihedral group of ten elements. The group's table and the permutations are reckoned.
pub(super) fn verhoeff(text: &[u8]) -> bool {
    const FIRST: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let mut check = 0;
    for (place, byte) in text.iter().rev().enumerate() {
        let mut digit = byte & 15;
        for _ in 0..place % 8 {
            digit = FIRST.get(usize::from(digit)).copied().unwrap_or(0);
        }
        check = product(check, digit);
    }
    check == 0
}

/// The product of two elements: turns are 0 to 4, mirrored ones 5 to 9.
fn product(a: u8, b: u8) -> u8 {
    match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b) % 5,
        (false, true) => 5 + (a + 5 - b) % 5,
        (false, false) => (a + 5 - b) % 5,
    }
}

/// ISO 7064, MOD 11,10.
pub(super) fn iso_11_10(text: &[u8]) -> bool {
    let mut rest = 10;
    let Some((check, payload)) = text.split_last() else { return false };
    for byte in payload {
        let sum = (rest + u32::from(byte & 15)) % 10;
        rest = (if sum == 0 { 10 } else { sum }) * 2 % 11;
    }
    (rest + u32::from(check & 15)) % 10 == 1
}

/// A weighted sum whose remainder gives the digit after the weighted ones.
pub(super) struct Sum {
    /// A weight for each digit from the first on.
    pub weights: &'static [u8],
    /// What the sum is divided by.
    pub divisor: u32,
    /// Whether the remainder is taken from the divisor.
    pub is_complement: bool,
    /// What the digit is where it would be 10; 10 if there is none.
    pub ten: u32,
}

impl Sum {
    /// Whether a number has the digit that the sum gives.
    pub fn holds(&self, text: &[u8]) -> bool {
        let digits = text.iter().map(|byte| u32::from(byte & 15));
        let sum: u32 =
            self.weights.iter().zip(digits).map(|(weight, digit)| u32::from(*weight) * digit).sum();
        let rest = sum % self.divisor;
        let wanted = if self.is_complement { (self.divisor - rest) % self.divisor } else { rest };
        let wanted = if wanted == 10 { self.ten } else { wanted };
        text.get(self.weights.len()).is_some_and(|byte| u32::from(byte & 15) == wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_examples() {
        assert!(luhn(b"4111111111111111") && !luhn(b"4111111111111112"));
        assert!(verhoeff(b"2363") && !verhoeff(b"2364"));
        assert!(iso_11_10(b"86095742719") && !iso_11_10(b"86095742718"));
        assert_eq!(remainder(b"3214282912345698765432161182", 97), 1);
        assert_eq!(remainder(b"WEST12345698765432GB82", 97), 1);
    }

    #[test]
    fn every_changed_digit_and_every_swap_is_seen_by_verhoeff() {
        let good = b"142857142857".iter().chain(b"0123456789".get(0..1).into_iter().flatten());
        let mut number: Vec<u8> = good.copied().collect();
        let check = (b'0'..=b'9').find(|digit| {
            *number.last_mut().unwrap() = *digit;
            verhoeff(&number)
        });
        *number.last_mut().unwrap() = check.unwrap();
        for at in 0..number.len() {
            for digit in b'0'..=b'9' {
                let mut changed = number.clone();
                changed[at] = digit;
                assert_eq!(verhoeff(&changed), digit == number[at]);
            }
        }
        for at in 1..number.len() {
            let mut swapped = number.clone();
            swapped.swap(at - 1, at);
            assert!(!verhoeff(&swapped) || swapped == number);
        }
    }
}
