//! Days as a search names them: fixed ones, and such as move with time.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// A stretch of days. What is relative stays so, that a search which is kept goes on with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Day {
    /// Today.
    Today,
    /// Yesterday.
    Yesterday,
    /// The day so long ago: `30d`, `2w`, `6m`, `1y`.
    Ago(u16, Unit),
    /// One day: `2025-10-14`.
    Date(Date),
    /// A month: `2025-10`.
    Month(i16, i8),
    /// A year: `2025`.
    Year(i16),
    /// A week as ISO 8601 counts them, of this year where none is named: `41`, `2025-41`.
    Week(Option<i16>, i8),
}

/// What a time that has passed is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// The longest time ago, in its unit.
const LONGEST: u16 = 9999;

impl Day {
    /// Reads a day as people write it, but for weeks.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "today" => return Some(Self::Today),
            "yesterday" => return Some(Self::Yesterday),
            _ => {}
        }
        if let Some((at, c)) = text.char_indices().next_back()
            && let Some(unit) = Unit::of(c)
        {
            let count = number(text.get(..at)?)?;
            return u16::try_from(count).ok().filter(|count| *count <= LONGEST).map(|n| Self::Ago(n, unit));
        }
        let mut parts = text.split('-');
        let year = parts.next().filter(|year| year.len() == 4).and_then(number)?;
        let year = i16::try_from(year).ok().filter(|year| *year > 0)?;
        let mut small = || parts.next().map(|part| number(part).and_then(|n| i8::try_from(n).ok()));
        match (small(), small(), small()) {
            (None, ..) => Some(Self::Year(year)),
            (Some(month), None, _) => {
                month.filter(|month| (1..=12).contains(month)).map(|month| Self::Month(year, month))
            }
            (Some(month), Some(day), None) => Date::new(year, month?, day?).ok().map(Self::Date),
            _ => None,
        }
    }

    /// Reads a week: its number, or year and number.
    pub(super) fn parse_week(text: &str) -> Option<Self> {
        let (year, week) = match text.split_once('-') {
            Some((year, week)) => (Some(i16::try_from(number(year)?).ok().filter(|year| *year > 0)?), week),
            None => (None, text),
        };
        let week = number(week.trim_start_matches(['w', 'W']))?;
        let week = i8::try_from(week).ok().filter(|week| (1..=53).contains(week))?;
        let has = |year| ISOWeekDate::new(year, week, Weekday::Monday).is_ok();
        year.is_none_or(has).then_some(Self::Week(year, week))
    }

    /// Its first day, and the first day after it.
    pub fn days(self, today: Date) -> (Date, Date) {
        let one = |day: Date| (day, day.saturating_add(1.day()));
        match self {
            Self::Today => one(today),
            Self::Yesterday => one(today.saturating_sub(1.day())),
            Self::Ago(count, unit) => one(today.saturating_sub(unit.span(count))),
            Self::Date(day) => one(day),
            Self::Month(year, month) => {
                let first = Date::new(year, month, 1).unwrap_or(today);
                (first, first.saturating_add(1.month()))
            }
            Self::Year(year) => {
                let first = Date::new(year, 1, 1).unwrap_or(today);
                (first, first.saturating_add(1.year()))
            }
            Self::Week(year, week) => {
                let year = year.unwrap_or_else(|| today.iso_week_date().year());
                // Most years have no week 53: then the last one is meant.
                let week = ISOWeekDate::new(year, week, Weekday::Monday)
                    .or_else(|_| ISOWeekDate::new(year, 52, Weekday::Monday));
                let first = week.map_or(today, |week| week.date());
                (first, first.saturating_add(1.week()))
            }
        }
    }
}

impl Unit {
    fn of(c: char) -> Option<Self> {
        match c.to_ascii_lowercase() {
            'd' => Some(Self::Days),
            'w' => Some(Self::Weeks),
            'm' => Some(Self::Months),
            'y' => Some(Self::Years),
            _ => None,
        }
    }

    fn span(self, count: u16) -> Span {
        match self {
            Self::Days => i32::from(count).days(),
            Self::Weeks => i32::from(count).weeks(),
            Self::Months => i32::from(count).months(),
            Self::Years => i32::from(count).years(),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Today => f.write_str("today"),
            Self::Yesterday => f.write_str("yesterday"),
            Self::Ago(count, Unit::Days) => write!(f, "{count}d"),
            Self::Ago(count, Unit::Weeks) => write!(f, "{count}w"),
            Self::Ago(count, Unit::Months) => write!(f, "{count}m"),
            Self::Ago(count, Unit::Years) => write!(f, "{count}y"),
            Self::Date(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Week(Some(year), week) => write!(f, "{year:04}-{week:02}"),
            Self::Week(None, week) => write!(f, "{week}"),
        }
    }
}

fn number(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.len() < 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Date, Day};

    #[test]
    fn days_are_read_and_written_and_know_when_they_are() {
        let today: Date = "2026-11-23".parse().expect("a date");
        for (text, first, after) in [
            ("today", "2026-11-23", "2026-11-24"),
            ("yesterday", "2026-11-22", "2026-11-23"),
            ("30d", "2026-10-24", "2026-10-25"),
            ("2w", "2026-11-09", "2026-11-10"),
            ("6m", "2026-05-23", "2026-05-24"),
            ("1y", "2025-11-23", "2025-11-24"),
            ("2025-10-14", "2025-10-14", "2025-10-15"),
            ("2024-02", "2024-02-01", "2024-03-01"),
            ("2024", "2024-01-01", "2025-01-01"),
        ] {
            let day = Day::parse(text).expect("a day");
            let (from, to) = day.days(today);
            assert_eq!((from.to_string().as_str(), to.to_string().as_str()), (first, after), "{text}");
            assert_eq!(day.to_string(), text);
        }
        for (text, first) in [("41", "2026-10-05"), ("2025-W01", "2024-12-30"), ("2020-53", "2020-12-28")] {
            let day = Day::parse_week(text).expect("a week");
            assert_eq!(day.days(today).0.to_string(), first, "{text}");
            assert_eq!(Day::parse_week(&day.to_string()), Some(day));
        }
        for wrong in ["", "d", "soon", "2025-13", "2025-02-30", "25-1-1", "123456d", "2025-1-1-1", "-1d", "é"]
        {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
        assert!(["54", "0", "x", "2025-", "2016-53"].iter().all(|wrong| Day::parse_week(wrong).is_none()));
        assert!(Day::Ago(9999, super::Unit::Years).days(today).0.year() < 0);
    }
}
