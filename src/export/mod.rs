//! Floor 2: articles as others read them: plain text, Markdown, HTML, JSON, ninjs.

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

use serde::Serialize;

use crate::model::{Article, CleanText, Item, OutputFormat};

/// An article in a form, without a line feed at its end; with what the user has written beside it, where people read it.
///
/// # Errors
/// Where it cannot be said in JSON.
pub fn write(article: &Article, format: OutputFormat) -> Result<String, serde_json::Error> {
    let with_note = || {
        let Item { document, url, key } = item_of(article);
        Item { document: document.with_note(article.note.as_deref()), url, key }
    };
    Ok(match format {
        OutputFormat::Text => text(&with_note().document),
        OutputFormat::Markdown => markdown(&with_note()).trim_end().to_owned(),
        OutputFormat::Html => html::page(&with_note()),
        OutputFormat::Json => as_json(&article_json(article)?)?,
        OutputFormat::Ninjs => as_json(&ninjs(&item_of(article)))?,
    })
}

/// A stored article as it came.
pub fn item_of(article: &Article) -> Item {
    Item { document: article.document.clone(), url: article.url.clone(), key: None }
}

/// Indented, and such that cleaning it takes nothing away.
fn as_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(CleanText::json(&serde_json::to_string_pretty(value)?).to_string())
}
