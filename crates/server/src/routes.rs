use axum::Router;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, delete, get, post, put};
use cairn_api::{Code, paths};

use crate::guard::guard;
use crate::refusal::{not_found, refuse};
use crate::{
    App, alarms, dress, export, manifest, openapi, outer, pages, picture, policy, recording, sign_in,
    step_batch, workflows,
};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Anyone. Forms must come from our own pages all the same.
    Public,
    /// Whoever has a session or an API key.
    SignedIn,
    /// As [`Policy::SignedIn`], and the `{id}` must be the caller's own; to others it does not exist.
    Owner,
    /// Whoever has an API key; an `{id}` in the path is the caller's own, or does not exist.
    Key,
}

/// A route: how it is asked for, by whom, and who answers.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with `{…}` for what varies.
    pub path: &'static str,
    /// Who may call it.
    pub policy: Policy,
    handler: fn() -> MethodRouter<App>,
}

const fn route(
    method: Method,
    path: &'static str,
    policy: Policy,
    handler: fn() -> MethodRouter<App>,
) -> Route {
    Route { method, path, policy, handler }
}

/// Every route of the server. There is no other way in.
pub static ROUTES: &[Route] = &[
    route(Method::GET, paths::POLICY, Policy::SignedIn, || get(policy::read)),
    route(Method::POST, paths::RECORDINGS, Policy::Key, || post(recording::create)),
    route(Method::PUT, paths::RECORDING_PICTURE, Policy::Key, || put(picture::store)),
    route(Method::POST, paths::RECORDING_STEPS, Policy::Key, || post(step_batch::append)),
    route(Method::POST, paths::RECORDING_COMPLETE, Policy::Key, || post(recording::complete)),
    route(Method::GET, paths::WORKFLOWS, Policy::SignedIn, || get(workflows::list)),
    route(Method::GET, paths::WORKFLOW, Policy::Owner, || get(workflows::read)),
    route(Method::DELETE, paths::WORKFLOW, Policy::Owner, || delete(workflows::remove)),
    route(Method::GET, paths::WORKFLOW_ALARMS, Policy::Owner, || get(alarms::list)),
    route(Method::GET, paths::WORKFLOW_MANIFEST, Policy::Owner, || get(manifest::read)),
    route(Method::GET, paths::WORKFLOW_PICTURE, Policy::Owner, || get(picture::fetch)),
    route(Method::GET, paths::WORKFLOW_EXPORT, Policy::Owner, || get(export::download)),
    route(Method::GET, paths::OPENAPI, Policy::Public, || get(openapi::document)),
    route(Method::GET, "/", Policy::Public, || get(pages::home)),
    route(Method::GET, paths::LIBRARY, Policy::SignedIn, || get(pages::library)),
    route(Method::GET, paths::GUIDE, Policy::Owner, || get(pages::guide)),
    route(Method::GET, paths::SIGN_IN, Policy::Public, || get(sign_in::show)),
    route(Method::POST, paths::SIGN_IN, Policy::Public, || post(sign_in::sign_in)),
    route(Method::POST, paths::SIGN_OUT, Policy::SignedIn, || post(sign_in::sign_out)),
    route(Method::GET, pages::STYLE_PATH, Policy::Public, || get(pages::style)),
    route(Method::GET, pages::ICON_PATH, Policy::Public, || get(pages::icon)),
    route(Method::GET, paths::HEALTH, Policy::Public, || get(pages::health)),
];

/// The router: the table, each route behind its guard, and around all of it what every answer needs.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let layer = from_fn_with_state((app.clone(), route.policy), guard);
        router = router.route(route.path, (route.handler)().route_layer(layer));
    }
    router
        .fallback(|| async { not_found() })
        .method_not_allowed_fallback(|| async {
            refuse(Code::MethodNotAllowed, "This address exists, but it does not take this method.")
        })
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(outer::panicked))
        .layer(from_fn_with_state(app.clone(), outer::known_host))
        .layer(from_fn(dress::dress))
        .layer(from_fn_with_state(app.clone(), outer::finish))
        .with_state(app)
}
