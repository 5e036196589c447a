//! The name that somebody meant who wrote another.

/// The one of `names` that takes the fewest changes to write where `wrong` was written.
pub fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace([' ', '_'], "-");
    let wrong = plain(wrong);
    names.into_iter().min_by_key(|name| distance(&wrong, &plain(name)))
}

/// How many letters are to be put in, taken out or changed to make `one` the `other`.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (nth, from) in one.chars().take(100).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], nth + 1);
        for (at, to) in other.chars().enumerate() {
            let change = diagonal + usize::from(from != to);
            diagonal = row[at + 1];
            row[at + 1] = change.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_the_one_that_was_meant() {
        let names = ["nord", "dracula", "solarized-dark", "solarized-light"];
        for (wrong, meant) in [("Nrod", "nord"), ("solarized_dark", "solarized-dark"), ("dracul", "dracula")]
        {
            assert_eq!(nearest(wrong, names), Some(meant));
        }
        assert_eq!(nearest("a", []), None);
    }
}
