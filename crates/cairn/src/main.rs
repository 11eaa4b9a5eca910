//! The one binary: `serve`, `token`, `sign-in-link`, `export`, `verify`, `audit`, `redact`.

mod admin;
mod audit;
mod config;
mod redact;
mod serve;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Cairn: record a browser workflow once, and get a guide that people can follow.
#[derive(Parser)]
#[command(name = "cairn", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Starts the server. Prints one line of JSON with its address, and a sign-in link until someone signed in.
    Serve(serve::ServeArgs),
    /// API keys.
    Token {
        #[command(subcommand)]
        command: TokenCommand,
    },
    /// Prints a link that signs a browser in: it works once, for 10 minutes.
    #[command(visible_alias = "sign-in")]
    SignInLink(admin::LinkArgs),
    /// Writes a workflow as a file.
    Export(admin::ExportArgs),
    /// Reads everything that is stored and compares it with its hashes.
    Verify(admin::VerifyArgs),
    /// Checks one workflow against its signed manifest, and searches all its texts again.
    Audit(audit::AuditArgs),
    /// Answers each line of JSON on standard input with one that has its secrets masked, and says where they were.
    Redact(redact::RedactArgs),
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Makes an API key and prints it. It is shown this once only.
    Create(admin::TokenArgs),
}

/// Where the data is: the same for every command.
#[derive(Args, Clone)]
struct DataArgs {
    /// Folder of the data [default: the platform's folder for data].
    #[arg(long, env = "CAIRN_DATA", value_name = "DIR")]
    data: Option<std::path::PathBuf>,
    /// Database: postgres://… or sqlite://… [default: SQLite in the folder of the data].
    #[arg(long, env = "CAIRN_DATABASE", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("Cairn cannot start: {error}.")),
    };
    match runtime.block_on(run(cli.command)) {
        Ok(code) => code,
        Err(sentence) => fail(&sentence),
    }
}

async fn run(command: Command) -> Result<ExitCode, String> {
    match command {
        Command::Serve(args) => serve::run(args).await,
        Command::Token { command: TokenCommand::Create(args) } => admin::create_token(args).await,
        Command::SignInLink(args) => admin::sign_in_link(args).await,
        Command::Export(args) => admin::export(args).await,
        Command::Verify(args) => admin::verify(args).await,
        Command::Audit(args) => audit::run(args).await,
        Command::Redact(args) => redact::run(&args),
    }
}

/// The log goes to standard error: standard output belongs to what a command answers.
fn log() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).with_target(false).init();
}

fn fail(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::FAILURE
}
