//! The sentence of an article that a search is answered by.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    ArticleId, Cast, CleanText, Document, Expr, Field, Meaning, Part, Place, Query, Spot, Term, matches, said,
};

/// The sentence of an article that a search is answered by, with what it looks for in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// The sentence.
    pub text: CleanText,
    /// What is looked for in it, as bytes of it.
    pub marks: Vec<Range<usize>>,
    /// Where it stands in the article.
    pub place: Place,
}

/// The sentence of an article that says most of what a query looks for; where that is an actor’s words or position, those.
/// `meant` says whom the names in the query mean. None, where the headline says it alone.
pub fn hit(
    article: ArticleId,
    document: &Document,
    cast: &Cast,
    query: &Query,
    meant: Meaning<'_>,
) -> Option<Hit> {
    let found = matches(document, cast, query, meant);
    let said = answers(cast, query, meant);
    let is_within = |place: &Place, outer: &Place| {
        place.spot == outer.spot && place.range.start < outer.range.end && place.range.end > outer.range.start
    };
    let best_said = said.iter().max_by_key(|outer| {
        let marks = found.iter().filter(|place| is_within(place, outer)).count();
        (marks, std::cmp::Reverse((outer.spot, outer.range.start)))
    });
    let place = match best_said {
        Some(said) => said.clone(),
        None => {
            let in_body = found.iter().filter(|place| place.spot != Spot::Title);
            let whole = in_body.filter_map(|place| {
                let text = document.text_at(place.spot)?;
                Some(Place { spot: place.spot, range: sentence(text, place.range.clone()) })
            });
            let kinds = |outer: &Place| {
                let mut kinds: Vec<String> = found
                    .iter()
                    .filter(|place| is_within(place, outer))
                    .filter_map(|place| {
                        document.text_at(place.spot)?.get(place.range.clone()).map(super::fold)
                    })
                    .collect();
                kinds.sort_unstable();
                kinds.dedup();
                kinds.len()
            };
            let best =
                whole.max_by_key(|place| (kinds(place), std::cmp::Reverse((place.spot, place.range.start))));
            match best {
                None if !query.has_words() => beginning(document, query)?,
                best => best?,
            }
        }
    };
    let text = document.text_at(place.spot)?;
    let range = sentence(text, place.range.clone());
    let marks: Vec<Range<usize>> = found
        .iter()
        .filter(|mark| {
            mark.spot == place.spot && mark.range.start >= range.start && mark.range.end <= range.end
        })
        .map(|mark| mark.range.start - range.start..mark.range.end - range.start)
        .collect();
    // Without any word to mark, what the actor says is what is looked for.
    let own = place.range.start.max(range.start) - range.start..place.range.end.min(range.end) - range.start;
    let marks = if marks.is_empty() && best_said.is_some() { vec![own] } else { marks };
    let sentence = text.get(range.clone())?;
    let text = CleanText::new(sentence);
    // Where cleaning took something away, the marks no longer fit.
    let marks = if text.len() == sentence.len() { marks } else { Vec::new() };
    Some(Hit { article, text, marks, place: Place { spot: place.spot, range } })
}

/// The words and positions of the actors that a query asks for them.
fn answers(cast: &Cast, query: &Query, meant: Meaning<'_>) -> Vec<Place> {
    let asked = [Field::Quote, Field::Stance].into_iter().flat_map(|field| {
        query.actors(field).flat_map(move |name| said(cast, field, |key| meant(name, key)))
    });
    let mut answers: Vec<Place> = asked.collect();
    if answers.is_empty() && !query.has_words() {
        for name in query.actors(Field::Actor) {
            let members = cast.members.iter().filter(|member| meant(name, &member.key));
            let mentions = members.flat_map(|member| &member.mentions).map(|mention| &mention.place);
            answers.extend(mentions.filter(|place| place.spot != Spot::Title).take(1).cloned());
        }
    }
    answers
}

/// The first sentence of the part that a query asks for.
fn beginning(document: &Document, query: &Query) -> Option<Place> {
    let part = query.wanted.conjuncts().iter().find_map(|expr| match expr {
        Expr::Term(Term::In(Part::Section(kind))) => Some(*kind),
        _ => None,
    })?;
    let section = document.sections.iter().position(|section| section.kind == part)?;
    let spot = Spot::Block { section, block: 0, part: 0 };
    document.text_at(spot).map(|text| Place { spot, range: sentence(text, 0..0) })
}

/// The sentence, or the sentences, of a text that a stretch of it lies in.
pub fn sentence(text: &str, range: Range<usize>) -> Range<usize> {
    let ends = |at: usize, c: char| {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '。' | '！' | '？' | '\n' => true,
            '.' | '!' | '?' => is_sentence_end(text.get(..at).unwrap_or_default(), after),
            _ => false,
        }
    };
    let before = text.get(..range.start).unwrap_or_default();
    let start =
        before.char_indices().rev().find(|(at, c)| ends(*at, *c)).map_or(0, |(at, c)| at + c.len_utf8());
    let closing = |c: char| matches!(c, '"' | '”' | '’' | '»' | ')' | '\'');
    let start = start
        + text
            .get(start..)
            .map_or(0, |rest| rest.len() - rest.trim_start_matches(closing).trim_start().len());
    let from = range.end.saturating_sub(1).max(start);
    let from = (0..=from.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let rest = text.get(from..).unwrap_or_default();
    let end = rest.char_indices().find(|(at, c)| ends(from + at, *c)).map_or(text.len(), |(at, c)| {
        let end = from + at + c.len_utf8();
        end + text.get(end..).map_or(0, |rest| rest.len() - rest.trim_start_matches(closing).len())
    });
    start.min(end)..end.max(start)
}

/// Whether the mark between these two texts ends a sentence: not one behind an initial or a short title, nor before a
/// small letter.
fn is_sentence_end(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let is_short = word.chars().count() < 2
        || word.contains('.')
        || matches!(
            word,
            "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Gen" | "Sen" | "Rep" | "Gov" | "Lt" | "Col" | "Prof" | "No"
        );
    let after = after.trim_start_matches(['"', '”', '’', '»', ')', '\'']);
    let next = after.trim_start();
    let is_month = matches!(
        word,
        "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Sept" | "Oct" | "Nov" | "Dec"
    );
    let is_short = is_short || (is_month && next_is_digit(after));
    let goes_on = !after.is_empty() && (next.len() == after.len() || next.starts_with(char::is_lowercase));
    !goes_on && (!is_short || next.is_empty())
}

fn next_is_digit(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorKey, Block, Member, Quote, Section, Statement, StatementKind, Text};

    fn document() -> Document {
        let text = |text: &str| Block::Paragraph(Text::from(text));
        let section = Section {
            blocks: vec![
                text("Mr. Lavrov spoke in Moscow. “The nuclear deal is dead,” he said. Talks go on."),
                text("A ceasefire, said the U.S. envoy, needs talks. “No deal.”"),
            ],
            ..Section::default()
        };
        Document { title: "Talks on a deal".into(), sections: vec![section], ..Document::default() }
    }

    fn cast() -> Cast {
        let key = ActorKey::from_stored("person:lavrov");
        let place = |block, range| Place { spot: Spot::Block { section: 0, block, part: 0 }, range };
        let quote = |place| Quote { place, verb: None, speaker: None, actor: Some(key.clone()) };
        let statement = Statement { kind: StatementKind::Position, place: place(1, 2..11) };
        let member = Member { statements: vec![statement], ..Member::new(key.clone(), "Lavrov".into()) };
        Cast {
            members: vec![member],
            quotes: vec![quote(place(1, 51..59)), quote(place(0, 31..55))],
            ..Cast::default()
        }
    }

    fn check(query: &str, text: Option<&str>, marks: &[&str]) {
        let query = Query::parse(query).expect("a query");
        let found = hit(ArticleId(1), &document(), &cast(), &query, &|name, _| name == "lavrov");
        assert_eq!(found.as_ref().map(|hit| hit.text.as_str()), text, "{query}");
        let found = found.iter().flat_map(|hit| hit.marks.iter().map(|range| &hit.text[range.clone()]));
        assert_eq!(found.collect::<Vec<_>>(), marks, "{query}");
    }

    #[test]
    fn the_sentence_that_says_most_is_shown_and_marked() {
        check("moscow", Some("Mr. Lavrov spoke in Moscow."), &["Moscow"]);
        check("talks", Some("Talks go on."), &["Talks"]);
        check(
            "ceasefire talks",
            Some("A ceasefire, said the U.S. envoy, needs talks."),
            &["ceasefire", "talks"],
        );
        check("quote:lavrov nuclear", Some("“The nuclear deal is dead,” he said."), &["nuclear"]);
        // Words beside it are his.
        check(
            "quote:lavrov spoke",
            Some("“The nuclear deal is dead,” he said."),
            &["The nuclear deal is dead"],
        );
        check("quote:lavrov", Some("“The nuclear deal is dead,” he said."), &["The nuclear deal is dead"]);
        check("stance:lavrov", Some("A ceasefire, said the U.S. envoy, needs talks."), &["ceasefire"]);
        let text = "They met. It is due on Dec. 9, they say. It ends in Dec. Nobody knows.";
        for (word, expected) in [("due", "It is due on Dec. 9, they say."), ("ends", "It ends in Dec.")] {
            let at = text.find(word).expect("a word");
            assert_eq!(&text[sentence(text, at..at + word.len())], expected);
        }
        let text = "他走了。她来了！谁知道？";
        for (word, expected) in [("他", "他走了。"), ("她", "她来了！"), ("谁", "谁知道？")] {
            let at = text.find(word).expect("a word");
            assert_eq!(&text[sentence(text, at..at + word.len())], expected);
        }
        check("in:other", Some("Mr. Lavrov spoke in Moscow."), &[]);
        check("in:title deal", None, &[]);
        check("actor:lavrov", None, &[]);
    }
}
