use super::*;

/// What is found in a text, with its class.
fn found(text: &str) -> Vec<(&'static str, &str)> {
    labelled(text, None)
}

fn labelled<'a>(text: &'a str, label: Option<&str>) -> Vec<(&'static str, &'a str)> {
    let spans = detect(text, Context { label, ..Context::default() }, Classes::ALL);
    spans.into_iter().map(|span| (span.class.name(), text.get(span.start..span.end).unwrap())).collect()
}

#[test]
fn by_themselves() {
    for (class, value) in [
        ("email", "ann.o'neil+x@mail.example.co.uk"),
        ("card", "4111 1111 1111 1111"),
        ("card", "378282246310005"),
        ("iban", "DE89 3704 0044 0532 0130 00"),
        ("iban", "GB82WEST12345698765432"),
        ("nationalId", "219-09-9999"),
        ("nationalId", "AB123456C"),
        ("nationalId", "86095742719"),
        ("nationalId", "1 51 02 46102 043 25"),
        ("nationalId", "54362315K"),
        ("nationalId", "RCCMNL83S18D969H"),
        ("nationalId", "85.07.30-033.28"),
        ("nationalId", "44051401359"),
        ("nationalId", "131052-308T"),
        ("nationalId", "756.9217.0769.85"),
        ("nationalId", "390.533.447-05"),
        ("nationalId", "7503305044089"),
        ("ip", "192.168.17.43"),
        ("ip", "2001:db8::ff00:42:8329"),
        ("mac", "00:1A:2b:3c:4D:5e"),
        ("apiKey", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"),
        ("apiKey", "AKIAIOSFODNN7EXAMPLE"),
        (
            "jwt",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        ),
        ("token", "9f86d081884c7d659a2feaa0c55ad015"),
        ("phone", "+49 (0)30 1234567"),
        ("phone", "(415) 555-2671"),
        ("phone", "06 12 34 56 78"),
    ] {
        assert_eq!(found(value), [(class, value)]);
        let sentence = ["See ", value, ", please."].concat();
        assert_eq!(found(&sentence), [(class, value)], "{sentence}");
    }
}

#[test]
fn by_words() {
    for (class, value, text) in [
        ("phone", "612 345 678", "Teléfono: 612 345 678"),
        ("nationalId", "111222333", "BSN: 111222333"),
        ("nationalId", "046 454 286", "My social insurance number is 046 454 286."),
        ("password", "hunter2!", "Password: hunter2!"),
        ("password", "482 913", "Your verification code is 482 913."),
        ("birthDate", "12 March 1985", "Born on 12 March 1985 in Leeds"),
        ("birthDate", "1985-03-12", "Geburtsdatum: 1985-03-12"),
        ("address", "12 Baker Street, London NW1 6XE", "Address: 12 Baker Street, London NW1 6XE"),
        ("address", "Hauptstr. 5, 10115 Berlin", "Lieferadresse: Hauptstr. 5, 10115 Berlin"),
        ("name", "Ann O'Neil", "Dear Ann O'Neil, thank you"),
        ("name", "Müller", "Sehr geehrte Frau Müller,"),
        ("name", "Jan van der Berg", "Naam: Jan van der Berg"),
        ("urlSecret", "abc", "https://a.example/?access_token=abc&x=1"),
        ("urlSecret", "me:pw", "ftp://me:pw@a.example/"),
    ] {
        assert_eq!(found(text), [(class, value)], "{text}");
    }
}

#[test]
fn by_the_words_around() {
    for (label, class, value) in [
        ("Phone", "phone", "5551234567"),
        ("Full name", "name", "Ann Smith"),
        ("Date of birth", "birthDate", "12.3.1985"),
        ("Street", "address", "12 Baker Street"),
        ("PIN", "password", "4821"),
    ] {
        assert_eq!(labelled(value, Some(label)), [(class, value)]);
    }
}

#[test]
fn decimals_are_no_cards() {
    // A clock's milliseconds, whatever their check digit would be.
    for nth in 0..2_000_u32 {
        for clock in [
            format!("{}.60000000{:03}", 10_483 + nth, nth % 1000),
            format!("943.{}", 4_111_111_111_111_111_u64 + u64::from(nth)),
        ] {
            assert_eq!(found(&clock), [], "{clock}");
        }
    }
    assert_eq!(found("4111.1111.1111.1111"), [("card", "4111.1111.1111.1111")]);
}

#[test]
fn look_alikes_and_interfaces_stay() {
    for text in [
        "Order 4111 1111 1111 1112",
        "Version 10.0.19041.1 of 2024-05-01 10:30:45",
        "Invoice INV-2024-000123",
        "€ 1,234,567.89 (12.5 %)",
        "1920 x 1080 px, 12.5 MB",
        "Domain name: Example",
        "Password: required",
        "Hello World!",
        "Enter your phone number",
        "Rename 3 of 12 files",
        "std::vec::Vec and A::b",
        "550e8400-e29b-41d4-a716-446655440000",
        "01.02.2024 10:30",
        "",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn invisible_and_wide_signs_hide_nothing() {
    assert_eq!(found("4111\u{200b}1111\u{ad}11111111"), [("card", "4111\u{200b}1111\u{ad}11111111")]);
    assert_eq!(found("４１１１ １１１１ １１１１ １１１１").len(), 1);
    assert_eq!(found("卡号4111111111111111。"), [("card", "4111111111111111")]);
    assert_eq!(found("+33\u{202f}6\u{a0}12\u{a0}34\u{a0}56\u{a0}78").len(), 1);
}

#[test]
fn a_private_key_goes_whole() {
    let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----";
    assert_eq!(found(&["x ", key, " y"].concat()), [("privateKey", key)]);
    let cut = "-----BEGIN PRIVATE KEY-----\nMIIabc and so on";
    assert_eq!(found(cut), [("privateKey", cut)]);
}

#[test]
fn a_class_that_is_off_is_not_found() {
    let spans = detect("ann@a.example", Context::default(), Classes::ALL.without(Class::Email));
    assert_eq!(spans, []);
}

proptest::proptest! {
    #[test]
    fn spans_are_in_order_and_at_edges(text in "\\PC{0,80}", label in "\\PC{0,20}") {
        let mut end = 0;
        for span in detect(&text, Context { label: Some(&label), ..Context::default() }, Classes::ALL) {
            proptest::prop_assert!(span.start >= end && span.end > span.start);
            proptest::prop_assert!(text.get(span.start..span.end).is_some());
            end = span.end;
        }
    }

    #[test]
    fn what_looks_like_data_never_breaks(text in "[-0-9A-Za-z+./:@=_ \n(),?&]{0,120}") {
        let spans = detect(&text, Context::default(), Classes::ALL);
        proptest::prop_assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start));
    }
}
