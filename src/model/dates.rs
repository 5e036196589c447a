//! Days that a text names, resolved against the day on which it was written: *on Tuesday*, *by mid-November*, *3 May*.
//! English ones, and dates as ISO 8601 writes them.

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
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The days that a text of some day names, in the order in which it names them.
pub fn named_days(text: &str, written: Date) -> Vec<NamedDays> {
    let tokens: Vec<Token<'_>> =
        words(text).map(|(range, word)| Token { range, word, lower: word.to_lowercase() }).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reading = Reading { tokens: &tokens[at..], text, written };
        match reading.days() {
            Some((length, first, last)) if length > 0 => {
                let range = tokens[at].range.start..tokens[at + length - 1].range.end;
                found.push(NamedDays { range, first, last });
                at += length;
            }
            _ => at += 1,
        }
    }
    found
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
            .or_else(|| self.month())
            .or_else(|| self.weekday())
            .or_else(|| self.near())
            .or_else(|| self.after_a_while())
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

    /// *3 May*, *May 3, 2026*, *3rd of May*.
    fn day_and_month(&self) -> Option<Days> {
        let (day, month, mut length) = match (self.number(0), self.month_at(0)) {
            (Some(day), _) if self.word(1) == "of" => (day, self.month_at(2)?, 3),
            (Some(day), _) => (day, self.month_at(1)?, 2),
            (_, Some(month)) => (self.number(1).filter(|_| self.word(1).len() <= 4)?, month, 2),
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
        Some((length, date, date))
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
            _ => rest.month().or_else(|| rest.near()),
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
mod tests {
    use super::*;

    /// What is named in a text of Wednesday, the 15th of October 2025.
    fn check(text: &str, expected: &[&str]) {
        let found = named_days(text, "2025-10-15".parse().expect("a date"));
        let found: Vec<String> = found
            .iter()
            .map(|days| {
                let words = &text[days.range.clone()];
                if days.first == days.last {
                    format!("{words}: {}", days.first)
                } else {
                    format!("{words}: {}/{}", days.first, days.last)
                }
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_are_resolved_against_the_day_of_the_text() {
        check("They meet on Tuesday.", &["on Tuesday: 2025-10-21"]);
        check("Wednesday’s vote, and last Monday", &["Wednesday: 2025-10-15", "last Monday: 2025-10-13"]);
        check("Next Friday or next Wednesday", &["Next Friday: 2025-10-17", "next Wednesday: 2025-10-22"]);
        check("tomorrow, not today", &["tomorrow: 2025-10-16", "today: 2025-10-15"]);
        check("by mid-November", &["mid-November: 2025-11-10/2025-11-21"]);
        check("in November 2026", &["in November 2026: 2026-11-01/2026-11-30"]);
        check("On 3 May, on June 3rd, 2026", &["3 May: 2026-05-03", "June 3rd, 2026: 2026-06-03"]);
        check("since 1 October and Sept. 30", &["1 October: 2025-10-01", "Sept. 30: 2025-09-30"]);
        check("due by December 10 or in 3 May days", &["December 10: 2025-12-10", "3 May: 2026-05-03"]);
        check("the 3rd of December", &["3rd of December: 2025-12-03"]);
        check(
            "next week, next month",
            &["next week: 2025-10-20/2025-10-26", "next month: 2025-11-01/2025-11-30"],
        );
        check("later this week", &["later this week: 2025-10-15/2025-10-19"]);
        check("at the weekend", &["weekend: 2025-10-18/2025-10-19"]);
        check("by the end of the year", &["end of the year: 2025-10-01/2025-12-31"]);
        check("early next year", &["early next year: 2026-01-01/2026-04-02"]);
        check(
            "in two weeks, within 10 days",
            &["in two weeks: 2025-10-29", "within 10 days: 2025-10-15/2025-10-25"],
        );
        check("due 2025-11-03.", &["2025-11-03: 2025-11-03"]);
        check("It may pass. May the best win. The march of 10 men in 2024", &[]);
        check("a report in May said", &["in May: 2026-05-01/2026-05-31"]);
        check("", &[]);
    }

    #[test]
    fn no_text_is_too_strange() {
        for text in [
            "31 February",
            "99 May",
            "February 30, 2025",
            "in 999 years",
            "end of",
            "next",
            "2025-99-99",
            "mid",
        ] {
            let _ = named_days(text, Date::MAX);
            let _ = named_days(text, Date::MIN);
        }
        assert!(named_days("99 May 1", Date::MAX).is_empty());
    }
}
