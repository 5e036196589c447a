//! `masthead mute`.

use serde_json::{Value, json};

use super::Outcome;
use super::args::{Mute, MuteAdd, MuteTest, Shared};
use super::feeds::named;
use super::out::say;
use super::search;
use crate::model::{CleanText, Listing, Rule, RuleId, RuleTest, Scope, SectionKind};
use crate::newsroom::Newsroom;

/// Keeps the rules that mute.
pub(super) fn mute(shared: &Shared, mute: Mute) -> Outcome {
    let store = shared.store_dir()?;
    let mut newsroom = Newsroom::open(&store)?;
    match mute {
        Mute::Add(wanted) => add(&mut newsroom, wanted),
        Mute::List { json } => list(&newsroom, json),
        Mute::Remove { rule } => match newsroom.unmute(RuleId(rule), &mut |_| true)? {
            Some(heard) => {
                say(&format!("rule {rule} is gone; {heard} articles are heard again"))?;
                Ok(true)
            }
            None => {
                Err(format!("there is no rule {rule}; `masthead mute list` shows those there are").into())
            }
        },
        Mute::Articles { json } => {
            let reader = Newsroom::open_reader(&store)?;
            search::print_list(&reader, &Listing::from(Scope::Muted), json)?;
            Ok(true)
        }
    }
}

fn add(newsroom: &mut Newsroom, wanted: MuteAdd) -> Outcome {
    let feeds = newsroom.web_feeds()?;
    let feed = wanted.feed.as_deref().map(|name| named(&feeds, name)).transpose()?;
    let test = test(wanted.test)?;
    let (rule, muted) = newsroom.mute(feed.map(|feed| feed.feed.id), &test, &mut |_| true)?;
    say(&format!("rule {} mutes {muted} articles, and those that will come", rule.0))?;
    Ok(true)
}

fn test(wanted: MuteTest) -> Result<RuleTest, String> {
    let text = |text: String| CleanText::line(&text);
    Ok(match wanted {
        MuteTest { words: Some(words), .. } => RuleTest::Words(text(words)),
        MuteTest { actor: Some(name), .. } => RuleTest::Actor(text(name)),
        MuteTest { author: Some(name), .. } => RuleTest::Author(text(name)),
        MuteTest { regex: Some(pattern), .. } => RuleTest::Regex(text(pattern)),
        MuteTest { section: Some(kind), .. } => {
            let known = SectionKind::ALL.into_iter().find(|known| known.name() == kind);
            let names = SectionKind::ALL.map(SectionKind::name).join(", ");
            RuleTest::Section(known.ok_or(format!("{kind} is no kind of section; there are: {names}"))?)
        }
        _ => return Err("say what to mute: --words, --actor, --author, --section or --regex".to_owned()),
    })
}

fn list(newsroom: &Newsroom, json: bool) -> Outcome {
    let rules = newsroom.rules()?;
    let feeds = newsroom.web_feeds()?;
    let feed = |rule: &Rule| {
        let feed = feeds.iter().find(|feed| Some(feed.feed.id) == rule.feed);
        feed.map(|feed| feed.feed.name.to_string())
    };
    if json {
        let rules: Vec<Value> = rules
            .iter()
            .map(|rule| {
                let mut value = json!({"id": rule.id, "feed": feed(rule)});
                value["test"] = serde_json::to_value(&rule.test).unwrap_or_default();
                value
            })
            .collect();
        say(&Value::Array(rules).to_string())?;
        return Ok(true);
    }
    for rule in &rules {
        let place = feed(rule).map_or_else(String::new, |feed| format!(" in {feed}"));
        say(&format!("{}  {}{place}", rule.id.0, in_words(&rule.test)))?;
    }
    Ok(true)
}

fn in_words(test: &RuleTest) -> String {
    match test {
        RuleTest::Words(words) => format!("the words “{words}”"),
        RuleTest::Actor(name) => format!("the actor {name}"),
        RuleTest::Author(name) => format!("the author {name}"),
        RuleTest::Section(kind) => format!("a section {}", kind.name()),
        RuleTest::Regex(pattern) => format!("the pattern {pattern}"),
    }
}
