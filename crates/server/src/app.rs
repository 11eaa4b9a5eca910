use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use cairn_redact::Classes;
use cairn_store::{Net, Store};

/// What every handler has.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Store,
    address: Address,
    net: Net,
}

/// Under which names the server answers.
pub struct Address {
    /// Origin without a slash at the end: `http://127.0.0.1:8787`. Links begin with it.
    origin: String,
    /// `Host` headers that are answered. Others come from names that someone else points at this machine
    /// (DNS rebinding), and are refused.
    hosts: Vec<String>,
}

impl Address {
    /// The address of a server that listens on `listen` and that people reach at `public`, where that is
    /// another address (`https://cairn.example`, without a path).
    pub fn new(listen: SocketAddr, public: Option<&str>) -> Self {
        let port = listen.port();
        let mut hosts = vec![listen.to_string()];
        if listen.ip().is_loopback() {
            hosts.extend(["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}")));
        }
        let origin = match public {
            Some(public) => public.trim_end_matches('/').to_ascii_lowercase(),
            None => format!("http://{listen}"),
        };
        if let Some((_, host)) = origin.split_once("://") {
            hosts.push(host.to_owned());
        }
        Self { origin, hosts }
    }

    /// The origin that links begin with.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The origin of our own pages for a request with this `Host` header; none when we do not answer to it.
    pub(crate) fn own_origin(&self, host: &str) -> Option<String> {
        let host = host.to_ascii_lowercase();
        if self.origin.split_once("://").is_some_and(|(_, ours)| ours == host) {
            return Some(self.origin.clone());
        }
        self.hosts.contains(&host).then(|| format!("http://{host}"))
    }

    pub(crate) fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

impl App {
    /// A server on this store at this address, whose administrator demands that these classes are masked.
    pub fn new(store: Store, address: Address, demanded: Classes) -> Self {
        Self(Arc::new(Inner { store, address, net: Net::new(demanded) }))
    }

    /// The net that every text goes through before it is stored.
    pub(crate) fn net(&self) -> Net {
        self.0.net
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The address.
    pub fn address(&self) -> &Address {
        &self.0.address
    }

    /// The absolute address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0.address.origin)
    }
}

/// Milliseconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn answers_to_its_own_names_only() {
        let address = Address::new(([127, 0, 0, 1], 8787).into(), None);
        assert_eq!(address.own_origin("LOCALHOST:8787").as_deref(), Some("http://localhost:8787"));
        assert_eq!(address.own_origin("127.0.0.1:8787").as_deref(), Some("http://127.0.0.1:8787"));
        for other in ["evil.example:8787", "127.0.0.1:8788", "127.0.0.1", ""] {
            assert_eq!(address.own_origin(other), None, "{other}");
        }
    }

    #[test]
    fn a_public_name_is_the_origin() {
        let address = Address::new(([0, 0, 0, 0], 80).into(), Some("https://Cairn.example/"));
        assert_eq!(address.origin(), "https://cairn.example");
        assert_eq!(address.own_origin("cairn.example").as_deref(), Some("https://cairn.example"));
        assert_eq!(address.own_origin("localhost:80"), None);
    }
}
