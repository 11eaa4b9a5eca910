use std::path::PathBuf;

use cairn_redact::{Class, Classes};
use cairn_store::Place;
use etcetera::{AppStrategy, AppStrategyArgs};
use serde::Deserialize;

use crate::DataArgs;

/// `cairn.toml` in the folder of the data. Environment and flags come before it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// As `--listen`.
    pub listen: Option<String>,
    /// As `--public-url`.
    pub public_url: Option<String>,
    /// As `--database`.
    pub database: Option<String>,
    /// As `--always-mask`.
    pub always_mask: Option<Vec<String>>,
}

/// The classes of these names.
///
/// # Errors
/// A sentence when one is no class: what is not understood would not be masked.
pub fn classes(names: &[String]) -> Result<Classes, String> {
    let class = |name: &String| {
        let name = name.trim();
        Class::from_name(name).ok_or_else(|| {
            let known: Vec<&str> = Classes::ALL.names().collect();
            format!("`{name}` in --always-mask is no class of texts. Take some of: {}.", known.join(", "))
        })
    };
    names.iter().map(class).collect()
}

impl Settings {
    /// Finds the folder and reads the settings in it.
    ///
    /// # Errors
    /// A sentence when there is no folder to be found, or the file cannot be read.
    pub fn load(args: &DataArgs) -> Result<(Place, Self), String> {
        let folder = match &args.data {
            Some(folder) => folder.clone(),
            None => default_folder()?,
        };
        let path = folder.join("cairn.toml");
        let mut settings = match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str::<Self>(&text)
                .map_err(|error| format!("{} cannot be read: {}.", path.display(), error.message()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::default(),
            Err(error) => return Err(format!("{} cannot be read: {error}.", path.display())),
        };
        let database = args.database.clone().or_else(|| settings.database.take());
        Ok((Place { folder, database }, settings))
    }
}

fn default_folder() -> Result<PathBuf, String> {
    let args = AppStrategyArgs {
        top_level_domain: "org".to_owned(),
        author: "Cairn".to_owned(),
        app_name: "cairn".to_owned(),
    };
    etcetera::choose_app_strategy(args)
        .map(|strategy| strategy.data_dir())
        .map_err(|_| "There is no home folder to keep data in. Name a folder with --data DIR.".to_owned())
}
