//! Newly named actors in the articles that were there before.
//!
//! An actor becomes known when a stakeholder line first names it. The store keeps which names the older
//! articles are still to be searched for, so that an import that was cut short is made good by the next one.

use std::collections::{BTreeSet, HashSet};

use super::error::NewsroomError;
use crate::actors::Recognizer;
use crate::model::ArticleId;
use crate::store::{Reader, Store};

/// How many names are searched for at once.
const NAMES: usize = 64;
/// How many articles are found or recast at once.
const ARTICLES: usize = 100;

/// Searches the store for the names that it has not been searched for, and casts anew the articles that have
/// them, each once; not the `settled` ones, whose cast was made with all of the names. How many articles got
/// another cast.
pub(super) fn catch_up(
    store: &mut Store,
    reader: &Reader,
    recognizer: &Recognizer,
    settled: &HashSet<ArticleId>,
) -> Result<u64, NewsroomError> {
    let actors = reader.unsearched(u32::MAX)?;
    if actors.is_empty() {
        return Ok(0);
    }
    let mut changed = 0;
    let mut batch = Vec::new();
    for id in naming(reader, actors.iter().map(|(_, name)| name.as_str()).collect(), settled)? {
        let Some((document, before)) = reader.content(id)? else { continue };
        let cast = recognizer.recognize(&document);
        if cast != before {
            changed += 1;
            batch.push((id, document, cast));
        }
        if batch.len() == ARTICLES {
            store.recast(&batch)?;
            batch.clear();
        }
    }
    store.recast(&batch)?;
    let keys: Vec<_> = actors.into_iter().map(|(key, _)| key).collect();
    store.set_searched(&keys)?;
    Ok(changed)
}

/// The articles whose text has one of the names, without the settled ones.
fn naming(
    reader: &Reader,
    names: Vec<&str>,
    settled: &HashSet<ArticleId>,
) -> Result<BTreeSet<ArticleId>, NewsroomError> {
    let mut found = BTreeSet::new();
    for names in names.chunks(NAMES) {
        let mut from: Option<ArticleId> = None;
        loop {
            let ids = reader.naming(names, from, ARTICLES)?;
            let Some(last) = ids.last() else { break };
            from = Some(*last);
            found.extend(ids.into_iter().filter(|id| !settled.contains(id)));
        }
    }
    Ok(found)
}
