//! Everything analysed anew, since the actors have changed.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use masthead::newsroom::Newsroom;

use crate::desk::{Killer, desk, is_sound, keeps, masthead, titles_of_sound};
use crate::marks::shake;
use crate::recount::Dice;

/// How many marks are made at each step.
const MARKS: usize = 12;

#[test]
fn an_analysis_that_is_killed_goes_on_where_it_was() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let _server = desk(&store, &Arc::new(AtomicUsize::new(60)));
    assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
    let before = titles_of_sound(&store);
    let config = dir.path().join("config.toml");
    fs::write(&config, "").expect("written");
    let config = config.to_str().expect("UTF-8");
    // No feed is due, so that there is nothing else to do.
    let analyse = ["refresh", "--config", config];
    let mut killer = Killer::new("an analysis", 4);
    let mut dice = Dice(40);
    while let Some(step) = killer.step() {
        let marked = shake(&store, &mut dice, MARKS);
        let own = format!(
            "id\tname\taliases\troles\tof\tcameo\twikidata\nperson:envoy-{step}\tEnvoy {step}\t\t\t\t\t\n"
        );
        fs::write(dir.path().join("actors.tsv"), own).expect("written");
        killer.kill(&mut masthead(&store, &analyse));
        is_sound(&store, step);
        assert_eq!(titles_of_sound(&store), before, "after step {step}");
        keeps(&store, &marked, step);
    }
    assert!(masthead(&store, &analyse).wait().expect("ended").success());
    is_sound(&store, killer.steps() + 1);
    let reader = Newsroom::open_reader(&store).expect("a reader");
    assert_eq!(reader.totals().expect("totals").waiting, 0);
}
