//! Other programs: cargo, node and the tools from npm.

use crate::files::{root, target};
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

/// Runs a command in the checkout's top folder, its output on ours.
pub fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.current_dir(root()).status().with_context(|| {
        format!("{name} could not be started. Is it installed? ./build.sh installs what is missing")
    })?;
    if !status.success() {
        let args: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
        bail!("This failed ({status}): {name} {}", args.join(" "));
    }
    Ok(())
}

/// Runs a command and gives what it wrote to its standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.current_dir(root()).output().with_context(|| {
        format!("{name} could not be started. Is it installed? ./build.sh installs what is missing")
    })?;
    if !output.status.success() {
        bail!("{name} failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The cargo that runs us.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A tool from `node_modules/.bin`.
pub fn npm_tool(name: &str) -> Result<Command> {
    let path: PathBuf = root().join("node_modules/.bin").join(name);
    if !path.exists() {
        bail!("node_modules has no {name}. Run ./build.sh build, or `npm ci` in {}", root().display());
    }
    Ok(Command::new(path))
}

/// Runs one of the scripts under `tests/` with the server of `dist/`, and the bench's bare one.
pub fn node_script(path: &str, args: &[String]) -> Result<()> {
    if !root().join(path).exists() {
        bail!("{path} is missing from this checkout");
    }
    let mut node = Command::new("node");
    node.arg(path).args(args).env("CAIRN_BIN", root().join("dist/cairn"));
    run(node.env("CAIRN_BARE", target().join("release/cairn-bench-bare")))
}

/// Runs one of the Python programs under `tests/` with the packages that `./build.sh` puts beside it.
pub fn python_script(path: &str, args: &[String]) -> Result<()> {
    let own = || root().join(".cache/redact/bin/python").into_os_string();
    let python = std::env::var_os("CAIRN_PYTHON").unwrap_or_else(own);
    run(Command::new(python).arg(path).args(args))
}
