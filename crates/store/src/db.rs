//! One SQL text, two engines. Everything that differs between SQLite and PostgreSQL is in this file and in
//! `connect.rs`.

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{PgPool, Postgres, Row as _, Sqlite, SqlitePool, Transaction};

use crate::StoreError;

/// The database.
pub(crate) enum Db {
    /// SQLite: one connection that writes, so that writers queue here and not in the file's lock, and some
    /// that read.
    Sqlite {
        /// The one that writes.
        write: SqlitePool,
        /// Those that read.
        read: SqlitePool,
    },
    /// PostgreSQL.
    Postgres(PgPool),
}

/// A transaction that writes. Dropped without [`Tx::commit`], it is undone.
pub(crate) enum Tx {
    Sqlite(SqliteTx),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction of SQLite, begun and ended by its own words.
///
/// SQLite undoes a transaction by itself when the disk is full. sqlx's own transaction then fails to undo it
/// again, and its connection, the only one that writes, could never be used again. So a connection whose
/// transaction was not committed is closed, which undoes whatever there is, and the pool opens another.
pub(crate) struct SqliteTx {
    connection: PoolConnection<Sqlite>,
    committed: bool,
}

impl SqliteTx {
    async fn begin(pool: &SqlitePool) -> Result<Self, StoreError> {
        let mut tx = Self { connection: pool.acquire().await?, committed: false };
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *tx.connection).await?;
        Ok(tx)
    }

    async fn commit(mut self) -> Result<(), StoreError> {
        sqlx::query("COMMIT").execute(&mut *self.connection).await?;
        self.committed = true;
        Ok(())
    }
}

impl Drop for SqliteTx {
    fn drop(&mut self) {
        if !self.committed {
            self.connection.close_on_drop();
        }
    }
}

/// A value for a `$n`.
#[derive(Clone, Debug)]
pub(crate) enum Arg {
    Text(String),
    Int(i64),
    MaybeText(Option<String>),
    MaybeInt(Option<i64>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Int(i64::from(number))
    }
}
impl From<Option<i64>> for Arg {
    fn from(number: Option<i64>) -> Self {
        Self::MaybeInt(number)
    }
}
impl From<Option<String>> for Arg {
    fn from(text: Option<String>) -> Self {
        Self::MaybeText(text)
    }
}

/// `args![owner, 3]`: the values of `$1`, `$2`, ….
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Arg::from($value)),*] };
}
pub(crate) use args;

macro_rules! query {
    ($engine:ty, $sql:expr, $args:expr) => {{
        let mut query = sqlx::query::<$engine>($sql);
        for arg in $args {
            query = match arg {
                Arg::Text(text) => query.bind(text),
                Arg::Int(number) => query.bind(number),
                Arg::MaybeText(text) => query.bind(text),
                Arg::MaybeInt(number) => query.bind(number),
            };
        }
        query
    }};
}

/// A row of either engine; columns by their place, from 0.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

macro_rules! column {
    ($name:ident, $type:ty) => {
        pub(crate) fn $name(&self, at: usize) -> Result<$type, StoreError> {
            Ok(match self {
                Self::Sqlite(row) => row.try_get(at)?,
                Self::Postgres(row) => row.try_get(at)?,
            })
        }
    };
}

impl Row {
    column!(text, String);
    column!(int, i64);
    column!(maybe_text, Option<String>);
    column!(maybe_int, Option<i64>);
}

impl Db {
    /// Reads.
    pub(crate) async fn fetch(&self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                query!(Sqlite, sql, args).fetch_all(read).await?.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(pool) => {
                query!(Postgres, sql, args).fetch_all(pool).await?.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// Reads at most one row.
    pub(crate) async fn fetch_one(
        &self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.fetch(sql, args).await?.into_iter().next())
    }

    /// Begins to write. With SQLite the write lock is taken at once, so that no transaction fails half-way
    /// because another one wrote in between.
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(SqliteTx::begin(write).await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Writes one statement, durably.
    pub(crate) async fn execute(&self, sql: &'static str, args: Vec<Arg>) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let changed = tx.execute(sql, args).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// After a deletion: takes what was deleted out of SQLite's log as well. PostgreSQL's vacuum does its own.
    pub(crate) async fn forget(&self) -> Result<(), StoreError> {
        if let Self::Sqlite { write, .. } = self {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(write).await?;
        }
        Ok(())
    }

    /// Closes every connection; SQLite writes its log back.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Reads or writes, and gives the rows that come back.
    pub(crate) async fn fetch(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite(tx) => query!(Sqlite, sql, args)
                .fetch_all(&mut *tx.connection)
                .await?
                .into_iter()
                .map(Row::Sqlite)
                .collect(),
            Self::Postgres(tx) => query!(Postgres, sql, args)
                .fetch_all(&mut **tx)
                .await?
                .into_iter()
                .map(Row::Postgres)
                .collect(),
        })
    }

    /// As [`Tx::fetch`], at most one row.
    pub(crate) async fn fetch_one(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.fetch(sql, args).await?.into_iter().next())
    }

    /// Writes, and says how many rows changed.
    pub(crate) async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64, StoreError> {
        Ok(match self {
            Self::Sqlite(tx) => query!(Sqlite, sql, args).execute(&mut *tx.connection).await?.rows_affected(),
            Self::Postgres(tx) => query!(Postgres, sql, args).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// Makes it durable: when this returns, the log is on disk.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
