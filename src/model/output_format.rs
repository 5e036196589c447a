//! The forms that an article can be written in.

use std::path::Path;

/// A form that an article can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// Plain text, a line a paragraph.
    Text,
    /// Markdown with front matter.
    Markdown,
    /// A page of HTML that stands by itself.
    Html,
    /// The document, with what the store knows of it.
    Json,
    /// IPTC ninjs 3.0.
    Ninjs,
}

impl OutputFormat {
    /// Every form, with the name that it has in the config.
    pub const ALL: [(&'static str, Self); 5] = [
        ("text", Self::Text),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("json", Self::Json),
        ("ninjs", Self::Ninjs),
    ];

    /// The form that a file’s name asks for by how it ends; Markdown, where it has no ending.
    ///
    /// # Errors
    /// Where no form has that ending, which is given.
    pub fn of_file(name: &str) -> Result<Self, String> {
        let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            None | Some("md" | "markdown") => Ok(Self::Markdown),
            Some("txt" | "text") => Ok(Self::Text),
            Some("html" | "htm") => Ok(Self::Html),
            Some("json") => Ok(Self::Json),
            Some(other) => Err(other.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OutputFormat;

    #[test]
    fn a_file_says_the_form_by_how_its_name_ends() {
        for (name, format) in [
            ("a.txt", OutputFormat::Text),
            ("a.b.HTML", OutputFormat::Html),
            ("a.json", OutputFormat::Json),
            ("a.md", OutputFormat::Markdown),
            ("a", OutputFormat::Markdown),
            ("a.b/c", OutputFormat::Markdown),
        ] {
            assert_eq!(OutputFormat::of_file(name), Ok(format), "{name}");
        }
        assert_eq!(OutputFormat::of_file("a.md.Xyz"), Err("xyz".to_owned()));
    }
}
