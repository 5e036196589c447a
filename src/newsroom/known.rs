//! The actors that are known before any article is read: the table, with the user's own lines where there are some.

use std::sync::{Arc, OnceLock};

use crate::actors::{ActorTable, Entry, Role};
use crate::model::{Actor, ActorPage, CleanText, Timestamp};

/// The table of actors together with the user's own. It is read when it is first needed.
#[derive(Clone, Debug, Default)]
pub struct KnownActors(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    own: Option<(String, String)>,
    table: OnceLock<Arc<ActorTable>>,
}

impl KnownActors {
    /// The table with the user's own lines, the text of `file`; and what is wrong with lines, which are left out.
    pub fn with_own(file: &str, text: &str) -> (Self, Vec<String>) {
        let (_, errors) = ActorTable::default().with_own(file, text);
        let own = Some((file.to_owned(), text.to_owned()));
        (
            Self(Arc::new(Inner { own, table: OnceLock::new() })),
            errors.iter().map(ToString::to_string).collect(),
        )
    }

    /// The table.
    pub fn table(&self) -> &Arc<ActorTable> {
        self.0.table.get_or_init(|| match &self.0.own {
            Some((file, text)) => Arc::new(ActorTable::shared().with_own(file, text).0),
            None => ActorTable::shared(),
        })
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
            let entry = self.table().get(&actor.key);
            let role = entry.and_then(|entry| roles(entry).into_iter().find(|role| holds_now(role)));
            actor.role = role.map(|role| CleanText::line(role.text));
        }
    }

    /// Says on a page what the actor is and was, and what it belongs to.
    pub fn complete(&self, page: &mut ActorPage) {
        self.describe([&mut page.actor]);
        let Some(entry) = self.table().get(&page.actor.key) else { return };
        page.roles = roles(entry).into_iter().map(|role| dated(&role)).collect();
        let named = |key| self.table().get(key).map(|whole| (whole.key.clone(), whole.name.clone()));
        page.belongs_to = entry.of.iter().filter_map(named).collect();
    }
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
    use crate::model::ActorKey;

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
        let (known, errors) = KnownActors::with_own("actors.tsv", own);
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].starts_with("actors.tsv, line 3"), "{errors:?}");
        let mut lind = page("person:mara-lind");
        known.complete(&mut lind);
        let roles: Vec<&str> = lind.roles.iter().map(|role| &**role).collect();
        assert_eq!(roles, ["Envoy (since 2024)", "Clerk (2001–2003)", "Mayor (until 2000)"]);
        assert_eq!(lind.actor.role.as_deref(), Some("Envoy"));
        assert_eq!(lind.belongs_to[0].1.as_str(), "France");
        assert!(KnownActors::default().mark().is_empty());
        assert_ne!(known.mark(), KnownActors::with_own("actors.tsv", "").0.mark());
    }
}
