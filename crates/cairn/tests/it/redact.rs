//! `cairn redact --json`, line by line.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// The answers to lines.
fn answers(lines: &[u8]) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"));
    let mut cairn =
        command.args(["redact", "--json"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    cairn.stdin.take().unwrap().write_all(lines).unwrap();
    let output = cairn.wait_with_output().unwrap();
    assert!(output.status.success());
    let answers = String::from_utf8(output.stdout).unwrap();
    answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn answer(request: &Value) -> Value {
    let mut answers = answers(format!("{request}\n").as_bytes());
    assert_eq!(answers.len(), 1);
    answers.remove(0)
}

#[test]
fn spans_are_counted_in_code_points_of_the_input() {
    let text = "Grüße 👋 an ann@a.example, Karte 4111 1111 1111 1111 – danke";
    let answer = answer(&json!({ "id": 7, "text": text, "context": null }));
    assert_eq!(answer["id"], 7);
    assert_eq!(answer["text"], "Grüße 👋 an •••, Karte ••• – danke");
    let points: Vec<char> = text.chars().collect();
    let spans = answer["spans"].as_array().unwrap().iter().map(|span| {
        let [start, end] = ["start", "end"].map(|edge| span[edge].as_u64().unwrap() as usize);
        (span["class"].as_str().unwrap(), points[start..end].iter().collect::<String>())
    });
    assert_eq!(
        spans.collect::<Vec<_>>(),
        [("email", "ann@a.example".to_owned()), ("card", "4111 1111 1111 1111".to_owned())]
    );
}

#[test]
fn the_words_around_count() {
    let request = |context| json!({ "id": "a", "text": "5551234567", "context": context });
    assert_eq!(answer(&request(Value::Null))["spans"], json!([]));
    for place in ["label", "row", "section"] {
        let mut context = json!({ "label": null, "row": null, "section": null });
        context[place] = json!("Telefon");
        assert_eq!(answer(&request(context))["text"], "•••", "{place}");
    }
}

#[test]
fn a_line_that_is_no_request_gets_its_error_and_the_next_its_answer() {
    let lines: &[u8] = b"nonsense\n{\"id\":3}\n\n{\"id\":[4],\"text\":5}\n\xff\xfe\n{\"id\":null,\"text\":\"ok\"}\n{\"id\":5,\"text\":\"last\",\"context\":{}}";
    let answers = answers(lines);
    let errors: Vec<bool> = answers.iter().map(|answer| answer["error"].is_string()).collect();
    assert_eq!(errors, [true, true, true, true, false, false]);
    assert_eq!(answers[1]["id"], 3);
    assert_eq!(answers[2]["id"], json!([4]));
    assert!(answers[0].get("id").is_none());
    assert_eq!(answers[5], json!({ "id": 5, "text": "last", "spans": [] }));
}
