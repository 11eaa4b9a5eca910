use serde::{Deserialize, Serialize};

/// A problem as in RFC 9457 (`application/problem+json`), with a stable `code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:cairn:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code's title, always the same.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened here and what to do about it: a sentence for the person.
    pub detail: String,
    /// Stable code.
    pub code: Code,
}

/// Stable codes of problems. New ones may come; a published one never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// No or unknown credentials.
    Unauthorized,
    /// The credentials were good once.
    ExpiredToken,
    /// Known credentials without the right.
    Forbidden,
    /// No such thing, or not yours.
    NotFound,
    /// The request's form is wrong.
    BadRequest,
    /// There is such an address, but not for this method.
    MethodNotAllowed,
    /// The body's type or encoding is not one that this address reads.
    UnsupportedMedia,
    /// The format is newer than the server.
    UnknownVersion,
    /// Too large.
    TooLarge,
    /// The bytes do not have the hash that they were announced by.
    WrongHash,
    /// The bytes are fewer or more than announced.
    WrongLength,
    /// Not a picture of the announced type.
    NotAPicture,
    /// Not announced when the recording was created.
    NotAnnounced,
    /// The mark of a completed redaction scan is missing or too old.
    NotScanned,
    /// The same identity with other content.
    Conflict,
    /// Steps or pictures are still missing.
    Incomplete,
    /// The disk is full; nothing was lost.
    DiskFull,
    /// Too many requests.
    TooManyRequests,
    /// The server failed; the request can be tried again.
    Internal,
}

impl Code {
    /// HTTP status and title.
    pub fn facts(self) -> (u16, &'static str) {
        match self {
            Self::Unauthorized => (401, "Sign-in needed"),
            Self::ExpiredToken => (401, "The key has expired"),
            Self::Forbidden => (403, "Not allowed"),
            Self::NotFound => (404, "Not found"),
            Self::BadRequest => (400, "The request cannot be read"),
            Self::MethodNotAllowed => (405, "Method not allowed"),
            Self::UnsupportedMedia => (415, "Unsupported type of body"),
            Self::UnknownVersion => (422, "Unknown format version"),
            Self::TooLarge => (413, "Too large"),
            Self::WrongHash => (422, "The bytes do not match their hash"),
            Self::WrongLength => (422, "The bytes are not all there"),
            Self::NotAPicture => (415, "Not a picture"),
            Self::NotAnnounced => (422, "The picture was not announced"),
            Self::NotScanned => (422, "Not scanned for secrets"),
            Self::Conflict => (409, "Different content under the same identity"),
            Self::Incomplete => (409, "The recording is not complete"),
            Self::DiskFull => (507, "The disk is full"),
            Self::TooManyRequests => (429, "Too many requests"),
            Self::Internal => (500, "The server failed"),
        }
    }

    /// A problem with this code.
    pub fn problem(self, detail: impl Into<String>) -> Problem {
        let (status, title) = self.facts();
        let name = kebab(&format!("{self:?}"));
        Problem {
            kind: format!("urn:cairn:problem:{name}"),
            title: title.to_owned(),
            status,
            detail: detail.into(),
            code: self,
        }
    }
}

/// `WrongHash` becomes `wrong-hash`, as serde writes it.
fn kebab(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn names_are_kebab_case() {
        assert_eq!(Code::NotAPicture.problem("x").kind, "urn:cairn:problem:not-a-picture");
    }
}
