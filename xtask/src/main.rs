//! `cargo xtask`: everything that the build does beyond `cargo build`.
//! `build.sh` brings the tools; this program assumes that they are there and
//! says in a sentence what is missing.

mod check;
mod dist;
mod ext;
mod files;
mod process;
mod tidy;

use std::process::ExitCode;

const HELP: &str = "cargo xtask COMMAND
  ext     build the extension into dist/extension/
  probe   build the module for the test of the translation into dist/test/probe.js
  dist    ext, the server into dist/cairn, and dist/cairn-extension.zip for the store
  tidy    check the rules of the house (floors, file lengths, documents that name what exists)
  test    every check and every test, real browser included
  run     start the server and a browser with the extension
  demo    record a real workflow in a headless browser and leave the guide in dist/demo/
  bench   print the performance table
  redact  print how well the detectors find what is secret, and what they find by mistake
What follows run, demo, bench and redact is passed on to their scripts.";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let result = match command.as_str() {
        "ext" => ext::build().and_then(|()| ext::check_size()),
        "probe" => ext::build_probe(),
        "dist" => dist::build(),
        "tidy" => tidy::run(),
        "test" => check::run_all(),
        "run" => dist::build().and_then(|()| process::node_script("tests/demo/run.mjs", &rest)),
        "demo" => dist::build().and_then(|()| process::node_script("tests/demo/demo.mjs", &rest)),
        "bench" => dist::build()
            .and_then(|()| dist::build_bare())
            .and_then(|()| process::node_script("tests/bench/bench.mjs", &rest)),
        "redact" => process::run(process::cargo().args(["build", "--package", "cairn", "--bin", "cairn"]))
            .and_then(|()| process::python_script("tests/redact/corpus.py", &rest)),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => {
            eprintln!("There is no command \"{other}\".\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}
