use axum::Json;
use cairn_api::{Manifest, Problem, paths};
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::{Modify, OpenApi, ToResponse};

use crate::{alarms, export, manifest, picture, policy, recording, step_batch, workflows};

/// Every answer without success.
#[derive(ToResponse)]
#[response(description = "A problem by RFC 9457.", content_type = "application/problem+json")]
#[allow(dead_code, reason = "it only describes")]
pub(crate) struct AnyProblem(Problem);

#[derive(OpenApi)]
#[openapi(
    info(title = "Cairn", description = "Recordings in, guides out. Documented as it is; additions are no breaking change."),
    paths(
        policy::read, recording::create, recording::complete, picture::store, picture::fetch, step_batch::append,
        workflows::list, workflows::read, workflows::remove, alarms::list, manifest::read, export::download, document
    ),
    components(responses(AnyProblem), schemas(Manifest)),
    modifiers(&Credentials)
)]
struct Api;

struct Credentials;

impl Modify for Credentials {
    fn modify(&self, document: &mut Document) {
        let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let cookie = ApiKey::Cookie(ApiKeyValue::new(cairn_auth::COOKIE));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(key));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
        let none: [&str; 0] = [];
        document.security =
            Some(vec![SecurityRequirement::new("key", none), SecurityRequirement::new("session", none)]);
    }
}

/// The description of the API.
pub fn openapi() -> Document {
    Api::openapi()
}

/// `GET /api/openapi.json`.
#[utoipa::path(
    get, path = paths::OPENAPI, tag = "description", security(()),
    responses((status = 200, description = "This description.", body = Object))
)]
pub(crate) async fn document() -> Json<Document> {
    Json(openapi())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::ROUTES;

    #[test]
    fn describes_every_route_of_the_api_and_no_other() {
        let document = serde_json::to_value(super::openapi()).unwrap();
        let mut described = BTreeSet::new();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for method in methods.as_object().unwrap().keys() {
                described.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
        let api = ROUTES.iter().filter(|route| route.path.starts_with("/api/"));
        let routes: BTreeSet<_> = api.map(|route| format!("{} {}", route.method, route.path)).collect();
        assert_eq!(described, routes);
    }

    /// The contract. A change of this file is a change of what other tools rely on: additions are fine,
    /// anything else is a new version of the API. `INSTA_UPDATE=always` writes it anew.
    #[test]
    fn the_contract_is_a_snapshot() {
        insta::assert_json_snapshot!("openapi", super::openapi(), { ".info.version" => "[version]" });
    }
}
