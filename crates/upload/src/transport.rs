/// Of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
}

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body<P> {
    /// Nothing.
    Empty,
    /// JSON, gzipped or not.
    Json(Vec<u8>),
    /// A picture, in whatever form the transport sends best.
    Picture(P),
}

/// A request to be sent as it is: without cookies, and without following redirects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<P> {
    /// How.
    pub method: Method,
    /// Where: absolute, and checked already.
    pub url: String,
    /// Names in lower case. The key is among them: never log these.
    pub headers: Vec<(&'static str, String)>,
    /// What.
    pub body: Body<P>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The whole body.
    pub body: Vec<u8>,
}

/// No answer came: no network, no server, a time limit, a redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreachable;

/// How requests are sent.
#[expect(async_fn_in_trait, reason = "browser futures are not Send, and nobody here needs them to be")]
pub trait Transport {
    /// Picture bytes, cheap to clone.
    type Picture: Clone;

    /// Sends one request and reads the whole answer. Has its own time limit.
    async fn send(&self, request: Request<Self::Picture>) -> Result<Response, Unreachable>;

    /// Waits.
    async fn pause(&self, milliseconds: u32);

    /// Gzips, if it can.
    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>>;
}

/// Where picture bytes come from.
#[expect(async_fn_in_trait, reason = "browser futures are not Send, and nobody here needs them to be")]
pub trait Source {
    /// Picture bytes.
    type Picture;

    /// The bytes of a picture; none when they are gone.
    async fn picture(&self, sha256: &str) -> Option<Self::Picture>;
}
