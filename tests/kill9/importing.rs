//! An import.

use std::collections::BTreeSet;
use std::fs;

use crate::desk::{Killer, is_sound, keeps, masthead, titles, titles_of_sound};
use crate::marks::{Desk, shake};
use crate::recount::Dice;

/// How many articles are new at each step.
const NEW: usize = 20;
/// How many marks are made.
const MARKS: usize = 12;

#[test]
fn an_import_that_is_killed_loses_and_doubles_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, folder) = (dir.path().join("store"), dir.path().join("articles"));
    fs::create_dir(&folder).expect("made");
    let mut killer = Killer::new("an import", 3);
    let (mut before, mut marked, mut dice) = (BTreeSet::new(), Desk::new(), Dice(30));
    while let Some(step) = killer.step() {
        for nth in step * NEW..(step + 1) * NEW {
            let text = format!(
                "# Article {nth}\n\nRussia and Ukraine spoke for the {nth}th time of the ferry over the lake.\n\n\
                 ## Stakeholders\n\nRussia: Seeks talk {nth}.\n"
            );
            fs::write(folder.join(format!("{nth}.md")), text).expect("written");
        }
        let folder = folder.to_str().expect("UTF-8");
        killer.kill(&mut masthead(&store, &["import", folder]));
        is_sound(&store, step);
        if store.join("masthead.db").exists() {
            let now = titles(&store);
            assert!(now.is_superset(&before), "lost, after step {step}");
            before = now;
            keeps(&store, &marked, step);
            marked = shake(&store, &mut dice, MARKS);
        }
    }
    let folder = folder.to_str().expect("UTF-8");
    assert!(masthead(&store, &["import", folder]).wait().expect("ended").success());
    is_sound(&store, killer.steps() + 1);
    keeps(&store, &marked, killer.steps() + 1);
    // Samples are gone with the first article.
    assert_eq!(titles_of_sound(&store).len(), killer.steps() * NEW);
}
