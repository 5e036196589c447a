//! Years, quarters and seasons that a text names.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Days, Reading};

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

impl Reading<'_> {
    /// *2027*.
    pub(super) fn whole_year(&self) -> Option<Days> {
        let first = Date::new(self.year(0)?, 1, 1).ok()?;
        Some((1, first, first.last_of_year()))
    }

    /// *in 2028*: one that has not passed.
    pub(super) fn in_year(&self) -> Option<Days> {
        if !matches!(self.word(0), "in" | "by" | "until" | "before" | "during") {
            return None;
        }
        let rest = Reading { tokens: self.tokens.get(1..)?, ..*self };
        let (length, first, last) = rest.whole_year()?;
        (last >= self.written).then_some((1 + length, first, last))
    }

    /// *Q1 2027*, *second quarter of 2027*.
    pub(super) fn quarter(&self) -> Option<Days> {
        let spelled = ORDINALS.iter().position(|word| *word == self.word(0) && self.word(1) == "quarter");
        let (quarter, at) = match (self.word(0), spelled) {
            (_, Some(quarter)) => (quarter, 2),
            ("q1", _) => (0, 1),
            ("q2", _) => (1, 1),
            ("q3", _) => (2, 1),
            ("q4", _) => (3, 1),
            _ => return None,
        };
        let at = at + usize::from(self.word(at) == "of");
        let first = Date::new(self.year(at)?, i8::try_from(quarter * 3 + 1).ok()?, 1).ok()?;
        Some((at + 1, first, first.saturating_add(2.months()).last_of_month()))
    }

    /// *next spring*, *in the summer of 2027*: as the northern half of the world has them.
    pub(super) fn season(&self) -> Option<Days> {
        let said = self.word(0);
        let at = usize::from(matches!(said, "next" | "this" | "coming" | "in" | "by"));
        let at = at + usize::from(at > 0 && self.word(at) == "the");
        let month = match self.word(at) {
            "spring" => 3,
            "summer" => 6,
            "autumn" | "fall" => 9,
            "winter" => 12,
            _ => return None,
        };
        let of = usize::from(self.word(at + 1) == "of");
        let year = self.year(at + 1 + of);
        let stretch = |year: i16| {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.saturating_add(2.months()).last_of_month()))
        };
        let (first, last) = match year {
            Some(year) => stretch(year)?,
            None if at == 0 => return None,
            None => {
                let written = self.written;
                let years = written.year().saturating_sub(1)..=written.year().saturating_add(1);
                let is_meant = |(first, last): &(Date, Date)| match said {
                    "next" => *first > written,
                    _ => *last >= written,
                };
                years.filter_map(stretch).find(is_meant)?
            }
        };
        let length = at + 1 + if year.is_some() { of + 1 } else { 0 };
        Some((length, first, last))
    }
}
