use cairn_workflow::SessionId;

use crate::db::args;
use crate::recordings::Recordings;
use crate::{Store, StoreError};

impl Recordings<'_> {
    /// Deletes a recording with its steps, and the pictures that no other recording of this owner names.
    /// Says whether there was one. When this returns, rows and files are gone from the disk.
    ///
    /// # Errors
    /// When the database or the files cannot be changed. Once the rows are gone, the next start finishes
    /// what is left of the files.
    pub async fn delete(&self, id: SessionId) -> Result<bool, StoreError> {
        let owner = self.owner().id();
        let id = id.to_string();
        {
            let _gate = self.store.files_gate.write().await;
            let _counted = Counted::new(self.store);
            let mut tx = self.store.db.begin().await?;
            // Pictures that were announced and have no row may have a file: a crash between rename and row.
            let sql = "INSERT INTO doomed_blobs (owner, sha256) \
                       SELECT p.owner, p.sha256 FROM pictures p \
                       WHERE p.owner = $1 AND p.recording = $2 AND NOT EXISTS (SELECT 1 FROM pictures o \
                       WHERE o.owner = p.owner AND o.sha256 = p.sha256 AND o.recording <> p.recording) \
                       ON CONFLICT (owner, sha256) DO NOTHING";
            tx.execute(sql, args![owner, &id]).await?;
            let sql = "DELETE FROM blobs WHERE owner = $1 AND sha256 IN \
                       (SELECT sha256 FROM doomed_blobs WHERE owner = $1)";
            tx.execute(sql, args![owner]).await?;
            let sql = "DELETE FROM recordings WHERE owner = $1 AND id = $2";
            let found = tx.execute(sql, args![owner, &id]).await? == 1;
            tx.commit().await?;
            if !found {
                return Ok(false);
            }
            self.store.remove_doomed().await?;
        }
        self.store.db.forget().await?;
        Ok(true)
    }
}

/// Counts a deletion at its end, whether it went well or not. Made after the gate, and so dropped before it.
pub(crate) struct Counted<'a>(&'a Store);

impl<'a> Counted<'a> {
    pub(crate) fn new(store: &'a Store) -> Self {
        Self(store)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.count_deletion();
    }
}

impl Store {
    /// Finishes deletions that a crash cut short.
    pub(crate) async fn sweep_doomed(&self) -> Result<(), StoreError> {
        let _gate = self.files_gate.write().await;
        self.remove_doomed().await
    }

    /// Removes the files of doomed pictures, then their rows. The caller holds the gate alone.
    pub(crate) async fn remove_doomed(&self) -> Result<(), StoreError> {
        for row in self.db.fetch("SELECT owner, sha256 FROM doomed_blobs", args![]).await? {
            let (owner, sha256) = (row.text(0)?, row.text(1)?);
            let sql = "SELECT sha256 FROM blobs WHERE owner = $1 AND sha256 = $2";
            // Uploaded again since the crash: then it is wanted.
            if self.db.fetch_one(sql, args![&owner, &sha256]).await?.is_none() {
                self.files.remove(&owner, &sha256).await?;
            }
            let sql = "DELETE FROM doomed_blobs WHERE owner = $1 AND sha256 = $2";
            self.db.execute(sql, args![&owner, &sha256]).await?;
        }
        Ok(())
    }
}
