//! What was measured, as a table in Markdown.

use std::io::Write;
use std::time::Duration;

use crate::articles::Outcome;

/// A table of figures, each beside the floor before it and the target.
pub(crate) struct Table<'a, W: Write> {
    out: &'a mut W,
    floor: f64,
}

impl<'a, W: Write> Table<'a, W> {
    /// A table of times.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn new(out: &'a mut W) -> Outcome<Self> {
        let mut table = Self { out, floor: f64::NAN };
        table.times()?;
        Ok(table)
    }

    /// Begins with times.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub(crate) fn times(&mut self) -> Outcome<()> {
        writeln!(
            self.out,
            "\n| {:<46} | {:>4} | {:>9} | {:>8} | {:>7} | {:>9} |",
            "ms", "n", "median", "p95", "× floor", "target"
        )?;
        writeln!(self.out, "|{:-<48}|{:->5}:|{:->10}:|{:->9}:|{:->8}:|{:->10}:|", "", "", "", "", "", "")?;
        Ok(())
    }

    /// Begins with figures that are no times.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub(crate) fn head(&mut self, what: &str, target: &str) -> Outcome<()> {
        writeln!(self.out, "\n| {what:<46} | {:>9} | {target:>9} |", "")?;
        writeln!(self.out, "|{:-<48}|{:->10}:|{:->10}:|", "", "", "")?;
        Ok(())
    }

    /// A row that those after it are compared with.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn begin(&mut self, name: &str, times: &[Duration]) -> Outcome<()> {
        self.floor = median(times);
        self.row(name, times, None)
    }

    /// The median of the row that the others are compared with, in milliseconds.
    pub(crate) fn floor(&self) -> f64 {
        self.floor
    }

    /// A row of times, and what their median is to be at most, in milliseconds.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn row(&mut self, name: &str, times: &[Duration], target: Option<f64>) -> Outcome<()> {
        let (middle, ratio) = (median(times), median(times) / self.floor);
        let target = beside(middle, target);
        let (count, late) = (times.len(), quantile(times, 95));
        writeln!(
            self.out,
            "| {name:<46} | {count:>4} | {middle:>9.2} | {late:>8.2} | {ratio:>7.1} | {target:>9} |"
        )?;
        self.out.flush()?;
        Ok(())
    }

    /// One figure, and what it is to be at most.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn figure(&mut self, name: &str, figure: Option<f64>, target: Option<f64>) -> Outcome<()> {
        let figure = figure.unwrap_or(f64::NAN);
        let target = beside(figure, target);
        writeln!(self.out, "| {name:<46} | {figure:>9.2} | {target:>9} |")?;
        Ok(())
    }
}

/// The target, with a mark where the figure misses it.
fn beside(figure: f64, target: Option<f64>) -> String {
    match target {
        None => String::new(),
        Some(_) if figure.is_nan() => "–".to_owned(),
        Some(target) if figure <= target => format!("{target:.1}"),
        Some(target) => format!("✗ {target:.1}"),
    }
}

fn median(times: &[Duration]) -> f64 {
    quantile(times, 50)
}

fn quantile(times: &[Duration], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = sorted.get(sorted.len() * percent / 100).or(sorted.last());
    at.map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
