//! Whether a program has done all that it had to do, as Linux tells of its threads; elsewhere nobody knows.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

/// How long no thread must have run. What a program does by a clock, a second later for instance, is not waited for.
const STILL: Duration = Duration::from_millis(15);
/// After how long a program that never rests is left to itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// Waits until a program rests: each of its threads waits for something from outside. What is pressed then finds
/// everything done that was pressed before, however busy the machine is.
pub fn await_rest(process: u32) {
    let deadline = Instant::now() + PATIENCE;
    let mut before = turns(process);
    while Instant::now() < deadline {
        thread::sleep(STILL);
        let after = turns(process);
        let rests = before == after && after.iter().all(Option::is_some);
        if rests {
            return;
        }
        before = after;
    }
}

/// How often each thread has had its turn; `None` for one that runs or is about to. Nothing where there is no such program.
fn turns(process: u32) -> Vec<Option<String>> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let stati = threads.map(|thread| fs::read_to_string(thread.path().join("status")).unwrap_or_default());
    stati.map(|status| turn(&status)).collect()
}

fn turn(status: &str) -> Option<String> {
    let line = |name: &str| status.lines().find(|line| line.starts_with(name));
    let runs =
        line("State:").is_none_or(|state| state.contains("(running)") || state.contains("(disk sleep)"));
    (!runs).then(|| {
        let counted = ["Pid:", "voluntary_ctxt_switches:", "nonvoluntary_ctxt_switches:"];
        counted.iter().filter_map(|name| line(name)).collect()
    })
}
