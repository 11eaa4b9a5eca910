//! Group commit for SQLite: the batches that came while the last commit waited for the disk share the next
//! one. Nobody waits for company, and an answer is given only after the shared commit.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use crate::db::Db;
use crate::steps::Batch;
use crate::{Appended, StoreError};

/// Most batches of one commit. A commit that fails is refused to all of them.
const MOST: usize = 32;

type Answer = Result<Option<Vec<Appended>>, StoreError>;

/// The queue in front of the one connection that writes.
pub(crate) struct Group {
    queue: mpsc::Sender<(Batch, oneshot::Sender<Answer>)>,
}

impl Group {
    /// Starts the task that commits. It ends when the store is dropped.
    pub(crate) fn start(db: Arc<Db>) -> Self {
        let (queue, waiting) = mpsc::channel(MOST * 4);
        tokio::spawn(commit_groups(db, waiting));
        Self { queue }
    }

    /// Appends a batch: all of it, or an error.
    pub(crate) async fn append(&self, batch: Batch) -> Answer {
        let (tell, told) = oneshot::channel();
        let stopped = || StoreError::Group("the server is stopping".to_owned());
        self.queue.send((batch, tell)).await.map_err(|_| stopped())?;
        told.await.map_err(|_| stopped())?
    }
}

async fn commit_groups(db: Arc<Db>, mut waiting: mpsc::Receiver<(Batch, oneshot::Sender<Answer>)>) {
    let mut group = Vec::new();
    while waiting.recv_many(&mut group, MOST).await > 0 {
        let (batches, tell): (Vec<_>, Vec<_>) = group.drain(..).unzip();
        // Whoever does not listen any more hung up; its steps are stored all the same.
        match commit(&db, &batches).await {
            Ok(results) => {
                for (tell, result) in tell.into_iter().zip(results) {
                    let _ = tell.send(Ok(result));
                }
            }
            Err(error) => {
                for tell in tell {
                    let _ = tell.send(Err(error.for_each_of_a_group()));
                }
            }
        }
    }
}

async fn commit(db: &Db, batches: &[Batch]) -> Result<Vec<Option<Vec<Appended>>>, StoreError> {
    let mut tx = db.begin().await?;
    let mut results = Vec::with_capacity(batches.len());
    for batch in batches {
        results.push(batch.write(&mut tx).await?);
    }
    tx.commit().await?;
    Ok(results)
}
