//! Floor 2: articles as others read them: plain text, Markdown, HTML, JSON, ninjs.

mod beside;
mod cast;
mod code_points;
mod document;
mod gathered;
mod html;
mod json;
mod markdown;
mod ninjs;
mod records;
mod text;
mod xhtml;

pub use cast::cast;
pub use code_points::CodePoints;
pub use document::DocumentJson;
pub use gathered::{agenda_json, positions_json};
pub use json::article as article_json;
pub use markdown::markdown;
pub use ninjs::item as ninjs;
pub use records::record_line;
pub use text::text;
pub use xhtml::{body as xhtml, escaped};

use beside::Beside;
use serde::Serialize;
use serde_json::Value;

use crate::model::{Article, CleanText, Item, OutputFormat};

/// An article in a form, without a line feed at its end; with what the user has written beside it, which in Markdown, JSON and
/// ninjs is no text of the article’s where masthead reads it in again.
///
/// # Errors
/// Where it cannot be said in JSON.
pub fn write(article: &Article, format: OutputFormat) -> Result<String, serde_json::Error> {
    let item = || item_of(article);
    let beside = Beside::of(article);
    Ok(match format {
        OutputFormat::Text => text::with(&article.document, beside),
        OutputFormat::Markdown => markdown::with(&item(), beside)?.trim_end().to_owned(),
        OutputFormat::Html => html::page(&item(), beside),
        OutputFormat::Json => as_json(&article_json(article)?)?,
        OutputFormat::Ninjs => as_json(&ninjs_of(article))?,
    })
}

/// The news item of a stored article, with what the user has written beside it.
pub fn ninjs_of(article: &Article) -> Value {
    ninjs::with(&item_of(article), Beside::of(article))
}

/// A stored article as it came.
fn item_of(article: &Article) -> Item {
    Item { document: article.document.clone(), url: article.url.clone(), key: None }
}

/// Indented, and such that cleaning it takes nothing away.
fn as_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(CleanText::json(&serde_json::to_string_pretty(value)?).to_string())
}
