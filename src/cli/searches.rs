//! `masthead searches`.

use serde_json::{Value, json};

use super::Outcome;
use super::args::{Searches, Shared};
use super::out::{json_text, say};
use super::search::{open, parse, tell_whom};
use crate::model::{CleanText, Listing, SavedSearch, Scope};
use crate::newsroom::Newsroom;

/// Keeps the searches that are saved.
pub(super) fn searches(shared: &Shared, searches: Searches) -> Outcome {
    match searches {
        Searches::List { json } => return list(shared, json),
        Searches::Add { name, query } => {
            let query = parse(&query.join(" "))?;
            let name = CleanText::line(name.trim());
            if name.is_empty() || query.is_empty() {
                return Err("a saved search needs a name and something to look for".into());
            }
            let store = shared.store_dir()?;
            let (_, before, _) = Newsroom::open(&store)?.store().save_search(&name, &query)?;
            tell_whom(&Newsroom::open_reader(&store)?, &query)?;
            let how = if before.is_some() { "changed" } else { "saved" };
            say(&format!("{how} {name}: {query}"))?;
        }
        Searches::Rename { name, to } => {
            let mut newsroom = Newsroom::open(&shared.store_dir()?)?;
            let saved = named(newsroom.saved_searches()?, &name)?;
            let name = CleanText::line(to.trim());
            if name.is_empty() || newsroom.saved_searches()?.iter().any(|saved| saved.name == name) {
                return Err(format!(
                    "{name} is no name for it: another one is called so, or nothing can be seen"
                )
                .into());
            }
            newsroom
                .store()
                .put_search(saved.id, Some(&SavedSearch { name: name.clone(), ..saved.clone() }))?;
            say(&format!("{} is called {name} now", saved.name))?;
        }
        Searches::Remove { name } => {
            let mut newsroom = Newsroom::open(&shared.store_dir()?)?;
            let saved = named(newsroom.saved_searches()?, &name)?;
            newsroom.store().put_search(saved.id, None)?;
            say(&format!("removed {}: {}; masthead undo brings it back", saved.name, saved.query))?;
        }
    }
    Ok(true)
}

fn named(saved: Vec<SavedSearch>, name: &str) -> Result<SavedSearch, String> {
    let found = saved.into_iter().find(|saved| saved.name.as_str() == name);
    found.ok_or_else(|| {
        format!("no saved search is called {name}; `masthead searches list` shows those there are")
    })
}

fn list(shared: &Shared, as_json: bool) -> Outcome {
    let reader = open(shared)?;
    let mut found = Vec::new();
    for saved in reader.saved_searches()? {
        let listing = Listing::from(Scope::Saved(saved.id));
        let (unread, _) = reader.count_on(&listing, true, None, &mut || true)?;
        if as_json {
            let SavedSearch { name, query, .. } = saved;
            found.push(json!({"name": name, "query": query, "unread": unread}));
        } else {
            say(&format!("{}  {}  ({unread} unread)", saved.name, saved.query))?;
        }
    }
    if as_json {
        say(&json_text(&Value::Array(found)))?;
    }
    Ok(true)
}
