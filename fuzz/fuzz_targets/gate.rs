//! The gate: a secret that it knows comes out in no text and no address.

#![no_main]

use cairn_redact::{Gate, PageText, Secret};
use libfuzzer_sys::fuzz_target;

/// What an address is reduced to, with anything in the places where values are.
const REDUCED: &str = "https://shop.example/cart?item=•••";

/// Of an address, values go: of the user, of the query, of the fragment.
fn values_go(gate: &Gate, text: &str) {
    let value: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    if value.is_empty() {
        return;
    }
    let address = format!("https://{value}:{value}@shop.example/cart?item={value}#key={value}");
    assert_eq!(gate.url(&PageText::from_page(&address)).as_str(), REDUCED);
}

fuzz_target!(|input: (&str, &str, u8)| {
    let (secret, text, limit) = input;
    let limit = usize::from(limit);
    let mut gate = Gate::new();
    let raw = PageText::from_page(text);
    let unknown = gate.text(&raw, limit);
    assert!(unknown.as_str().chars().count() <= limit + 1);
    values_go(&gate, secret);

    gate.value(&PageText::from_page(secret), &PageText::default(), Some(Secret::Password), 100);
    let known = secret.trim();
    // Shorter ones are words of every page; the mask itself stands where secrets were.
    if known.chars().count() < 4 || known.contains('•') || known.contains('…') {
        return;
    }
    for out in [gate.text(&raw, 10_000), gate.url(&raw)].into_iter().chain(gate.exact(&raw, 10_000)) {
        assert!(!out.as_str().contains(known), "{:?} holds {known:?}", out.as_str());
    }
});
