//! From a document to its cast.

use std::ops::Range;
use std::sync::{Arc, Once};
use std::thread;

use super::name::{Tag, gather};
use super::quotes::{self, NameInText};
use super::reading::{Part, Reading, TextIn};
use super::resolve::{Resolved, resolve};
use super::table::ActorTable;
use super::tagger::{Tagged, Tagger};
use super::token::Gap;
use super::{cast, roles, scraps};
use crate::model::{ActorType, Cast, Document, Label, Quote};

/// Recognises the actors of an article: those of the table, those that it names in full, and those that its
/// stakeholder lines name.
#[derive(Clone, Debug)]
pub struct Recognizer {
    table: Arc<ActorTable>,
}

impl Default for Recognizer {
    fn default() -> Self {
        Self::new()
    }
}

impl Recognizer {
    /// A recogniser that knows the actors of the table that comes with the program.
    pub fn new() -> Self {
        static TAGGER: Once = Once::new();
        // While the table is read, another thread makes the tagger ready; without one it is made ready when it is asked.
        TAGGER.call_once(|| drop(thread::Builder::new().spawn(Tagger::shared)));
        Self::with_table(ActorTable::shared())
    }

    /// A recogniser that knows the actors of `table`.
    pub fn with_table(table: Arc<ActorTable>) -> Self {
        Self { table }
    }

    /// The table that it knows its actors from.
    pub fn table(&self) -> &ActorTable {
        &self.table
    }

    /// The actors of `document`, the most salient first, each with what the article says of it and every place
    /// where it names it; the names of which it is not certain whose they are; and what is quoted.
    pub fn recognize(&self, document: &Document) -> Cast {
        self.recognize_reading(&Reading::new(document))
    }

    pub(super) fn recognize_reading(&self, reading: &Reading) -> Cast {
        let table = if reading.is_english() { &self.table } else { self.table.in_all_languages() };
        let texts: Vec<&str> = reading.texts.iter().map(|text| text.text).collect();
        // The tagger knows English alone.
        let tags = reading.is_english().then(|| tags(reading, &texts)).into_iter().flatten();
        let names = gather(reading, table, tags);
        let mut resolved = resolve(reading, table, names);
        let said = roles::said(reading, &resolved);
        roles::add_mentions(reading, table, &mut resolved, &said);
        let quotes = quoted(reading, &texts, &resolved);
        cast::assemble(reading, table, resolved, &said, quotes)
    }
}

/// What the tagger finds in each of the texts, looked for when somebody asks for it.
fn tags(reading: &Reading, texts: &[&str]) -> impl Iterator<Item = Vec<Tag>> {
    let below = scraps::written_below(reading);
    let tag = |tagged: Tagged| (tagged.range, tagged.label, tagged.confidence);
    let names = move |(text, tags): (&TextIn, Vec<Tagged>)| {
        let below = below.as_ref().filter(|_| matches!(text.part, Part::Title | Part::Heading));
        let none = |tagged: &Tagged| {
            scraps::is_scrap(text.text, tagged)
                || below.is_some_and(|below| scraps::is_unrepeated(below, text.text, tagged))
        };
        tags.into_iter().filter(|tagged| !none(tagged)).map(tag).collect()
    };
    reading.texts.iter().zip(Tagger::shared().tag(texts)).map(names)
}

/// What is quoted, each with the number of the actor whose words they are.
fn quoted(reading: &Reading, texts: &[&str], resolved: &Resolved) -> Vec<(Quote, Option<usize>)> {
    let mut names: Vec<Vec<NameInText>> = vec![Vec::new(); texts.len()];
    for name in &resolved.names {
        // Only a person is *he* or *she*, whatever the tagger sees.
        let body =
            name.is_person() && name.who.is_some_and(|who| resolved.actors.kind(who) != ActorType::Person);
        let label = if body { Label::Org } else { name.label };
        names[name.text].push(NameInText { range: name.range.clone(), label, who: name.who });
    }
    let place = |(text, range): (usize, Range<usize>)| reading.place(text, range);
    let found = quotes::find(texts, &names, reading.most()).into_iter().map(|found| {
        let who = found.who.or_else(|| subject(reading, resolved, found.speaker.as_ref()?));
        let (verb, speaker) = (found.verb.map(place), found.speaker.map(place));
        (Quote { place: place((found.text, found.range)), verb, speaker, actor: None }, who)
    });
    found.collect()
}

/// Who *it* is: the state or body whose name the sentence begins with.
fn subject(reading: &Reading, resolved: &Resolved, (text, range): &(usize, Range<usize>)) -> Option<usize> {
    let read = &reading.texts[*text];
    if !read.text[range.clone()].eq_ignore_ascii_case("it") {
        return None;
    }
    let at = read.tokens.partition_point(|token| token.range.start < range.start);
    let sentence = read.tokens[..at].iter().rposition(|token| token.gap == Gap::Sentence)?;
    let first = resolved.names.iter().find(|name| name.text == *text && name.words.start >= sentence)?;
    first.who.filter(|_| !first.is_person() && first.label != Label::Norp && first.words.end <= at)
}

#[cfg(test)]
mod tests;
