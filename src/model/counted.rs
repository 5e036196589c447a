//! Numbers with what they count.

/// `1 article`, `2 articles`.
pub fn count(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn one_is_one() {
        assert_eq!(
            [0, 1, 2].map(|number| count(number, "article")),
            ["0 articles", "1 article", "2 articles"]
        );
    }
}
