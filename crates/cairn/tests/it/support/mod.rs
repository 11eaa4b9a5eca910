//! What the tests stand on: a place for data, the server's process, a client, and made-up recordings.

mod cairn;
mod client;
mod planted;
mod postgres;
mod recording;
mod sql;

pub use cairn::{Cairn, Place, admin, command};
pub use client::{Answer, Client};
pub use planted::{noted, planted};
pub use recording::{Recording, entry, hash, png, webp};
pub use sql::{tamper, texts};

use ::cairn_store::{Owner, Store};

/// Runs something on the place's store, beside the server.
pub fn with_store<T>(place: &Place, work: impl AsyncFnOnce(&Store) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open_beside(&place.store()).await.unwrap();
        let result = work(&store).await;
        store.close().await;
        result
    })
}

/// Another user with an API key.
pub fn other_user(place: &Place) -> (Owner, String) {
    with_store(place, async |store| {
        let owner = store.accounts().add_user("bob", cairn_server::now()).await.unwrap();
        let key = store.accounts().make_key(&owner, "test", cairn_server::now(), None).await.unwrap();
        (owner, key.expose().to_owned())
    })
}

/// A sign-in token of this user.
pub fn link_of(place: &Place, owner: &Owner) -> String {
    with_store(place, async |store| {
        store.accounts().make_link(owner, cairn_server::now()).await.unwrap().expose().to_owned()
    })
}
