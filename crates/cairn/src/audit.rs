//! `cairn audit`: whether a workflow is still what the server signed, and holds nothing that it must not.

use std::process::ExitCode;

use cairn_server::now;
use cairn_store::{Check, What};
use cairn_workflow::SessionId;
use clap::Args;
use serde::Serialize;

use crate::DataArgs;
use crate::admin::{failed, open, say, workflow_id};

#[derive(Args)]
pub struct AuditArgs {
    /// Answers with one object of JSON instead of lines.
    #[arg(long)]
    json: bool,
    /// The workflow, as in the address of its guide.
    id: String,
    #[command(flatten)]
    data: DataArgs,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Audit<'a> {
    id: SessionId,
    /// When it was made, milliseconds since 1970.
    at: i64,
    /// Whether everything is as it should be.
    holds: bool,
    checks: &'a [Check],
}

/// Runs the audit. It succeeds when everything holds.
pub async fn run(args: AuditArgs) -> Result<ExitCode, String> {
    let id = workflow_id(&args.id)?;
    let (store, _) = open(&args.data).await?;
    for owner in store.accounts().all_users().await.map_err(failed)? {
        let Some(checks) = store.recordings(&owner).audit(id).await.map_err(failed)? else { continue };
        let holds = checks.iter().all(|check| check.holds);
        if args.json {
            let audit = Audit { id, at: now(), holds, checks: &checks };
            let text = serde_json::to_string_pretty(&audit).map_err(|error| error.to_string())?;
            say(&format!("{text}\n"))?;
        } else {
            say(&lines(&checks))?;
        }
        store.close().await;
        return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    Err(format!("There is no complete workflow {id} here. Is --data the folder of the server?"))
}

fn lines(checks: &[Check]) -> String {
    let mut lines = String::new();
    for Check { what, seq: _, holds, sentence } in checks {
        let verdict = if *holds { "holds" } else { "FAILS" };
        let what = match what {
            What::Manifest => "manifest",
            What::Recording => "recording",
            What::Step => "step",
            What::Picture => "picture",
            What::Texts => "texts",
        };
        lines.push_str(&format!("{verdict}  {what:<9}  {sentence}\n"));
    }
    let failed = checks.iter().filter(|check| !check.holds).count();
    lines.push_str(&match failed {
        0 => format!("All {} checks hold.\n", checks.len()),
        failed => format!("{failed} of {} checks fail.\n", checks.len()),
    });
    lines
}
