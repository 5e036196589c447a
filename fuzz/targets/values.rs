//! What a user types or writes into a file: queries, the config, the table of actors, exports.

use masthead::actors::{ActorTable, doubts};
use masthead::cli;
use masthead::export::record_line;
use masthead::ingest::Records;
use masthead::model::{ExportHead, Query, Record};

use super::clean::assert_clean;

/// A search is written as text that is read as the same search.
pub fn query(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Query::parse(text) {
        Ok(query) => {
            for query in [query.clone().as_typed(), query] {
                let written = query.to_string();
                assert_eq!(Query::parse(&written).as_ref(), Ok(&query), "by way of {written:?}");
            }
        }
        Err(error) => {
            assert!(error.column >= 1 && error.column <= text.chars().count().max(1), "{error}");
            let _ = error.is_unfinished(text);
        }
    }
}

/// What is wrong in a config is said in a line each, and no more than there are lines and entries.
pub fn config(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let faults = cli::faults_of_config(&text);
    assert!(faults.len() <= text.len() + 1, "{} faults", faults.len());
    assert_eq!(cli::faults_of_config(&text), faults);
}

/// A record of an export is clean, and comes back from the line that is written of it.
pub fn export(data: &[u8]) {
    let mut records = Records::new(data);
    let error = loop {
        match records.next() {
            Ok(Some(Record::Masthead(_) | Record::End(_))) => {}
            Ok(Some(record)) => {
                let head = record_line(&Record::Masthead(ExportHead::new())).expect("a line");
                let line = record_line(&record).expect("a record can be said in JSON");
                assert_clean(&line);
                let text = head + &line;
                let mut again = Records::new(text.as_bytes());
                again.next().expect("the head is read");
                assert_eq!(again.next(), Ok(Some(record)), "by way of {line}");
            }
            Ok(None) => return,
            Err(error) => break error.to_string(),
        }
    };
    assert_clean(&error);
    assert!(!error.contains('\n') && error.len() < 400, "{error}");
}

/// A line of the user's own actors gives an actor or says why not. What is read is kept: it leaks, as in the program.
pub fn actor_table(data: &[u8]) {
    let text: &'static str = String::from_utf8_lossy(data).into_owned().leak();
    let (table, mut errors) = ActorTable::default().with_own("actors.tsv", text);
    let lines = text.lines().count();
    assert!(table.entries().len() <= lines);
    errors.extend(doubts("actors.tsv", text, &|_| true));
    assert!(errors.iter().all(|error| (1..=lines).contains(&error.line)));
    for entry in table.entries() {
        assert_eq!(table.get(&entry.key).map(|found| &found.key), Some(&entry.key));
    }
}
