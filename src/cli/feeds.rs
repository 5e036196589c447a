//! `masthead feeds`.

use std::error::Error;
use std::io::{BufRead, IsTerminal, stderr, stdin};

use serde_json::{Value, json};

use super::Outcome;
use super::args::{Feeds, FeedsAdd, FullTextArg, Shared};
use super::feed_lists;
use super::out::{ask_for, json_text, note, say, say_on};
use super::search::open_or_make;
use crate::model::{CleanText, FeedEdit, Folder, FullText, Pause, Retention, Subscribed, WebFeed, count};
use crate::newsroom::{FoundFeed, Network, Newsroom};

/// Keeps the feeds in order.
pub(super) fn feeds(shared: &Shared, feeds: Feeds, network: &Network) -> Outcome {
    let open = || Ok::<_, Box<dyn Error>>(Newsroom::open(&shared.store_dir()?)?);
    let (what, edit) = match feeds {
        Feeds::Add(wanted) => return add(&mut open()?, &wanted, network),
        Feeds::List { json } => return list(&open_or_make(shared)?.web_feeds()?, json),
        Feeds::Remove { feed, yes } => return remove(&mut open()?, &feed, yes),
        Feeds::Import { files, json } => return feed_lists::import(&mut open()?, &files, json),
        Feeds::Export { format } => {
            return feed_lists::export(open_or_make(shared)?.web_feeds()?, format);
        }
        Feeds::Rename { feed, name } => {
            let name = CleanText::line(&name);
            if name.is_empty() {
                return Err("a feed needs a name that can be seen".into());
            }
            (feed, FeedEdit::Rename(name))
        }
        Feeds::Move { feed, folders } => (
            feed,
            FeedEdit::Folders(
                folders.iter().map(|path| folder(path)).filter(|path| !path.is_empty()).collect(),
            ),
        ),
        Feeds::FullText { feed, when } => (
            feed,
            FeedEdit::FullText(match when {
                FullTextArg::Never => FullText::Never,
                FullTextArg::WhenShort => FullText::WhenShort,
                FullTextArg::Always => FullText::Always,
            }),
        ),
        Feeds::Keep { feed, days, articles } => (feed, FeedEdit::Keep(Retention { days, articles })),
        Feeds::Pause { feed } => (feed, FeedEdit::Pause(true)),
        Feeds::Resume { feed } => (feed, FeedEdit::Pause(false)),
    };
    let mut newsroom = open()?;
    let feeds = newsroom.web_feeds()?;
    let feed = named(&feeds, &what)?;
    let done = newsroom.edit_feed(feed.feed.id, &edit)?;
    let said = match (done, edit) {
        (None, _) => format!("{} is as you want it already", feed.feed.name),
        (_, FeedEdit::Rename(name)) => format!("{} is called {name} now", feed.feed.name),
        (_, FeedEdit::Folders(folders)) if folders.is_empty() => {
            format!("{} is in no folder now", feed.feed.name)
        }
        (_, FeedEdit::Folders(folders)) => {
            format!("{} is in {} now", feed.feed.name, paths(&folders).join(", "))
        }
        (_, FeedEdit::Pause(true)) => format!("{} is fetched no more; its articles stay", feed.feed.name),
        (_, FeedEdit::Pause(false)) => format!("{} is fetched again", feed.feed.name),
        (_, FeedEdit::FullText(when)) => {
            format!("the pages of what comes new in {} are fetched {} now", feed.feed.name, in_name(when))
        }
        (_, FeedEdit::Keep(_)) => {
            let hidden = newsroom.expire(feed.feed.id)?;
            format!("{} is kept so now; {} went or came back", feed.feed.name, count(hidden, "article"))
        }
    };
    say(&said)?;
    Ok(true)
}

/// The one feed that is meant: by its number, address or name, or by a part of the name that no other has.
pub(super) fn named<'a>(feeds: &'a [WebFeed], what: &str) -> Result<&'a WebFeed, String> {
    let folded = what.to_lowercase();
    let tests: [&dyn Fn(&WebFeed) -> bool; 4] = [
        &|feed| feed.feed.id.0.to_string() == what,
        &|feed| *feed.url == *what || feed.url.trim_end_matches('/') == what.trim_end_matches('/'),
        &|feed| feed.feed.name.to_lowercase() == folded,
        &|feed| !folded.is_empty() && feed.feed.name.to_lowercase().contains(&folded),
    ];
    for test in tests {
        let found: Vec<&WebFeed> = feeds.iter().filter(|feed| test(feed)).collect();
        match found.as_slice() {
            [] => {}
            [feed] => return Ok(feed),
            several => {
                let names: Vec<String> =
                    several.iter().map(|feed| format!("{} {}", feed.feed.id.0, feed.feed.name)).collect();
                return Err(format!("{what} may be each of these; give the number: {}", names.join(", ")));
            }
        }
    }
    Err(format!("there is no feed {what}; `masthead feeds list` shows those there are"))
}

/// The folder in a path like `World/Europe`.
fn folder(path: &str) -> Folder {
    path.split('/').map(CleanText::line).filter(|name| !name.is_empty()).collect()
}

/// Folders as people write them.
pub(super) fn paths(folders: &[Folder]) -> Vec<String> {
    folders
        .iter()
        .map(|folder| folder.iter().map(|name| name.as_str()).collect::<Vec<_>>().join("/"))
        .collect()
}

fn add(newsroom: &mut Newsroom, wanted: &FeedsAdd, network: &Network) -> Outcome {
    let found = if wanted.unseen {
        vec![FoundFeed::unseen(&wanted.url)?]
    } else {
        Newsroom::find_feeds(&network.wire()?, &wanted.url)?
    };
    let Some(feed) = picked(&found, wanted.pick)? else { return Ok(false) };
    let looked_at;
    let feed = if found.len() > 1 {
        looked_at = Newsroom::look_at_feed(&network.wire()?, feed.clone())?;
        &looked_at
    } else {
        feed
    };
    let name = wanted.name.as_deref().map(CleanText::line);
    let folder = wanted.folder.as_deref().map(folder).unwrap_or_default();
    let subscribed = newsroom.subscribe(feed, name, folder)?;
    let feeds = newsroom.web_feeds()?;
    let name =
        feeds.iter().find(|known| known.feed.id == subscribed.id()).map(|known| known.feed.name.as_str());
    let name = name.unwrap_or(feed.address.as_str());
    say(&match subscribed {
        Subscribed::New(_) => format!("added {name} ({})", feed.address),
        Subscribed::Known(_) => format!("{name} was there already ({})", feed.address),
    })?;
    Ok(true)
}

/// The feed that the user wants of those found; `None` where the user wants none.
fn picked(found: &[FoundFeed], pick: Option<usize>) -> Result<Option<&FoundFeed>, String> {
    if let (None, [feed]) = (pick, found) {
        return Ok(Some(feed));
    }
    let nth = match pick {
        Some(nth) => nth,
        None => {
            for (nth, feed) in found.iter().enumerate() {
                let title = feed.title.as_deref().unwrap_or("without a name");
                note(&format!("{}  {title}  {}", nth + 1, feed.address));
            }
            if !stdin().is_terminal() || !stderr().is_terminal() {
                return Err("the page names several feeds: choose one with --pick N".to_owned());
            }
            let Some(answer) = ask("Which one? ") else { return Ok(None) };
            answer.parse().map_err(|_| format!("{answer} is no number from 1 to {}", found.len()))?
        }
    };
    let chosen = nth.checked_sub(1).and_then(|nth| found.get(nth));
    chosen.map(Some).ok_or_else(|| format!("there is no feed {nth}: there are {}", found.len()))
}

fn remove(newsroom: &mut Newsroom, what: &str, yes: bool) -> Outcome {
    let feeds = newsroom.web_feeds()?;
    let feed = named(&feeds, what)?;
    let (articles, starred) = newsroom.removal(feed.feed.id)?;
    let concerned = match starred {
        0 => count(articles, "article"),
        starred => format!("{}, {starred} of them starred", count(articles, "article")),
    };
    if !yes {
        let question = format!("Remove {} and {concerned}? [y/N] ", feed.feed.name);
        if !stdin().is_terminal() || !stderr().is_terminal() {
            return Err(
                format!("this removes {} and {concerned}: confirm it with --yes", feed.feed.name).into()
            );
        }
        if !ask(&question).is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes")) {
            return Ok(false);
        }
    }
    newsroom.remove_feed(feed.feed.id)?;
    say(&format!(
        "removed {} and {concerned}; masthead undo, or masthead feeds add --unseen {}, brings all of it back",
        feed.feed.name, feed.url
    ))?;
    Ok(true)
}

/// What the user types; `None` at the end of the input.
fn ask(question: &str) -> Option<String> {
    ask_for(question).ok()?;
    let mut line = String::new();
    stdin().lock().read_line(&mut line).ok().filter(|read| *read > 0)?;
    Some(line.trim().to_owned())
}

fn list(feeds: &[WebFeed], json: bool) -> Outcome {
    if json {
        let feeds: Vec<Value> = feeds.iter().map(as_json).collect();
        say(&json_text(&Value::Array(feeds)))?;
        return Ok(true);
    }
    for feed in feeds {
        if !say_on(&format!("{}\n", in_words(feed)))? {
            break;
        }
    }
    Ok(true)
}

fn as_json(feed: &WebFeed) -> Value {
    let WebFeed { feed, url, trusted: _, site, full_text, keep, pause, health } = feed;
    json!({
        "id": feed.id, "name": feed.name, "url": url, "site": site, "folders": feed.folders,
        "articles": feed.articles, "unread": feed.unread, "paused": pause, "full_text": in_name(*full_text), "keep": keep,
        "fetched": health.fetched, "status": health.answered, "error": health.error,
        "failures": health.failures, "due": health.due,
    })
}

fn in_name(when: FullText) -> &'static str {
    FullText::ALL.iter().find(|(known, _)| *known == when).map_or("", |(_, name)| *name)
}

fn in_words(feed: &WebFeed) -> String {
    let mut line = format!("{}  {}  {}", feed.feed.id.0, feed.feed.name, feed.url);
    if !feed.feed.folders.is_empty() {
        line.push_str(&format!("  [{}]", paths(&feed.feed.folders).join(", ")));
    }
    line.push_str(&format!("  {} unread of {}", feed.feed.unread, feed.feed.articles));
    match feed.pause {
        Some(Pause::User) => line.push_str("  paused"),
        Some(Pause::Gone) if feed.health.error.is_none() => line.push_str("  gone for good, its server says"),
        Some(Pause::Gone) => {}
        None => {}
    }
    if let Some(error) = &feed.health.error {
        line.push_str(&format!("  {error}"));
    }
    line
}
