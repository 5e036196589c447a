//! `masthead mute`.

use std::error::Error;

use serde_json::{Value, json};

use super::Outcome;
use super::args::{Mute, MuteAdd, MuteArgs, MuteTest, Shared};
use super::feeds::named;
use super::out::{json_text, say};
use super::search::{self, parse};
use crate::model::{Feed, FeedId, Listing, Query, Rule, RuleId, Scope, count};
use crate::newsroom::Newsroom;
use crate::store::Reader;

/// Keeps the rules that mute.
pub(super) fn mute(shared: &Shared, args: MuteArgs) -> Outcome {
    let nothing =
        MuteTest { query: args.query, words: None, actor: None, author: None, section: None, regex: None };
    let mute = args.command.unwrap_or(Mute::Add(MuteAdd { feed: None, test: nothing }));
    let open = || Ok::<_, Box<dyn Error>>(Newsroom::open(&shared.store_dir()?)?);
    match mute {
        Mute::Add(wanted) => {
            let mut newsroom = open()?;
            let reader = newsroom.reader()?;
            add(&mut newsroom, &reader, wanted)
        }
        Mute::List { json } => list(&search::open_or_make(shared)?, json),
        Mute::Remove { rule } => match open()?.unmute(RuleId(rule), &mut |_| true)? {
            Some(heard) => {
                say(&format!("rule {rule} is gone; {} heard again", are(heard)))?;
                Ok(true)
            }
            None => {
                Err(format!("there is no rule {rule}; `masthead mute list` shows those there are").into())
            }
        },
        Mute::Articles { json } => {
            let reader = search::open_or_make(shared)?;
            search::print_list(&reader, &Listing::from(Scope::Muted), json)?;
            Ok(true)
        }
    }
}

fn add(newsroom: &mut Newsroom, reader: &Reader, wanted: MuteAdd) -> Outcome {
    let feed = match wanted.feed.as_deref() {
        Some(name) => Some(feed_called(newsroom, reader, name)?),
        None => None,
    };
    let query = query(wanted.test)?;
    search::tell_whom(reader, &query)?;
    let (rule, muted, _) = newsroom.mute(feed, &query, &mut |_| true)?;
    say(&format!("rule {} mutes {}, and those that will come", rule.0, count(muted, "article")))?;
    Ok(true)
}

/// So many articles are.
fn are(articles: u64) -> String {
    format!("{} {}", count(articles, "article"), if articles == 1 { "is" } else { "are" })
}

/// The feed of the list that is called so, whether it is of the web or not.
fn feed_called(newsroom: &Newsroom, reader: &Reader, name: &str) -> Result<FeedId, Box<dyn Error>> {
    let folded = name.to_lowercase();
    let feeds = reader.feeds()?;
    let is_called = |feed: &&Feed| feed.id.0.to_string() == name || feed.name.to_lowercase() == folded;
    match feeds.iter().filter(is_called).collect::<Vec<_>>().as_slice() {
        [feed] => Ok(feed.id),
        _ => Ok(named(&newsroom.web_feeds()?, name)?.feed.id),
    }
}

/// The query that a rule was asked for as.
fn query(wanted: MuteTest) -> Result<Query, String> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', " "));
    let text = match wanted {
        MuteTest { words: Some(words), .. } => quoted(&words),
        MuteTest { actor: Some(name), .. } => format!("actor:{}", quoted(&name)),
        MuteTest { author: Some(name), .. } => format!("author:{}", quoted(&name)),
        MuteTest { regex: Some(pattern), .. } => format!("/{}/", pattern.replace('/', "\\/")),
        MuteTest { section: Some(kind), .. } => format!("in:{}", quoted(&kind)),
        MuteTest { query, .. } => query.join(" "),
    };
    parse(&text)
}

fn list(reader: &Reader, json: bool) -> Outcome {
    let (rules, feeds) = (reader.rules()?, reader.feeds()?);
    let feed = |rule: &Rule| {
        let feed = feeds.iter().find(|feed| Some(feed.id) == rule.feed);
        feed.map(|feed| feed.name.to_string())
    };
    if json {
        let rules: Vec<Value> = rules
            .iter()
            .map(|rule| json!({"id": rule.id, "feed": feed(rule), "query": rule.query}))
            .collect();
        say(&json_text(&Value::Array(rules)))?;
        return Ok(true);
    }
    for rule in &rules {
        let place = feed(rule).map_or_else(String::new, |feed| format!(" in {feed}"));
        say(&format!("{}  {}{place}", rule.id.0, rule.query))?;
    }
    Ok(true)
}
