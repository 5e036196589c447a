//! Floor 2: articles as others read them: plain text, Markdown, HTML, JSON, ninjs.

mod beside;
mod cast;
mod code_points;
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
pub use gathered::{agenda_json, positions_json};
pub use json::article as article_json;
pub use markdown::markdown;
pub use ninjs::item as ninjs;
pub use records::record_line;
pub use text::text;
pub use xhtml::{body as xhtml, escaped};

use beside::Beside;
use serde_json::Value;

use crate::model::{Article, CleanText, Item, OutputFormat};

/// An article in a form, without a line feed at its end; with what the user has written beside it, which in Markdown, JSON and
/// ninjs is no text of the article’s where masthead reads it in again.
///
/// # Errors
/// Where it cannot be said in JSON.
pub fn write(article: &Article, format: OutputFormat) -> Result<String, serde_json::Error> {
    let item = || Item { document: article.document.clone(), url: article.url.clone(), key: None };
    let beside = Beside::of(article);
    Ok(match format {
        OutputFormat::Text => text::with(&article.document, beside),
        OutputFormat::Markdown => markdown::with(&item(), beside)?.trim_end().to_owned(),
        OutputFormat::Html => html::page(&item(), beside),
        OutputFormat::Json => as_json(&article_json(article)?)?,
        OutputFormat::Ninjs => as_json(&ninjs::with(&item(), beside))?,
    })
}

/// Indented, and such that cleaning it takes nothing away.
fn as_json(value: &Value) -> Result<String, serde_json::Error> {
    Ok(CleanText::json(&serde_json::to_string_pretty(value)?).to_string())
}
