//! The name that somebody meant who wrote another.

/// The one of `names` that has `wrong` as a word of its own; else the one that takes the fewest changes to write where it was
/// written.
pub fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace([' ', '_'], "-");
    let wrong: String = plain(wrong).chars().take(100).collect();
    let word = format!("-{wrong}-");
    let distance = |name: &&str| {
        let name = plain(name);
        (!format!("-{name}-").contains(&word), strsim::damerau_levenshtein(&wrong, &name))
    };
    names.into_iter().min_by_key(distance)
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
        let names = ["tag", "stage", "toggle-star", "show-starred"];
        for (wrong, meant) in [("star", "toggle-star"), ("starr", "stage"), ("toggle_star", "toggle-star")] {
            assert_eq!(nearest(wrong, names), Some(meant), "{wrong}");
        }
    }
}
