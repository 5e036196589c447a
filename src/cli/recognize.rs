//! `masthead recognize`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Outcome;
use super::args::{Recognize, Shared};
use super::files;
use super::out::{complain, json_text, say_on};
use super::own_actors::known_actors;
use crate::actors::Recognizer;
use crate::export::CodePoints;
use crate::ingest::{MAX_INPUT_BYTES, language_of};
use crate::model::{ActorKey, ActorType, Cast, Label, Mention, Method, Quote};
use crate::runtime::in_order;

/// Prints who is in each raw text, and who is quoted in it: a line of JSON for each. Whether all could be read.
pub(super) fn recognize(shared: &Shared, recognize: &Recognize) -> Outcome {
    let files = files::named(&recognize.files, recognize.files_from.as_deref())?;
    let recognizer = known_actors(shared).recognizer();
    let mut all_read = true;
    let mut failed = None;
    let line = |file: &PathBuf| line(&recognizer, file).map_err(|why| format!("{}: {why}", file.display()));
    in_order(&files, line, |line| match line.map(|line| say_on(&format!("{}\n", json_text(&line)))) {
        Ok(Ok(has_reader)) => has_reader,
        Ok(Err(error)) => {
            failed = Some(error);
            false
        }
        Err(why) => {
            all_read = false;
            complain(&why);
            true
        }
    })?;
    failed.map_or(Ok(all_read), |failed| Err(failed.into()))
}

fn line(recognizer: &Recognizer, file: &Path) -> Result<String, String> {
    let bytes = files::bytes(file)?;
    if bytes.len() > MAX_INPUT_BYTES {
        return Err(format!("it is larger than {} MB", MAX_INPUT_BYTES / (1024 * 1024)));
    }
    let text = String::from_utf8_lossy(&bytes);
    let cast = recognizer.recognize_raw(&text, language_of(&text).as_deref());
    let points = CodePoints::of(&text);
    let path = file.display().to_string();
    serde_json::to_string(&Line::of(path, &cast, &text, &points)).map_err(|error| error.to_string())
}

/// One line of the output.
#[derive(Serialize)]
struct Line<'a> {
    path: String,
    mentions: Vec<MentionJson<'a>>,
    quotes: Vec<QuoteJson<'a>>,
    actors: Vec<ActorJson<'a>>,
}

#[derive(Serialize)]
struct MentionJson<'a> {
    start: usize,
    end: usize,
    surface: &'a str,
    label: Label,
    actor: Option<&'a ActorKey>,
    method: Method,
    confidence: f64,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    start: usize,
    end: usize,
    verb: Option<&'a str>,
    speaker: Option<SpeakerJson<'a>>,
    actor: Option<&'a ActorKey>,
}

#[derive(Serialize)]
struct SpeakerJson<'a> {
    start: usize,
    end: usize,
    surface: &'a str,
}

#[derive(Serialize)]
struct ActorJson<'a> {
    id: &'a ActorKey,
    label: &'a str,
    #[serde(rename = "type")]
    kind: ActorType,
    salience: u32,
}

impl<'a> Line<'a> {
    fn of(path: String, cast: &'a Cast, text: &'a str, points: &CodePoints) -> Self {
        let named = cast.members.iter().flat_map(|member| {
            // *The president* tells who is meant, and is no name.
            let names = member.mentions.iter().filter(|mention| mention.method != Method::Role);
            names.map(|mention| MentionJson::of(mention, Some(&member.key), text, points))
        });
        let unresolved = cast.unresolved.iter().map(|mention| MentionJson::of(mention, None, text, points));
        let mut mentions: Vec<MentionJson> = named.chain(unresolved).collect();
        mentions.sort_by_key(|mention| (mention.start, mention.end));
        let quotes = cast.quotes.iter().map(|quote| QuoteJson::of(quote, text, points)).collect();
        let actors = cast.members.iter().map(|member| ActorJson {
            id: &member.key,
            label: &member.name,
            kind: member.kind,
            salience: member.salience,
        });
        Self { path, mentions, quotes, actors: actors.collect() }
    }
}

impl<'a> MentionJson<'a> {
    fn of(mention: &Mention, actor: Option<&'a ActorKey>, text: &'a str, points: &CodePoints) -> Self {
        let range = points.range(&mention.place.range);
        Self {
            start: range.start,
            end: range.end,
            surface: text.get(mention.place.range.clone()).unwrap_or_default(),
            label: mention.label,
            actor,
            method: mention.method,
            confidence: f64::from(mention.confidence) / 100.0,
        }
    }
}

impl<'a> QuoteJson<'a> {
    fn of(quote: &'a Quote, text: &'a str, points: &CodePoints) -> Self {
        let range = points.range(&quote.place.range);
        let speaker = quote.speaker.as_ref().map(|speaker| {
            let within = points.range(&speaker.range);
            let surface = text.get(speaker.range.clone()).unwrap_or_default();
            SpeakerJson { start: within.start, end: within.end, surface }
        });
        let verb = quote.verb.as_ref().and_then(|verb| text.get(verb.range.clone()));
        Self { start: range.start, end: range.end, verb, speaker, actor: quote.actor.as_ref() }
    }
}
