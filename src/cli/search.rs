//! `masthead search`.

use std::error::Error;
use std::io;

use serde_json::json;

use super::args::{Search, Shared};
use super::out::{note, say_on};
use super::{Outcome, own_actors};
use crate::model::{Cursor, Headline, Listing, Query, Scope};
use crate::newsroom::Newsroom;
use crate::store::{Reader, StoreError};

/// How many articles are read at once.
const PAGE: usize = 500;

/// Prints the articles that a query finds, newest first. Finding none is no failure.
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
    let page = |cursor, limit| reader.headlines(&listing, cursor, limit);
    print(search.json, most, page, say_on)?;
    own_actors::tell_if_older(&reader, &own_actors::load(shared).0)?;
    let waiting = reader.totals()?.waiting;
    if waiting > 0 {
        note(&format!(
            "{waiting} articles were searched by their titles alone: they are still to be analysed"
        ));
    }
    Ok(true)
}

/// Prints the articles of a list, newest first.
pub(super) fn print_list(reader: &Reader, listing: &Listing, json: bool) -> Result<(), Box<dyn Error>> {
    print(json, usize::MAX, |cursor, limit| reader.headlines(listing, cursor, limit), say_on)
}

/// Prints `most` headlines at most, page by page, until there are no more or nobody reads on.
fn print(
    json: bool,
    most: usize,
    mut page: impl FnMut(Cursor, usize) -> Result<Vec<Headline>, StoreError>,
    mut say: impl FnMut(&str) -> io::Result<bool>,
) -> Result<(), Box<dyn Error>> {
    let mut printed = 0;
    let mut cursor = Cursor::Newest;
    while printed < most {
        let found = page(cursor, PAGE.min(most - printed))?;
        let Some(last) = found.last() else { break };
        cursor = Cursor::OlderThan(last.id);
        let mut piece = String::new();
        for headline in &found {
            match json {
                true => {
                    piece.push_str(&format!("{}{}", if printed == 0 { '[' } else { ',' }, as_json(headline)))
                }
                false => piece.push_str(&(in_words(headline) + "\n")),
            }
            printed += 1;
        }
        if !say(&piece)? {
            return Ok(());
        }
    }
    if json {
        say(if printed == 0 { "[]\n" } else { "]\n" })?;
    }
    Ok(())
}

fn as_json(headline: &Headline) -> serde_json::Value {
    json!({
        "id": headline.id, "title": headline.title, "feed": headline.feed,
        "published": headline.published, "received": headline.received,
        "read": headline.status.read, "starred": headline.status.starred,
        "changed": headline.status.changed, "muted": headline.status.muted,
    })
}

fn in_words(headline: &Headline) -> String {
    let time = headline.published.unwrap_or(headline.received);
    format!("{}  {}  ({})", time.strftime("%Y-%m-%d"), headline.title, headline.feed)
}

#[cfg(test)]
mod tests {
    use super::{PAGE, print};
    use crate::model::{ArticleId, CleanText, Cursor, Headline, Status, Timestamp};

    /// A page of a list that never ends.
    fn endless(cursor: Cursor, limit: usize) -> Vec<Headline> {
        let from = match cursor {
            Cursor::OlderThan(id) => id.0,
            _ => i64::MAX,
        };
        (1..).map(|n| headline(from - n)).take(limit).collect()
    }

    fn headline(id: i64) -> Headline {
        Headline {
            id: ArticleId(id),
            title: CleanText::new("Talks \"resume\""),
            feed: CleanText::new("World"),
            published: None,
            received: Timestamp::UNIX_EPOCH,
            status: Status::default(),
        }
    }

    #[test]
    fn json_in_pieces_is_one_array() {
        for most in [0, 1, PAGE, 2 * PAGE + 1] {
            let mut out = String::new();
            let say = |piece: &str| {
                out.push_str(piece);
                Ok(true)
            };
            print(true, most, |cursor, limit| Ok(endless(cursor, limit)), say).expect("printed");
            let json: Vec<serde_json::Value> = serde_json::from_str(&out).expect("an array");
            assert!(json.len() == most && out.ends_with("]\n"));
        }
    }

    #[test]
    fn it_stops_when_nobody_reads_on() {
        // Without stopping it would never end.
        for json in [true, false] {
            let mut pieces = 0;
            let say = |_: &str| {
                pieces += 1;
                Ok(pieces < 3)
            };
            print(json, usize::MAX, |cursor, limit| Ok(endless(cursor, limit)), say).expect("no error");
            assert_eq!(pieces, 3);
        }
    }
}
