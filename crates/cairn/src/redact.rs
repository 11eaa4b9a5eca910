//! `cairn redact`: the redactor of the extension, line by line, for tools that want to know what it does.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use cairn_redact::{Classes, Context, Span, detect, mask};
use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Args)]
pub struct RedactArgs {
    /// Reads and writes lines of JSON; there is no other form yet.
    #[arg(long, required = true)]
    json: bool,
}

/// A line that asks.
#[derive(Deserialize)]
struct Request {
    /// Given back as it came.
    id: Value,
    text: String,
    #[serde(default)]
    context: Option<Around>,
}

/// What stands around the text on its page.
#[derive(Default, Deserialize)]
struct Around {
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    row: Option<String>,
    #[serde(default)]
    section: Option<String>,
}

/// Answers each line of standard input with a line, until there are no more.
pub fn run(args: &RedactArgs) -> Result<ExitCode, String> {
    let RedactArgs { json: _ } = args;
    let said = |error: std::io::Error| format!("The lines cannot be read or written: {error}.");
    let mut input = std::io::stdin().lock();
    let mut output = std::io::stdout().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line).map_err(said)? > 0 {
        if !line.trim_ascii().is_empty() {
            writeln!(output, "{}", answer(&line)).and_then(|()| output.flush()).map_err(said)?;
        }
        line.clear();
    }
    Ok(ExitCode::SUCCESS)
}

fn answer(line: &[u8]) -> Value {
    let asked = serde_json::from_slice::<Value>(line);
    // The id first: a line that says nothing else of use still gets its answer.
    let id = asked.as_ref().ok().and_then(|asked| asked.get("id")).cloned();
    match asked.and_then(serde_json::from_value::<Request>) {
        Ok(request) => redacted(&request),
        Err(error) => {
            let error = format!("This line is no request: {error}.");
            id.map_or_else(|| json!({ "error": error }), |id| json!({ "id": id, "error": error }))
        }
    }
}

fn redacted(request: &Request) -> Value {
    let context = request.context.as_ref();
    let context = context.map_or_else(Context::default, |around| Context {
        label: around.label.as_deref(),
        row: around.row.as_deref(),
        section: around.section.as_deref(),
    });
    let spans = detect(&request.text, context, Classes::ALL);
    json!({
        "id": request.id,
        "text": mask(&request.text, &spans),
        "spans": in_code_points(&request.text, &spans),
    })
}

/// The spans with their edges counted in code points, as most languages count.
fn in_code_points(text: &str, spans: &[Span]) -> Vec<Value> {
    let (mut bytes, mut points) = (0, 0);
    let mut point_at = |byte: usize| {
        points += text.get(bytes..byte).map_or(0, |part| part.chars().count());
        bytes = byte;
        points
    };
    spans
        .iter()
        .map(|span| {
            let (start, end) = (point_at(span.start), point_at(span.end));
            json!({ "start": start, "end": end, "class": span.class.name() })
        })
        .collect()
}
