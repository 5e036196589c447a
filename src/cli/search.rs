//! `masthead search`.

use serde_json::json;

use super::Outcome;
use super::args::{Search, Shared};
use super::out::say;
use crate::model::{Cursor, Headline, Listing, Query, Scope};
use crate::newsroom::Newsroom;

/// How many articles are read at once.
const PAGE: usize = 500;

/// Prints the articles that a query finds, newest first. Whether there are any.
pub(super) fn search(shared: &Shared, search: &Search) -> Outcome {
    let query = Query::parse(&search.query.join(" "))?;
    let store = shared.store_dir()?;
    if !Newsroom::store_file(&store).exists() {
        let why = format!("there is no store in {}; masthead import FILE… makes one", store.display());
        return Err(why.into());
    }
    let reader = Newsroom::open_reader(&store)?;
    let listing = Listing { scope: Scope::All, filter: Some(query) };
    let most = if search.limit == 0 { usize::MAX } else { search.limit };
    let mut found: Vec<Headline> = Vec::new();
    let mut cursor = Cursor::Newest;
    while found.len() < most {
        let page = reader.headlines(&listing, cursor, PAGE.min(most - found.len()))?;
        let Some(last) = page.last() else { break };
        cursor = Cursor::OlderThan(last.id);
        found.extend(page);
    }
    match search.json {
        true => say(&serde_json::Value::from_iter(found.iter().map(as_json)).to_string())?,
        false => found.iter().try_for_each(|headline| say(&in_words(headline)))?,
    }
    Ok(true)
}

fn as_json(headline: &Headline) -> serde_json::Value {
    json!({
        "id": headline.id, "title": headline.title, "feed": headline.feed,
        "published": headline.published, "received": headline.received,
        "read": headline.status.read, "starred": headline.status.starred,
    })
}

fn in_words(headline: &Headline) -> String {
    let time = headline.published.unwrap_or(headline.received);
    format!("{}  {}  ({})", time.strftime("%Y-%m-%d"), headline.title, headline.feed)
}
