use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

use super::Client;
use super::postgres::new_database;

/// A folder for data, and a database.
pub struct Place {
    pub folder: TempDir,
    pub database: Option<String>,
}

impl Place {
    pub fn sqlite() -> Self {
        Self { folder: TempDir::new().unwrap(), database: None }
    }

    pub fn postgres() -> Self {
        Self { folder: TempDir::new().unwrap(), database: Some(new_database()) }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    pub fn store(&self) -> cairn_store::Place {
        cairn_store::Place { folder: self.data(), database: self.database.clone() }
    }
}

/// The binary with a place's folder and database as arguments, and a clean environment.
pub fn command(place: &Place, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"));
    command.args(words).arg("--data").arg(place.data());
    for name in ["CAIRN_DATA", "CAIRN_DATABASE", "CAIRN_LISTEN", "CAIRN_PUBLIC_URL", "CAIRN_ALWAYS_MASK"] {
        command.env_remove(name);
    }
    if let Some(database) = &place.database {
        command.args(["--database", database]);
    }
    command
}

/// Runs a command of an administrator to its end.
pub fn admin(place: &Place, words: &[&str]) -> Output {
    command(place, words).output().unwrap()
}

/// A running server. Dropped, it is killed.
pub struct Cairn {
    pub child: Child,
    pub address: String,
    pub sign_in: Option<String>,
}

impl Cairn {
    pub fn start(place: &Place) -> Self {
        Self::start_with(place, &[])
    }

    pub fn start_with(place: &Place, words: &[&str]) -> Self {
        let log = File::options().create(true).append(true).open(place.folder.path().join("log")).unwrap();
        let words = [&["serve", "--listen", "127.0.0.1:0"], words].concat();
        let mut command = command(place, &words);
        Self::spawned(command.stderr(log).stdout(Stdio::piped()).spawn().unwrap())
    }

    fn spawned(mut child: Child) -> Self {
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self::told(child, &line)
    }

    /// From the line that `serve` prints.
    pub fn told(child: Child, line: &str) -> Self {
        let told: serde_json::Value =
            serde_json::from_str(line).unwrap_or_else(|_| panic!("serve said: {line:?}"));
        Self {
            child,
            address: told["address"].as_str().unwrap().to_owned(),
            sign_in: told["sign_in"].as_str().map(str::to_owned),
        }
    }

    /// A client with a new API key of the first user.
    pub fn client(&self, place: &Place) -> Client {
        let made = admin(place, &["token", "create"]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let key = String::from_utf8(made.stdout).unwrap();
        Client::with_key(&self.address, key.trim())
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and its end.
    pub fn stop(mut self) -> std::process::ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap()
    }
}

impl Drop for Cairn {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
