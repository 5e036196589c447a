//! The names of actors that are known.

use std::collections::HashSet;

use crate::actors::Recognizer;
use crate::model::{ActorKey, CleanText};

/// The names that are known so far, and the recogniser that knows them.
pub(super) struct Known {
    keys: HashSet<ActorKey>,
    pub(super) recognizer: Recognizer,
}

impl Known {
    pub(super) fn new(names: Vec<(ActorKey, CleanText)>) -> Self {
        let (keys, names): (HashSet<ActorKey>, Vec<CleanText>) = names.into_iter().unzip();
        Self { keys, recognizer: Recognizer::with_known(names) }
    }

    /// Takes in names; whether any of them is new.
    pub(super) fn learn<'a>(&mut self, names: impl Iterator<Item = &'a CleanText>) -> bool {
        let mut any = false;
        for name in names {
            if self.keys.insert(ActorKey::of_name(name)) {
                self.recognizer.learn(name.clone());
                any = true;
            }
        }
        any
    }
}
