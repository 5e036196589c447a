//! Dates and times as machines write them, and as machines that were never checked write them.

use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::{Offset, TimeZone};

use super::calendar::{month as month_number, settle_zone, zone_minutes};
use super::date;
use crate::model::{Timestamp, fold};

/// The time that `text` states: RFC 3339, RFC 822 with any zone, ISO 8601 with weeks and days of the year,
/// seconds since 1970, month names of many languages. UTC where it gives no zone.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_LEN {
        return None;
    }
    text.parse::<Timestamp>()
        .ok()
        .or_else(|| rfc_822(text))
        .or_else(|| epoch(text))
        .or_else(|| iso(text))
        .or_else(|| words(text))
        .or_else(|| date::parse(text))
}

const MAX_LEN: usize = 96;

/// What nearly every RSS feed has; only zones that mean one thing.
fn rfc_822(text: &str) -> Option<Timestamp> {
    let is_sure = text.ends_with("GMT") || text.get(text.len().checked_sub(5)?..)?.starts_with(['+', '-']);
    is_sure.then(|| RFC_822.parse_timestamp(text).ok()).flatten()
}

static RFC_822: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<Timestamp> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if text.len() == 14 && text.starts_with(['1', '2']) {
        // No number of seconds: `20251025103015`.
        return stamp(iso_day(text.get(..8)?)?, clock(text.get(8..)?)?.0, 0);
    }
    let number = text.parse::<i64>().ok()?;
    match text.len() {
        9 | 10 => Timestamp::from_second(number).ok(),
        12 | 13 => Timestamp::from_millisecond(number).ok(),
        16 => Timestamp::from_microsecond(number).ok(),
        _ => None,
    }
}

fn iso(text: &str) -> Option<Timestamp> {
    let split = text.find(['T', 't', ' ', '_']).filter(|at| *at >= 4);
    let (day, rest) = match split {
        Some(at) => (&text[..at], text[at + 1..].trim()),
        None => (text, ""),
    };
    let date = iso_day(day)?;
    if rest.is_empty() {
        return stamp(date, Time::midnight(), 0);
    }
    let (rest, zone_name) = match rest.rsplit_once(' ') {
        Some((time, zone)) if time.contains(':') => (time.trim(), Some(zone)),
        _ => (rest, None),
    };
    let zone_at = rest.find(['+', '-', '\u{2212}', 'Z', 'z']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone_at);
    let offset = match zone_name.unwrap_or(zone.trim()) {
        "" | "Z" | "z" => 0,
        zone => offset(&zone.replace('\u{2212}', "-"))?,
    };
    let (time, next_day) = clock(time)?;
    let date = if next_day { date.tomorrow().ok()? } else { date };
    stamp(date, time, offset)
}

fn iso_day(day: &str) -> Option<Date> {
    let digits =
        |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i16>().ok()).flatten();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let day_is_dashed = !day.contains(['/', '.']);
    let day_of = |year: i16, nth: i16| Date::new(year, 1, 1).ok()?.with().day_of_year(nth).build().ok();
    match *parts.as_slice() {
        [whole] => match whole.len() {
            4 => Date::new(digits(whole)?, 1, 1).ok(),
            7 => day_of(digits(whole.get(..4)?)?, digits(whole.get(4..)?)?),
            8 => Date::new(digits(whole.get(..4)?)?, small(whole.get(4..6)?)?, small(whole.get(6..)?)?).ok(),
            _ => None,
        },
        [year, week] if week.starts_with('W') => week_day(digits(year)?, week, "1"),
        [year, week, nth] if week.starts_with('W') => week_day(digits(year)?, week, nth),
        [year, nth] if nth.len() == 3 => day_of(digits(year)?, digits(nth)?),
        [year, month] if year.len() == 4 => Date::new(digits(year)?, small(month)?, 1).ok(),
        [year, month, day] if year.len() == 4 => Date::new(digits(year)?, small(month)?, small(day)?).ok(),
        [year, month, day] if year.len() == 2 && day_is_dashed && small(month)? <= 12 && day.len() == 2 => {
            Date::new(full_year(digits(year)?), small(month)?, small(day)?).ok()
        }
        _ => None,
    }
}

fn week_day(year: i16, week: &str, nth: &str) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(small(nth)?).ok()?;
    Some(ISOWeekDate::new(year, small(week.get(1..)?)?, weekday).ok()?.date())
}

fn small(text: &str) -> Option<i8> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// What RFC 2822 makes of a year of two digits.
fn full_year(year: i16) -> i16 {
    match year {
        0..=49 => 2000 + year,
        50..=99 => 1900 + year,
        _ => year,
    }
}

/// `10`, `10:30`, `1030`, `10:30:59.123`; whether it is midnight at the end of the day.
fn clock(text: &str) -> Option<(Time, bool)> {
    let text = text.trim();
    let whole = text.split(['.', ',']).next()?;
    let parts: Vec<&str> = match whole.contains(':') {
        true => whole.split(':').collect(),
        false if whole.len() == 4 => vec![whole.get(..2)?, whole.get(2..)?],
        false if whole.len() == 6 => vec![whole.get(..2)?, whole.get(2..4)?, whole.get(4..)?],
        false if whole.len() <= 2 => vec![whole],
        false => return None,
    };
    let mut numbers = parts.iter().map(|part| small(part.trim()));
    let hour = numbers.next()??;
    let minute = numbers.next().unwrap_or(Some(0))?;
    let second = numbers.next().unwrap_or(Some(0))?.min(59);
    if hour == 24 && minute == 0 {
        return Some((Time::midnight(), true));
    }
    Some((Time::new(hour, minute, second, 0).ok()?, false))
}

/// Minutes east of UTC.
fn offset(zone: &str) -> Option<i32> {
    zone_minutes(&zone.to_ascii_lowercase())
}

fn stamp(date: Date, time: Time, offset: i32) -> Option<Timestamp> {
    let zone = TimeZone::fixed(Offset::from_seconds(offset * 60).ok()?);
    Some(DateTime::from_parts(date, time).to_zoned(zone).ok()?.timestamp())
}

/// `Thu, 01 Jan 04 19:48:21 CEST` and what is like it: words in any order, some of no use.
fn words(text: &str) -> Option<Timestamp> {
    let folded = fold(&korean(text)).replace("a.m.", "am").replace("p.m.", "pm");
    let (mut numbers, mut month, mut time, mut offset, mut afternoon) = (Vec::new(), None, None, None, None);
    let mut next_day = false;
    for word in split_words(&folded) {
        let word = word.trim_end_matches('.');
        if word.is_empty() {
            continue;
        }
        if word.contains(':') && time.is_none() {
            let at = word.find(['+', '-', 'z']).unwrap_or(word.len());
            let suffix = word[..at].trim_end_matches(|c: char| c.is_ascii_alphabetic());
            afternoon = afternoon.or(is_afternoon(&word[suffix.len()..at]));
            let (clock, late) = clock(suffix)?;
            (time, next_day) = (Some(clock), late);
            offset = offset.or_else(|| zone_minutes(&word[at..]));
        } else if let Some(number) = month_number(word).filter(|_| month.is_none()) {
            month = Some(number);
        } else if let Some(late) = is_afternoon(word) {
            afternoon = Some(late);
        } else if let Some(minutes) = zone_minutes(word).filter(|_| time.is_some()) {
            offset = offset.or(Some(minutes));
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            numbers.push((word.len(), word.parse::<i16>().ok()?));
        } else if let Some(day) = iso_day(word) {
            numbers.extend([(4, day.year()), (2, i16::from(day.month())), (2, i16::from(day.day()))]);
        }
    }
    let (year, month, day) = calendar(&numbers, month)?;
    let mut time = time.unwrap_or(Time::midnight());
    match afternoon {
        Some(true) if time.hour() < 12 => time = time.with().hour(time.hour() + 12).build().ok()?,
        Some(false) if time.hour() == 12 => time = time.with().hour(0).build().ok()?,
        _ => {}
    }
    let date = Date::new(year, month, day).ok()?;
    let date = if next_day { date.tomorrow().ok()? } else { date };
    stamp(date, time, settle_zone(offset.unwrap_or(0), month))
}

/// Folding takes Korean syllables apart.
fn korean(text: &str) -> String {
    text.replace("오전", "am").replace("오후", "pm").replace(['년', '월', '일'], " ")
}

fn is_afternoon(word: &str) -> Option<bool> {
    match word {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

/// Parts words at spaces and commas, and names from numbers: `13-Jul-2004`, `2004-julius-13T9:15`.
fn split_words(folded: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for word in folded.split([' ', ',', '(', ')', ';']) {
        // `GMT-0500` is one word.
        let is_zone = word.len() > 3 && zone_minutes(&word.to_ascii_lowercase()).is_some();
        let has_name =
            !is_zone && word.chars().filter(|c| c.is_alphabetic()).count() >= 3 && word.contains('-');
        match word.find('t').filter(|at| {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            digit(word[..*at].chars().next_back()) && digit(word[at + 1..].chars().next())
        }) {
            Some(at) => {
                out.extend(word[..at].split('-'));
                out.push(&word[at + 1..]);
            }
            None if has_name && !word.contains(':') => out.extend(word.split('-')),
            None => out.push(word),
        }
    }
    out
}

/// Year, month and day from numbers in the order in which they stand, and the month's name where there is one.
fn calendar(numbers: &[(usize, i16)], month: Option<i8>) -> Option<(i16, i8, i8)> {
    let small = |number: i16| i8::try_from(number).ok();
    match (month, numbers) {
        (Some(month), [(4, year), (_, day), ..]) => Some((*year, month, small(*day)?)),
        (Some(month), [(_, day), (_, year), ..]) => Some((full_year(*year), month, small(*day)?)),
        (None, [(4, year), (_, month), (_, day), ..]) => Some((*year, small(*month)?, small(*day)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn check(text: &str, time: &str) {
        assert_eq!(parse(text).map(|t| t.to_string()).as_deref(), Some(time), "{text}");
    }

    #[test]
    fn stamps_of_every_make() {
        check("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z");
        check("2003-12-31T10:14:55-08:00", "2003-12-31T18:14:55Z");
        check("2003-12-31T10:14Z", "2003-12-31T10:14:00Z");
        check("2025-06-10 10:00:00", "2025-06-10T10:00:00Z");
        check("2025-06-10 10:00:00 +0200", "2025-06-10T08:00:00Z");
        check("2003-12", "2003-12-01T00:00:00Z");
        check("2003", "2003-01-01T00:00:00Z");
        check("2003-335", "2003-12-01T00:00:00Z");
        check("2003335", "2003-12-01T00:00:00Z");
        check("20031231", "2003-12-31T00:00:00Z");
        check("2009-W53-7", "2010-01-03T00:00:00Z");
        check("03-12-31", "2003-12-31T00:00:00Z");
        check("2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z");
        check("20251025103015", "2025-10-25T10:30:15Z");
        check("1718000000", "2024-06-10T06:13:20Z");
        check("1718000000000", "2024-06-10T06:13:20Z");
    }

    #[test]
    fn words_in_many_languages() {
        check("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z");
        check("Thu, 01 Jan 04 19:48:21 CEST", "2004-01-01T17:48:21Z");
        check("01 Jan 2004 19:48 EST", "2004-01-02T00:48:00Z");
        check("Thu, 31 Jun 2004 19:48:21 +0000".replace("31 Jun", "30 Jun").as_str(), "2004-06-30T19:48:21Z");
        check("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z");
        check("Sun Jan 4 16:29:06 2004", "2004-01-04T16:29:06Z");
        check("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z");
        check("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z");
        check("2004-05-25 오후 11:23:17", "2004-05-25T23:23:17Z");
        check("2004년 05월 28일 01:31:15", "2004-05-28T01:31:15Z");
        check("Sat, 25 Oct 2025 10:30:15 GMT-0500", "2025-10-25T15:30:15Z");
        check("Sat, 25 Oct 2025 10:30:15 UTC+1", "2025-10-25T09:30:15Z");
        check("Sat, 25 Oct 2025 10:30:15 +2:00", "2025-10-25T08:30:15Z");
        check("Friday, August 15, 2025 3:04 PM", "2025-08-15T15:04:00Z");
        check("13-Jul-2004 10:00", "2004-07-13T10:00:00Z");
    }

    #[test]
    fn nonsense_is_no_date() {
        for text in ["", "tomorrow", "10:00", "99 Foo 2004", "2003-13-45", "—", "1", "W-W-W", "\u{661}"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
