//! From a [`Listing`] to SQL: which table to walk along in the order of ids, and what must hold for each row.
//!
//! Nothing that anyone typed becomes SQL or FTS5 syntax: values are bound, words are folded and quoted.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::words::{feed_tag, indexed, is_half_pair, split};
use super::{complete, followed, hide, names, subscription, vocabulary};
use crate::model::{ActorKey, Listing, Scope, Term};

/// How the articles of a list are walked: always along a key that is the article's id.
#[derive(Debug)]
pub(super) struct Plan {
    /// The table that is walked.
    table: &'static str,
    /// Its column that is the article's id.
    id: &'static str,
    conditions: Vec<&'static str>,
    values: Vec<Value>,
}

/// More actors than this under one `actor:` are cut off, the most frequent kept.
const MAX_ACTORS: usize = 100;

/// The plan for a list; `None` where nothing can be in it.
pub(super) fn plan(db: &Connection, listing: &Listing) -> rusqlite::Result<Option<Plan>> {
    let mut expressions = Vec::new();
    let (mut actors, mut phrases) = (Vec::new(), Vec::new());
    for term in listing.filter.iter().flat_map(|query| &query.terms) {
        match term {
            Term::Phrase(words) => {
                let words = split_words(words);
                phrases.extend(next_to_each_other(&words, false));
                expressions.extend(all_of(&words, false));
            }
            Term::Prefix(words) => {
                let words = split_words(words);
                phrases.extend(next_to_each_other(&words, true));
                expressions.extend(prefix(db, &words)?);
            }
            Term::Actor(name) => actors.push(complete::actors_called(db, name, MAX_ACTORS)?),
        }
    }
    match &listing.scope {
        Scope::Actor(key) => actors.push(actor_id(db, key)?.into_iter().collect()),
        Scope::Followed => actors.push(followed::all(db)?),
        _ => {}
    }
    if let Scope::Folder(folder) = &listing.scope {
        match subscription::in_folder(db, folder)?.as_slice() {
            [] => return Ok(None),
            feeds => expressions.push(any_of(feeds.iter().map(|feed| feed_tag(feed.0)))),
        }
    }
    for group in actors {
        match names::expression(db, &group)? {
            Some(expression) => expressions.push(expression),
            None => return Ok(None),
        }
    }
    let plan = match (&listing.scope, expressions.as_slice()) {
        (Scope::All, []) => Plan::new("article", "article.id"),
        (Scope::Feed(feed), []) => {
            Plan::new("entry", "entry.article_id").and("entry.feed_id = ?", feed.0.into())
        }
        (Scope::Unread, []) => unread(0),
        (Scope::Muted, []) => Plan::new("article INDEXED BY article_hidden", "article.id")
            .and_also("article.hidden <> 0 AND article.hidden & 2"),
        (Scope::Starred, []) => Plan::new("status INDEXED BY status_starred", "status.article_id")
            .and_also("status.starred_at IS NOT NULL"),
        (scope, _) => {
            if let Scope::Feed(feed) = scope {
                expressions.push(quoted(&feed_tag(feed.0)));
            }
            let plan = Plan::new("search", "search.rowid").and("search MATCH ?", conjunction(&expressions));
            let plan = phrases.into_iter().fold(plan, |plan, phrase| plan.and(SAYS, Value::Text(phrase)));
            match scope {
                Scope::Unread => plan.only_unread(),
                Scope::Starred => plan.and_also(
                    "EXISTS (SELECT 1 FROM status s WHERE s.article_id = search.rowid AND s.starred_at IS NOT NULL)",
                ),
                Scope::Muted => plan.and_also(
                    "EXISTS (SELECT 1 FROM article h WHERE h.id = search.rowid AND h.hidden & 2)",
                ),
                Scope::All | Scope::Feed(_) | Scope::Folder(_) | Scope::Actor(_) | Scope::Followed => plan,
            }
        }
    };
    let shows_all = listing.scope == Scope::Muted || !hide::hides_any(db)?;
    Ok(Some(if shows_all { plan } else { plan.only_shown() }))
}

/// Which way a list is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To ever older articles.
    Older,
    /// To ever newer ones.
    Newer,
}

impl Plan {
    /// The plan, for unread articles only.
    pub(super) fn only_unread(self) -> Self {
        match self.id {
            "article.id" => unread(0),
            "unread.article_id" => self,
            "entry.article_id" => Self {
                table: "unread",
                id: "unread.article_id",
                conditions: vec!["unread.feed_id = ?"],
                ..self
            },
            "search.rowid" => self.and_also(
                "EXISTS (SELECT 1 FROM unread u WHERE u.feed_id = 0 AND u.article_id = search.rowid)",
            ),
            _ => self.and_also(
                "EXISTS (SELECT 1 FROM unread u WHERE u.feed_id = 0 AND u.article_id = status.article_id)",
            ),
        }
    }

    /// The plan, without hidden articles. What is unread is shown anyway.
    fn only_shown(self) -> Self {
        match self.id {
            "article.id" => self.and_also("article.hidden = 0"),
            "unread.article_id" => self,
            "entry.article_id" => self.and_also(
                "NOT EXISTS (SELECT 1 FROM article h WHERE h.id = entry.article_id AND h.hidden <> 0)",
            ),
            "search.rowid" => self
                .and_also("NOT EXISTS (SELECT 1 FROM article h WHERE h.id = search.rowid AND h.hidden <> 0)"),
            _ => self.and_also(
                "NOT EXISTS (SELECT 1 FROM article h WHERE h.id = status.article_id AND h.hidden <> 0)",
            ),
        }
    }

    /// The statement that walks from `from` (not itself), `limit` articles at most. `{id}` in `columns` is the
    /// article's id; `joins` go to tables by that id.
    pub(super) fn select(
        &self,
        columns: &str,
        joins: &str,
        way: Way,
        from: Option<i64>,
        limit: i64,
    ) -> (String, Vec<Value>) {
        let Self { table, id, conditions, values } = self;
        let mut values = values.clone();
        let mut conditions: Vec<String> = conditions.iter().map(|text| (*text).to_owned()).collect();
        let (sign, order) = match way {
            Way::Older => ("<", "DESC"),
            Way::Newer => (">", "ASC"),
        };
        if let Some(from) = from {
            conditions.push(format!("{id} {sign} ?"));
            values.push(from.into());
        }
        let conditions =
            if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        values.push(limit.into());
        let columns = columns.replace("{id}", id);
        let joins = joins.replace("{id}", id);
        let sql = format!("SELECT {columns} FROM {table} {joins} {conditions} ORDER BY {id} {order} LIMIT ?");
        (sql, values)
    }

    /// The statement that puts the ids of all unread articles of the list somewhere: `{id}` in `insert`.
    pub(super) fn insert(&self, insert: &str) -> (String, Vec<Value>) {
        let Self { table, id, conditions, values } = self;
        let conditions = conditions.join(" AND ");
        (format!("{} FROM {table} WHERE {conditions}", insert.replace("{id}", id)), values.clone())
    }

    fn new(table: &'static str, id: &'static str) -> Self {
        Self { table, id, conditions: Vec::new(), values: Vec::new() }
    }

    fn and(mut self, condition: &'static str, value: Value) -> Self {
        self.conditions.push(condition);
        self.values.push(value);
        self
    }

    fn and_also(mut self, condition: &'static str) -> Self {
        self.conditions.push(condition);
        self
    }
}

fn unread(feed: i64) -> Plan {
    Plan::new("unread", "unread.article_id").and("unread.feed_id = ?", feed.into())
}

fn actor_id(db: &Connection, key: &ActorKey) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM actor WHERE key = ?1")?
        .query_row([key.as_str()], |row| row.get(0))
        .optional()
}

/// Whether an article of the index says a phrase.
const SAYS: &str = "(SELECT says(b.packed, h.slot, h.index_version, h.title, ?) FROM article h
     JOIN bundle b ON b.id = h.bundle WHERE h.id = search.rowid)";

/// Words as the index has them.
fn split_words(text: &str) -> Vec<String> {
    split(&indexed(text)).map(str::to_ascii_lowercase).collect()
}

/// An FTS5 expression for words that are all there; `None` where there are none.
fn all_of(words: &[String], goes_on: bool) -> Option<String> {
    let last = words.len().checked_sub(1)?;
    let star = |nth, word: &String| {
        let is_half = nth == last && (goes_on || is_half_pair(word));
        format!("{}{}", quoted(word), if is_half { " *" } else { "" })
    };
    Some(words.iter().enumerate().map(|(nth, word)| star(nth, word)).collect::<Vec<_>>().join(" AND "))
}

/// What to look for in the articles that have all of these words; `None` where there is no more than one.
fn next_to_each_other(words: &[String], goes_on: bool) -> Option<String> {
    let goes_on = goes_on || words.last().is_some_and(|word| is_half_pair(word));
    (words.len() > 1).then(|| format!("{}{}", words.join(" "), if goes_on { "*" } else { "" }))
}

/// An FTS5 expression for words of which the last goes on.
fn prefix(db: &Connection, words: &[String]) -> rusqlite::Result<Option<String>> {
    let Some((last, first)) = words.split_last() else { return Ok(None) };
    let Some(known) = vocabulary::beginning_with(db, last)?.filter(|known| !known.is_empty()) else {
        return Ok(all_of(words, true));
    };
    let last = known.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" OR ");
    let first = all_of(first, false).map(|first| format!("{first} AND ")).unwrap_or_default();
    Ok(Some(format!("{first}({last})")))
}

fn any_of(tags: impl Iterator<Item = String>) -> String {
    tags.map(|tag| quoted(&tag)).collect::<Vec<_>>().join(" OR ")
}

fn conjunction(expressions: &[String]) -> Value {
    Value::Text(expressions.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" AND "))
}

/// In quotes everything is words; a quotation mark or control character within would part words anyway.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace(|c: char| c == '"' || c.is_control(), " "))
}

#[cfg(test)]
mod tests {
    use super::{all_of, next_to_each_other, split_words};

    #[test]
    fn what_is_typed_is_words_never_syntax() {
        for (words, goes_on, expected, next) in [
            ("Peace talks", false, Some("\"peace\" AND \"talks\""), Some("peace talks")),
            ("gov", true, Some("\"gov\" *"), None),
            ("a\" OR \"b", false, Some("\"a\" AND \"or\" AND \"b\""), Some("a or b")),
            ("title:x NEAR(", false, Some("\"title\" AND \"x\" AND \"near\""), Some("title x near")),
            ("—", false, None, None),
            ("京", false, Some("\"京\" *"), None),
            ("Élysée", false, Some("\"elysee\""), None),
        ] {
            let split = split_words(words);
            assert_eq!(all_of(&split, goes_on).as_deref(), expected, "from {words:?}");
            assert_eq!(next_to_each_other(&split, goes_on).as_deref(), next, "from {words:?}");
        }
    }
}
