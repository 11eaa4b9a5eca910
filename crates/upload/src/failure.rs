use cairn_api::{Code, Problem};
use cairn_messages::UploadState;

use crate::{Address, AddressError, Response};

/// Why an upload failed, for the person. Nothing is lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened and what to do: a sentence or two.
    pub sentence: String,
    /// Whether trying again may help without a change by the person.
    pub retry: bool,
}

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>, retry: bool) -> Self {
        Self { sentence: sentence.into(), retry }
    }

    pub(crate) fn unreachable(address: &Address) -> Self {
        Self::new(
            format!(
                "The server at {address} could not be reached. The recording is safe on this computer: check the \
                 network and whether the server runs, then try again."
            ),
            true,
        )
    }

    pub(crate) fn picture_gone() -> Self {
        Self::new(
            "A picture of this recording is no longer on this computer, so it cannot be sent whole. Export it from \
             the side panel instead.",
            false,
        )
    }

    /// An answer that is no success.
    pub(crate) fn answered(address: &Address, response: &Response) -> Self {
        match serde_json::from_slice::<Problem>(&response.body) {
            Ok(problem) => Self::problem(address, &problem),
            Err(_) if response.status >= 500 => Self::new(
                format!(
                    "The server at {address} failed (status {}). The recording is safe on this computer: try again \
                     later.",
                    response.status
                ),
                true,
            ),
            Err(_) => Self::foreign(address, response.status),
        }
    }

    /// Somebody answered, but not a Cairn server of this version.
    pub(crate) fn foreign(address: &Address, status: u16) -> Self {
        Self::new(
            format!(
                "What answers at {address} is not a Cairn server that this extension knows (status {status}). Check \
                 the address in Cairn's options."
            ),
            false,
        )
    }

    pub(crate) fn problem(address: &Address, problem: &Problem) -> Self {
        match problem.code {
            Code::Unauthorized => Self::new(
                format!(
                    "The server at {address} does not know this key. Make a new one there and enter it in Cairn's options."
                ),
                false,
            ),
            Code::ExpiredToken => Self::new(
                format!(
                    "The key for {address} has expired. Make a new one there and enter it in Cairn's options."
                ),
                false,
            ),
            Code::Forbidden => Self::new(
                format!(
                    "The key for {address} may not add recordings. Ask the server's administrator for one that may."
                ),
                false,
            ),
            Code::UnknownVersion | Code::NotScanned => Self::new(
                format!("{} Update the extension and the server to the same version.", problem.detail),
                false,
            ),
            Code::DiskFull => Self::new(
                format!(
                    "The disk of the server at {address} is full. The recording is safe on this computer: try again \
                     once there is room."
                ),
                true,
            ),
            Code::TooManyRequests
            | Code::Internal
            | Code::Incomplete
            | Code::WrongHash
            | Code::WrongLength => {
                Self::new(format!("The server says: {} Nothing is lost; try again.", problem.detail), true)
            }
            Code::NotFound
            | Code::BadRequest
            | Code::TooLarge
            | Code::NotAPicture
            | Code::NotAnnounced
            | Code::Conflict
            | Code::MethodNotAllowed
            | Code::UnsupportedMedia => Self::new(
                format!(
                    "The server did not take the recording: {} Export it from the side panel instead.",
                    problem.detail
                ),
                false,
            ),
        }
    }
}

impl From<AddressError> for Failure {
    fn from(error: AddressError) -> Self {
        Self::new(error.to_string(), false)
    }
}

impl From<Failure> for UploadState {
    fn from(failure: Failure) -> Self {
        Self::Failed { sentence: failure.sentence, retry: failure.retry }
    }
}
