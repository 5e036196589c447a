//! Days that a text names, resolved against the day on which it was written: *on Tuesday*, *by mid-November*, *3 May*.
//! English ones, and dates as ISO 8601 writes them.

mod stretches;

use std::ops::Range;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use super::words;

/// Days that a text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedDays {
    /// The words, as bytes of the text.
    pub range: Range<usize>,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// So long before a text was written a day without a year may be: else it is one of the year to come.
const LONGEST_PAST: i32 = 60;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// What people did, where its form does not say so.
const PAST: [&str; 12] =
    ["met", "held", "said", "began", "went", "came", "took", "made", "left", "won", "lost", "told"];
/// Behind these, what looks like the past is what is done to something.
const PASSIVE: [&str; 8] = ["is", "are", "be", "been", "being", "was", "were", "not"];
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The days that a text of some day names, in the order in which it names them.
pub fn named_days(text: &str, written: Date) -> Vec<NamedDays> {
    let tokens: Vec<Token<'_>> =
        words(text).map(|(range, word)| Token { range, word, lower: word.to_lowercase() }).collect();
    let mut found = Vec::new();
    let mut at = 0;
    let mut done: Vec<usize> = Vec::new();
    while at < tokens.len() {
        let reading = Reading { tokens: &tokens[at..], text, written };
        match reading.days() {
            Some((length, first, last)) if length > 0 => {
                let range = tokens[at].range.start..tokens[at + length - 1].range.end;
                let is_weekday = length < 3 && reading.weekday_at(length - 1).is_some();
                if is_weekday && reading.word(0) != "last" && is_done(&tokens[..at]) {
                    done.push(found.len());
                }
                found.push(NamedDays { range, first, last });
                at += length;
            }
            _ => at += 1,
        }
    }
    for nth in done {
        take_back(&mut found[nth..], text, written);
    }
    found
}

/// Whether the last of these words says what somebody did: *returned*, but not *is delayed*.
fn is_done(before: &[Token<'_>]) -> bool {
    let mut words = before.iter().rev().map(|token| token.lower.as_str());
    let is_past = |word: &str| (word.len() > 4 && word.ends_with("ed")) || PAST.contains(&word);
    words.next().is_some_and(is_past) && !words.next().is_some_and(|word| PASSIVE.contains(&word))
}

/// Takes the first of some days for that of the week before, where a further one follows in its sentence.
fn take_back(found: &mut [NamedDays], text: &str, written: Date) {
    let [weekday, next, ..] = found else { return };
    let between = text.get(weekday.range.end..next.range.start).unwrap_or_default();
    if !between.contains(['.', '!', '?', '\n']) && weekday.first > written {
        weekday.first = weekday.first.saturating_sub(7.days());
        weekday.last = weekday.first;
    }
}

struct Token<'a> {
    range: Range<usize>,
    word: &'a str,
    lower: String,
}

/// The words from one on.
struct Reading<'a> {
    tokens: &'a [Token<'a>],
    text: &'a str,
    written: Date,
}

type Days = (usize, Date, Date);

impl Reading<'_> {
    /// How many words name days here, and which days.
    fn days(&self) -> Option<Days> {
        self.iso()
            .or_else(|| self.day_and_month())
            .or_else(|| self.part_of_something())
            .or_else(|| self.quarter())
            .or_else(|| self.season())
            .or_else(|| self.month())
            .or_else(|| self.weekday())
            .or_else(|| self.near())
            .or_else(|| self.after_a_while())
            .or_else(|| self.in_year())
    }

    fn word(&self, nth: usize) -> &str {
        self.tokens.get(nth).map_or("", |token| &token.lower)
    }

    fn number(&self, nth: usize) -> Option<i32> {
        let word = self.word(nth);
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().ok()).flatten()
    }

    fn year(&self, nth: usize) -> Option<i16> {
        let year = self.number(nth).filter(|_| self.word(nth).len() == 4)?;
        i16::try_from(year).ok().filter(|year| (1900..2200).contains(year))
    }

    /// A month, where the word has a capital: *may* is none.
    fn month_at(&self, nth: usize) -> Option<i8> {
        let token = self.tokens.get(nth).filter(|token| token.word.starts_with(char::is_uppercase))?;
        let lower = token.lower.as_str();
        let is = |month: &str| {
            let is_short = lower.len() == 3 && lower != "mar" && month.starts_with(lower);
            month == lower || is_short || (lower == "sept" && month == "september")
        };
        MONTHS.iter().position(|month| is(month)).and_then(|at| i8::try_from(at + 1).ok())
    }

    fn weekday_at(&self, nth: usize) -> Option<Weekday> {
        let token = self.tokens.get(nth).filter(|token| token.word.starts_with(char::is_uppercase))?;
        let at = WEEKDAYS.iter().position(|day| *day == token.lower)?;
        Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
    }

    /// *2025-11-03*, which is three words.
    fn iso(&self) -> Option<Days> {
        let (first, last) = (self.tokens.first()?, self.tokens.get(2)?);
        let date: Date = self.text.get(first.range.start..last.range.end)?.parse().ok()?;
        (last.range.end - first.range.start == 10).then_some((3, date, date))
    }

    /// *3 May*, *May 3, 2026*, *3rd of May*, *May 3 to 5*, *3–5 May*; the weekday behind it is the same day.
    fn day_and_month(&self) -> Option<Days> {
        let (day, until, month, mut length) = match (self.number(0), self.month_at(0)) {
            (Some(day), _) => {
                let (until, at) = self.up_to(1);
                let at = at + usize::from(self.word(at) == "of");
                (day, until, self.month_at(at)?, at + 1)
            }
            (_, Some(month)) => {
                let day = self.number(1).filter(|_| self.word(1).len() <= 4)?;
                // In *May 3 to 5 June* the second is a day of another month.
                let (until, at) =
                    Some(self.up_to(2)).filter(|(_, at)| self.month_at(*at).is_none()).unwrap_or((None, 2));
                (day, until, month, at)
            }
            _ => return None,
        };
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let date = match self.year(length) {
            Some(year) => {
                length += 1;
                Date::new(year, month, day).ok()?
            }
            None => self.in_some_year(|year| Date::new(year, month, day).ok())?,
        };
        let last = until.and_then(|until| Date::new(date.year(), month, until).ok());
        let last = last.filter(|last| *last > date).unwrap_or(date);
        if self.is_beside(length) && self.weekday_at(length) == Some(date.weekday()) {
            length += 1;
        }
        Some((length, date, last))
    }

    /// The day up to which another one goes, before the word `nth`, and what comes behind it.
    fn up_to(&self, nth: usize) -> (Option<i8>, usize) {
        let between = self.between(nth);
        let at = match self.word(nth) {
            "to" | "through" | "until" | "till" => nth + 1,
            _ if matches!(between, "-" | "–" | "—") => nth,
            _ => return (None, nth),
        };
        let day = self.number(at).and_then(|day| i8::try_from(day).ok()).filter(|day| (1..=31).contains(day));
        if day.is_some() { (day, at + 1) } else { (None, nth) }
    }

    /// What stands before the word `nth`, from the word before it on.
    fn between(&self, nth: usize) -> &str {
        let before = nth.checked_sub(1).and_then(|before| self.tokens.get(before));
        let between =
            before.zip(self.tokens.get(nth)).and_then(|(a, b)| self.text.get(a.range.end..b.range.start));
        between.unwrap_or(".").trim()
    }

    /// Whether the word `nth` belongs to the one before it.
    fn is_beside(&self, nth: usize) -> bool {
        matches!(self.between(nth), "" | "," | "(" | ".," | ". (")
    }

    /// *mid-November*, *the end of the month*, *early next year*, *later this week*.
    fn part_of_something(&self) -> Option<Days> {
        let part = match self.word(0) {
            "early" | "beginning" | "start" => 0,
            "mid" | "middle" => 1,
            "late" | "end" | "later" => 2,
            _ => return None,
        };
        let at = 1 + usize::from(self.word(1) == "of");
        let at = at + usize::from(self.word(at) == "the");
        let rest = Reading { tokens: self.tokens.get(at..)?, ..*self };
        let (length, first, last) = match self.word(at) {
            "year" | "month" | "week" if at > 1 => {
                rest.this(self.word(at), 0).map(|(first, last)| (1, first, last))
            }
            "year" => rest.this("year", 0).map(|(first, last)| (1, first, last)),
            _ => rest.whole_year().or_else(|| rest.month()).or_else(|| rest.near()),
        }?;
        let days = first.until(last).ok()?.get_days();
        let third = if days > 100 { days / 4 } else { days / 3 };
        let (first, last) = match part {
            0 => (first, first.saturating_add(third.days())),
            1 => (first.saturating_add(third.days()), last.saturating_sub(third.days())),
            // What comes later, comes later than the text.
            _ if self.word(0) == "later" => (first.max(self.written), last),
            _ => (last.saturating_sub(third.days()), last),
        };
        Some((at + length, first, last))
    }

    /// *in November*, *November 2026*: a month alone is one only where something says so.
    fn month(&self) -> Option<Days> {
        let at = usize::from(matches!(
            self.word(0),
            "in" | "by" | "until" | "since" | "before" | "next" | "this" | "for"
        ));
        let month = self.month_at(at)?;
        let year = self.year(at + 1);
        if year.is_none() && self.number(at + 1).is_some_and(|day| day <= 31) {
            // It is a day: without the word before the month.
            return None;
        }
        if month == 5 && at == 0 && year.is_none() && self.word(0) == "may" && self.tokens.len() > 1 {
            // At the head of a sentence it may be the verb.
            let follows = self.word(1);
            if !matches!(follows, "and" | "or" | "when" | "to") {
                return None;
            }
        }
        let first = match year {
            Some(year) => Date::new(year, month, 1).ok()?,
            None => self
                .in_some_year(|year| Date::new(year, month, 1).ok().map(|day| day.last_of_month()))?
                .first_of_month(),
        };
        Some((at + 1 + usize::from(year.is_some()), first, first.last_of_month()))
    }

    /// *Tuesday*, *next Friday*, *last Monday*: the next one, unless it is said otherwise.
    fn weekday(&self) -> Option<Days> {
        let said = self.word(0);
        let at = usize::from(matches!(said, "next" | "last" | "this" | "on" | "by" | "coming"));
        let weekday = self.weekday_at(at)?;
        let rest = Reading { tokens: self.tokens.get(at + 1..)?, ..*self };
        if self.is_beside(at + 1)
            && let Some((length, first, last)) = rest.day_and_month()
        {
            return Some((at + 1 + length, first, last));
        }
        let ahead = weekday.since(self.written.weekday());
        let next = self.written.saturating_add(i32::from(ahead).days());
        let day = match said {
            "last" => next.saturating_sub(7.days()),
            "next" if ahead == 0 => next.saturating_add(7.days()),
            _ => next,
        };
        Some((at + 1, day, day))
    }

    /// *today*, *tomorrow*, *next week*, *this month*, *the weekend*.
    fn near(&self) -> Option<Days> {
        let day = |length, days: i32| {
            let day = self.written.saturating_add(days.days());
            Some((length, day, day))
        };
        match self.word(0) {
            "today" | "tonight" => return day(1, 0),
            "day" if self.word(1) == "after" && self.word(2) == "tomorrow" => return day(3, 2),
            "tomorrow" => return day(1, 1),
            "yesterday" => return day(1, -1),
            "weekend" => return self.this("weekend", 0).map(|(first, last)| (1, first, last)),
            _ => {}
        }
        let step = match self.word(0) {
            "this" => 0,
            "next" | "coming" => 1,
            "last" => -1,
            _ => return None,
        };
        self.this(self.word(1), step).map(|(first, last)| (2, first, last))
    }

    /// *in two weeks*, *within 10 days*.
    fn after_a_while(&self) -> Option<Days> {
        if !matches!(self.word(0), "in" | "within") {
            return None;
        }
        let spelled = NUMBERS.iter().position(|number| *number == self.word(1)).map(|at| at as i32 + 1);
        let one = matches!(self.word(1), "a" | "an").then_some(1);
        let count = self.number(1).filter(|count| *count < 1000).or(spelled).or(one)?;
        let span: Span = match self.word(2).trim_end_matches('s') {
            "day" => count.days(),
            "week" => count.weeks(),
            "month" => count.months(),
            "year" if count < 100 => count.years(),
            _ => return None,
        };
        let day = self.written.saturating_add(span);
        Some((3, if self.word(0) == "within" { self.written } else { day }, day))
    }

    /// The week, month or year of the text, or one so many further on.
    fn this(&self, what: &str, step: i32) -> Option<(Date, Date)> {
        let written = self.written;
        Some(match what {
            "week" => {
                let monday =
                    written.saturating_sub(i32::from(written.weekday().to_monday_zero_offset()).days());
                let monday = monday.saturating_add(step.weeks());
                (monday, monday.saturating_add(6.days()))
            }
            "weekend" => {
                let ahead = i32::from(5 - written.weekday().to_monday_zero_offset()).max(-1);
                let saturday = written.saturating_add(ahead.days()).saturating_add(step.weeks());
                (saturday, saturday.saturating_add(1.day()))
            }
            "month" => {
                let first = written.first_of_month().saturating_add(step.months());
                (first, first.last_of_month())
            }
            "year" => {
                let first = written.first_of_year().saturating_add(step.years());
                (first, first.last_of_year())
            }
            _ => return None,
        })
    }

    /// The day of the year that is meant: this year’s, unless that has long passed.
    fn in_some_year(&self, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let this = day(self.written.year())?;
        if this < self.written.saturating_sub(LONGEST_PAST.days()) {
            return day(self.written.year() + 1);
        }
        // In January, the last days of December are those just past.
        let before = day(self.written.year() - 1)
            .filter(|before| *before >= self.written.saturating_sub(LONGEST_PAST.days()));
        Some(before.unwrap_or(this))
    }
}

#[cfg(test)]
mod tests;
