use std::io::ErrorKind;

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No space is left. Nothing that was answered for is lost.
    #[error("no space is left on the disk")]
    Full,
    /// The database failed.
    #[error("database: {0}")]
    Database(sqlx::Error),
    /// A migration failed.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A file could not be read or written.
    #[error("file: {0}")]
    File(std::io::Error),
    /// What is stored cannot be read as what it should be.
    #[error("stored data: {0}")]
    Corrupt(String),
    /// A commit that several requests shared failed.
    #[error("{0}")]
    Group(String),
    /// The system gave no random bytes.
    #[error("random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// The file of the key that manifests are signed with is gone, or holds no key.
    #[error("the key in proof.key cannot be read; put the file back from a copy")]
    BadKey,
    /// Another server works on the same folder.
    #[error("another Cairn server uses the folder {0}; stop it, or give this one another --data")]
    InUse(String),
    /// The address of a database names no engine that Cairn knows.
    #[error("the database must be sqlite://… or postgres://…")]
    UnknownEngine,
}

impl StoreError {
    /// The same error for each request that shared a commit.
    pub(crate) fn for_each_of_a_group(&self) -> Self {
        match self {
            Self::Full => Self::Full,
            other => Self::Group(other.to_string()),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            _ => Self::File(error),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if is_full(&error) { Self::Full } else { Self::Database(error) }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}

/// SQLite's `SQLITE_FULL` (13) and PostgreSQL's `disk_full` (53100).
fn is_full(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(database) => {
            database.code().is_some_and(|code| matches!(code.as_ref(), "13" | "53100"))
        }
        sqlx::Error::Io(io) => io.kind() == ErrorKind::StorageFull,
        _ => false,
    }
}
