//! Newly named actors in the articles that were there before.
//!
//! An actor becomes known when a stakeholder line first names it. The store keeps which names the older
//! articles are still to be searched for, so that an import that was cut short is made good by the next one.

use super::error::NewsroomError;
use crate::actors::Recognizer;
use crate::model::ArticleId;
use crate::store::{Reader, Store};

/// How many names are searched for at once.
const NAMES: u32 = 64;
/// How many articles are recast in one transaction.
const ARTICLES: usize = 100;

/// Searches the store for the names that it has not been searched for, and casts anew the articles that have
/// them. How many articles got another cast.
pub(super) fn catch_up(
    store: &mut Store,
    reader: &Reader,
    recognizer: &Recognizer,
) -> Result<u64, NewsroomError> {
    let mut changed = 0;
    loop {
        let actors = reader.unsearched(NAMES)?;
        if actors.is_empty() {
            return Ok(changed);
        }
        let names: Vec<&str> = actors.iter().map(|(_, name)| name.as_str()).collect();
        let mut from: Option<ArticleId> = None;
        loop {
            let ids = reader.naming(&names, from, ARTICLES)?;
            let Some(last) = ids.last() else { break };
            from = Some(*last);
            let mut batch = Vec::new();
            for id in ids {
                let Some((document, before)) = reader.content(id)? else { continue };
                let cast = recognizer.recognize(&document);
                if cast != before {
                    batch.push((id, document, cast));
                }
            }
            if !batch.is_empty() {
                changed += batch.len() as u64;
                store.recast(&batch)?;
            }
        }
        let keys: Vec<_> = actors.into_iter().map(|(key, _)| key).collect();
        store.set_searched(&keys)?;
    }
}
