//! Marks, tags and notes, one after another, and everything marked read.

use std::io::{BufRead, BufReader};

use crate::desk::{Killer, is_sound, masthead};
use crate::marks::{Task, as_stored, follow, start, write};

const ARTICLES: usize = 30;

/// The one that writes until it is killed; a test that does nothing where nobody started it for that.
#[test]
fn writer() {
    write();
}

#[test]
fn a_writer_that_is_killed_loses_no_mark_that_it_has_made() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    for nth in 0..ARTICLES {
        std::fs::write(
            dir.path().join(format!("{nth}.md")),
            format!("# Article {nth}\n\nRussia spoke of the lake for the {nth}th time.\n"),
        )
        .expect("written");
    }
    assert!(
        masthead(&store, &["import", dir.path().to_str().expect("UTF-8")]).wait().expect("ended").success()
    );
    let mut killer = Killer::new("a writer", 6);
    let mut known = as_stored(&store);
    assert_eq!(known.len(), ARTICLES);
    let mut made = 0;
    while let Some(step) = killer.step() {
        let task = Task { seed: step as u64, orders: 10_000, part: (0, 1), whole: true };
        let mut child = start("marking::writer", &store, task);
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        // It has begun with its first words; how far it comes is left to chance.
        let first = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with('?'));
        let mut begun = first.map(|line| line[1..].to_owned());
        killer.kill(&mut child);
        for line in lines.map_while(Result::ok) {
            match line.split_at_checked(1) {
                Some(("?", order)) => begun = Some(order.to_owned()),
                Some(("!", order)) => {
                    follow(&mut known, order);
                    (begun, made) = (None, made + 1);
                }
                _ => {}
            }
        }
        is_sound(&store, step);
        let stored = as_stored(&store);
        if stored != known {
            // What was begun may have been done, and not told any more.
            follow(&mut known, &begun.expect("something was begun"));
            assert_eq!(stored, known, "after step {step}");
        }
    }
    assert!(made > 0, "nothing was ever done");
}
