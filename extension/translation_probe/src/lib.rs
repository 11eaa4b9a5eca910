//! A module for the build's own test: whatever the translation of WASM to
//! JavaScript gets wrong when the memory grows shows here, in Node, without a
//! browser. It is no part of the extension.

use wasm_bindgen::prelude::*;

/// Keeps strings, so that the memory has to grow.
#[wasm_bindgen]
#[derive(Default)]
pub struct Hoard {
    kept: Vec<String>,
}

#[wasm_bindgen]
impl Hoard {
    /// An empty hoard.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps `text` and gives the number of bytes kept so far.
    pub fn keep(&mut self, text: &str) -> usize {
        self.kept.push(text.to_owned());
        self.kept.iter().map(String::len).sum()
    }

    /// The string number `index`, or nothing.
    #[must_use]
    pub fn read(&self, index: usize) -> Option<String> {
        self.kept.get(index).cloned()
    }

    /// Keeps what `source(index)` gives for each index below `count`. The memory
    /// grows inside the call from JavaScript, while both sides hold views of it.
    ///
    /// # Errors
    /// What `source` throws.
    pub fn fill(&mut self, count: u32, source: &js_sys::Function) -> Result<(), JsValue> {
        for index in 0..count {
            let text = source.call1(&JsValue::NULL, &JsValue::from(index))?;
            self.kept.push(text.as_string().unwrap_or_default());
        }
        Ok(())
    }
}

/// Parses JSON and writes it again.
///
/// # Errors
/// A sentence when `json` is none.
#[wasm_bindgen]
pub fn round_trip(json: &str) -> Result<String, String> {
    let value: serde_json::Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

/// Arithmetic on the types that the translation has to emulate: 64-bit integers,
/// narrow signed integers, saturating conversion from floats. In decimal.
#[wasm_bindgen]
#[must_use]
pub fn arithmetic(left: &str, right: &str) -> String {
    let (a, b): (i64, i64) = (left.parse().unwrap_or(0), right.parse().unwrap_or(1));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "conversions are the subject"
    )]
    let narrow = (a as i8, b as i16, (a as f64 * 1e30) as i32, (b as f64 / 3.0) as u64);
    format!(
        "{} {} {} {:?}",
        a.wrapping_mul(b),
        a.checked_div(b).unwrap_or(0),
        a.rotate_left(7) ^ b.leading_zeros() as i64,
        narrow
    )
}
