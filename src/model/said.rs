//! What actors say in an article, by which searches find them.

use super::{ActorKey, Cast, Field, Place, StatementKind};

/// Whether a name in a search means an actor.
pub type Meaning<'a> = &'a dyn Fn(&str, &ActorKey) -> bool;

/// What the actors of a field say who are meant: `quote:` asks for quotations, `stance:` for stakeholder lines; every
/// other field asks for nothing said.
pub fn said(cast: &Cast, field: Field, is_meant: impl Fn(&ActorKey) -> bool) -> Vec<Place> {
    match field {
        Field::Quote => {
            let quotes = cast.quotes.iter().filter(|quote| quote.actor.as_ref().is_some_and(&is_meant));
            quotes.map(|quote| quote.place.clone()).collect()
        }
        Field::Stance => {
            let members = cast.members.iter().filter(|member| is_meant(&member.key));
            let statements = members.flat_map(|member| &member.statements);
            let positions = statements.filter(|statement| statement.kind == StatementKind::Position);
            positions.map(|statement| statement.place.clone()).collect()
        }
        _ => Vec::new(),
    }
}
