//! When an office was held that a sentence speaks of: on the article’s day, or in a year that the sentence names.

use super::cues::has;
use super::reading::Reading;
use super::table::{Date, Term};
use super::token::Gap;

/// How far from an office a year is looked for, in words.
const REACH: usize = 24;
/// How far behind an office a year may still belong to it, and how far from the beginning of its clause one
/// before it.
const NEAR: usize = 14;
/// Words before an office that was held before.
pub(super) const PAST: &[&str] =
    &["former", "formerly", "ex", "then", "late", "onetime", "erstwhile", "ousted", "deposed", "outgoing"];
/// Words before a year that say when.
const WHEN: &[&str] = &["in", "during", "of", "on", "early", "late", "mid", "around", "circa", "throughout"];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The time that a sentence speaks of, besides the article’s day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    /// The years or months that it names.
    then: Vec<Term>,
    /// Whether the sentence speaks of them alone: *In 2003 …*
    only: bool,
}

impl When {
    /// The time that the sentence of a text speaks of at a word.
    pub(super) fn at(reading: &Reading, text: usize, at: usize) -> Self {
        let tokens = &reading.texts[text].tokens;
        let mut found = Self::default();
        let start = (at.saturating_sub(REACH)..=at).rev().find(|nth| tokens[*nth].gap == Gap::Sentence);
        for nth in start.unwrap_or(at.saturating_sub(REACH))..at {
            let Some(term) = time(reading, text, nth) else { continue };
            // *In 2003, …* speaks of then; *the war that began in 2014 has …* need not.
            let from = if tokens[nth].gap == Gap::Comma { nth - 1 } else { nth };
            let clause = (0..=from).rev().find(|nth| !matches!(tokens[*nth].gap, Gap::Space | Gap::Joined));
            if nth - clause.unwrap_or(0) <= 5 && begins_with_time(reading, text, clause.unwrap_or(0)) {
                found.only = true;
            } else if tokens[nth + 1..=at].iter().any(|token| token.gap == Gap::Comma) {
                continue;
            }
            found.then.push(term);
        }
        let after =
            (at + 1..at + NEAR).take_while(|nth| tokens.get(*nth).is_some_and(|token| is_within(token.gap)));
        found.then.extend(after.filter_map(|nth| time(reading, text, nth)));
        found
    }

    /// Whether it names a time besides the article’s day.
    pub(super) fn is_other(&self) -> bool {
        !self.then.is_empty()
    }

    /// Whether it speaks of that time alone.
    pub(super) fn is_only(&self) -> bool {
        self.only
    }

    /// Whether something holds at a time that it names.
    pub(super) fn held(&self, term: Term) -> bool {
        self.then.iter().any(|then| then.meets(term))
    }
}

/// Whether a word before another says that an office was held before: *the then prime minister*, *ex-President*.
pub(super) fn is_past(reading: &Reading, text: usize, start: usize) -> bool {
    let tokens = &reading.texts[text].tokens;
    let near = |nth: usize| matches!(tokens[nth].gap, Gap::Space | Gap::Joined);
    start > 0 && near(start) && has(PAST, reading.word(text, start - 1))
}

/// Whether a name is in use on the article’s day; or was, where the text speaks of then: *the late Princess of Wales*.
pub(super) fn is_in_use(reading: &Reading, (text, start): (usize, usize), term: Term) -> bool {
    if term == Term::default() {
        return true;
    }
    let now = reading.day.is_none_or(|day| term.holds(day));
    // A name that came into use later may be what something is called that was there before.
    let ended = term.to.is_some();
    if is_past(reading, text, start) {
        return ended || reading.day.is_none();
    }
    let when = When::at(reading, text, start);
    if ended && when.is_other() { when.held(term) } else { now && (!when.is_only() || when.held(term)) }
}

fn is_within(gap: Gap) -> bool {
    matches!(gap, Gap::Space | Gap::Joined | Gap::Possessive)
}

/// Whether a clause begins with a time: *In 2003*, *Back in the 1990s*, *Two years ago*.
fn begins_with_time(reading: &Reading, text: usize, clause: usize) -> bool {
    let first = reading.word(text, clause);
    has(WHEN, first) || MONTHS.contains(&first) || has(&["back", "as", "by", "last"], first)
}

/// The time that a word and those before it name: *in 2003*, *March 2003*, *the 1990s*, *last year*.
fn time(reading: &Reading, text: usize, nth: usize) -> Option<Term> {
    let word = reading.word(text, nth);
    let now = reading.day.map(Date::year);
    let before = |back: usize| nth.checked_sub(back).map_or("", |at| reading.word(text, at));
    if word.eq_ignore_ascii_case("year") && has(&["last"], before(1)) {
        return years(now? - 1, now? - 1);
    }
    if let Some(decade) = word.strip_suffix('s').filter(|digits| digits.ends_with('0')) {
        let first = year(decade)?;
        return years(first, first + 9);
    }
    let named = year(word).filter(|year| now.is_none_or(|now| *year <= now))?;
    let gap = reading.texts[text].tokens[nth].gap;
    let month = |name: &str| MONTHS.iter().position(|month| *month == name);
    let day = before(1).parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    // *20 March 2003*, *March 20, 2003*
    let month = month(before(1)).or_else(|| month(before(2)).filter(|_| day));
    if let (Some(month), Gap::Space | Gap::Comma) = (month, gap) {
        let date = Date::of_month(named, month);
        return Some(Term { from: Some(date), to: Some(date) });
    }
    // The year of the article is no other time, and *the 2015 deal* says when the deal was.
    let when = gap == Gap::Space && has(WHEN, before(1)) || has(&["back"], before(2));
    if when && now != Some(named) { years(named, named) } else { None }
}

fn year(digits: &str) -> Option<u32> {
    let all = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|year| all && (1900..2100).contains(year))
}

fn years(from: u32, to: u32) -> Option<Term> {
    Some(Term { from: Some(Date::of_year(from)), to: Some(Date::of_year(to)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Document, Section, Text};

    /// What the time at the word *here* is: whether *2003* is meant, and whether nothing else is.
    fn check(text: &str, meant: bool, only: bool) {
        let section = Section { blocks: vec![Block::Paragraph(Text::from(text))], ..Section::default() };
        let published = "2025-05-05T12:00:00Z".parse().ok();
        let document = Document { published, sections: vec![section], ..Document::default() };
        let reading = Reading::new(&document);
        let body = reading.texts.len() - 1;
        let words = 0..reading.texts[body].tokens.len();
        let at = words.into_iter().find(|nth| reading.word(body, *nth) == "here").expect("the word");
        let when = When::at(&reading, body, at);
        let year = years(2003, 2003).expect("a year");
        assert_eq!((when.held(year), when.is_only()), (meant, only), "{text}");
    }

    #[test]
    fn a_year_says_when() {
        check("In 2003 the king here spoke.", true, true);
        check("In March 2003, the king here spoke.", true, true);
        check("On March 20, 2003, the king here spoke.", true, true);
        check("The king here spoke in 2003.", true, false);
        check("The war began. Late in 2003 the king here spoke.", true, true);
        check("The king here spoke of the 2003 deal.", false, false);
        check("It began in 2003. The king here spoke.", false, false);
        check("The war, which began in 2003, has ended, the king here said.", false, false);
        check("In 2025 the king here spoke, and 2003 copies were sold.", false, false);
        check("In the 2000s the king here spoke.", true, true);
    }
}
