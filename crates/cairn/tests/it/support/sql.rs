use sqlx::{Connection, PgConnection, Row, SqliteConnection};

use super::Place;

/// Changes the database behind the server's back, and says how many rows changed.
pub fn tamper(place: &Place, sql: &str) -> u64 {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    on_database(place, async |connection| match connection {
        Either::Sqlite(connection) => sqlx::query(sql).execute(connection).await.unwrap().rows_affected(),
        Either::Postgres(connection) => sqlx::query(sql).execute(connection).await.unwrap().rows_affected(),
    })
}

/// The texts of the first column.
pub fn texts(place: &Place, sql: &str) -> Vec<String> {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    on_database(place, async |connection| match connection {
        Either::Sqlite(connection) => {
            let rows = sqlx::query(sql).fetch_all(connection).await.unwrap();
            rows.iter().map(|row| row.get(0)).collect()
        }
        Either::Postgres(connection) => {
            let rows = sqlx::query(sql).fetch_all(connection).await.unwrap();
            rows.iter().map(|row| row.get(0)).collect()
        }
    })
}

enum Either<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

fn on_database<T>(place: &Place, work: impl AsyncFnOnce(Either<'_>) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        match &place.database {
            None => {
                let url = format!("sqlite://{}", place.data().join("cairn.sqlite").display());
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                work(Either::Sqlite(&mut connection)).await
            }
            Some(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                work(Either::Postgres(&mut connection)).await
            }
        }
    })
}
