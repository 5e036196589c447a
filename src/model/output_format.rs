//! The forms that an article can be written in.

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

    /// The form that a file’s name asks for by how it ends; Markdown, where it does not say.
    pub fn of_file(name: &str) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("txt" | "text") => Self::Text,
            Some("html" | "htm") => Self::Html,
            Some("json") => Self::Json,
            _ => Self::Markdown,
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
        ] {
            assert_eq!(OutputFormat::of_file(name), format, "{name}");
        }
    }
}
