//! What several lines say of one actor, as one.

use std::collections::{HashMap, HashSet};

use super::entry::Entry;
use crate::model::ActorKey;

/// One line for each actor, in the order in which they are first named.
pub(super) fn joined(lines: Vec<Entry>) -> Vec<Entry> {
    let mut places: HashMap<ActorKey, usize> = HashMap::new();
    let mut joined: Vec<(Entry, Vec<Entry>)> = Vec::new();
    for line in lines {
        match places.get(&line.key) {
            Some(place) => joined[*place].1.push(line),
            None => {
                places.insert(line.key.clone(), joined.len());
                joined.push((line, Vec::new()));
            }
        }
    }
    joined
        .into_iter()
        .map(|(mut first, others)| {
            merge(&mut first, others);
            first
        })
        .collect()
}

/// Adds lines to the actor of their id, all at once: they may be very many.
pub(super) fn merge(entry: &mut Entry, mut lines: Vec<Entry>) {
    // What a later line says of a name holds.
    let mut said: HashSet<&str> = HashSet::new();
    for line in lines.iter_mut().rev() {
        line.aliases.retain(|alias| !said.contains(alias.text));
        said.extend(line.aliases.iter().map(|alias| alias.text).chain(line.not.iter().copied()));
    }
    entry.aliases.retain(|alias| !said.contains(alias.text));
    for own in lines {
        if !own.name.trim().is_empty() {
            entry.name = own.name;
        }
        entry.aliases.extend(own.aliases);
        entry.not.extend(own.not);
        entry.roles.extend(&own.roles);
        if !own.of.is_empty() {
            entry.of = own.of;
        }
        entry.cameo = own.cameo.or(entry.cameo);
        entry.wikidata = own.wikidata.or(entry.wikidata);
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;

    #[test]
    fn the_last_line_that_says_something_of_a_name_holds() {
        let text = "org:marn\tMarn\tBasin; Lake{ambiguous}\norg:b\tVesna\norg:marn\tThe Marn\tLake; not:Basin; Zorn\tx\norg:marn\t\tZorn{ambiguous}\ty\n";
        let found = joined(read("actors.tsv", text, true).0);
        let names = |entry: &Entry| {
            let names = entry.aliases.iter();
            names.map(|alias| format!("{}{}", alias.text, if alias.ambiguous { "?" } else { "" })).collect()
        };
        let names: Vec<Vec<String>> = found.iter().map(names).collect();
        assert_eq!(names, [vec!["Marn", "The Marn", "Lake", "Zorn?"], vec!["Vesna"]]);
        assert_eq!((&*found[0].name, found[0].not.as_slice()), ("The Marn", &["Basin"][..]));
        assert_eq!(found[0].roles.iter().count(), 2);
    }

    #[test]
    fn an_actor_may_have_very_many_lines() {
        // Looking through all its names at each line would take minutes.
        let text: String = (0..100_000).map(|nth| format!("org:marn\tMarn{nth}\n")).collect();
        let (lines, errors) = read("actors.tsv", text.leak(), true);
        let count = lines.len();
        assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [count + 1]);
        let found = joined(lines);
        assert!(count > 10_000 && found.len() == 1 && found[0].aliases.len() == count);
    }
}
