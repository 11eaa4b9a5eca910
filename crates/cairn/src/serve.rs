use std::io::Write;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::process::ExitCode;

use cairn_server::{Address, App, now};
use cairn_store::Store;
use clap::Args;
use serde::Serialize;
use tokio::net::TcpListener;

use crate::DataArgs;
use crate::config::{Settings, classes};

/// Where the server listens when nothing is said.
const LISTEN: &str = "127.0.0.1:8787";

#[derive(Args)]
pub struct ServeArgs {
    /// Address and port to listen on [default: 127.0.0.1:8787]; port 0 takes a free one.
    #[arg(long, env = "CAIRN_LISTEN", value_name = "ADDR")]
    listen: Option<String>,
    /// The address under which people reach the server, when a proxy with HTTPS stands before it:
    /// https://cairn.example. Needed for any other address than loopback, for Cairn itself speaks plain HTTP.
    #[arg(long, env = "CAIRN_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// Classes of texts that must be masked in every recording, whatever a person chooses: email, phone, name … (as
    /// `cairn redact` names them), with commas between them. Keys, passwords, tokens and cards always are.
    #[arg(long, env = "CAIRN_ALWAYS_MASK", value_name = "CLASSES", value_delimiter = ',')]
    always_mask: Option<Vec<String>>,
    #[command(flatten)]
    data: DataArgs,
}

/// The one line on standard output.
#[derive(Serialize)]
struct Started {
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign_in: Option<String>,
}

/// Runs the server until it is told to stop.
pub async fn run(args: ServeArgs) -> Result<ExitCode, String> {
    let (place, settings) = Settings::load(&args.data)?;
    let listen = args.listen.or(settings.listen).unwrap_or_else(|| LISTEN.to_owned());
    let public = args.public_url.or(settings.public_url);
    let demanded = classes(&args.always_mask.or(settings.always_mask).unwrap_or_default())?;
    let listen = resolve(&listen)?;
    check_public(listen.ip(), public.as_deref())?;

    let store = Store::open_to_serve(&place)
        .await
        .map_err(|error| format!("The data in {} cannot be used: {error}.", place.folder.display()))?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| format!("Cairn cannot listen on {listen}: {error}. Name another with --listen."))?;
    let bound = listener.local_addr().map_err(|error| format!("Cairn cannot listen: {error}."))?;
    let address = Address::new(bound, public.as_deref());

    let accounts = store.accounts();
    let owner = accounts.first_user(now()).await.map_err(|error| error.to_string())?;
    let link = accounts.first_link(&owner, now()).await.map_err(|error| error.to_string())?;
    let sign_in = link.map(|token| format!("{}/sign-in?token={}", address.origin(), token.expose()));
    let started = Started { address: address.origin().to_owned(), sign_in };

    let stop = stop_signal()?;
    let line = serde_json::to_string(&started).map_err(|error| error.to_string())?;
    let mut out = std::io::stdout().lock();
    // Nobody may be reading: that is no reason not to serve.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    drop(out);

    tracing::info!(address = started.address, "serving");
    cairn_server::serve(listener, App::new(store, address, demanded), stop)
        .await
        .map_err(|error| format!("The server stopped: {error}."))?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

fn resolve(listen: &str) -> Result<SocketAddr, String> {
    listen
        .to_socket_addrs()
        .ok()
        .and_then(|mut found| found.next())
        .ok_or_else(|| format!("`{listen}` is no address and port, such as {LISTEN}."))
}

/// Keys and cookies would cross the network in the clear: beyond loopback there must be a proxy with HTTPS.
fn check_public(ip: IpAddr, public: Option<&str>) -> Result<(), String> {
    let Some(public) = public else {
        if ip.is_loopback() {
            return Ok(());
        }
        return Err(format!(
            "Cairn speaks plain HTTP, so it listens on {ip} only behind a proxy with HTTPS. Say under which address \
             people reach it: --public-url https://cairn.example"
        ));
    };
    let name = |host: &str| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
    let public_or_local = match public.trim_end_matches('/').split_once("://") {
        Some(("https", host)) => name(host),
        Some(("http", host)) => name(host) && is_loopback(host),
        _ => false,
    };
    if public_or_local {
        return Ok(());
    }
    Err(format!(
        "`{public}` cannot be the public address: it must be https:// and a name, without a path \
         (http:// only for this machine itself)."
    ))
}

/// Whether a host, with or without a port, is this machine.
fn is_loopback(host: &str) -> bool {
    let port = |rest: &str| {
        rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok())
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host.strip_prefix(name).is_some_and(port))
}

/// Resolves at SIGTERM or Ctrl+C.
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, String> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let told = |error: std::io::Error| format!("Signals cannot be received: {error}.");
        let mut terminate = signal(SignalKind::terminate()).map_err(told)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(told)?;
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

#[cfg(test)]
mod tests {
    use super::check_public;

    #[test]
    fn beyond_loopback_only_behind_https() {
        let loopback = "127.0.0.1".parse().unwrap();
        let anywhere = "0.0.0.0".parse().unwrap();
        assert!(check_public(loopback, None).is_ok());
        assert!(check_public(anywhere, None).is_err());
        assert!(check_public(anywhere, Some("https://cairn.example")).is_ok());
        assert!(check_public(anywhere, Some("http://localhost:8787")).is_ok());
        for bad in
            ["http://cairn.example", "https://", "https://a.example/path", "https://me@a.example", "cairn"]
        {
            assert!(check_public(anywhere, Some(bad)).is_err(), "{bad}");
        }
    }
}
