//! A bare group commit: one thread has the one connection, and what waits shares the next commit.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use rusqlite::{Connection, params};
use tokio::sync::oneshot;

/// Most requests of one commit.
const MOST: usize = 64;

const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS pictures
        (recording TEXT NOT NULL, sha256 TEXT NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (recording, sha256));
    CREATE TABLE IF NOT EXISTS steps
        (recording TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (recording, seq));
";

/// What one request wants stored.
pub enum Job {
    /// The row of a picture whose file is durable.
    Picture { recording: String, sha256: String, length: i64 },
    /// Steps by `seq`.
    Steps { recording: String, rows: Vec<(u32, String)> },
}

type Waiting = (Job, oneshot::Sender<bool>);

/// The way to the writing thread.
pub struct Writer {
    queue: Sender<Waiting>,
}

impl Writer {
    /// Opens the database and starts the thread.
    pub fn start(file: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(file)?;
        connection.execute_batch(TABLES)?;
        let (queue, waiting) = channel();
        thread::spawn(move || commit_groups(&connection, &waiting));
        Ok(Self { queue })
    }

    /// Returns once it is durable.
    pub async fn write(&self, job: Job) -> Result<(), ()> {
        let (tell, told) = oneshot::channel();
        self.queue.send((job, tell)).map_err(|_| ())?;
        if told.await.unwrap_or(false) { Ok(()) } else { Err(()) }
    }
}

fn commit_groups(connection: &Connection, waiting: &Receiver<Waiting>) {
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        group.extend(waiting.try_iter().take(MOST - 1));
        let good = commit(connection, &group).is_ok();
        for (_, tell) in group {
            // A client that hung up does not listen.
            let _ = tell.send(good);
        }
    }
}

fn commit(connection: &Connection, group: &[Waiting]) -> rusqlite::Result<()> {
    let transaction = connection.unchecked_transaction()?;
    for (job, _) in group {
        match job {
            Job::Picture { recording, sha256, length } => {
                let sql = "INSERT INTO pictures VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
                transaction.prepare_cached(sql)?.execute(params![recording, sha256, length])?;
            }
            Job::Steps { recording, rows } => {
                let sql = "INSERT INTO steps VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
                let mut insert = transaction.prepare_cached(sql)?;
                for (seq, body) in rows {
                    insert.execute(params![recording, seq, body])?;
                }
            }
        }
    }
    transaction.commit()
}
