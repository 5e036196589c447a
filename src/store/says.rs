//! Whether an article says a phrase. The index knows which words an article has, and not where: a phrase is looked for in
//! the articles that have all of its words.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, Error};

use super::body::Content;
use super::words::{push_indexed, split};
use super::{bundle, index};
use crate::model::Document;

/// Makes the function `says (packed, slot, is_whole, title, phrase)` known to a connection. `phrase` has its words as
/// the index takes them, parted by spaces; where it ends with `*`, the last one may go on. Of an article that is not
/// analysed yet, only the title is looked at.
pub(super) fn register(db: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function("says", 5, flags, says)
}

fn says(context: &Context<'_>) -> rusqlite::Result<bool> {
    let text = |nth| context.get_raw(nth).as_str().map_err(|error| Error::UserFunctionError(error.into()));
    let wanted = Phrase::new(text(4)?);
    if context.get::<i64>(2)? == 0 {
        return Ok(wanted.is_in(text(3)?));
    }
    let packed = context.get_raw(0).as_blob().map_err(|error| Error::UserFunctionError(error.into()))?;
    let document = Content::of(&bundle::part(packed, context.get(1)?)?)?.into_document();
    Ok(document.is_some_and(|document| wanted.is_said_by(&document)))
}

/// Words that stand next to each other.
struct Phrase<'a> {
    words: Vec<&'a str>,
    goes_on: bool,
}

impl<'a> Phrase<'a> {
    fn new(written: &'a str) -> Self {
        let goes_on = written.ends_with('*');
        Self { words: written.trim_end_matches('*').split_whitespace().collect(), goes_on }
    }

    fn is_said_by(&self, document: &Document) -> bool {
        let mut found = false;
        index::each_text(document, &mut |text| found = found || self.is_in(text));
        found
    }

    fn is_in(&self, text: &str) -> bool {
        let mut indexed = String::new();
        push_indexed(&mut indexed, text);
        indexed.make_ascii_lowercase();
        let words: Vec<&str> = split(&indexed).collect();
        words.windows(self.words.len().max(1)).any(|run| self.is(run))
    }

    fn is(&self, run: &[&str]) -> bool {
        let last = self.words.len().saturating_sub(1);
        run.iter().zip(&self.words).enumerate().all(|(nth, (word, wanted))| {
            word == wanted || (self.goes_on && nth == last && word.starts_with(wanted))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn words_of_a_phrase_stand_next_to_each_other() {
        for (phrase, text, expected) in [
            ("peace talks", "The Peace Talks resume", true),
            ("peace talks", "peace, and talks", false),
            ("talks peace", "peace talks", false),
            ("peace tal*", "Peace-talks", true),
            ("pea* talks", "peace talks", false),
            ("elysee s", "L’Élysée’s", true),
            ("外交 交部", "中国外交部", true),
            ("talks", "", false),
        ] {
            assert_eq!(Phrase::new(phrase).is_in(text), expected, "{phrase} in {text}");
        }
    }
}
