//! Dates and times as newsrooms write them.

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use super::calendar::{is_weekday, month, settle_zone, zone};
use crate::model::{Timestamp, fold};

/// The time that the whole of `text` states, and nothing but: `Saturday, September 12, 2015`,
/// `Oct 25, 2025 10:30 GMT`, `2025-10-25T10:30:00+02:00`, `25. Oktober 2025, 14:05 Uhr`.
/// Midnight where it gives no time, UTC where it gives no zone.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    parse_ordered(text, None)
}

/// As [`parse`]; `month_first` says how `10/11/2025` is to be read.
pub(super) fn parse_ordered(text: &str, month_first: Option<bool>) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() > MAX_LEN || !text.chars().any(|c| c.is_numeric()) {
        return None;
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp);
    }
    let mut found = Found { month_first, ..Found::default() };
    // Folding takes Korean syllables apart.
    let korean = text.contains('년').then(|| text.replace("년 ", "-").replace("월 ", "-").replace('일', " "));
    let folded = fold(korean.as_deref().unwrap_or(text))
        .replace("a.m.", "am")
        .replace("p.m.", "pm")
        .replace(" pm", "pm");
    let folded = join_am(&folded);
    let spaced = space_out(&folded);
    for token in spaced.split([' ', ',', '|', '(', ')', '·', '•']).filter(|token| !token.is_empty()) {
        found.take(token)?;
    }
    found.timestamp()
}

/// Whether the whole of `text` is a day and a month, with or without a year: `Oct 25`.
pub(super) fn is_day(text: &str) -> bool {
    let mut found = Found::default();
    text.len() <= MAX_LEN
        && fold(text)
            .split([' ', ','])
            .filter(|token| !token.is_empty())
            .all(|token| found.take(token).is_some())
        && found.month.is_some()
        && found.day.is_some()
}

/// Whether `word` names a day of the week or a month.
pub(super) fn is_calendar_word(word: &str) -> bool {
    let folded = fold(word);
    let word = folded.trim_end_matches('.');
    month(word).is_some() || is_weekday(word)
}

const MAX_LEN: usize = 96;

#[derive(Default)]
struct Found {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<Time>,
    offset: Option<i32>,
    afternoon: Option<bool>,
    /// Whether of two numbers parted by a slash the month is the first; `None` where nobody knows.
    month_first: Option<bool>,
}

impl Found {
    /// Takes one word of a date; `None` where it is no such word or says a thing twice.
    fn take(&mut self, token: &str) -> Option<()> {
        let word = token.trim_end_matches('.');
        if word.is_empty() || FILLERS.contains(&word) || is_weekday(word) {
            return Some(());
        }
        if let Some(number) = month(word) {
            return set(&mut self.month, number);
        }
        if matches!(word, "am" | "pm") {
            return set(&mut self.afternoon, word == "pm");
        }
        if let Some(offset) = zone(word) {
            self.offset = Some(offset);
            return Some(());
        }
        if word.contains(':') {
            return self.take_time(word);
        }
        if let Some((hour, minute)) = word.split_once('h').filter(|(_, minute)| minute.len() == 2) {
            let (hour, minute) = (hour.parse::<i8>().ok()?, minute.parse::<i8>().ok()?);
            return set(&mut self.time, Time::new(hour, minute, 0, 0).ok()?);
        }
        // `09.15`, as some papers write the time.
        if let Some((hour, minute)) = word.split_once('.').filter(|(_, minute)| minute.len() == 2) {
            let (hour, minute) = (hour.parse::<i8>().ok()?, minute.parse::<i8>().ok()?);
            return set(&mut self.time, Time::new(hour, minute, 0, 0).ok()?);
        }
        if let Some(date) = numeric_date(word, self.month_first) {
            set(&mut self.year, date.year())?;
            set(&mut self.month, date.month())?;
            return set(&mut self.day, date.day());
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &word[digits.len()..];
        let number: i16 = digits.parse().ok()?;
        match suffix {
            "" if digits.len() == 4 && (1600..2200).contains(&number) => set(&mut self.year, number),
            "" | "st" | "nd" | "rd" | "th" | "er" | "o"
                if digits.len() <= 2 && (1..=31).contains(&number) =>
            {
                set(&mut self.day, number as i8)
            }
            "am" | "pm" if (1..=12).contains(&number) => {
                set(&mut self.time, Time::new(number as i8, 0, 0, 0).ok()?)?;
                set(&mut self.afternoon, suffix == "pm")
            }
            "h" if number < 24 => set(&mut self.time, Time::new(number as i8, 0, 0, 0).ok()?),
            _ => None,
        }
    }

    fn take_time(&mut self, word: &str) -> Option<()> {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        match &word[digits.len()..] {
            "" => {}
            "am" | "pm" => set(&mut self.afternoon, word.ends_with("pm"))?,
            suffix => self.offset = Some(zone(suffix)?),
        }
        // What was `18時` has no minute.
        let digits = digits.trim_end_matches(':');
        let mut parts = digits.split(':').map(|part| part.parse::<i8>().ok());
        let hour = parts.next()??;
        let minute = parts.next().unwrap_or(Some(0))?;
        let second = parts.next().unwrap_or(Some(0))?;
        set(&mut self.time, Time::new(hour, minute, second, 0).ok()?)
    }

    fn timestamp(self) -> Option<Timestamp> {
        let date = Date::new(self.year?, self.month?, self.day?).ok()?;
        let mut time = self.time.unwrap_or(Time::midnight());
        match self.afternoon {
            Some(true) if time.hour() < 12 => time = time.with().hour(time.hour() + 12).build().ok()?,
            Some(false) if time.hour() == 12 => time = time.with().hour(0).build().ok()?,
            _ => {}
        }
        let offset = settle_zone(self.offset.unwrap_or(0), date.month());
        let zone = TimeZone::fixed(Offset::from_seconds(offset * 60).ok()?);
        Some(date.to_datetime(time).to_zoned(zone).ok()?.timestamp())
    }
}

fn set<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    if slot.is_some() {
        return None;
    }
    *slot = Some(value);
    Some(())
}

/// `9 am` as one word: alone, `am` is also German for *on the*.
fn join_am(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(' ') {
        let belongs = word.trim_end_matches(',') == "am" && out.ends_with(|c: char| c.is_ascii_digit());
        if !(out.is_empty() || belongs) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Parts what some scripts and formats write together: `2025年10月25日`, `2025-10-25T10:30`.
fn space_out(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len() + 8);
    let mut before = ' ';
    let mut rest = folded.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '年' | '月' => out.push('-'),
            '时' | '時' => out.push(':'),
            '日' | '分' => out.push(' '),
            't' if before.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit) => out.push(' '),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// `2025-10-25`, `2025/10/25`, `25.10.2025`, and `25/10/2025` where only one reading is possible.
fn numeric_date(word: &str, month_first: Option<bool>) -> Option<Date> {
    let separator = word.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut parts = word.split(separator).map(|part| part.parse::<i16>().ok());
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let date = |year: i16, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    match separator {
        _ if first >= 1600 => date(first, second, third),
        _ if third < 1600 => None,
        '/' if second > 12 => date(third, first, second),
        '/' if first <= 12 && first != second => match month_first? {
            true => date(third, first, second),
            false => date(third, second, first),
        },
        _ => date(third, second, first),
    }
}

const FILLERS: [&str; 24] = [
    "at", "on", "the", "of", "-", "de", "del", "um", "uhr", "le", "den", "der", "am", "alle", "ore", "г",
    "года", "в", "a", "ngay", "as", "em", "om", "kl",
];

#[cfg(test)]
mod tests {
    use super::{is_day, parse, parse_ordered};

    fn check(text: &str, time: Option<&str>) {
        assert_eq!(parse(text).map(|t| t.to_string()).as_deref(), time, "{text}");
    }

    #[test]
    fn dates_as_newsrooms_write_them() {
        check("Saturday, September 12, 2015", Some("2015-09-12T00:00:00Z"));
        check("Oct 25, 2025 10:30 GMT", Some("2025-10-25T10:30:00Z"));
        check("25 October 2025", Some("2025-10-25T00:00:00Z"));
        check("October 25th, 2025 at 4:05 p.m. ET", Some("2025-10-25T20:05:00Z"));
        check("Sept. 3, 2024, 9 am EST", Some("2024-09-03T14:00:00Z"));
        check("2025-10-25", Some("2025-10-25T00:00:00Z"));
        check("2025-10-25T10:30:00+02:00", Some("2025-10-25T08:30:00Z"));
        check("2025-10-25T10:30", Some("2025-10-25T10:30:00Z"));
        check("2025-10-25 10:30:00 +0200", Some("2025-10-25T08:30:00Z"));
        check("25. Oktober 2025, 14:05 Uhr", Some("2025-10-25T14:05:00Z"));
        check("le 3 février 2024", Some("2024-02-03T00:00:00Z"));
        check("25 октября 2025 г.", Some("2025-10-25T00:00:00Z"));
        check("Mon 3 Feb 2025 09.15 GMT", Some("2025-02-03T09:15:00Z"));
        check("2025年10月25日", Some("2025-10-25T00:00:00Z"));
        check("2025年10月25日 18時30分", Some("2025-10-25T18:30:00Z"));
        check("2025年10月25日8时", Some("2025-10-25T08:00:00Z"));
        check("25.10.2025", Some("2025-10-25T00:00:00Z"));
        check("25/10/2025", Some("2025-10-25T00:00:00Z"));
        check("10:30 GMT+3, Oct 25, 2025", Some("2025-10-25T07:30:00Z"));
    }

    #[test]
    fn numbers_are_read_in_the_order_of_the_place() {
        for (month_first, day) in [(Some(true), "2023-10-05"), (Some(false), "2023-05-10")] {
            let time = parse_ordered("10/05/2023", month_first).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some(&*format!("{day}T00:00:00Z")));
        }
    }

    #[test]
    fn what_says_more_or_less_is_no_date() {
        for text in [
            "Oct 25",
            "In October 2025 talks began",
            "2025",
            "10/11/2025",
            "31 February 2024",
            "May 2024",
            "+",
            "１",
        ] {
            check(text, None);
        }
        assert!(is_day("Oct 25") && is_day("25 October") && !is_day("October"));
    }
}
