//! Rust to WASM, and WASM to what the extension's own pages load.

use super::stamp::Stamp;
use crate::files::{read, target};
use crate::process::{cargo, npm_tool, output, run};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What Rust's precompiled standard library uses. The section that says so is
/// removed before wasm-bindgen sees the module.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
];

/// A page's module and the JavaScript that loads it.
pub struct Page {
    pub glue: Vec<u8>,
    pub wasm: Vec<u8>,
    /// The glue's types, for the type check of the plain JavaScript.
    pub types: Vec<u8>,
}

/// Compiles the pages' packages in one go, so that they share their dependencies' work.
pub fn compile(packages: &[&str]) -> Result<()> {
    let prebuilt = sysroot()?.join("lib/rustlib").join(TARGET).join("lib");
    let mut command = if prebuilt.is_dir() {
        cargo()
    } else {
        let mut debian = debian("target", "rustup target add wasm32-unknown-unknown")?;
        debian.arg("-Zbuild-std=std,panic_abort");
        debian
    };
    build(&mut command, packages)
}

/// Compiles packages for the translation to JavaScript: for size alone, and with a standard library built for
/// them. They have a folder and a lock of their own: other flags would build all else again.
pub fn compile_small(packages: &[&str]) -> Result<()> {
    let mut command = if sysroot()?.join("lib/rustlib/src/rust/library/std").is_dir() {
        cargo()
    } else {
        debian("standard library's source", "rustup component add rust-src")?
    };
    // Building the standard library is a nightly feature, and so are the flags that leave parts of it out.
    command.env("RUSTC_BOOTSTRAP", "1").args(["--config", ".cargo/translated.toml"]);
    command.env("CARGO_TARGET_DIR", small());
    build(&mut command, packages)
}

fn build(command: &mut Command, packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    command.args(["build", "--lib", "--profile", "wasm", "--target", TARGET]);
    for package in packages {
        command.args(["--package", package]);
    }
    run(command)
}

fn sysroot() -> Result<PathBuf> {
    Ok(PathBuf::from(output(Command::new("rustc").args(["--print", "sysroot"]))?.trim()))
}

/// Debian's compiler, which comes with its sources for exactly this use. `missing` is what the compiler on the
/// path lacks, and `remedy` what brings it.
fn debian(missing: &str, remedy: &str) -> Result<Command> {
    let debian = Path::new("/usr/bin/cargo");
    if !debian.exists() || !Path::new("/usr/bin/rustc").exists() {
        bail!(
            "The compiler has no {TARGET} {missing}. Run `{remedy}`, or on Debian install \
             rustc-web, cargo-web, rust-web-src and lld"
        );
    }
    let mut command = Command::new(debian);
    for inherited in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC_WRAPPER"] {
        command.env_remove(inherited);
    }
    command.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", "/usr/bin/rustc");
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
    Ok(command)
}

fn small() -> PathBuf {
    target().join("translated")
}

/// Where the compiler left a page's module.
pub fn compiled(package: &str) -> PathBuf {
    module_in(target(), package)
}

/// Where it left a module for the translation.
pub fn compiled_small(package: &str) -> PathBuf {
    module_in(small(), package)
}

fn module_in(target: PathBuf, package: &str) -> PathBuf {
    target.join(TARGET).join("wasm").join(package.replace('-', "_")).with_extension("wasm")
}

/// A page's module: bound to the web, then optimised.
pub fn page(name: &str, package: &str) -> Result<Page> {
    let module = read(&compiled(package))?;
    let stamp = Stamp::of(name, &module)?;
    let bound = stamp.folder.join("bound");
    let wasm = stamp.folder.join("page.wasm");
    stamp.ensure(|| {
        let mut bindgen = Bindgen::new();
        bindgen.input_bytes(name, without_features(&module)?).web(true)?.typescript(true);
        bindgen.generate(&bound).with_context(|| format!("wasm-bindgen refused {package}"))?;
        run(npm_tool("wasm-opt")?
            .args(FEATURES)
            .arg("-Os")
            .arg(bound.join(format!("{name}_bg.wasm")))
            .arg("-o")
            .arg(&wasm))
    })?;
    Ok(Page {
        glue: read(&bound.join(format!("{name}.js")))?,
        wasm: read(&wasm)?,
        types: read(&bound.join(format!("{name}.d.ts")))?,
    })
}

/// The module without its `target_features` section, in whose presence
/// wasm-bindgen uses reference types, which cannot be translated.
pub fn without_features(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    let mut kept = module.get(..HEADER).context("the module is shorter than its header")?.to_vec();
    let mut at = HEADER;
    while at < module.len() {
        let (size, content) = leb128(module, at + 1)?;
        let end =
            content.checked_add(size).filter(|end| *end <= module.len()).context("a section is cut off")?;
        if !(module[at] == 0 && is_named(module, content, b"target_features")?) {
            kept.extend_from_slice(&module[at..end]);
        }
        at = end;
    }
    Ok(kept)
}

fn is_named(module: &[u8], content: usize, name: &[u8]) -> Result<bool> {
    let (length, start) = leb128(module, content)?;
    Ok(length == name.len() && module.get(start..start + length) == Some(name))
}

/// An unsigned LEB128 number, and where it ends.
fn leb128(bytes: &[u8], mut at: usize) -> Result<(usize, usize)> {
    let mut value = 0_usize;
    for shift in [0, 7, 14, 21, 28] {
        let byte = *bytes.get(at).context("the module is cut off")?;
        value |= usize::from(byte & 0x7f) << shift;
        at += 1;
        if byte & 0x80 == 0 {
            return Ok((value, at));
        }
    }
    bail!("the module has a number of more than 32 bits")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        for (id, content) in sections {
            bytes.push(*id);
            bytes.push(u8::try_from(content.len()).unwrap());
            bytes.extend_from_slice(content);
        }
        bytes
    }

    #[test]
    fn only_the_features_section_goes() {
        let all = module(&[(1, b"abc"), (0, b"\x0ftarget_features\x01+\x08sign-ext"), (0, b"\x04name!")]);
        let kept = module(&[(1, b"abc"), (0, b"\x04name!")]);
        assert_eq!(without_features(&all).unwrap(), kept);
        assert_eq!(without_features(&kept).unwrap(), kept);
    }

    #[test]
    fn a_cut_module_is_refused() {
        let all = module(&[(1, b"abc")]);
        assert!(without_features(&all[..all.len() - 1]).is_err());
        assert!(without_features(b"\0asm").is_err());
    }
}
