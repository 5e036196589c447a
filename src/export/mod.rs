//! Floor 2: articles as others read them: plain text, Markdown, HTML, JSON, ninjs.

mod cast;
mod code_points;
mod html;
mod json;
mod markdown;
mod ninjs;
mod text;
mod xhtml;

pub use cast::cast;
pub use code_points::CodePoints;
pub use json::article as article_json;
pub use markdown::markdown;
pub use ninjs::item as ninjs;
pub use text::text;
pub use xhtml::body as xhtml;

use crate::model::{Article, Item};

/// A form that an article can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
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

impl Format {
    /// The form that a file’s name asks for by how it ends; Markdown, where it does not say.
    pub fn of_name(name: &str) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("txt" | "text") => Self::Text,
            Some("html" | "htm") => Self::Html,
            Some("json") => Self::Json,
            _ => Self::Markdown,
        }
    }
}

/// An article in a form, without a line feed at its end; with what the user has written beside it, where people read it.
///
/// # Errors
/// Where it cannot be said in JSON.
pub fn write(article: &Article, format: Format) -> Result<String, serde_json::Error> {
    let item = || Item { document: article.document.clone(), url: article.url.clone(), key: None };
    let with_note = || {
        let Item { document, url, key } = item();
        Item { document: document.with_note(article.note.as_deref()), url, key }
    };
    Ok(match format {
        Format::Text => text(&with_note().document),
        Format::Markdown => markdown(&with_note()).trim_end().to_owned(),
        Format::Html => html::page(&with_note()),
        Format::Json => serde_json::to_string_pretty(&article_json(article)?)?,
        Format::Ninjs => serde_json::to_string_pretty(&ninjs(&item()))?,
    })
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn a_name_says_the_form() {
        for (name, format) in [
            ("a.txt", Format::Text),
            ("a.b.HTML", Format::Html),
            ("a.json", Format::Json),
            ("a.md", Format::Markdown),
            ("a", Format::Markdown),
        ] {
            assert_eq!(Format::of_name(name), format, "{name}");
        }
    }
}
