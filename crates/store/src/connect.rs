use std::borrow::Cow;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::StoreError;
use crate::db::Db;

/// Connections that read; writers queue for one.
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a writer waits for another process (`cairn token create` beside a running server).
const BUSY: Duration = Duration::from_secs(10);

const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "start", include_str!("../migrations/0001_start.sql")),
    (2, "revisions", include_str!("../migrations/0002_revisions.sql")),
    (3, "alarms", include_str!("../migrations/0003_alarms.sql")),
    (4, "manifests", include_str!("../migrations/0004_manifests.sql")),
];

/// Opens the database at `url`, or SQLite in `folder` when there is none, and brings its tables up to date.
pub(crate) async fn connect(folder: &Path, url: Option<&str>) -> Result<Db, StoreError> {
    let db = match url {
        None => sqlite(SqliteConnectOptions::new().filename(folder.join("cairn.sqlite"))).await?,
        Some(url) if url.starts_with("sqlite:") => sqlite(SqliteConnectOptions::from_str(url)?).await?,
        Some(url) if url.starts_with("postgres:") || url.starts_with("postgresql:") => postgres(url).await?,
        Some(_) => return Err(StoreError::UnknownEngine),
    };
    let migrator = migrator();
    match &db {
        Db::Sqlite { write, .. } => migrator.run(write).await?,
        Db::Postgres(pool) => migrator.run(pool).await?,
    }
    Ok(db)
}

async fn sqlite(options: SqliteConnectOptions) -> Result<Db, StoreError> {
    let options = options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: a commit returns only once the log is on disk.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("secure_delete", "ON");
    // A connection to a file does not go away: there is nothing to test before each use.
    let pool = || SqlitePoolOptions::new().test_before_acquire(false);
    let write = pool().max_connections(1).connect_with(options.clone()).await?;
    let read =
        pool().max_connections(SQLITE_READERS).connect_with(options.pragma("query_only", "ON")).await?;
    Ok(Db::Sqlite { write, read })
}

async fn postgres(url: &str) -> Result<Db, StoreError> {
    let options = PgConnectOptions::from_str(url)?.application_name("cairn");
    Ok(Db::Postgres(PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).connect_with(options).await?))
}

fn migrator() -> Migrator {
    let migrations = MIGRATIONS
        .iter()
        .map(|&(version, name, sql)| {
            let sql = SqlSafeStr::into_sql_str(sql);
            Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, sql, false)
        })
        .collect::<Vec<_>>();
    Migrator { migrations: Cow::Owned(migrations), ..Migrator::DEFAULT }
}
