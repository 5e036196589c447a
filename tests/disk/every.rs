//! Which writes of a program are to fail, and how.

use std::env;
use std::io::{Write, stderr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::faults::{Call, Fault, Lasts};

/// A write that is to fail.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// What is wrong then.
    pub fault: Fault,
    /// Which write it is, counted from 1.
    pub nth: usize,
    /// For how long, each once. Where nothing else was written once the disk failed, that this one fails alone is the same.
    pub ways: &'static [Lasts],
}

/// The writes of a program where a disk has that fault.
pub type Calls = (Fault, Vec<Call>);

/// The ways in which the writes between the ends of a run fail, by turns.
const TURNS: [(Fault, &[Lasts]); 4] = [
    (Fault::Full, &[Lasts::FromThenOn]),
    (Fault::Broken, &[Lasts::Once]),
    (Fault::Full, &[Lasts::Once]),
    (Fault::Broken, &[Lasts::FromThenOn]),
];

/// Every write, in every way that may make a difference:
///
/// - the ends of a run of writes to one file fail in all ways; those between them, after which a program goes on alike but for how much
///   of it is there already, in each by turns;
/// - of its own files SQLite asks whether the disk is full, and no more: one that is read-only is to it as one that is broken.
fn every(calls: &[Calls]) -> Vec<Case> {
    let mut cases = Vec::new();
    for (fault, calls) in calls {
        let mut start = 0;
        for (at, call) in calls.iter().enumerate() {
            if at > 0 && calls[at - 1] != *call {
                start = at;
            }
            let is_end = at == start || calls.get(at + 1) != Some(call);
            let turn = TURNS[(at - start) % TURNS.len()];
            let ways: &[Lasts] = match fault {
                Fault::ReadOnly if is_end && (at == 0 || !call.is_of_sqlite()) => &Lasts::ALL,
                Fault::ReadOnly => &[],
                _ if is_end => &Lasts::ALL,
                fault if turn.0 == *fault => turn.1,
                _ => &[],
            };
            if !ways.is_empty() {
                cases.push(Case { fault: *fault, nth: at + 1, ways });
            }
        }
    }
    cases
}

/// Into how many parts what is between the ends of runs is divided, of which the long form tries one.
const PARTS: usize = 3;

/// Those that are tried: a few that lie evenly among them; in the long form all ends, and of what is between them the part whose turn it
/// is; everything where that is asked for.
fn chosen(all: Vec<Case>, few: usize) -> Vec<Case> {
    match env::var("MASTHEAD_TEST_LONG").as_deref() {
        Ok("all") => all,
        Ok(_) => {
            let turn = env::var("MASTHEAD_TEST_TURN").ok().and_then(|turn| turn.parse().ok());
            let turn: usize = turn.unwrap_or_default();
            let is_due = |case: &Case| case.ways.len() > 1 || (case.nth + turn).is_multiple_of(PARTS);
            all.into_iter().filter(is_due).collect()
        }
        Err(_) => {
            let step = (all.len() / few).max(1);
            all.into_iter().step_by(step).collect()
        }
    }
}

/// Tries them; how many of them made a difference, `attempt` says.
pub fn attempt_each(
    what: &str,
    calls: &[Calls],
    few: usize,
    attempt: &(dyn Fn(Case) -> usize + Sync),
) -> usize {
    let all = every(calls);
    let count = all.len();
    let chosen = chosen(all, few);
    let writes = calls.iter().map(|(_, calls)| calls.len()).max().unwrap_or_default();
    let begun = std::time::Instant::now();
    let (next, told) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(case) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    told.fetch_add(attempt(*case), Ordering::Relaxed);
                }
            });
        }
    });
    let told = told.into_inner();
    let _ = writeln!(
        stderr(),
        "{what}: {writes} writes; of {count} ways in which they fail, {} were tried; {told} of them told; {:.0?}",
        chosen.len(),
        begun.elapsed(),
    );
    told
}
