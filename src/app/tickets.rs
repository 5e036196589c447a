//! Which answers are still wanted.

use super::msg::{QuestionKind, Ticket};

/// The newest ticket of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tickets {
    last: u64,
    newest: [Ticket; QuestionKind::COUNT],
    answered: [Ticket; QuestionKind::COUNT],
}

impl Tickets {
    /// A new ticket; every older one of the kind is void from here on.
    pub fn issue(&mut self, kind: QuestionKind) -> Ticket {
        self.last += 1;
        self.newest[kind as usize] = Ticket(self.last);
        Ticket(self.last)
    }

    /// Takes an answer's ticket back; whether it is the newest of its kind.
    pub fn redeem(&mut self, kind: QuestionKind, ticket: Ticket) -> bool {
        let newest = self.newest[kind as usize] == ticket;
        if newest {
            self.answered[kind as usize] = ticket;
        }
        newest
    }

    /// Whether the newest question of a kind is still to be answered.
    pub fn is_open(&self, kind: QuestionKind) -> bool {
        self.newest[kind as usize] != self.answered[kind as usize]
    }

    /// Has every question of a kind count as answered.
    pub fn close(&mut self, kind: QuestionKind) {
        self.answered[kind as usize] = self.newest[kind as usize];
    }
}
