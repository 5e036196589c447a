//! What is odd about the user's own lines, which are used all the same.

use std::collections::HashMap;

use super::entry::Entry;
use super::read::{LineError, MOST_FAULTS, end, read};
use super::{ActorKey, ActorTable, plain};

/// The lines that can be read, each with its number.
fn lines(file: &str, text: &'static str) -> impl Iterator<Item = (usize, Entry)> {
    let lines = text[..end(text, true)].trim_start_matches('\u{feff}').lines().zip(1..);
    lines.filter_map(move |(line, nth)| Some((nth, read(file, line, true).0.pop()?)))
}

/// Ids that come twice, those that an actor is said to belong to and that are nobody's, and names that are words like
/// any other: `is_known` says of ids that are not in the file whether they are an actor's.
pub fn doubts(file: &str, text: &'static str, is_known: &dyn Fn(&ActorKey) -> bool) -> Vec<LineError> {
    let mut first: HashMap<ActorKey, usize> = HashMap::new();
    let mut found = Vec::new();
    let mut tell = |line: usize, column, problem| {
        if found.len() < MOST_FAULTS {
            found.push(LineError { file: file.to_owned(), line, column, problem });
        }
    };
    for (line, entry) in lines(file, text) {
        match first.get(&entry.key) {
            Some(before) => {
                let problem = format!(
                    "{} has line {before} already, to which this one is added; make one line of the two",
                    entry.key
                );
                tell(line, "id", problem);
            }
            None => {
                first.insert(entry.key, line);
            }
        }
    }
    for (line, entry) in lines(file, text) {
        for whole in entry.of.iter().filter(|whole| !first.contains_key(whole) && !is_known(whole)) {
            let problem =
                format!("there is no actor {whole}; give it a line of its own, or write another id");
            tell(line, "of", problem);
        }
        for alias in &entry.aliases {
            let column = if alias.text == &*entry.name { "name" } else { "aliases" };
            plain::doubt(alias).into_iter().for_each(|problem| tell(line, column, problem));
        }
    }
    found.sort_by_key(|error| error.line);
    found
}

/// The names that the user's lines take from actors of a table.
pub fn taken(table: &ActorTable, file: &str, text: &'static str) -> Vec<LineError> {
    let mut own: HashMap<&str, (usize, ActorKey)> = HashMap::new();
    for (line, entry) in lines(file, text) {
        own.extend(entry.aliases.into_iter().map(|alias| (alias.text, (line, entry.key.clone()))));
    }
    let mut found = Vec::new();
    for entry in table.entries() {
        for alias in &entry.aliases {
            let Some((line, _)) = own.get(alias.text).filter(|(_, key)| *key != entry.key) else { continue };
            let problem = format!("“{}” is taken from {} ({})", alias.text, entry.name, entry.key);
            found.push(LineError { file: file.to_owned(), line: *line, column: "aliases", problem });
        }
    }
    found.sort_by(|a, b| a.line.cmp(&b.line).then_with(|| a.problem.cmp(&b.problem)));
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_come_twice_or_are_nobodys_and_names_that_are_taken_are_told() {
        let text = "# mine\norg:marn\tMarn Council\t\t\tstate:XXX\norg:basin\tThe Basin\tKremlin\t\torg:marn; state:FRA\norg:marn\t\tMarn\n";
        let table = ActorTable::shared();
        let told = |errors: Vec<LineError>| {
            errors
                .iter()
                .map(|error| format!("{} {} {}", error.line, error.column, error.problem))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            told(doubts("actors.tsv", text, &|key| table.get(key).is_some())),
            [
                "2 of there is no actor state:XXX; give it a line of its own, or write another id",
                "4 id org:marn has line 2 already, to which this one is added; make one line of the two",
            ]
        );
        assert_eq!(
            told(taken(&table, "actors.tsv", text)),
            ["3 aliases “Kremlin” is taken from Russia (state:RUS)"]
        );
    }

    #[test]
    fn nobody_has_more_names_than_can_be_counted() {
        let names =
            |line: usize| (0..1_100).map(|nth| format!("Marn{line}x{nth}")).collect::<Vec<_>>().join("; ");
        let text: String = (0..2).map(|line| format!("org:marn\tMarn\t{}\n", names(line))).collect();
        let (_, errors) = ActorTable::default().with_own("actors.tsv", text.leak());
        assert_eq!(errors.len(), 2);
        assert_eq!(errors[0].problem, "these are 1101 names; the first 1000 count");
    }
}
