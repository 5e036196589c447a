//! From the text of a config file to what holds, entry by entry: one that is wrong leaves the others as they are.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entries::ENTRIES;
use super::entry::{ANY, EACH, Entry, Written, Wrong, nearest};
use super::{Config, Problem, keys};

/// The tables about what is sent where.
const OF_NETWORK: [&str; 2] = ["network", "secrets"];

/// No config needs to be longer, in bytes.
const LONGEST: usize = 40_000;

/// Reads what a config file says.
pub(super) fn read(text: &str) -> Config {
    if text.len() > LONGEST {
        let why = format!("it has {} bytes, and {LONGEST} is the most; the defaults hold", text.len());
        return Config::default().with_problems(vec![Problem { line: None, why, touches_network: true }]);
    }
    let (root, errors) = DeTable::parse_recoverable(text);
    let lines = Lines::of(text);
    let mut reading = Reading { text, lines, config: Config::default(), problems: Vec::new() };
    for error in &errors {
        // Without the line itself, which may hold what is nobody's business.
        let line = error.span().map(|span| reading.lines.line_of(span.start));
        let why = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
        reading.problems.push(Problem { line, why, touches_network: true });
    }
    for (name, value) in root.get_ref() {
        reading.at_the_top(name, value);
    }
    let clashes = keys::settle(&mut reading.config);
    reading.tell("keys", clashes, None);
    let Reading { config, mut problems, .. } = reading;
    // What cannot be read as TOML is wrong once, whatever was made of it.
    let mut broken: Vec<_> = problems.drain(..errors.len()).collect();
    // One slip may be hundreds of errors to the parser: the first of a line is the one.
    broken.sort_by_key(|problem| problem.line);
    broken.dedup_by_key(|problem| problem.line);
    let broken_lines: BTreeSet<Option<usize>> = broken.iter().map(|problem| problem.line).collect();
    problems.retain(|problem| !broken_lines.contains(&problem.line));
    problems.extend(broken);
    problems.sort_by_key(|problem| problem.line);
    problems.dedup();
    config.with_problems(problems)
}

struct Reading<'t> {
    text: &'t str,
    lines: Lines,
    config: Config,
    problems: Vec<Problem>,
}

type Name<'t> = Spanned<std::borrow::Cow<'t, str>>;

impl Reading<'_> {
    fn at_the_top(&mut self, name: &Name<'_>, value: &Spanned<DeValue<'_>>) {
        let known = |entry: &&Entry| entry.table == name.get_ref();
        match value.get_ref() {
            DeValue::Table(table) if ENTRIES.iter().any(|entry| known(&entry) && entry.name != EACH) => {
                for (inner, value) in table {
                    self.in_table(name.get_ref(), inner, value);
                }
            }
            DeValue::Array(items)
                if ENTRIES.iter().filter(known).any(|entry| entry.name == EACH)
                    && items.iter().all(|item| item.get_ref().is_table()) =>
            {
                for (nth, item) in items.iter().enumerate() {
                    let entry = ENTRIES.iter().filter(known).find(|entry| entry.name == EACH);
                    self.take(entry, &nth.to_string(), item.span().start, item);
                }
            }
            _ if ENTRIES.iter().any(|entry| known(&entry)) => {
                let double = ENTRIES.iter().filter(known).any(|entry| entry.name == EACH);
                let line =
                    if double { format!("[[{}]]", name.get_ref()) } else { format!("[{}]", name.get_ref()) };
                let why = format!("{} is a table; its entries stand under a line {line}", name.get_ref());
                self.tell(name.get_ref(), vec![Wrong::new(name.span().start, why)], None);
            }
            _ => self.in_table("", name, value),
        }
    }

    fn in_table(&mut self, table: &str, name: &Name<'_>, value: &Spanned<DeValue<'_>>) {
        let named = |wanted: &str| ENTRIES.iter().find(|entry| entry.table == table && entry.name == wanted);
        match named(name.get_ref()).or_else(|| named(ANY)) {
            Some(entry) => self.take(Some(entry), name.get_ref(), name.span().start, value),
            None => self.unknown(table, name),
        }
    }

    fn take(&mut self, entry: Option<&Entry>, name: &str, at: usize, value: &Spanned<DeValue<'_>>) {
        let Some(entry) = entry else { return };
        let written = Written { name, at, value, text: self.text };
        let taken = (entry.take)(&mut self.config, &written);
        let line = self.lines.line_of(at);
        if taken.is_ok() || entry.name == ANY {
            self.config.lines.insert((entry.table.to_owned(), name.to_owned()), line);
        }
        if let Err(mut wrong) = taken {
            if entry.name == EACH {
                let number = name.parse::<usize>().map_or(0, |nth| nth + 1);
                wrong.iter_mut().for_each(|wrong| wrong.why = format!("entry {number}: {}", wrong.why));
            }
            self.tell(entry.table, wrong, Some(entry));
        }
    }

    /// A name that no entry has: the nearest is told, or the table that it stands in.
    fn unknown(&mut self, table: &str, name: &Name<'_>) {
        let wrong = name.get_ref().as_ref();
        let elsewhere = ENTRIES.iter().find(|entry| entry.name == wrong);
        let names = |table: &'static str| {
            let names = ENTRIES.iter().filter(move |entry| entry.table == table);
            names.map(|entry| entry.name).filter(|name| *name != ANY && *name != EACH)
        };
        let tables =
            ENTRIES.iter().map(|entry| entry.table).filter(|name| !name.is_empty() && table.is_empty());
        let here = ENTRIES.iter().map(|entry| entry.table).find(|known| *known == table).unwrap_or_default();
        let why = match elsewhere {
            Some(entry) if entry.table.is_empty() => {
                format!("{wrong} stands at the top of the file, before every [table]")
            }
            Some(entry) => format!("{wrong} stands under a line [{}]", entry.table),
            None => {
                let nearest = nearest(wrong, names(here).chain(tables));
                format!("{wrong} is not known; the nearest is {nearest}")
            }
        };
        // It may have been meant for the network.
        let all = ENTRIES.iter().flat_map(|entry| [entry.table, entry.name]);
        let nearest = nearest(wrong, all.filter(|name| !["", ANY, EACH].contains(name)));
        let of_network = |entry: &Entry| OF_NETWORK.contains(&entry.table);
        let meant =
            ENTRIES.iter().any(|entry| of_network(entry) && [entry.table, entry.name].contains(&nearest));
        let table = if meant && table.is_empty() { OF_NETWORK[0] } else { table };
        let is_top = here.is_empty();
        let before = self.problems.len();
        self.tell(if is_top { "" } else { here }, vec![Wrong::new(name.span().start, why)], None);
        let touches = meant || OF_NETWORK.contains(&table);
        self.problems[before..].iter_mut().for_each(|problem| problem.touches_network |= touches);
    }

    /// Notes what is wrong in a table.
    fn tell(&mut self, table: &str, wrong: Vec<Wrong>, entry: Option<&Entry>) {
        let touches_network = OF_NETWORK.contains(&table);
        let default = entry.filter(|entry| entry.name != ANY && !touches_network).and_then(|entry| {
            let held = (entry.shown)(&self.config).into_iter().next();
            held.map(|(_, value)| format!("; {value} holds"))
        });
        let table = match entry {
            _ if table.is_empty() => String::new(),
            Some(entry) if entry.name == EACH => format!("[[{table}]], "),
            _ => format!("[{table}] "),
        };
        for Wrong { at, why } in wrong {
            let why = format!("{table}{why}{}", default.as_deref().unwrap_or_default());
            let line = Some(self.lines.line_of(at));
            self.problems.push(Problem { line, why, touches_network });
        }
    }
}

/// Where the lines of a text end, in bytes.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// On which line a byte stands, from 1.
    fn line_of(&self, at: usize) -> usize {
        self.0.partition_point(|end| *end < at) + 1
    }
}
