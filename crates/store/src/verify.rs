use std::collections::HashSet;

use crate::db::args;
use crate::manifest::hash;
use crate::{Owner, Store, StoreError};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A row names a picture, and its file is gone.
    FileGone {
        /// The picture's hash.
        sha256: String,
    },
    /// A file's bytes are not those of its name.
    FileChanged {
        /// The picture's hash.
        sha256: String,
    },
    /// A file that no row names: an upload that was cut short. It does no harm.
    FileUnnamed {
        /// The file's name.
        name: String,
    },
    /// A completed recording lacks steps or pictures.
    Incomplete {
        /// The recording.
        recording: String,
    },
    /// A stored step or recording cannot be read.
    Unreadable {
        /// The recording.
        recording: String,
    },
}

/// What `verify` looked at and found.
#[derive(Default)]
pub struct Report {
    /// How many pictures were read and hashed.
    pub pictures: u64,
    /// How many recordings were read.
    pub recordings: u64,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl Store {
    /// Reads everything that an owner has and compares it with its hashes and rows.
    ///
    /// # Errors
    /// When database or files cannot be read at all.
    pub async fn verify(&self, owner: &Owner) -> Result<Report, StoreError> {
        let mut report = Report::default();
        self.verify_pictures(owner, &mut report).await?;
        self.verify_recordings(owner, &mut report).await?;
        Ok(report)
    }

    async fn verify_pictures(&self, owner: &Owner, report: &mut Report) -> Result<(), StoreError> {
        let mut named = HashSet::new();
        let sql = "SELECT sha256 FROM blobs WHERE owner = $1 ORDER BY sha256";
        for row in self.db.fetch(sql, args![owner.id()]).await? {
            let sha256 = row.text(0)?;
            report.pictures += 1;
            match self.files.read(owner, &sha256).await? {
                None => report.findings.push(Finding::FileGone { sha256: sha256.clone() }),
                Some(bytes) if hash(&bytes) != sha256 => {
                    report.findings.push(Finding::FileChanged { sha256: sha256.clone() });
                }
                Some(_) => {}
            }
            named.insert(sha256);
        }
        let unnamed = self.files.all(owner)?.into_iter().filter(|name| !named.contains(name));
        report.findings.extend(unnamed.map(|name| Finding::FileUnnamed { name }));
        Ok(())
    }

    async fn verify_recordings(&self, owner: &Owner, report: &mut Report) -> Result<(), StoreError> {
        let sql = "SELECT r.id, r.steps, r.manifest, \
                   (SELECT COUNT(*) FROM steps s WHERE s.owner = r.owner AND s.recording = r.id), \
                   (SELECT COUNT(*) FROM steps s LEFT JOIN blobs b ON b.owner = s.owner AND b.sha256 = s.picture \
                    WHERE s.owner = r.owner AND s.recording = r.id AND s.picture IS NOT NULL AND b.sha256 IS NULL) \
                   FROM recordings r WHERE r.owner = $1 AND r.completed_at IS NOT NULL ORDER BY r.id";
        for row in self.db.fetch(sql, args![owner.id()]).await? {
            let recording = row.text(0)?;
            report.recordings += 1;
            if row.int(1)? != row.int(3)? || row.int(4)? > 0 {
                report.findings.push(Finding::Incomplete { recording: recording.clone() });
            }
            let sql = "SELECT body FROM steps WHERE owner = $1 AND recording = $2";
            let steps = self.db.fetch(sql, args![owner.id(), &recording]).await?;
            let readable = serde_json::from_str::<cairn_api::CreateRecording>(&row.text(2)?).is_ok()
                && steps.iter().all(|row| {
                    row.text(0).is_ok_and(|body| serde_json::from_str::<cairn_workflow::Step>(&body).is_ok())
                });
            if !readable {
                report.findings.push(Finding::Unreadable { recording });
            }
        }
        Ok(())
    }
}
