//! `masthead tags` and `masthead note`: what the user writes beside articles.

use std::error::Error;
use std::io::{Read, stdin};

use serde_json::json;

use super::Outcome;
use super::args::{Note, Shared, Tags};
use super::out::{json_text, say_on};
use super::search::open;
use crate::model::{ArticleId, CleanText, Headline, tags_in};
use crate::newsroom::Newsroom;

/// The longest note that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Lists tags, adds some to an article, or takes some away.
pub(super) fn tags(shared: &Shared, tags: &Tags) -> Outcome {
    let (article, typed, adds) = match tags {
        Tags::List { json } => return list(shared, *json),
        Tags::Add { article, tags } => (ArticleId(*article), tags, true),
        Tags::Remove { article, tags } => (ArticleId(*article), tags, false),
    };
    let named = tags_in(&typed.join(" "));
    if named.is_empty() {
        return Err("a tag needs a letter or a digit".into());
    }
    let mut newsroom = open_for(shared)?;
    let mut all = headline(&newsroom, article)?.tags;
    all.retain(|tag| !named.contains(tag));
    all.extend(named.into_iter().filter(|_| adds));
    newsroom.store().set_tags(article, &all)?;
    Ok(true)
}

fn list(shared: &Shared, as_json: bool) -> Outcome {
    let tags = open(shared)?.tags()?;
    let lines = match as_json {
        true => {
            let all = tags.iter().map(|(tag, articles)| json!({ "tag": tag, "articles": articles }));
            format!("{}\n", json_text(&json!(all.collect::<Vec<_>>())))
        }
        false => tags.iter().map(|(tag, articles)| format!("{tag}  {articles}\n")).collect(),
    };
    say_on(&lines)?;
    Ok(true)
}

/// Prints the note of an article, writes it, or takes it away.
pub(super) fn note(shared: &Shared, note: &Note) -> Outcome {
    let article = ArticleId(note.article);
    let text = match note.text.join(" ") {
        _ if note.remove => Some(CleanText::default()),
        typed if typed == "-" => {
            let mut bytes = Vec::new();
            stdin().take(LONGEST).read_to_end(&mut bytes)?;
            Some(CleanText::new(String::from_utf8_lossy(&bytes).trim()))
        }
        typed if typed.is_empty() => None,
        typed => Some(CleanText::new(typed.trim())),
    };
    match text {
        Some(text) => {
            let mut newsroom = open_for(shared)?;
            headline(&newsroom, article)?;
            newsroom.store().set_note(article, Some(&text))?;
            Ok(true)
        }
        None => {
            let found = open(shared)?.note(article)?;
            if let Some(found) = &found {
                say_on(&format!("{found}\n"))?;
            }
            Ok(found.is_some())
        }
    }
}

/// The store, for writing; none is made where there is none.
fn open_for(shared: &Shared) -> Result<Newsroom, Box<dyn Error>> {
    open(shared)?;
    Ok(Newsroom::open(&shared.store_dir()?)?)
}

fn headline(newsroom: &Newsroom, article: ArticleId) -> Result<Headline, Box<dyn Error>> {
    let found = newsroom.reader()?.article(article)?;
    let found = found.ok_or_else(|| {
        format!("there is no article {}; masthead search --json prints their ids", article.0)
    })?;
    Ok(found.headline)
}
