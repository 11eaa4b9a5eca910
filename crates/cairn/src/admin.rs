use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use cairn_server::{Format, export as write_export, now};
use cairn_store::{Finding, Read, Store};
use cairn_workflow::SessionId;
use clap::Args;

use crate::DataArgs;
use crate::config::Settings;

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

#[derive(Args)]
pub struct TokenArgs {
    /// What the key is for: lists show it.
    #[arg(long, default_value = "command line")]
    name: String,
    /// After how many days it ends [default: never].
    #[arg(long, value_parser = clap::value_parser!(u16))]
    days: Option<u16>,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Args)]
pub struct LinkArgs {
    /// The address of the server, which the link begins with.
    #[arg(long, env = "CAIRN_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Args)]
pub struct ExportArgs {
    /// html (one file with everything in it), markdown or json.
    #[arg(long, default_value = "html")]
    format: String,
    /// File to write [default: standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The workflow, as in the address of its guide.
    id: String,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Args)]
pub struct VerifyArgs {
    #[command(flatten)]
    data: DataArgs,
}

pub(crate) async fn open(data: &DataArgs) -> Result<(Store, Settings), String> {
    let (place, settings) = Settings::load(data)?;
    let store = Store::open_beside(&place)
        .await
        .map_err(|error| format!("The data in {} cannot be used: {error}.", place.folder.display()))?;
    Ok((store, settings))
}

pub(crate) fn failed(error: cairn_store::StoreError) -> String {
    format!("It failed: {error}.")
}

/// A workflow's id, as a person typed it.
pub(crate) fn workflow_id(text: &str) -> Result<SessionId, String> {
    serde_json::from_value(serde_json::Value::String(text.to_owned()))
        .map_err(|_| format!("`{text}` is no workflow's id: copy it from the address of the guide."))
}

/// Writes to standard output. A reader that went away (`| head`) is an error like any other.
pub(crate) fn say(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| format!("Nobody reads what this command says: {error}."))
}

/// `cairn token create`.
pub async fn create_token(args: TokenArgs) -> Result<ExitCode, String> {
    let (store, _) = open(&args.data).await?;
    let owner = store.accounts().first_user(now()).await.map_err(failed)?;
    let end = args.days.map(|days| now() + i64::from(days) * DAY);
    let key = store.accounts().make_key(&owner, &args.name, now(), end).await.map_err(failed)?;
    say(&format!("{}\n", key.expose()))?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// `cairn sign-in-link`.
pub async fn sign_in_link(args: LinkArgs) -> Result<ExitCode, String> {
    let (store, settings) = open(&args.data).await?;
    let origin = args
        .public_url
        .or(settings.public_url)
        .or_else(|| settings.listen.map(|listen| format!("http://{listen}")))
        .unwrap_or_else(|| "http://127.0.0.1:8787".to_owned());
    let owner = store.accounts().first_user(now()).await.map_err(failed)?;
    let link = store.accounts().make_link(&owner, now()).await.map_err(failed)?;
    say(&format!("{}/sign-in?token={}\n", origin.trim_end_matches('/'), link.expose()))?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// `cairn export`.
pub async fn export(args: ExportArgs) -> Result<ExitCode, String> {
    let format = Format::from_name(&args.format)
        .ok_or_else(|| format!("`{}` is no format. Take html, markdown or json.", args.format))?;
    let id = workflow_id(&args.id)?;
    let (store, _) = open(&args.data).await?;
    for owner in store.accounts().all_users().await.map_err(failed)? {
        let workflow = match store.recordings(&owner).read(id).await.map_err(failed)? {
            None => continue,
            Some(Read::Incomplete) => return Err("This recording is still being uploaded.".to_owned()),
            Some(Read::Whole(workflow)) => workflow,
        };
        let file = write_export(&store, &owner, &workflow, format).await.map_err(failed)?;
        match &args.out {
            None => say(&file.text)?,
            Some(path) => std::fs::write(path, file.text)
                .map_err(|error| format!("{} cannot be written: {error}.", path.display()))?,
        }
        store.close().await;
        return Ok(ExitCode::SUCCESS);
    }
    Err(format!("There is no workflow {id} here. Is --data the folder of the server?"))
}

/// `cairn verify`: succeeds when nothing is wrong.
pub async fn verify(args: VerifyArgs) -> Result<ExitCode, String> {
    let (store, _) = open(&args.data).await?;
    let (mut pictures, mut recordings, mut bad) = (0, 0, 0);
    for owner in store.accounts().all_users().await.map_err(failed)? {
        let report = store.verify(&owner).await.map_err(failed)?;
        pictures += report.pictures;
        recordings += report.recordings;
        for finding in &report.findings {
            say(&format!("{}\n", sentence(finding)))?;
            // A file without a row is an upload cut short: it does no harm.
            bad += u32::from(!matches!(finding, Finding::FileUnnamed { .. }));
        }
    }
    say(&format!("Read {recordings} recordings and {pictures} pictures: {bad} problems.\n"))?;
    store.close().await;
    Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::FileGone { sha256 } => format!("The picture {sha256} has no file any more."),
        Finding::FileChanged { sha256 } => {
            format!("The file of the picture {sha256} has other bytes than it should.")
        }
        Finding::FileUnnamed { name } => {
            format!("The file {name} belongs to no picture (an upload was cut short).")
        }
        Finding::Incomplete { recording } => format!("The recording {recording} lacks steps or pictures."),
        Finding::Unreadable { recording } => format!("The recording {recording} cannot be read."),
    }
}
