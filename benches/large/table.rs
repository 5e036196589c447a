//! The table that is printed.

use std::io::Write;
use std::time::{Duration, Instant};

use super::Outcome;

/// Rows of times, each beside its floor.
pub(super) struct Table<'a, W: Write> {
    runs: usize,
    out: &'a mut W,
}

impl<'a, W: Write> Table<'a, W> {
    /// A table with nothing but its head; everything is done so many times.
    pub(super) fn new(runs: usize, out: &'a mut W) -> Outcome<Self> {
        writeln!(
            out,
            "{:<40} {:>8} {:>11} {:>11} {:>11} {:>9}",
            "", "rows", "median ms", "p95 ms", "floor ms", "× floor"
        )?;
        Ok(Self { runs, out })
    }

    /// From now on everything is done once.
    pub(super) fn once(&mut self) {
        self.runs = 1;
    }

    /// A row, and what bare SQLite takes for it.
    pub(super) fn row(
        &mut self,
        name: &str,
        mut floor: impl FnMut() -> Outcome<usize>,
        work: impl FnMut() -> Outcome<usize>,
    ) -> Outcome<()> {
        let floor = self.times(&mut floor)?.0;
        self.write(name, work, Some(floor[floor.len() / 2]))
    }

    /// A row for which there is no floor.
    pub(super) fn alone(&mut self, name: &str, work: impl FnMut() -> Outcome<usize>) -> Outcome<()> {
        self.write(name, work, None)
    }

    fn write(
        &mut self,
        name: &str,
        mut work: impl FnMut() -> Outcome<usize>,
        floor: Option<Duration>,
    ) -> Outcome<()> {
        let (times, rows) = self.times(&mut work)?;
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let median = times[times.len() / 2];
        let p95 = times[(times.len() * 95 / 100).min(times.len() - 1)];
        write!(self.out, "{name:<40} {rows:>8} {:>11.3} {:>11.3}", ms(median), ms(p95))?;
        match floor {
            Some(floor) => {
                writeln!(self.out, " {:>11.3} {:>9.1}", ms(floor), ms(median) / ms(floor).max(0.0001))?;
            }
            None => writeln!(self.out)?,
        }
        Ok(())
    }

    /// How long it took each time, in ascending order, and how many rows there were.
    fn times(&self, work: &mut dyn FnMut() -> Outcome<usize>) -> Outcome<(Vec<Duration>, usize)> {
        let mut times = Vec::with_capacity(self.runs);
        let mut rows = 0;
        for _ in 0..self.runs {
            let before = Instant::now();
            rows = work()?;
            times.push(before.elapsed());
        }
        times.sort();
        Ok((times, rows))
    }
}
