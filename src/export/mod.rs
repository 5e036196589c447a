//! Floor 2: articles as others read them: plain text, Markdown, HTML, JSON, ninjs.

mod cast;
mod code_points;
mod gathered;
mod html;
mod json;
mod markdown;
mod ninjs;
mod text;
mod xhtml;

pub use cast::cast;
pub use code_points::CodePoints;
pub use gathered::{agenda_json, positions_json};
pub use json::article as article_json;
pub use markdown::markdown;
pub use ninjs::item as ninjs;
pub use text::text;
pub use xhtml::body as xhtml;

use crate::model::{Article, Item, OutputFormat};

/// An article in a form, without a line feed at its end.
///
/// # Errors
/// Where it cannot be said in JSON.
pub fn write(article: &Article, format: OutputFormat) -> Result<String, serde_json::Error> {
    let item = || Item { document: article.document.clone(), url: article.url.clone(), key: None };
    Ok(match format {
        OutputFormat::Text => text(&article.document),
        OutputFormat::Markdown => markdown(&item()).trim_end().to_owned(),
        OutputFormat::Html => html::page(&item()),
        OutputFormat::Json => serde_json::to_string_pretty(&article_json(article)?)?,
        OutputFormat::Ninjs => serde_json::to_string_pretty(&ninjs(&item()))?,
    })
}
