//! `masthead search`.

use std::error::Error;
use std::io;

use jiff::tz::TimeZone;
use serde_json::json;

use super::args::{Search, Shared};
use super::out::{json_text, note, point_at, say_on};
use super::{Outcome, own_actors};
use crate::export::CodePoints;
use crate::model::{
    Actor, ArticleId, Cursor, Field, Headline, Listing, Meant, Query, Scope, Sort, Term, count, day_of,
};
use crate::newsroom::Newsroom;
use crate::store::{Found, Reader, StoreError};

/// How many articles are read at once.
const PAGE: usize = 500;
/// How many actors are named, of those whom one name may mean.
const OFFERED: usize = 8;

/// Prints the articles that a query finds, in its order. Finding none is no failure.
pub(super) fn search(shared: &Shared, search: &Search) -> Outcome {
    let query = parse(&search.query.join(" "))?;
    let reader = open(shared)?;
    tell_whom(&reader, &query)?;
    let is_ranked = query.sort == Sort::Relevance;
    let listing = Listing { scope: Scope::All, filter: Some(query) };
    let most = if search.limit == 0 { usize::MAX } else { search.limit };
    let page = |cursor, limit| match cursor {
        // What is rated is one page.
        Cursor::OlderThan(_) if is_ranked => Ok(Vec::new()),
        cursor => reader.headlines(&listing, cursor, limit),
    };
    print(search.json.then_some(&|rows| reader.found(&listing, rows)), most, page, say_on)?;
    own_actors::tell_if_older(&reader, &own_actors::load(shared).0)?;
    note_waiting(&reader)?;
    Ok(true)
}

/// Says how many articles are not wholly known yet.
pub(super) fn note_waiting(reader: &Reader) -> Result<(), StoreError> {
    let waiting = reader.totals()?.waiting;
    if waiting > 0 {
        let waiting = count(waiting, "article");
        note(&format!("{waiting} still to be analysed, and searched by title alone until then"));
    }
    Ok(())
}

/// The store, for reading.
pub(super) fn open(shared: &Shared) -> Result<Reader, Box<dyn Error>> {
    Ok(Newsroom::open_reader(&shared.store_dir()?)?)
}

/// The same where a list is asked for that is empty in a store that is still to be made.
pub(super) fn open_or_make(shared: &Shared) -> Result<Reader, Box<dyn Error>> {
    let store = shared.store_dir()?;
    match Newsroom::store_file(&store).exists() {
        true => Ok(Newsroom::open_reader(&store)?),
        false => Ok(Newsroom::open(&store)?.reader()?),
    }
}

/// Reads a query; where it is none, the word that is wrong is pointed at.
pub(super) fn parse(text: &str) -> Result<Query, String> {
    Query::parse(text).map_err(|error| {
        point_at(text, error.column, error.width);
        error.to_string()
    })
}

/// Says whom a name means, where that is nobody or several; which feed or language there is not.
pub(super) fn tell_whom(reader: &Reader, query: &Query) -> Result<(), StoreError> {
    for Meant { name, actors } in reader.meant(query, OFFERED)? {
        let known = |actor: &Actor| format!("{} ({})", actor.name, actor.key);
        match actors.as_slice() {
            [] => note(&format!("no actor is called {name}; `masthead actors` lists those there are")),
            [_] => {}
            several => {
                let several: Vec<String> = several.iter().map(known).collect();
                note(&format!("{name} may be {}; put one of these ids in its place", several.join(", ")));
            }
        }
    }
    for (term, _) in query.wanted_terms() {
        match term {
            Term::Of(Field::Feed, name) if !reader.has_feed_called(name)? => {
                note(&format!(
                    "there is no feed or folder {name}; `masthead feeds list` shows those there are"
                ));
            }
            Term::Of(Field::Lang, code) if !is_language_code(code) => {
                note(&format!("{code} is no code of a language; write lang:en, lang:de and so on"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a text is a language's code as BCP 47 has them: two or three letters, and what comes after a hyphen.
fn is_language_code(code: &str) -> bool {
    let primary = code.split(['-', '_']).next().unwrap_or_default();
    matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Prints the articles of a list, newest first.
pub(super) fn print_list(reader: &Reader, listing: &Listing, json: bool) -> Result<(), Box<dyn Error>> {
    let page = |cursor, limit| reader.headlines(listing, cursor, limit);
    print(json.then_some(&|rows| reader.found(listing, rows)), usize::MAX, page, say_on)
}

/// What there is to say of articles beside their headlines.
type MoreOf<'a> = &'a dyn Fn(&[ArticleId]) -> Result<Vec<Found>, StoreError>;

/// Prints `most` headlines at most, page by page, until there are no more or nobody reads on: in JSON with more of each,
/// where `more` has it.
fn print(
    more: Option<MoreOf<'_>>,
    most: usize,
    mut page: impl FnMut(Cursor, usize) -> Result<Vec<Headline>, StoreError>,
    mut say: impl FnMut(&str) -> io::Result<bool>,
) -> Result<(), Box<dyn Error>> {
    let zone = TimeZone::system();
    let mut printed = 0;
    let mut cursor = Cursor::Newest;
    while printed < most {
        let found = page(cursor, PAGE.min(most - printed))?;
        let Some(last) = found.last() else { break };
        cursor = Cursor::OlderThan(last.id);
        let mut piece = String::new();
        let ids: Vec<ArticleId> = found.iter().map(|headline| headline.id).collect();
        let more = more.map(|more| more(&ids)).transpose()?;
        for (nth, headline) in found.iter().enumerate() {
            match &more {
                Some(more) => {
                    let json = json_text(&as_json(headline, more.get(nth)));
                    piece.push_str(&format!("{}{json}", if printed == 0 { '[' } else { ',' }));
                }
                None => piece.push_str(&(in_words(headline, &zone) + "\n")),
            }
            printed += 1;
        }
        if !say(&piece)? {
            return Ok(());
        }
    }
    if more.is_some() {
        say(if printed == 0 { "[]\n" } else { "]\n" })?;
    }
    Ok(())
}

fn as_json(headline: &Headline, more: Option<&Found>) -> serde_json::Value {
    let authors = more.iter().flat_map(|more| &more.authors).map(|author| &author.name);
    let sentence = more.and_then(|more| more.hit.as_ref()).map(|hit| {
        let points = CodePoints::of(&hit.text);
        let matches = hit.marks.iter().map(|mark| points.range(mark));
        let matches: Vec<_> =
            matches.map(|range| json!({ "start": range.start, "end": range.end })).collect();
        json!({ "text": hit.text, "matches": matches, "spot": hit.place.spot })
    });
    json!({
        "link": more.and_then(|more| more.url.as_ref()), "authors": authors.collect::<Vec<_>>(),
        "language": more.and_then(|more| more.language.as_ref()), "sentence": sentence,
        "tags": headline.tags, "keywords": more.map(|more| &more.keywords),
        "note": more.and_then(|more| more.note.as_ref()),
        "id": headline.id, "title": headline.title, "feed": headline.feed,
        "published": headline.published, "received": headline.received,
        "read": headline.status.read, "starred": headline.status.starred,
        "changed": headline.status.changed, "muted": headline.status.muted,
    })
}

/// A line for people, which begins with what `masthead show` takes.
fn in_words(headline: &Headline, zone: &TimeZone) -> String {
    let day = day_of(headline.published.unwrap_or(headline.received), zone);
    format!("{}  {}  {}  ({})", headline.id.0, day.strftime("%Y-%m-%d"), headline.title, headline.feed)
}

#[cfg(test)]
mod tests {
    use super::{MoreOf, PAGE, print};
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
            tags: Vec::new(),
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
            print(Some(&|_| Ok(Vec::new())), most, |cursor, limit| Ok(endless(cursor, limit)), say)
                .expect("printed");
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
            let more: Option<MoreOf> = if json { Some(&|_| Ok(Vec::new())) } else { None };
            print(more, usize::MAX, |cursor, limit| Ok(endless(cursor, limit)), say).expect("no error");
            assert_eq!(pieces, 3);
        }
    }
}
