//! A stored article in JSON.

use serde_json::json;

use super::cast::cast;
use super::document::DocumentJson;
use crate::model::Article;

/// The article’s document, as `masthead parse` prints it, with its id, feed, status, tags, note and cast.
///
/// # Errors
/// Where a value of it cannot be said in JSON.
pub fn article(article: &Article) -> Result<DocumentJson<'_>, serde_json::Error> {
    let headline = &article.headline;
    let stored = vec![
        ("id", json!(headline.id)),
        ("url", json!(article.url)),
        ("feed", json!(headline.feed)),
        ("received", json!(headline.received)),
        ("revision", json!(article.revision)),
        ("read", json!(headline.status.read)),
        ("starred", json!(headline.status.starred)),
        ("changed", json!(headline.status.changed)),
        ("muted", json!(headline.status.muted)),
        ("tags", json!(headline.tags)),
        ("note", json!(article.note)),
        ("cast", cast(&article.cast, &article.document)?),
    ];
    Ok(DocumentJson::new(&article.document, stored))
}
