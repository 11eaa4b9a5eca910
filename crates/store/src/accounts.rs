use cairn_auth::{FIRST_LINK_LIFE, Kind, LINK_LIFE, RANDOM_BYTES, SESSION_LIFE, Seal, Token};

use crate::StoreError;
use crate::db::{Db, Row, args};

/// Whose something is. It comes only from checked credentials, or to an administrator on the machine itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    id: String,
}

impl Owner {
    /// The user's id.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Users, keys, links and sessions. All times are milliseconds since 1970.
pub struct Accounts<'a> {
    pub(crate) db: &'a Db,
}

/// What became of credentials.
pub enum Checked {
    /// They are good.
    Good(Owner),
    /// They were good once.
    Expired,
    /// They are not known.
    Unknown,
}

/// What a list shows of an API key.
pub struct KeyFacts {
    /// The first characters of the key, after its kind.
    pub id: String,
    /// What its maker called it.
    pub name: String,
    /// When it was made.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: Option<i64>,
}

impl Accounts<'_> {
    /// The one user of a new Cairn, made if there is none.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn first_user(&self, now: i64) -> Result<Owner, StoreError> {
        let mut tx = self.db.begin().await?;
        if let Some(row) =
            tx.fetch_one("SELECT id FROM users ORDER BY created_at, id LIMIT 1", args![]).await?
        {
            return Ok(Owner { id: row.text(0)? });
        }
        let id = new_id(now)?;
        let sql = "INSERT INTO users (id, name, created_at) VALUES ($1, $2, $3)";
        tx.execute(sql, args![&id, "owner", now]).await?;
        tx.commit().await?;
        Ok(Owner { id })
    }

    /// Another user.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn add_user(&self, name: &str, now: i64) -> Result<Owner, StoreError> {
        let id = new_id(now)?;
        let sql = "INSERT INTO users (id, name, created_at) VALUES ($1, $2, $3)";
        self.db.execute(sql, args![&id, name, now]).await?;
        Ok(Owner { id })
    }

    /// Every user, for the commands of an administrator on the machine itself.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn all_users(&self) -> Result<Vec<Owner>, StoreError> {
        let rows = self.db.fetch("SELECT id FROM users ORDER BY created_at, id", args![]).await?;
        rows.iter().map(|row| Ok(Owner { id: row.text(0)? })).collect()
    }

    /// Makes an API key.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn make_key(
        &self,
        owner: &Owner,
        name: &str,
        now: i64,
        expires_at: Option<i64>,
    ) -> Result<Token, StoreError> {
        let (token, seal) = Token::new(Kind::Key, random()?);
        let sql = "INSERT INTO api_keys (id, owner, name, salt, hash, created_at, expires_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let args = args![&seal.id, owner.id(), name, &seal.salt, &seal.hash, now, expires_at];
        self.db.execute(sql, args).await?;
        Ok(token)
    }

    /// The owner's keys, by what can be shown of them.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn keys(&self, owner: &Owner) -> Result<Vec<KeyFacts>, StoreError> {
        let sql =
            "SELECT id, name, created_at, expires_at FROM api_keys WHERE owner = $1 ORDER BY created_at, id";
        let rows = self.db.fetch(sql, args![owner.id()]).await?;
        rows.iter()
            .map(|row| {
                Ok(KeyFacts {
                    id: row.text(0)?,
                    name: row.text(1)?,
                    created_at: row.int(2)?,
                    expires_at: row.maybe_int(3)?,
                })
            })
            .collect()
    }

    /// Checks an API key.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn check_key(&self, key: &Token, now: i64) -> Result<Checked, StoreError> {
        let sql = "SELECT owner, salt, hash, expires_at FROM api_keys WHERE id = $1";
        self.check(sql, key, now).await
    }

    /// Checks a session.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn check_session(&self, session: &Token, now: i64) -> Result<Checked, StoreError> {
        let sql = "SELECT owner, salt, hash, expires_at FROM sessions WHERE id = $1";
        self.check(sql, session, now).await
    }

    async fn check(&self, sql: &'static str, token: &Token, now: i64) -> Result<Checked, StoreError> {
        match self.db.fetch_one(sql, args![token.id()]).await? {
            Some(row) => judge(&row, token, now),
            None => Ok(Checked::Unknown),
        }
    }

    /// Makes a sign-in link's token.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn make_link(&self, owner: &Owner, now: i64) -> Result<Token, StoreError> {
        let (token, seal) = Token::new(Kind::Link, random()?);
        let mut tx = self.db.begin().await?;
        tx.execute("DELETE FROM sign_in_links WHERE expires_at <= $1", args![now]).await?;
        tx.execute(INSERT_LINK, link_args(&seal, owner, 0, now + LINK_LIFE)).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// The link that a start prints: nothing once this user has signed in. It takes the place of the one of
    /// the start before.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn first_link(&self, owner: &Owner, now: i64) -> Result<Option<Token>, StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = "SELECT first_session_at FROM users WHERE id = $1";
        let Some(row) = tx.fetch_one(sql, args![owner.id()]).await? else { return Ok(None) };
        if row.maybe_int(0)?.is_some() {
            return Ok(None);
        }
        let (token, seal) = Token::new(Kind::Link, random()?);
        tx.execute("DELETE FROM sign_in_links WHERE owner = $1 AND at_start = 1", args![owner.id()]).await?;
        tx.execute(INSERT_LINK, link_args(&seal, owner, 1, now + FIRST_LINK_LIFE)).await?;
        tx.commit().await?;
        Ok(Some(token))
    }

    /// Uses up a link and begins a session. Whoever comes second with the same link gets nothing.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn sign_in(&self, link: &Token, now: i64) -> Result<Option<Token>, StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = "SELECT owner, salt, hash, expires_at FROM sign_in_links WHERE id = $1";
        let Some(row) = tx.fetch_one(sql, args![link.id()]).await? else { return Ok(None) };
        let Checked::Good(owner) = judge(&row, link, now)? else { return Ok(None) };
        if tx.execute("DELETE FROM sign_in_links WHERE id = $1", args![link.id()]).await? != 1 {
            return Ok(None);
        }
        let (session, seal) = Token::new(Kind::Session, random()?);
        let sql = "INSERT INTO sessions (id, owner, salt, hash, created_at, expires_at) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let args = args![&seal.id, owner.id(), &seal.salt, &seal.hash, now, now + SESSION_LIFE];
        tx.execute(sql, args).await?;
        let sql = "UPDATE users SET first_session_at = $2 WHERE id = $1 AND first_session_at IS NULL";
        tx.execute(sql, args![owner.id(), now]).await?;
        tx.execute("DELETE FROM sessions WHERE expires_at <= $1", args![now]).await?;
        tx.commit().await?;
        Ok(Some(session))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn sign_out(&self, session: &Token) -> Result<(), StoreError> {
        self.db.execute("DELETE FROM sessions WHERE id = $1", args![session.id()]).await?;
        Ok(())
    }
}

const INSERT_LINK: &str =
    "INSERT INTO sign_in_links (id, owner, salt, hash, at_start, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";

fn link_args(seal: &Seal, owner: &Owner, at_start: i64, expires_at: i64) -> Vec<crate::db::Arg> {
    args![&seal.id, owner.id(), &seal.salt, &seal.hash, at_start, expires_at]
}

/// Columns: owner, salt, hash, expires_at.
fn judge(row: &Row, token: &Token, now: i64) -> Result<Checked, StoreError> {
    let seal = Seal { id: token.id().to_owned(), salt: row.text(1)?, hash: row.text(2)? };
    if !seal.fits(token) {
        return Ok(Checked::Unknown);
    }
    if row.maybe_int(3)?.is_some_and(|end| end <= now) {
        return Ok(Checked::Expired);
    }
    Ok(Checked::Good(Owner { id: row.text(0)? }))
}

fn random() -> Result<[u8; RANDOM_BYTES], StoreError> {
    let mut bytes = [0; RANDOM_BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

fn new_id(now: i64) -> Result<String, StoreError> {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes)?;
    Ok(uuid::Builder::from_unix_timestamp_millis(now.max(0).unsigned_abs(), &bytes).into_uuid().to_string())
}
