use std::collections::{HashMap, HashSet};

use super::*;

/// How many actors there are at least.
const LEAST: usize = 1_500;

#[test]
fn the_tables_are_in_order() {
    let text = embedded::text();
    let mut faults: Vec<String> = Vec::new();
    let mut ids: HashSet<ActorKey> = HashSet::new();
    let mut bearers: HashMap<&str, Vec<(ActorKey, bool, Term)>> = HashMap::new();
    let mut of = Vec::new();
    for (file, text) in embedded::tables(text).filter(|(file, _)| !embedded::has_names_alone(file)) {
        let (entries, errors) = read::read(file, text, false);
        faults.extend(errors.iter().map(ToString::to_string));
        for entry in entries {
            let told = |problem: &str| format!("{file}: {}: {problem}", entry.key);
            if !ids.insert(entry.key.clone()) {
                faults.push(told("comes twice"));
            }
            faults.extend(entry.roles.faults().map(|(_, problem)| told(&problem)));
            let code = entry.cameo.unwrap_or("AAA");
            if !(3..=18).contains(&code.len()) || code.bytes().any(|b| !b.is_ascii_uppercase()) {
                faults.push(told("its CAMEO code is none"));
            }
            let item = entry.wikidata.unwrap_or("Q1");
            if !item.starts_with('Q') || item[1..].bytes().any(|b| !b.is_ascii_digit()) {
                faults.push(told("its Wikidata item is none"));
            }
            for alias in &entry.aliases {
                bearers.entry(alias.text).or_default().push((entry.key.clone(), alias.ambiguous, alias.term));
            }
            of.extend(entry.of.iter().map(|whole| (told("belongs to nobody of the tables"), whole.clone())));
        }
    }
    let mut whose: HashMap<(Lang, &str), &str> = HashMap::new();
    for (id, lang, name) in embedded::names() {
        if !ids.contains(&ActorKey::from_stored(id)) {
            faults.push(format!("“{name}” is the name of {id}, which no table has"));
        }
        if whose.insert((lang, name), id).is_some_and(|other| !other.starts_with("state:")) {
            faults.push(format!("“{name}” comes twice"));
        }
    }
    faults.extend(of.into_iter().filter(|(_, whole)| !ids.contains(whole)).map(|(told, _)| told));
    for (name, bearers) in bearers {
        let at_once =
            |(key, _, term): &(ActorKey, bool, Term)| *key != bearers[0].0 && term.meets(bearers[0].2);
        if bearers.iter().any(at_once) && bearers.iter().any(|(_, ambiguous, _)| !ambiguous) {
            faults.push(format!("“{name}” is the name of several, and not ambiguous on all: {bearers:?}"));
        }
    }
    assert!(ids.len() >= LEAST, "only {} actors", ids.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_state_has_names_in_other_languages() {
    let shared = ActorTable::shared();
    let table = shared.in_all_languages();
    for (id, lang, name) in [
        ("state:DEU", b"fr", "Allemagne"),
        ("state:FRA", b"de", "Frankreich"),
        ("state:RUS", b"ru", "Россия"),
    ] {
        let entry = table.get(&ActorKey::from_stored(id)).expect("a state");
        assert!(
            entry.aliases.iter().any(|alias| alias.lang == Some(*lang) && *alias.text == *name),
            "{id} {name}"
        );
    }
}

/// What an own table makes of an actor: its name, how many aliases it has more, and what was wrong.
fn check(own: &'static str, id: &str, name: &str, more: isize, errors: &[&str]) {
    let (ours, key) = (ActorTable::shared(), ActorKey::from_stored(id));
    let (table, told) = ours.with_own("actors.tsv", own);
    let entry = table.get(&key).expect("an actor");
    let before = ours.get(&key).map_or(0, |entry| entry.aliases.len());
    assert_eq!((&*entry.name, entry.aliases.len() as isize - before as isize), (name, more));
    assert_eq!(told.iter().map(ToString::to_string).collect::<Vec<_>>(), errors);
}

#[test]
fn an_own_line_adds_to_ours_and_overrides_it() {
    check("state:RUS\t\tThe Bear\n", "state:RUS", "Russia", 1, &[]);
    check("state:RUS\tRussian Federation\tnot:Kremlin\n", "state:RUS", "Russian Federation", -1, &[]);
    check("person:ann-lee\tAnn Lee\tA. Lee\n", "person:ann-lee", "Ann Lee", 2, &[]);
    check(
        "state:RUS\t\tThe Bear\nann\tAnn\n",
        "state:RUS",
        "Russia",
        1,
        &[
            "actors.tsv, line 2, column “id”: “ann” is no id; write person:, state:, org: or group: and a name such as ann-lee",
        ],
    );
}
