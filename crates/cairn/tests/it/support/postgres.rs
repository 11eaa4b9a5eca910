use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// One PostgreSQL for all tests of this process. It runs under a shell that waits for our end of a pipe: when
/// this process ends, in whatever way, the shell stops it and removes its folder.
struct Postgres {
    folder: String,
    bin: String,
    _shell: Child,
}

static POSTGRES: OnceLock<Postgres> = OnceLock::new();
static NUMBER: AtomicU32 = AtomicU32::new(1);

const SCRIPT: &str = r#"
set -eu
DIR=$(mktemp -d /tmp/cairn-postgres-XXXXXX)
trap 'rm -rf "$DIR"' EXIT
"$BIN/initdb" -D "$DIR/data" -U cairn -A trust -E UTF8 --no-sync >"$DIR/initdb.log" 2>&1 || { cat "$DIR/initdb.log" >&2; exit 1; }
"$BIN/postgres" -D "$DIR/data" -k "$DIR" -c listen_addresses= -c fsync=off -c max_connections=300 >"$DIR/log" 2>&1 &
SERVER=$!
until "$BIN/pg_isready" -q -h "$DIR" -U cairn -d postgres; do
    kill -0 $SERVER 2>/dev/null || { cat "$DIR/log" >&2; exit 1; }
    sleep 0.02
done
echo "$DIR"
read -r _ || true
kill -QUIT $SERVER
wait $SERVER || true
"#;

/// The address of a new, empty database.
pub fn new_database() -> String {
    let postgres = POSTGRES.get_or_init(start);
    let name = format!("test{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let made = Command::new(format!("{}/createdb", postgres.bin))
        .args(["-h", &postgres.folder, "-U", "cairn", &name])
        .status()
        .unwrap();
    assert!(made.success(), "createdb failed");
    format!("postgres://cairn@localhost/{name}?host={}", postgres.folder)
}

fn start() -> Postgres {
    let bin = find();
    // PostgreSQL does not run as root.
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh", "-c", SCRIPT]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT]);
        command
    };
    let mut shell = command
        .env("BIN", &bin)
        .current_dir("/tmp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut folder = String::new();
    BufReader::new(shell.stdout.take().unwrap()).read_line(&mut folder).unwrap();
    let folder = folder.trim().to_owned();
    assert!(!folder.is_empty(), "PostgreSQL did not start; its words are above");
    Postgres { folder, bin, _shell: shell }
}

/// Where Debian, or the path, has the server's binaries.
fn find() -> String {
    let mut found: Vec<_> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").is_file())
        .collect();
    found.sort();
    if let Some(bin) = found.pop() {
        return bin.display().to_string();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find(|bin| bin.join("initdb").is_file())
        .map(|bin| bin.display().to_string())
        .expect("These tests need PostgreSQL's server (initdb, postgres). Run ./build.sh test, which installs it, or install the package postgresql.")
}
