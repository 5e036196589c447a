//! A stored article in JSON.

use serde_json::{Value, json};

use super::cast::cast;
use crate::model::Article;

/// The article’s document, as `masthead parse` prints it, with its id, feed, status, tags, note and cast.
///
/// # Errors
/// Where a value of it cannot be said in JSON.
pub fn article(article: &Article) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(&article.document)?;
    let headline = &article.headline;
    if let Some(fields) = value.as_object_mut() {
        let stored = json!({
            "id": headline.id, "url": article.url, "feed": headline.feed, "received": headline.received,
            "revision": article.revision, "read": headline.status.read, "starred": headline.status.starred,
            "changed": headline.status.changed, "muted": headline.status.muted,
            "tags": headline.tags, "note": article.note,
            "cast": cast(&article.cast, &article.document)?,
        });
        fields.extend(stored.as_object().cloned().unwrap_or_default());
    }
    Ok(value)
}
