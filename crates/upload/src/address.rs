use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

/// The origin of a server, checked: `https`, or `http` to this machine only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

/// Why an address is no server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is not `scheme://host[:port]`.
    #[error("This is no server address. Enter one such as https://cairn.example.org in Cairn's options.")]
    NoOrigin,
    /// `http` to another machine.
    #[error(
        "Cairn sends recordings over HTTPS only, except to a server on this computer. Enter an address that begins \
         with https:// in Cairn's options."
    )]
    NotSecure,
}

impl Address {
    /// Checks what was entered. A slash at the end is forgiven; a path, a user name or a query is not.
    ///
    /// # Errors
    /// [`AddressError`], whose text is a sentence for the person.
    pub fn parse(entered: &str) -> Result<Self, AddressError> {
        let entered = entered.trim();
        let entered = entered.strip_suffix('/').unwrap_or(entered);
        let (scheme, authority) = entered.split_once("://").ok_or(AddressError::NoOrigin)?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(AddressError::NoOrigin),
        };
        let host = host(authority).ok_or(AddressError::NoOrigin)?;
        if !secure && !is_loopback(host) {
            return Err(AddressError::NotSecure);
        }
        Ok(Self(entered.to_owned()))
    }

    /// The absolute address of a path that begins with a slash.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The host of `host[:port]`. Strict, so that no other reader of addresses can find another host in it.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((v6, rest)) => {
            v6.parse::<Ipv6Addr>().ok()?;
            (&authority[..v6.len() + 2], rest.strip_prefix(':').or(rest.is_empty().then_some("")))
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, Some("")),
        },
    };
    let port = port?;
    let fits = host.starts_with('[') || host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.');
    let number = port.is_empty() || (port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok());
    (!host.is_empty() && fits && number).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let v6 = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || v6.and_then(|v6| v6.parse::<Ipv6Addr>().ok()).is_some_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_to_this_machine() {
        for good in [
            "https://cairn.example.org",
            "https://cairn.example.org:8443/",
            "http://127.0.0.1:7777",
            "http://localhost:1",
            "http://[::1]:80",
            "HTTPS://x",
        ] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        assert_eq!(Address::parse("http://127.0.0.1:1/").unwrap().join("/w"), "http://127.0.0.1:1/w");
    }

    #[test]
    fn plain_http_to_others_is_refused() {
        for bad in
            ["http://cairn.example.org", "http://10.0.0.1", "http://127.0.0.1.example.org", "http://[::2]"]
        {
            assert_eq!(Address::parse(bad), Err(AddressError::NotSecure), "{bad}");
        }
    }

    #[test]
    fn anything_but_an_origin_is_refused() {
        for bad in [
            "",
            "cairn.example.org",
            "ftp://x",
            "javascript://127.0.0.1",
            "http://127.0.0.1@evil.example",
            "http://127.0.0.1\\@evil.example",
            "https://x/path",
            "https://x?y",
            "https://x#y",
            "https://x:99999",
            "https://x:1:2",
            "https://",
            "https://[::1",
            "https://a b",
            "http://[::1]x",
        ] {
            assert_eq!(Address::parse(bad), Err(AddressError::NoOrigin), "{bad}");
        }
    }
}
