//! Group commit for SQLite: what came while the last commit waited for the disk shares the next one. Nobody
//! waits for company, and an answer is given only after the shared commit.

use std::sync::Arc;

use tokio::sync::{OwnedRwLockReadGuard, mpsc, oneshot};

use crate::db::{Db, Tx};
use crate::pictures::BlobRow;
use crate::steps::Batch;
use crate::{Appended, StoreError};

/// Most jobs of one commit. A commit that fails is refused to all of them.
const MOST: usize = 64;

/// Something to write.
pub(crate) enum Job {
    /// Steps of a recording.
    Steps(Batch),
    /// The row of a file that is in its place. The gate keeps deletions away until the row is written, even
    /// when nobody waits for it any more.
    Blob(BlobRow, OwnedRwLockReadGuard<()>),
}

/// What was written: for steps what became of each, or nothing where the recording is gone; for a file's row
/// nothing.
pub(crate) type Written = Option<Vec<Appended>>;

type Answer = Result<Written, StoreError>;

/// The queue in front of the one connection that writes.
pub(crate) struct Group {
    queue: mpsc::Sender<(Job, oneshot::Sender<Answer>)>,
}

impl Group {
    /// Starts the task that commits. It ends when the store is dropped.
    pub(crate) fn start(db: Arc<Db>) -> Self {
        let (queue, waiting) = mpsc::channel(MOST * 4);
        tokio::spawn(commit_groups(db, waiting));
        Self { queue }
    }

    /// Writes all of a job, or gives an error.
    pub(crate) async fn write(&self, job: Job) -> Answer {
        let (tell, told) = oneshot::channel();
        let stopped = || StoreError::Group("the server is stopping".to_owned());
        self.queue.send((job, tell)).await.map_err(|_| stopped())?;
        told.await.map_err(|_| stopped())?
    }
}

async fn commit_groups(db: Arc<Db>, mut waiting: mpsc::Receiver<(Job, oneshot::Sender<Answer>)>) {
    let mut group = Vec::new();
    while waiting.recv_many(&mut group, MOST).await > 0 {
        let (jobs, tell): (Vec<_>, Vec<_>) = group.drain(..).unzip();
        // Whoever does not listen any more hung up; what it sent is stored all the same.
        match commit(&db, &jobs).await {
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

async fn commit(db: &Db, jobs: &[Job]) -> Result<Vec<Written>, StoreError> {
    let mut tx = db.begin().await?;
    let mut results = Vec::with_capacity(jobs.len());
    for job in jobs {
        results.push(job.write(&mut tx).await?);
    }
    tx.commit().await?;
    Ok(results)
}

impl Job {
    async fn write(&self, tx: &mut Tx) -> Result<Written, StoreError> {
        match self {
            Self::Steps(batch) => batch.write(tx).await,
            Self::Blob(row, _gate) => row.write(tx).await.map(|()| None),
        }
    }
}
