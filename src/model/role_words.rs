//! Words for what somebody is, which articles have for a person, and which are nobody's name.

use super::{ActorKey, ActorType, folded_name};

/// Offices by which persons are meant: *the Russian president*.
const OFFICES: [&str; 13] = [
    "president",
    "prime minister",
    "premier",
    "chancellor",
    "foreign minister",
    "defence minister",
    "defense minister",
    "foreign secretary",
    "secretary of state",
    "king",
    "emir",
    "leader",
    "supreme leader",
];

/// Whether what an article has for an actor that is called `name` is a word for what it is, and no name: an office, or
/// words without a capital. What is part of its name is one.
pub fn is_role(key: &ActorKey, name: &str, shown: &str) -> bool {
    if key.kind() != ActorType::Person {
        return false;
    }
    let folded = folded_name(shown);
    let is_small = || shown.chars().any(char::is_lowercase) && !shown.chars().any(char::is_uppercase);
    let is_part = || format!(" {} ", folded_name(name)).contains(&format!(" {folded} "));
    (OFFICES.contains(&folded.as_str()) || is_small()) && !is_part()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_is_is_no_name() {
        let person =
            |name: &str, shown: &str| is_role(&ActorKey::of_kind(ActorType::Person, name), name, shown);
        for (name, shown, expected) in [
            ("Mara Lind", "president", true),
            ("Mara Lind", "Foreign Minister", true),
            ("Mara Lind", "envoy", true),
            ("Mara Lind", "MARA LIND", false),
            ("mara lind", "lind", false),
            ("Angus King", "King", false),
            ("Mara Lind", "مارا", false),
        ] {
            assert_eq!(person(name, shown), expected, "{shown}");
        }
        assert!(!is_role(&ActorKey::from_stored("org:leader"), "Lead", "Leader"));
    }
}
