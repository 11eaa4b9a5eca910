//! WASM to one classic script: for pages whose policy forbids WebAssembly.
//! Bound by wasm-bindgen, lowered by wasm-opt, translated by wasm2js, shortened
//! by `xtask/js/shorten.js`, bundled by esbuild, compressed by terser.

use super::link::link;
use super::stamp::Stamp;
use super::wasm::{compiled_small, without_features};
use crate::files::{read, read_text, write};
use crate::process::{npm_tool, run};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// A crate that becomes a classic script.
pub struct Script {
    /// Its folder under `extension/`, which also names its results.
    pub folder: &'static str,
    pub package: &'static str,
    /// The global that carries its exports; none for a script that only runs.
    pub global: Option<&'static str>,
}

/// The script and the same code as WASM, for the bench to compare.
pub struct Built {
    pub script: Vec<u8>,
    pub wasm: Vec<u8>,
    /// A classic script with the WASM inlined.
    pub wasm_script: Vec<u8>,
}

/// What wasm2js can translate, and what is lowered to it exactly. Saturating
/// conversions from floats are not among them, on purpose: binaryen's lowering
/// of them has C's undefined results, where Rust's `as` must saturate
/// (`1e30 as i32` came out as the least number). The compiler is told not to use
/// the instruction (`.cargo/config.toml`), and a module that has it is refused.
const TRANSLATED: [&str; 4] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-mutable-globals",
];

/// Size alone counts. Branches that go through `--flatten --rereloop` come out as shorter JavaScript.
/// Nothing of ours lies in the first kilobyte: it is the far end of the stack.
const SMALL: [&str; 6] = ["--low-memory-unused", "-Oz", "--flatten", "--rereloop", "-Oz", "-Oz"];

/// How esbuild makes a script smaller.
const MINIFY: [&str; 5] =
    ["--minify", "--target=chrome148", "--charset=utf8", "--log-level=warning", "--legal-comments=none"];

/// Leaves out what wasm2js writes and nobody needs.
const SHORTEN: &str = "xtask/js/shorten.js";

/// Writes functions as arrow functions.
const ARROWS: &str = "xtask/js/arrows.js";

/// The export that runs the crate's `#[wasm_bindgen(start)]`; only crates with one have it.
const START: &str = "__wbindgen_start";

/// What a script for arbitrary pages must not hold.
const FORBIDDEN: [&str; 5] = ["WebAssembly", "eval(", "new Function", "sourceMappingURL", "import("];

/// Translates one compiled crate.
pub fn build(script: &Script) -> Result<Built> {
    let module = read(&compiled_small(script.package))?;
    let stamp = Stamp::of(script.folder, &module)?;
    let name = script.folder;
    let folder = stamp.folder.clone();
    stamp.ensure(|| {
        bind(script, &module, &folder)?;
        optimise(name, &folder)?;
        run(npm_tool("wasm2js")?
            .args(TRANSLATED)
            .arg("-O")
            .arg(folder.join("lowered.wasm"))
            .arg("-o")
            .arg(folder.join("module.js")))?;
        let glue_name = format!("{name}_bg.js");
        let glue = read_text(&folder.join(&glue_name))?;
        let linked = link(name, &read_text(&folder.join("module.js"))?, &glue)?;
        let at = folder.join("linked");
        let (module, glue) = (at.join("long_module.js"), at.join("long_glue.js"));
        write(&module, linked.module.as_bytes())?;
        write(&glue, linked.glue.as_bytes())?;
        let short = [module, at.join("module.js"), glue, at.join(&glue_name)];
        run(Command::new("node").arg(SHORTEN).args(short))?;
        let starts = read_text(&folder.join(format!("{name}.js")))?.contains(START);
        write(&at.join("entry.js"), entry(script, "import * as wasm from './module.js';", starts).as_bytes())?;
        bundle(script, &at.join("entry.js"), &folder.join("bundled.js"))?;
        // What esbuild leaves: sequences, constants, dead branches that wasm2js wrote. A function that is called
        // in one place stays a function: written there it would be made anew at each call.
        run(npm_tool("terser")?
            .arg(folder.join("bundled.js"))
            .args(["--ecma", "2022", "--compress", "passes=3,arrows,unsafe_arrows,reduce_funcs=false"])
            .arg("--output")
            .arg(folder.join("compressed.js")))?;
        run(Command::new("node").arg(ARROWS).args([folder.join("compressed.js"), folder.join("arrows.js")]))?;
        // What terser leaves: the shortest names for the commonest variables.
        run(npm_tool("esbuild")?
            .arg(folder.join("arrows.js"))
            .args(MINIFY)
            .arg(format!("--outfile={}", folder.join("script.js").display())))?;
        let instance = format!(
            "import * as glue from './{glue_name}';\nimport bytes from './optimised.wasm';\n\
             const wasm = new WebAssembly.Instance(new WebAssembly.Module(bytes), {{ './{glue_name}': glue }}).exports;\n\
             glue.__wbg_set_wasm(wasm);"
        );
        write(&folder.join("entry_wasm.js"), entry(script, &instance, starts).as_bytes())?;
        bundle(script, &folder.join("entry_wasm.js"), &folder.join("script_wasm.js"))?;
        check(script, &read_text(&folder.join("script.js"))?)
    })?;
    Ok(Built {
        script: read(&folder.join("script.js"))?,
        wasm: read(&folder.join("optimised.wasm"))?,
        wasm_script: read(&folder.join("script_wasm.js"))?,
    })
}

fn bind(script: &Script, module: &[u8], folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(script.folder, without_features(module)?).bundler(true)?.typescript(false);
    let mut output =
        bindgen.generate_output().with_context(|| format!("wasm-bindgen refused {}", script.package))?;
    output.emit(folder)
}

/// `optimised.wasm`, for the bench, and from it `lowered.wasm`, for the translation.
fn optimise(name: &str, folder: &Path) -> Result<()> {
    let bound = folder.join(format!("{name}_bg.wasm"));
    let optimised = folder.join("optimised.wasm");
    let mut features = TRANSLATED.to_vec();
    features.push("--enable-sign-ext");
    run(npm_tool("wasm-opt")?.args(&features).args(SMALL).arg(&bound).arg("-o").arg(&optimised))
        .context("The module uses more of WASM than can be translated to JavaScript exactly")?;
    let lowered = folder.join("lowered.wasm");
    run(npm_tool("wasm-opt")?
        .args(&features)
        .arg("--signext-lowering")
        .arg(&optimised)
        .arg("-o")
        .arg(lowered))
}

/// The module that starts the instance that `bring` names `wasm`. The glue goes first: it imports the module, and
/// a call may come as soon as both are there.
fn entry(script: &Script, bring: &str, starts: bool) -> String {
    let name = script.folder;
    let start = if starts { format!("wasm.{START}();\n") } else { String::new() };
    let exports =
        if script.global.is_some() { format!("export * from './{name}_bg.js';\n") } else { String::new() };
    format!("import './{name}_bg.js';\n{bring}\n{start}{exports}")
}

fn bundle(script: &Script, entry: &Path, to: &Path) -> Result<()> {
    let mut command = npm_tool("esbuild")?;
    command.arg(entry).args(["--bundle", "--format=iife", "--loader:.wasm=binary"]).args(MINIFY);
    if let Some(global) = script.global {
        command.arg(format!("--global-name={global}"));
    }
    run(command.arg(format!("--outfile={}", to.display())))
}

fn check(script: &Script, text: &str) -> Result<()> {
    let name = script.folder;
    if let Some(found) = FORBIDDEN.into_iter().find(|word| text.contains(word)) {
        bail!("The script made of {name} holds \"{found}\", which a page's policy can forbid");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: Script = Script { folder: "content", package: "cairn-content", global: None };

    #[test]
    fn what_a_policy_can_forbid_is_refused() {
        assert!(check(&SCRIPT, "(()=>{console.log(1)})()").is_ok());
        assert!(check(&SCRIPT, "new Function('x')").is_err());
        assert!(check(&SCRIPT, "typeof WebAssembly").is_err());
    }

    #[test]
    fn only_a_named_global_exports() {
        let named = Script { global: Some("cairnLocate"), ..SCRIPT };
        assert!(entry(&named, "", true).contains("export * from './content_bg.js'"));
        assert!(!entry(&SCRIPT, "", true).contains("export *"));
        assert!(entry(&SCRIPT, "", true).contains("wasm.__wbindgen_start()"));
        assert!(!entry(&SCRIPT, "", false).contains("start"));
    }
}
