//! The actors that are known before any article is read: the table, with the user's own lines where there are some.

use std::sync::{Arc, OnceLock};

use crate::actors::{self, ActorTable, Directory, Entry, LineError, Recognizer, Role};
use crate::model::{Actor, ActorKey, ActorPage, ActorType, CleanText, Timestamp, folded_name};
use crate::store::{Reader, StoreError};

/// The table of actors together with the user's own. It is read when it is first needed.
#[derive(Clone, Debug, Default)]
pub struct KnownActors(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// The name of the user's file, and what is in it.
    own: Option<(String, &'static str)>,
    directory: OnceLock<Directory>,
    table: OnceLock<Arc<ActorTable>>,
    names: OnceLock<Names>,
}

/// In fewer articles than this, an organisation that no table knows is often none.
const TRUSTED: u64 = 3;
/// Of so many characters is what is looked for among the names of the table.
const LEAST_TYPED: usize = 3;

impl KnownActors {
    /// The table with the user's own lines, the text of `file`, which is kept as long as the program runs.
    pub fn with_own(file: &str, text: &str) -> Self {
        let own = Some((file.to_owned(), &*text.to_owned().leak()));
        Self(Arc::new(Inner { own, ..Inner::default() }))
    }

    /// What is wrong with lines of the user's, in their order: those that cannot be read are left out.
    pub fn problems(&self) -> Vec<String> {
        let Some((file, text)) = &self.0.own else { return Vec::new() };
        let (_, mut errors) = ActorTable::default().with_own(file, text);
        errors.extend(actors::doubts(file, text, &|key| self.directory().has(key)));
        errors.sort_by_key(|error| error.line);
        in_words(&errors)
    }

    /// The names that lines of the user's take from other actors, as they may.
    pub fn taken(&self) -> Vec<String> {
        let Some((file, text)) = &self.0.own else { return Vec::new() };
        in_words(&actors::taken(&ActorTable::shared(), file, text))
    }

    /// The actors meant by what is typed, as the store knows them, what they are, and those whom the table calls so.
    /// Organisations that are but guessed from a few articles come last, unless they are called just so.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn offer(&self, reader: &Reader, typed: &str, limit: usize) -> Result<Vec<Actor>, StoreError> {
        let mut found = reader.actors(typed, limit)?;
        let typed = folded_name(typed);
        if found.len() < limit && typed.chars().count() >= LEAST_TYPED {
            for key in self.called(&typed, true) {
                if found.iter().all(|actor| actor.key != key) {
                    found.extend(reader.actor(&key)?.filter(|actor| actor.articles > 0));
                }
            }
        }
        found.sort_by_cached_key(|actor| self.is_guessed(actor) && folded_name(&actor.name) != typed);
        found.truncate(limit);
        self.describe(&mut found);
        Ok(found)
    }

    /// The actors of the table with a name that is this one, folded, or begins so.
    pub fn called(&self, name: &str, goes_on: bool) -> Vec<ActorKey> {
        let names = self.0.names.get_or_init(|| Names::of(self.directory()));
        let mut keys: Vec<ActorKey> = names.called(name, goes_on).cloned().collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// Whether that there is such an actor is but guessed.
    fn is_guessed(&self, actor: &Actor) -> bool {
        matches!(actor.kind, ActorType::Organisation | ActorType::Unknown)
            && actor.articles < TRUSTED
            && !self.directory().has(&actor.key)
    }

    /// Who they are.
    pub fn directory(&self) -> &Directory {
        let own = self.0.own.as_ref().map(|(file, text)| (file.as_str(), *text));
        self.0.directory.get_or_init(|| Directory::new(own))
    }

    /// What finds their names.
    pub fn table(&self) -> &Arc<ActorTable> {
        self.0.table.get_or_init(|| match &self.0.own {
            Some((file, text)) => Arc::new(ActorTable::shared().with_own(file, text).0),
            None => ActorTable::shared(),
        })
    }

    /// A recogniser that knows them.
    pub fn recognizer(&self) -> Recognizer {
        match self.0.own {
            Some(_) => Recognizer::with_table(Arc::clone(self.table())),
            None => Recognizer::new(),
        }
    }

    /// What changes when the user's own lines do.
    pub fn mark(&self) -> String {
        let Some((_, text)) = &self.0.own else { return String::new() };
        // FNV-1a: the same in every version.
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        format!("{hash:016x}")
    }

    /// Says of actors what they are at present.
    pub fn describe<'a>(&self, actors: impl IntoIterator<Item = &'a mut Actor>) {
        for actor in actors {
            let entry = self.directory().get(&actor.key);
            let roles = entry.as_ref().map(roles).unwrap_or_default();
            actor.role = roles.iter().find(|role| holds_now(role)).map(|role| CleanText::line(role.text));
        }
    }

    /// Says on a page what the actor is and was, and what it belongs to.
    pub fn complete(&self, page: &mut ActorPage) {
        self.describe([&mut page.actor]);
        let Some(entry) = self.directory().get(&page.actor.key) else { return };
        page.roles = roles(&entry).into_iter().map(|role| dated(&role)).collect();
        let named = |key| self.directory().get(key).map(|whole| (whole.key, whole.name));
        page.belongs_to = entry.of.iter().filter_map(named).collect();
    }
}

/// Every name of the actors, folded, one behind the other; they are sought through while one types.
#[derive(Debug, Default)]
struct Names {
    keys: Vec<ActorKey>,
    text: String,
    /// Where each begins and ends, and whose it is; in the order of the names.
    places: Vec<(u32, u32, u32)>,
}

impl Names {
    fn of(directory: &Directory) -> Self {
        let mut names = Self::default();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        for entry in directory.entries() {
            for alias in &entry.aliases {
                let from = number(names.text.len());
                names.text.push_str(&folded_name(alias.text));
                names.places.push((from, number(names.text.len()), number(names.keys.len())));
            }
            names.keys.push(entry.key);
        }
        let Self { text, places, .. } = &mut names;
        places.sort_unstable_by_key(|(from, to, nth)| (&text[*from as usize..*to as usize], *nth));
        names
    }

    /// Those with a name that is this one, or begins so.
    fn called<'a>(&'a self, name: &'a str, goes_on: bool) -> impl Iterator<Item = &'a ActorKey> {
        let known = |(from, to, _): &(u32, u32, u32)| &self.text[*from as usize..*to as usize];
        let first = self.places.partition_point(|place| known(place) < name);
        let fits = move |known: &str| if goes_on { known.starts_with(name) } else { known == name };
        let fitting = self.places[first..].iter().take_while(move |place| fits(known(place)));
        fitting.map(|(_, _, nth)| &self.keys[*nth as usize])
    }
}

fn in_words(errors: &[LineError]) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}

fn holds_now(role: &Role<'_>) -> bool {
    role.term.holds_at(Timestamp::now())
}

/// What an actor is and was: the present first, then the latest.
fn roles(entry: &Entry) -> Vec<Role<'_>> {
    let mut roles: Vec<Role<'_>> = entry.roles.iter().collect();
    roles.sort_by_key(|role| {
        (!holds_now(role), std::cmp::Reverse(role.term.to), std::cmp::Reverse(role.term.from))
    });
    roles
}

/// A role with its dates: *President of Russia (since 2012)*.
fn dated(role: &Role<'_>) -> CleanText {
    let term = match (role.term.from, role.term.to) {
        (Some(from), Some(to)) if from.year() == to.year() => format!(" ({})", from.year()),
        (Some(from), Some(to)) => format!(" ({}–{})", from.year(), to.year()),
        (Some(from), None) => format!(" (since {})", from.year()),
        (None, Some(to)) => format!(" (until {})", to.year()),
        (None, None) => String::new(),
    };
    CleanText::line(&format!("{}{term}", role.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(key: &str) -> ActorPage {
        let mut page = crate::app::testing::actor_page();
        page.actor.key = ActorKey::from_stored(key);
        (page.roles, page.belongs_to) = (Vec::new(), Vec::new());
        page
    }

    #[test]
    fn roles_are_those_of_the_table_and_the_users_own() {
        let own = "id\tname\taliases\troles\tof\n\
                   person:mara-lind\tMara Lind\tLind\tEnvoy{from=2024}; Clerk{from=2001,to=2003}; Mayor{to=2000}\tstate:FRA\n\
                   person:bad\tBad\tx{unclosed\n";
        let known = KnownActors::with_own("actors.tsv", own);
        let errors = known.problems();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].starts_with("actors.tsv, line 3"), "{errors:?}");
        let mut lind = page("person:mara-lind");
        known.complete(&mut lind);
        let roles: Vec<&str> = lind.roles.iter().map(|role| &**role).collect();
        assert_eq!(roles, ["Envoy (since 2024)", "Clerk (2001–2003)", "Mayor (until 2000)"]);
        assert_eq!(lind.actor.role.as_deref(), Some("Envoy"));
        assert_eq!(lind.belongs_to[0].1.as_str(), "France");
        assert!(KnownActors::default().mark().is_empty());
        assert_ne!(known.mark(), KnownActors::with_own("actors.tsv", "").mark());
        assert_eq!(known.called("lind", false), [ActorKey::from_stored("person:mara-lind")]);
        assert!(known.called("mara l", false).is_empty());
        assert_eq!(known.called("mara l", true), [ActorKey::from_stored("person:mara-lind")]);
    }
}
