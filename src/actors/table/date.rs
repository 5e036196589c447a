//! Days as exactly as a table knows them: a year, a month or a day.

use crate::model::Timestamp;

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// As `yyyymmdd`, what is not known being 0.
    packed: u32,
}

/// From when until when something holds; without an end where it still does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Date {
    /// Reads `2018`, `2018-10` or `2018-10-01`.
    pub(super) fn read(written: &str) -> Option<Self> {
        let mut parts = written.split('-');
        let year = number(parts.next()?, 4, 1..=2999)?;
        let month = parts.next().map_or(Some(0), |part| number(part, 2, 1..=12))?;
        let day = parts.next().map_or(Some(0), |part| number(part, 2, 1..=31))?;
        parts.next().is_none().then_some(Self { packed: year * 10_000 + month * 100 + day })
    }

    /// A year.
    pub(in crate::actors) fn of_year(year: u32) -> Self {
        Self { packed: year * 10_000 }
    }

    /// A month, counted from 0, of a year.
    pub(in crate::actors) fn of_month(year: u32, month: usize) -> Self {
        Self { packed: year * 10_000 + (u32::try_from(month).unwrap_or_default() % 12 + 1) * 100 }
    }

    /// The day on which `time` lies at Greenwich.
    pub(in crate::actors) fn of(time: Timestamp) -> Self {
        let date = jiff::tz::Offset::UTC.to_datetime(time).date();
        let part = |value: i8| u32::from(value.unsigned_abs());
        let year = u32::from(date.year().max(0).unsigned_abs());
        Self { packed: year * 10_000 + part(date.month()) * 100 + part(date.day()) }
    }

    /// Its year.
    pub fn year(self) -> u32 {
        self.packed / 10_000
    }

    /// Its last day, as far as it may be meant.
    fn end(self) -> u32 {
        match self.packed {
            year if year % 10_000 == 0 => year + 9_999,
            month if month % 100 == 0 => month + 99,
            day => day,
        }
    }
}

impl Term {
    /// Whether it holds on a day.
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from.packed <= day.packed)
            && self.to.is_none_or(|to| day.packed <= to.end())
    }

    /// Whether it holds at a time.
    pub fn holds_at(self, time: Timestamp) -> bool {
        self.holds(Date::of(time))
    }

    /// Whether it holds on the day of an article; on an unknown day what has ended does not.
    pub(in crate::actors) fn holds_on(self, day: Option<Date>) -> bool {
        day.map_or(self.to.is_none(), |day| self.holds(day))
    }

    /// Whether it has begun on a day.
    pub(in crate::actors) fn begins_by(self, day: Date) -> bool {
        self.from.is_none_or(|from| from.packed <= day.packed)
    }

    /// Whether both hold on some day.
    pub(in crate::actors) fn meets(self, other: Self) -> bool {
        let ends_before =
            |one: Self, other: Self| one.to.zip(other.from).is_some_and(|(to, from)| to.end() < from.packed);
        !ends_before(self, other) && !ends_before(other, self)
    }

    /// Whether it begins before it ends.
    pub(super) fn is_in_order(self) -> bool {
        self.from.zip(self.to).is_none_or(|(from, to)| from.packed <= to.end())
    }
}

fn number(digits: &str, length: usize, within: std::ops::RangeInclusive<u32>) -> Option<u32> {
    let all = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| all && within.contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, day: &str, holds: bool) {
        let term = Term { from: Date::read(from), to: Date::read(to) };
        assert_eq!(term.holds(Date::read(day).expect("a date")), holds, "{from} {to} {day}");
    }

    #[test]
    fn a_term_holds_as_exactly_as_it_is_known() {
        check("2012-05-07", "", "2012-05-06", false);
        check("2012-05-07", "", "2026-11-23", true);
        check("2008", "2012-05", "2012-05-31", true);
        check("2008", "2012-05", "2012-06-01", false);
        check("", "2012", "2012-12-31", true);
    }

    #[test]
    fn a_date_is_read_or_refused() {
        for (written, good) in [("2018", true), ("2018-10", true), ("2018-10-01", true), ("18", false)] {
            assert_eq!(Date::read(written).is_some(), good, "{written}");
        }
        assert_eq!(Date::read("2018-13"), None);
        assert_eq!(Date::read("2018-10-01-02"), None);
        let time: Timestamp = "2025-10-14T08:30:00Z".parse().expect("a time");
        assert_eq!(Some(Date::of(time)), Date::read("2025-10-14"));
    }
}
