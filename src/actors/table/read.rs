//! The form of the table: lines of seven columns.

use super::date::{Date, Term};
use super::entry::{Alias, AliasKind, Entry, Lang, Role, Roles};
use super::plain;
use crate::model::{ActorKey, ActorType, CleanText};

/// More names than this nobody has.
const MOST_NAMES: usize = 1_000;
/// Nobody writes a longer table of his own, in bytes.
const LONGEST: usize = 4 << 20;
/// So many actors may be in a table of one's own, and one more for so many bytes of it.
const MOST_LINES: usize = 3_000;
const BYTES_A_LINE: usize = 100;
/// Whoever has so many things to mend need not be told of more.
pub(super) const MOST_FAULTS: usize = 1_000;

/// The columns of a table, in their order.
const COLUMNS: [&str; 7] = ["id", "name", "aliases", "roles", "of", "cameo", "wikidata"];

/// What is wrong with a line of a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}, column “{column}”: {problem}")]
pub struct LineError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The name of the column.
    pub column: &'static str,
    /// What is wrong, and what to do.
    pub problem: String,
}

/// A column and what is wrong in it.
pub(super) type Fault = (&'static str, String);

/// What may follow an alias or a role in braces.
#[derive(Default)]
struct Marks {
    kind: AliasKind,
    ambiguous: bool,
    lang: Option<Lang>,
    term: Term,
}

/// Reads a table; what is wrong is left out and told of: a line of which it is not known whose it is, else a part of one.
pub(super) fn read(file: &str, text: &'static str, own: bool) -> (Vec<Entry>, Vec<LineError>) {
    // Lines have some 120 bytes.
    let (mut entries, mut errors) = (Vec::with_capacity(text.len() / 100), Vec::new());
    let end = end(text, own);
    for (nth, line) in text[..end].trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with('#') || line.starts_with("id\t") {
            continue;
        }
        let mut faults = Vec::new();
        entries.extend(entry(line, own, &mut faults));
        let room = MOST_FAULTS.saturating_sub(errors.len());
        errors.extend(faults.into_iter().take(room).map(|(column, problem)| LineError {
            file: file.to_owned(),
            line: nth + 1,
            column,
            problem,
        }));
    }
    if end < text.len() {
        let problem = "the table is too long; this line and those below it are left out".to_owned();
        errors.push(LineError {
            file: file.to_owned(),
            line: text[..end].lines().count() + 1,
            column: "id",
            problem,
        });
    }
    (entries, errors)
}

/// Up to where a table is read.
pub(super) fn end(text: &str, own: bool) -> usize {
    if !own {
        return text.len();
    }
    let kept = text.floor_char_boundary(LONGEST);
    let kept = if kept < text.len() { text[..kept].rfind('\n').map_or(0, |at| at + 1) } else { kept };
    let most = MOST_LINES + kept / BYTES_A_LINE;
    text[..kept].match_indices('\n').nth(most).map_or(kept, |(at, _)| at + 1)
}

fn entry(line: &'static str, own: bool, faults: &mut Vec<Fault>) -> Option<Entry> {
    let mut columns = [""; 7];
    let mut count = 0;
    for part in line.split('\t') {
        if let Some(column) = columns.get_mut(count) {
            *column = part.trim();
        }
        count += 1;
    }
    // Who writes by hand leaves out the last columns where they are empty.
    if count > columns.len() || (!own && count < columns.len()) {
        let problem = format!("the line has {count} columns instead of 7; part them by single tabs");
        faults.push((COLUMNS[count.min(COLUMNS.len()) - 1], problem));
        return None;
    }
    let [id, name, aliases, roles, of, cameo, wikidata] = columns;
    let key = noted(key("id", id), faults);
    if name.is_empty() && !own {
        faults.push(("name", "the name is missing; write what the screen is to call the actor".to_owned()));
        return None;
    }
    let (mut names, mut not) = (Vec::with_capacity(if own { 1 } else { 4 }), Vec::new());
    for part in parts(aliases) {
        match part.strip_prefix("not:") {
            Some(phrase) => not.push(phrase.trim()),
            None => names
                .extend(noted(marked("aliases", part), faults).map(|(text, marks)| alias(text, marks, own))),
        }
    }
    if !name.is_empty() && !names.iter().any(|alias| alias.text == name) {
        names.insert(0, alias(name, Marks::default(), own));
    }
    if own {
        names.retain(|alias| {
            let problem = plain::unusable(alias.text);
            let is_usable = problem.is_none();
            let fault = problem.map(|problem| (if alias.text == name { "name" } else { "aliases" }, problem));
            let room = faults.len() < MOST_FAULTS;
            faults.extend(fault.filter(|_| room));
            is_usable
        });
        if names.len() > MOST_NAMES {
            let problem = format!("these are {} names; the first {MOST_NAMES} count", names.len());
            faults.push(("aliases", problem));
            names.truncate(MOST_NAMES);
        }
    }
    let roles = Roles(roles.into());
    if own {
        faults.extend(roles.faults().take(MOST_FAULTS));
    }
    Some(Entry {
        key: key?,
        name: CleanText::line(name),
        aliases: names,
        not,
        roles,
        of: parts(of).filter_map(|id| noted(self::key("of", id), faults)).collect(),
        cameo: noted(code(cameo, "cameo", |b| b.is_ascii_uppercase()), faults).flatten(),
        wikidata: noted(code(wikidata, "wikidata", |b| b == b'Q' || b.is_ascii_digit()), faults).flatten(),
    })
}

/// What was read; what is wrong is kept.
fn noted<T>(read: Result<T, Fault>, faults: &mut Vec<Fault>) -> Option<T> {
    read.map_err(|fault| {
        if faults.len() < MOST_FAULTS {
            faults.push(fault)
        }
    })
    .ok()
}

impl Roles {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Role<'_>> {
        parts(&self.0).filter_map(|part| role(part).ok())
    }

    /// What is wrong with those that cannot be read.
    pub(super) fn faults(&self) -> impl Iterator<Item = Fault> {
        parts(&self.0).filter_map(|part| role(part).err())
    }

    /// Adds those of another line.
    pub(super) fn extend(&mut self, more: &Self) {
        if !more.0.trim().is_empty() {
            let roles = self.0.to_mut();
            roles.push_str("; ");
            roles.push_str(&more.0);
        }
    }
}

fn role(part: &str) -> Result<Role<'_>, Fault> {
    let (text, marks) = marked("roles", part)?;
    Ok(Role { text, term: marks.term })
}

fn alias(text: &'static str, marks: Marks, own: bool) -> Alias {
    let Marks { kind, ambiguous, lang, term } = marks;
    Alias { text, kind, ambiguous, lang, term, own }
}

fn parts(column: &str) -> impl Iterator<Item = &str> {
    column.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// Parts an alias or a role from its marks.
fn marked<'a>(column: &'static str, part: &'a str) -> Result<(&'a str, Marks), Fault> {
    let mut marks = Marks::default();
    let Some((text, rest)) = part.split_once('{') else { return Ok((part, marks)) };
    let fault = |problem: String| (column, problem);
    let Some(inner) = rest.strip_suffix('}') else {
        return Err(fault(format!("the braces in “{part}” are not closed; end it with a }}")));
    };
    for mark in inner.split(',').map(str::trim) {
        let (name, value) = mark.split_once('=').unwrap_or((mark, ""));
        let date = || {
            let problem = format!("“{value}” is no date; write 2018, 2018-10 or 2018-10-01");
            Date::read(value).map(Some).ok_or((column, problem))
        };
        match name {
            "nationality" => marks.kind = AliasKind::Nationality,
            "capital" => marks.kind = AliasKind::Capital,
            "seat" => marks.kind = AliasKind::Seat,
            "ambiguous" => marks.ambiguous = true,
            "from" => marks.term.from = date()?,
            "to" => marks.term.to = date()?,
            "lang" => {
                let problem = format!("“{value}” is no language; write its two letters, such as fr");
                marks.lang = Some(language(value).ok_or((column, problem))?);
            }
            _ => {
                let known = "nationality, capital, seat, ambiguous, lang=, from= and to=";
                return Err(fault(format!("“{mark}” is no mark; there are {known}")));
            }
        }
    }
    if !marks.term.is_in_order() {
        return Err(fault(format!("“{part}” ends before it begins; swap the dates")));
    }
    Ok((text.trim(), marks))
}

/// The code of a language, as the two letters that it is.
pub(in crate::actors) fn language(code: &str) -> Option<Lang> {
    code.as_bytes().try_into().ok().filter(|code: &Lang| code.iter().all(u8::is_ascii_lowercase))
}

fn key(column: &'static str, id: &str) -> Result<ActorKey, Fault> {
    let key = ActorKey::from_stored(id);
    let slug = id.split_once(':').map_or("", |(_, slug)| slug);
    let good =
        slug.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric()));
    if key.kind() == ActorType::Unknown || !good {
        let problem =
            format!("“{id}” is no id; write person:, state:, org: or group: and a name such as ann-lee");
        return Err((column, problem));
    }
    Ok(key)
}

fn code(
    value: &'static str,
    column: &'static str,
    good: fn(u8) -> bool,
) -> Result<Option<&'static str>, Fault> {
    if value.bytes().all(good) {
        Ok((!value.is_empty()).then_some(value))
    } else {
        Err((column, format!("“{value}” is no code; leave it empty where you are not certain")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, own: bool, expected: Result<&str, &str>) {
        let (entries, errors) = read("actors.tsv", format!("# mine\n{line}\n").leak(), own);
        let found = match (entries.first(), errors.is_empty()) {
            (Some(entry), true) => Ok(format!("{} {} {}", entry.key, entry.aliases.len(), entry.not.len())),
            _ => Err(errors.iter().map(ToString::to_string).collect::<String>()),
        };
        assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_line_is_read_or_told_of() {
        check(
            "state:GEO\tGeorgia\tGeorgia{ambiguous}; Tbilisi{capital}; not:Georgia Tech\t\t\tGEO\tQ230",
            false,
            Ok("state:GEO 2 1"),
        );
        check("person:ann-lee\tAnn Lee", true, Ok("person:ann-lee 1 0"));
        check(
            "person:ann-lee\tAnn Lee",
            false,
            Err(
                "actors.tsv, line 2, column “name”: the line has 2 columns instead of 7; part them by single tabs",
            ),
        );
        check(
            "ann\tAnn Lee",
            true,
            Err(
                "actors.tsv, line 2, column “id”: “ann” is no id; write person:, state:, org: or group: and a name such as ann-lee",
            ),
        );
        check(
            "person:ann-lee\tAnn Lee\tLee{from=soon}",
            true,
            Err("actors.tsv, line 2, column “aliases”: “soon” is no date; write 2018, 2018-10 or 2018-10-01"),
        );
        check(
            "person:ann-lee\tAnn Lee\t\tMayor{from=2020,to=2010}",
            true,
            Err(
                "actors.tsv, line 2, column “roles”: “Mayor{from=2020,to=2010}” ends before it begins; swap the dates",
            ),
        );
        check(
            "person:ann-lee\tAnn Lee\tLee{maybe}",
            true,
            Err(
                "actors.tsv, line 2, column “aliases”: “maybe” is no mark; there are nationality, capital, seat, ambiguous, lang=, from= and to=",
            ),
        );
    }

    #[test]
    fn what_is_wrong_in_a_line_is_all_told_and_nothing_else_left_out() {
        let line = "person:ann-lee\tAnn Lee\tLee{maybe}; the; Annie; the; The Envoy{from=x}\tMayor{to=x}; Clerk\tFRA; state:FRA\tfra\tx\n";
        let (entries, errors) = read("actors.tsv", line, true);
        let entry = &entries[0];
        let names: Vec<&str> = entry.aliases.iter().map(|alias| alias.text).collect();
        let roles: Vec<&str> = entry.roles.iter().map(|role| role.text).collect();
        assert_eq!((names, roles), (vec!["Ann Lee", "Annie"], vec!["Clerk"]));
        assert_eq!((entry.of.len(), entry.cameo, entry.wikidata), (1, None, None));
        let told: Vec<&str> = errors.iter().map(|error| error.column).collect();
        assert_eq!(told, ["aliases", "aliases", "aliases", "aliases", "roles", "of", "cameo", "wikidata"]);
    }
}
