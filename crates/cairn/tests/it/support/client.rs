use cairn_api::{Code, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

/// A client of one server with some credentials.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    pub address: String,
    /// Headers of each request.
    pub headers: Vec<(String, String)>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    pub fn anonymous(address: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .timeout_global(Some(std::time::Duration::from_secs(60)))
            .build();
        Self { agent: config.into(), address: address.to_owned(), headers: Vec::new() }
    }

    pub fn with_key(address: &str, key: &str) -> Self {
        Self::anonymous(address).and("authorization", &format!("Bearer {key}"))
    }

    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same credentials on the same server, started anew.
    pub fn at(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    /// Signs in by a link's token, as a browser does, and keeps the cookie.
    pub fn signed_in(address: &str, token: &str) -> Self {
        let browser = Self::anonymous(address).and("sec-fetch-site", "same-origin");
        let form = format!("token={token}");
        let answer = browser.clone().and("content-type", "application/x-www-form-urlencoded").send(
            "POST",
            "/sign-in",
            form.as_bytes(),
        );
        assert_eq!(answer.status, 303, "{}", answer.text());
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        browser.and("cookie", cookie.split(';').next().unwrap())
    }

    /// Sends a request; an error when the connection breaks.
    pub fn try_send(&self, method: &str, path: &str, body: &[u8]) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(body.to_vec()).unwrap();
        let mut response = self.agent.run(request)?;
        let body = response.body_mut().with_config().limit(64 * 1024 * 1024).read_to_vec()?;
        Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), body })
    }

    pub fn send(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        self.try_send(method, path, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, b"")
    }

    pub fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        let client = self.clone().and("content-type", "application/json");
        client.send("POST", path, &serde_json::to_vec(body).unwrap())
    }

    pub fn try_post(&self, path: &str, body: &impl Serialize) -> Result<Answer, ureq::Error> {
        let client = self.clone().and("content-type", "application/json");
        client.try_send("POST", path, &serde_json::to_vec(body).unwrap())
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body of a success.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.status < 300, "{} {}", self.status, self.text());
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body of a refusal, checked to be a whole problem by RFC 9457.
    pub fn problem(&self) -> Problem {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{} {}",
            self.status,
            self.text()
        );
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status);
        assert_eq!(
            problem,
            problem.code.problem(problem.detail.clone()),
            "type, title and status belong to the code"
        );
        assert!(problem.detail.ends_with('.'), "a sentence: {}", problem.detail);
        problem
    }

    pub fn code(&self) -> Code {
        self.problem().code
    }
}
