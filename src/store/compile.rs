//! From a [`Listing`] to SQL: which table to walk along in the order of ids, what must hold for each row, and what is
//! looked at in the articles that are left.
//!
//! Nothing that anyone typed becomes SQL or FTS5 syntax: values are bound, words are folded and quoted.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::check::{Check, RowTest};
use super::ids_of_days::{Days, Now};
use super::set::Set;
use super::terms::known;
use super::within::Where;
use super::words::feed_tag;
use super::{followed, hide, names, saved, subscription};
use crate::model::{ActorKey, Expr, Is, Listing, Query, Scope, Term};

/// How the articles of a list are walked: always along a key that is the article's id.
#[derive(Debug)]
pub(super) struct Plan {
    /// The table that is walked.
    table: &'static str,
    /// Its column that is the article's id.
    id: &'static str,
    conditions: Vec<&'static str>,
    values: Vec<Value>,
    /// The first and the last id that may be in it.
    range: (i64, i64),
    /// What is looked at in each article then.
    pub(super) checks: Vec<Check>,
}

/// The plan for a list; `None` where nothing can be in it.
pub(super) fn plan(db: &Connection, listing: &Listing) -> rusqlite::Result<Option<Plan>> {
    plan_within(db, listing, Set::Everything)
}

/// The plan for a list, and for what is hidden besides.
pub(super) fn plan_of_hidden_too(db: &Connection, listing: &Listing) -> rusqlite::Result<Option<Plan>> {
    Ok(unfiltered(db, listing, Set::Everything)?.map(|(plan, _)| plan))
}

/// The plan for those articles of a list that are in a set as well.
pub(super) fn plan_within(db: &Connection, listing: &Listing, within: Set) -> rusqlite::Result<Option<Plan>> {
    let Some((plan, shows_muted)) = unfiltered(db, listing, within)? else { return Ok(None) };
    Ok(Some(if shows_muted || !hide::hides_any(db)? { plan } else { plan.only_shown() }))
}

/// The plan for a list and what of it is hidden, and whether it is about what is muted.
fn unfiltered(db: &Connection, listing: &Listing, within: Set) -> rusqlite::Result<Option<(Plan, bool)>> {
    let now = &Now::default();
    let Some(Listing { mut scope, filter }) = saved::resolved(db, listing)? else { return Ok(None) };
    let (mut first, mut last) = (i64::MIN, i64::MAX);
    let (mut rest, mut days_apart) = (Vec::new(), Vec::new());
    for expr in filter.iter().flat_map(|query| query.wanted.conjuncts()) {
        match expr {
            Expr::Term(Term::Is(is)) if scope == Scope::All && scope_of(*is).is_some() => {
                scope = scope_of(*is).unwrap_or_default();
            }
            Expr::Term(term) if let Some(days) = Days::of(term, now) => {
                let range = days.range();
                (first, last) = (first.max(range.0), last.min(range.1));
                days_apart.extend((!days.is_exact()).then_some(Check::Days(days)));
            }
            other => rest.push(other.clone()),
        }
    }
    let known = known(db, &Expr::All(rest), &Where::default(), now)?;
    let set = known.may.clone().and(set_of(db, &scope)?).and(within);
    let expression = set.expression();
    if set == Set::Nothing {
        return Ok(None);
    }
    let plan = match (&scope, expression) {
        (Scope::Unread, None) => unread(0),
        (Scope::Muted, None) => Plan::new("article INDEXED BY article_hidden", "article.id")
            .and_also("article.hidden <> 0 AND article.hidden & 2"),
        (Scope::Starred, None) => Plan::new("status INDEXED BY status_starred", "status.article_id")
            .and_also("status.starred_at IS NOT NULL"),
        (Scope::Feed(feed), None) => {
            Plan::new("entry", "entry.article_id").and("entry.feed_id = ?", feed.0.into())
        }
        (_, None) => Plan::new("article", "article.id"),
        (scope, Some(expression)) => {
            let plan = Plan::new("search", "search.rowid");
            let expression = match scope {
                Scope::Feed(feed) => {
                    set.and(Set::any_word([feed_tag(feed.0)])).expression().unwrap_or_default()
                }
                _ => expression,
            };
            let plan = plan.and("search MATCH ?", Value::Text(expression));
            match scope {
                Scope::Unread => plan.and_check(Check::Row(RowTest::Unread)),
                Scope::Starred => plan.and_check(Check::Row(RowTest::Starred)),
                Scope::Muted => plan.and_check(Check::Row(RowTest::Muted)),
                _ => plan,
            }
        }
    };
    let mut plan = Plan { range: (first, last), ..plan };
    plan.checks.extend(days_apart);
    let plan = if known.is_exact() { plan } else { plan.and_check(known.check) };
    Ok(Some((plan, filter.as_ref().is_some_and(asks_for_muted) || scope == Scope::Muted)))
}

/// The list that is walked for what is so.
fn scope_of(is: Is) -> Option<Scope> {
    match is {
        Is::Unread => Some(Scope::Unread),
        Is::Starred => Some(Scope::Starred),
        Is::Muted => Some(Scope::Muted),
        Is::Read | Is::Noted | Is::Changed => None,
    }
}

fn asks_for_muted(query: &Query) -> bool {
    query.wanted_terms().iter().any(|(term, _)| **term == Term::Is(Is::Muted))
}

/// What the index knows of a list that no search restricts.
fn set_of(db: &Connection, scope: &Scope) -> rusqlite::Result<Set> {
    let actors = match scope {
        Scope::Folder(folder) => {
            let feeds = subscription::in_folder(db, folder)?;
            return Ok(Set::any_word(feeds.into_iter().map(|feed| feed_tag(feed.0))));
        }
        Scope::Actor(key) => actor_id(db, key)?.into_iter().collect(),
        Scope::Followed => followed::all(db)?,
        Scope::All | Scope::Unread | Scope::Starred | Scope::Muted | Scope::Feed(_) | Scope::Saved(_) => {
            return Ok(Set::Everything);
        }
    };
    Ok(names::expression(db, &actors)?.map_or(Set::Nothing, Set::of))
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
            "article.id" => Self { checks: self.checks, range: self.range, ..unread(0) },
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

    /// The plan, for unread articles only, looked at one by one: so that a walk that meets few may be broken off.
    pub(super) fn and_unread(self) -> Self {
        match self.id {
            "search.rowid" => self.and_check(Check::Row(RowTest::Unread)),
            _ => self.only_unread(),
        }
    }

    /// The plan, for the ids from the first to the last of a range only.
    pub(super) fn between(self, (first, last): (i64, i64)) -> Self {
        Self { range: (self.range.0.max(first), self.range.1.min(last)), ..self }
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

    /// The statement that walks from `from` (not itself), `limit` articles at most; all, where articles are looked at
    /// before they count. `{id}` in `columns` is the article's id; `joins` go to tables by that id.
    pub(super) fn select(
        &self,
        columns: &str,
        joins: &str,
        way: Way,
        from: Option<i64>,
        limit: i64,
    ) -> (String, Vec<Value>) {
        let Self { table, id, checks, .. } = self;
        let (mut conditions, mut values) = self.conditions();
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
        values.push(if checks.is_empty() { limit } else { -1 }.into());
        let columns = columns.replace("{id}", id);
        let joins = joins.replace("{id}", id);
        let sql = format!("SELECT {columns} FROM {table} {joins} {conditions} ORDER BY {id} {order} LIMIT ?");
        (sql, values)
    }

    /// The statement that puts the ids of all articles of the list somewhere: `{id}` in `insert`. Only where nothing is
    /// looked at in articles.
    pub(super) fn insert(&self, insert: &str) -> (String, Vec<Value>) {
        let Self { table, id, .. } = self;
        let (conditions, values) = self.conditions();
        (format!("{} FROM {table} WHERE {}", insert.replace("{id}", id), conditions.join(" AND ")), values)
    }

    fn conditions(&self) -> (Vec<String>, Vec<Value>) {
        let mut conditions: Vec<String> = self.conditions.iter().map(|text| (*text).to_owned()).collect();
        let mut values = self.values.clone();
        for (sign, bound, none) in [(">=", self.range.0, i64::MIN), ("<=", self.range.1, i64::MAX)] {
            if bound != none {
                conditions.push(format!("{} {sign} ?", self.id));
                values.push(bound.into());
            }
        }
        (conditions, values)
    }

    fn new(table: &'static str, id: &'static str) -> Self {
        Self {
            table,
            id,
            conditions: Vec::new(),
            values: Vec::new(),
            range: (i64::MIN, i64::MAX),
            checks: Vec::new(),
        }
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

    fn and_check(mut self, check: Check) -> Self {
        match check {
            Check::All(checks) => self.checks.extend(checks),
            check => self.checks.push(check),
        }
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
