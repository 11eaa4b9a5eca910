use cairn_workflow::{Picture, Workflow};

/// Longest stem of a file name, in characters.
const LONGEST: usize = 60;

/// What a guide can be kept as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One HTML file.
    Html,
    /// Markdown.
    Markdown,
}

impl Format {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Self::Html => "text/html;charset=utf-8",
            Self::Markdown => "text/markdown;charset=utf-8",
        }
    }
}

/// A file name made of the guide's title, good on every system: letters and digits of any script, and hyphens.
pub fn file_name(workflow: &Workflow, format: Format) -> String {
    let mut stem = String::new();
    for c in workflow.title.as_str().chars() {
        if c.is_alphanumeric() {
            stem.extend(c.to_lowercase());
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem: String = stem.chars().take(LONGEST).collect();
    let stem = stem.trim_matches('-');
    // Windows keeps these names for devices.
    let reserved = ["con", "prn", "aux", "nul", "com1", "lpt1"].contains(&stem);
    let stem = if stem.is_empty() || reserved { "guide" } else { stem };
    format!("{stem}.{}", format.ending())
}

/// Name of a picture's file beside a Markdown guide.
pub fn picture_name(picture: &Picture) -> String {
    let hash: String = picture.sha256.chars().filter(char::is_ascii_hexdigit).take(64).collect();
    format!("{hash}.{}", if picture.media == "image/png" { "png" } else { "webp" })
}
