//! Lines that sell something to the reader: *Sponsor: Get 10% off your first month.*

/// What an offer begins with.
const BEGINS: &[&str] = &[
    "get ",
    "try ",
    "build ",
    "start ",
    "shop ",
    "visit ",
    "go to ",
    "head to ",
    "join ",
    "download ",
    "save ",
    "discover ",
    "claim ",
    "sign up",
    "subscribe",
    "use code",
    "use the code",
    "click ",
];
/// Whom an offer is made to.
const READER: &[&str] = &["you", "your", "today", "now", "free", "off", "us"];
/// What only an offer says.
const SAYS: &[&str] =
    &["% off", "promo code", "discount code", "free trial", "use code", "your first month", "coupon"];

/// Whether what a line says of its actor is an offer to the reader.
pub(super) fn is_offer(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    SAYS.iter().any(|said| text.contains(said))
        || BEGINS.iter().any(|start| text.starts_with(start)) && words.any(|word| READER.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::is_offer;

    #[test]
    fn offers_are_told_from_positions() {
        for (text, expected) in [
            ("Build your website today.", true),
            ("Get 10% off your first month with code NEWS", true),
            ("Sign up for your free copy", true),
            ("Wants 10 % of GDP for defence", false),
            ("Build trust between the parties before any talks", false),
            ("Seeks to join the union by 2030", false),
        ] {
            assert_eq!(is_offer(text), expected, "{text}");
        }
    }
}
