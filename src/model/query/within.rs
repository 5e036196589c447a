//! Where the words of a search are to stand, as what stands beside them says.

use super::{Expr, Field, Part, Term};

/// Where words are to stand: both in such a part and said by such an actor, where either is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Within {
    /// In one of these parts.
    pub parts: Vec<Part>,
    /// In a quotation (`quote:`) or a stakeholder line (`stance:`) of one of these actors.
    pub said_by: Vec<(Field, String)>,
}

impl Within {
    /// What these say of the words among them.
    pub fn of(conjuncts: &[Expr]) -> Self {
        let mut within = Self::default();
        for conjunct in conjuncts {
            match conjunct {
                Expr::Term(Term::In(part)) => within.parts.push(*part),
                Expr::Term(Term::Of(field @ (Field::Quote | Field::Stance), name)) => {
                    within.said_by.push((*field, name.clone()));
                }
                _ => {}
            }
        }
        within
    }

    /// Whether words may stand anywhere.
    pub fn is_anywhere(&self) -> bool {
        self.parts.is_empty() && self.said_by.is_empty()
    }

    /// The same, and what is said further out where it says nothing itself.
    #[must_use]
    pub fn or_else(mut self, outer: &Self) -> Self {
        if self.parts.is_empty() {
            self.parts.clone_from(&outer.parts);
        }
        if self.said_by.is_empty() {
            self.said_by.clone_from(&outer.said_by);
        }
        self
    }
}
