//! Surnames: what they look like, and whose they are not.

use crate::model::words;

/// Words that end the names of states, organisations and groups, never a person's.
const NOT_SURNAMES: &[&str] = &[
    "Administration",
    "Africa",
    "Agency",
    "Allies",
    "Alliance",
    "America",
    "Arabia",
    "Army",
    "Assembly",
    "Authority",
    "Bank",
    "Bloc",
    "Board",
    "Bureau",
    "Capitals",
    "Coalition",
    "Commission",
    "Committee",
    "Community",
    "Company",
    "Congress",
    "Council",
    "Countries",
    "Court",
    "Delegation",
    "Emirates",
    "Farmers",
    "Federation",
    "Force",
    "Forces",
    "Foundation",
    "Front",
    "Fund",
    "Government",
    "Governments",
    "Group",
    "Groups",
    "House",
    "Industry",
    "Investors",
    "Islands",
    "Kingdom",
    "Korea",
    "Leaders",
    "League",
    "Left",
    "Lanka",
    "Markets",
    "Media",
    "Members",
    "Militia",
    "Ministry",
    "Mission",
    "Monitors",
    "Movement",
    "Nations",
    "Observers",
    "Office",
    "Opposition",
    "Organisation",
    "Organization",
    "Parliament",
    "Parties",
    "Party",
    "People",
    "Police",
    "Powers",
    "Republic",
    "Residents",
    "Right",
    "Secretariat",
    "Senate",
    "Service",
    "Society",
    "States",
    "Sudan",
    "Territories",
    "Timor",
    "Traders",
    "Treasury",
    "Tribunal",
    "Union",
    "Unions",
    "Voters",
    "Watch",
    "Workers",
    "Zealand",
];

/// Words that may stand before a surname without being part of another name.
const TITLES: &[&str] = &[
    "Ambassador",
    "Chancellor",
    "Commissioner",
    "Dr",
    "Envoy",
    "Gen",
    "General",
    "Gov",
    "Governor",
    "King",
    "Lady",
    "Lord",
    "Minister",
    "Miss",
    "Mr",
    "Mrs",
    "Ms",
    "President",
    "Prince",
    "Princess",
    "Professor",
    "Queen",
    "Rep",
    "Representative",
    "Secretary",
    "Sen",
    "Senator",
    "Sir",
    "Speaker",
    "Spokesman",
    "Spokeswoman",
];

/// How far back the word before a surname is looked for, in bytes.
const LONGEST_WORD: usize = 64;

/// The last word of what looks like a person's name: two to four capitalised words.
pub(super) fn surname(name: &str) -> Option<&str> {
    let parts: Vec<&str> = words(name).map(|(_, word)| word).collect();
    let last = *parts.last()?;
    let capitalised = |word: &&str| word.starts_with(char::is_uppercase);
    let like_a_person = (2..=4).contains(&parts.len())
        && parts.iter().all(|word| capitalised(word) || word.len() <= 3)
        && capitalised(&last)
        && last.chars().count() > 2
        && last.chars().any(char::is_lowercase);
    (like_a_person && !NOT_SURNAMES.contains(&last)).then_some(last)
}

/// Whether the word before a surname makes it somebody else's: *Alex Witkoff*, but not *Mr Witkoff*.
pub(super) fn is_part_of_other_name(before: &str) -> bool {
    // Looking further back would make a long text quadratic.
    let near = before.len().saturating_sub(LONGEST_WORD);
    let before = &before[before.ceil_char_boundary(near)..];
    let Some((range, word)) = words(before).last() else { return false };
    let gap = &before[range.end..];
    let starts_sentence = before[..range.start].trim_end().ends_with(['.', '!', '?', '”', '"'])
        || before[..range.start].trim().is_empty();
    gap == " " && word.starts_with(char::is_uppercase) && !TITLES.contains(&word) && !starts_sentence
}
