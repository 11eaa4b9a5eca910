//! wasm-bindgen's glue, made right for a module that is JavaScript itself.
//!
//! The glue keeps views of the module's memory and makes new ones when the old
//! ones are detached, which the engine does when a WASM memory grows. A memory
//! of wasm2js grows by moving into a new buffer; the old one stays attached, and
//! a stale view would silently read and write a dead copy. So the views are
//! compared with the memory's present buffer.

use anyhow::{Result, bail};

const PRESENT: &str = ".buffer !== wasm.memory.buffer";

/// The glue with each check of a cached view replaced; an error when wasm-bindgen
/// no longer writes them as known here.
pub fn with_moving_memory(glue: &str) -> Result<String> {
    let patched: Vec<String> = glue.lines().map(patch).collect();
    let caches =
        |line: &&String| line.trim_start().starts_with("let cached") && line.contains("Memory0 = null;");
    let expected = patched.iter().filter(caches).count();
    let checked =
        patched.iter().filter(|line| line.contains("=== null || ") && line.contains(PRESENT)).count();
    if expected == 0 || checked != expected {
        bail!(
            "wasm-bindgen's glue has {expected} cached views of the memory, and {checked} checks of them were found. \
             Its form has changed: adapt xtask/src/ext/glue.rs"
        );
    }
    Ok(patched.join("\n") + "\n")
}

/// One line: `if (cachedX === null || DETACHED) {` becomes `if (cachedX === null || MOVED) {`.
fn patch(line: &str) -> String {
    let Some((start, condition)) = line.split_once("if (cached") else { return line.to_owned() };
    let Some((view, check)) = condition.split_once(" === null || ") else { return line.to_owned() };
    if !view.ends_with("Memory0") || !check.ends_with(") {") {
        return line.to_owned();
    }
    format!("{start}if (cached{view} === null || cached{view}{PRESENT}) {{")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: &str = "let cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
    if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
        cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
    }
    return cachedUint8ArrayMemory0;
}
";
    const VIEW: &str = "let cachedDataViewMemory0 = null;
    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || (x)) {
";

    #[test]
    fn both_kinds_of_check_compare_the_buffer() {
        let patched = with_moving_memory(&format!("{BYTES}{VIEW}")).unwrap();
        assert!(patched.contains("=== null || cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer) {"));
        assert!(patched.contains("=== null || cachedDataViewMemory0.buffer !== wasm.memory.buffer) {"));
        assert!(!patched.contains("byteLength") && !patched.contains("detached"));
    }

    #[test]
    fn a_changed_form_is_an_error_and_no_silent_pass() {
        assert!(with_moving_memory(&BYTES.replace("=== null ||", "== null ||")).is_err());
        assert!(with_moving_memory("").is_err());
    }
}
