use cairn_api::{MaskPolicy, paths};
use cairn_messages::{KnownPolicy, Server};
use cairn_redact::Class;

use crate::{Address, Body, Method, Request, Transport};

/// Asks a server what its administrator demands to be masked: once, for whoever asks will ask again. None where it does
/// not say.
pub async fn policy<T: Transport>(transport: &T, server: &Server) -> Option<KnownPolicy> {
    let address = Address::parse(&server.address).ok()?;
    let headers = vec![("authorization", format!("Bearer {}", server.token))];
    let request =
        Request { method: Method::Get, url: address.join(paths::POLICY), headers, body: Body::Empty };
    let answer = transport.send(request).await.ok().filter(|answer| answer.status == 200)?;
    let told: MaskPolicy = serde_json::from_slice(&answer.body).ok()?;
    // What no version of ours can look for is not kept either.
    let known = told.always_mask.into_iter().filter(|name| Class::from_name(name).is_some());
    Some(KnownPolicy { server: server.address.clone(), always_mask: known.collect() })
}
