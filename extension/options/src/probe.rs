//! "Test connection": one request, and what its answer means.

use cairn_page::{Text, text, text_with};
use serde_json::Value;

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An answer with this status and body.
    Status(u16, String),
    /// None: no network, no server, a redirect, a time limit.
    Nothing,
}

/// What it means, as a sentence, and whether that is good.
pub fn judge(address: &str, answer: &Answer) -> (bool, String) {
    let Answer::Status(status, body) = answer else {
        return (false, text_with(Text::TestUnreachable, &[address]));
    };
    let body: Value = serde_json::from_str(body).unwrap_or(Value::Null);
    // Cairn's own errors carry a code; somebody else's do not.
    let ours = body.get("code").is_some();
    match status {
        200 if body.get("workflows").is_some_and(Value::is_array) => (true, text(Text::TestGood)),
        401 | 403 if ours => (false, text(Text::TestKeyRefused)),
        _ if ours || *status >= 500 => (false, text_with(Text::TestFailed, &[&status.to_string()])),
        _ => (false, text_with(Text::TestNotCairn, &[address])),
    }
}

/// Asks the server for its workflows.
#[cfg(target_arch = "wasm32")]
pub(crate) async fn ask(url: &str, token: &str) -> Answer {
    fetch(url, token).await.unwrap_or(Answer::Nothing)
}

#[cfg(target_arch = "wasm32")]
async fn fetch(url: &str, token: &str) -> Result<Answer, wasm_bindgen::JsValue> {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        AbortSignal, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    };

    /// Longest wait for an answer, in milliseconds.
    const LIMIT: u32 = 10_000;

    let headers = Headers::new()?;
    headers.append("authorization", &format!("Bearer {token}"))?;
    let options = RequestInit::new();
    options.set_headers(&headers);
    options.set_credentials(RequestCredentials::Omit);
    options.set_cache(RequestCache::NoStore);
    options.set_redirect(RequestRedirect::Error);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(LIMIT)));
    let window = web_sys::window().ok_or("no window")?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(url, &options)).await?;
    let answer: web_sys::Response = answer.dyn_into()?;
    let body = JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default();
    Ok(Answer::Status(answer.status(), body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(answer: &Answer) -> (bool, String) {
        judge("https://a.example", answer)
    }

    #[test]
    fn only_a_list_of_workflows_is_good() {
        assert!(said(&Answer::Status(200, r#"{"workflows":[],"next":null}"#.into())).0);
        assert!(!said(&Answer::Status(200, "<html>".into())).0);
        assert!(!said(&Answer::Status(200, "{}".into())).0);
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        let refused = said(&Answer::Status(401, r#"{"code":"unauthorized"}"#.into())).1;
        assert!(refused.contains("refuses the key"), "{refused}");
        let other = said(&Answer::Status(401, "who are you?".into())).1;
        assert!(other.contains("no Cairn server") && other.contains("https://a.example"), "{other}");
        let silent = said(&Answer::Nothing).1;
        assert!(silent.contains("No answer from https://a.example"), "{silent}");
        let failed = said(&Answer::Status(500, String::new())).1;
        assert!(failed.contains("500"), "{failed}");
    }
}
