use super::*;

/// What is named in a text of Wednesday, the 15th of October 2025.
fn check(text: &str, expected: &[&str]) {
    let found = named_days(text, "2025-10-15".parse().expect("a date"));
    let found: Vec<String> = found
        .iter()
        .map(|days| {
            let words = &text[days.range.clone()];
            if days.first == days.last {
                format!("{words}: {}", days.first)
            } else {
                format!("{words}: {}/{}", days.first, days.last)
            }
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn days_are_resolved_against_the_day_of_the_text() {
    check("They meet on Tuesday.", &["on Tuesday: 2025-10-21"]);
    check("Wednesday’s vote, and last Monday", &["Wednesday: 2025-10-15", "last Monday: 2025-10-13"]);
    check("Next Friday or next Wednesday", &["Next Friday: 2025-10-17", "next Wednesday: 2025-10-22"]);
    check("tomorrow, not today", &["tomorrow: 2025-10-16", "today: 2025-10-15"]);
    check("by mid-November", &["mid-November: 2025-11-10/2025-11-21"]);
    check("in November 2026", &["in November 2026: 2026-11-01/2026-11-30"]);
    check("On 3 May, on June 3rd, 2026", &["3 May: 2026-05-03", "June 3rd, 2026: 2026-06-03"]);
    check("since 1 October and Sept. 30", &["1 October: 2025-10-01", "Sept. 30: 2025-09-30"]);
    check("due by December 10 or in 3 May days", &["December 10: 2025-12-10", "3 May: 2026-05-03"]);
    check("the 3rd of December", &["3rd of December: 2025-12-03"]);
    check(
        "next week, next month",
        &["next week: 2025-10-20/2025-10-26", "next month: 2025-11-01/2025-11-30"],
    );
    check("later this week", &["later this week: 2025-10-15/2025-10-19"]);
    check("at the weekend", &["weekend: 2025-10-18/2025-10-19"]);
    check("by the end of the year", &["end of the year: 2025-10-01/2025-12-31"]);
    check("by the end of the month", &["end of the month: 2025-10-21/2025-10-31"]);
    check("On May 3 10 people met", &["May 3: 2026-05-03"]);
    check("From May 3 to 10", &["May 3 to 10: 2026-05-03/2026-05-10"]);
    check("They need Friday before November 3", &["Friday: 2025-10-17", "November 3: 2025-11-03"]);
    check("early next year", &["early next year: 2026-01-01/2026-04-02"]);
    check(
        "in two weeks, within 10 days",
        &["in two weeks: 2025-10-29", "within 10 days: 2025-10-15/2025-10-25"],
    );
    check("due 2025-11-03.", &["2025-11-03: 2025-11-03"]);
    check("It may pass. May the best win. The march of 10 men in 2024", &[]);
    check("a report in May said", &["in May: 2026-05-01/2026-05-31"]);
    check("", &[]);
}

#[test]
fn a_date_is_worth_more_than_the_weekday_beside_it() {
    check("On Wednesday, December 9th, they vote", &["On Wednesday, December 9th: 2025-12-09"]);
    check("on Tuesday, Dec. 9", &["on Tuesday, Dec. 9: 2025-12-09"]);
    check("9 December (Tuesday)", &["9 December (Tuesday: 2025-12-09"]);
    check("by Tuesday. December 9 is far", &["by Tuesday: 2025-10-21", "December 9: 2025-12-09"]);
}

#[test]
fn a_weekday_that_something_was_done_on_has_passed() {
    let later = "November 3: 2025-11-03";
    check("He returned on Monday and leaves on November 3", &["on Monday: 2025-10-13", later]);
    check("It is delayed on Monday, to November 3", &["on Monday: 2025-10-20", later]);
    check("A vote planned on Monday", &["on Monday: 2025-10-20"]);
    check("He returned on Monday. Next is November 3", &["on Monday: 2025-10-20", later]);
}

#[test]
fn stretches_of_days_are_known() {
    check("the day after tomorrow", &["day after tomorrow: 2025-10-17"]);
    check("December 9 to 11", &["December 9 to 11: 2025-12-09/2025-12-11"]);
    check("9–11 December 2026", &["9–11 December 2026: 2026-12-09/2026-12-11"]);
    check("December 9 to January 11", &["December 9: 2025-12-09", "January 11: 2026-01-11"]);
    check("in early 2027", &["early 2027: 2027-01-01/2027-04-02"]);
    check("in 2028", &["in 2028: 2028-01-01/2028-12-31"]);
    check("Q1 2027", &["Q1 2027: 2027-01-01/2027-03-31"]);
    check("the second quarter of 2027", &["second quarter of 2027: 2027-04-01/2027-06-30"]);
    check("next spring", &["next spring: 2026-03-01/2026-05-31"]);
    check(
        "this winter, in the summer of 2027",
        &["this winter: 2025-12-01/2026-02-28", "in the summer of 2027: 2027-06-01/2027-08-31"],
    );
    check("They spring apart and fall in autumn", &["in autumn: 2025-09-01/2025-11-30"]);
}

#[test]
fn no_text_is_too_strange() {
    for text in [
        "31 February",
        "99 May",
        "February 30, 2025",
        "in 999 years",
        "end of",
        "next",
        "2025-99-99",
        "mid",
        "next winter",
        "winter 2199",
        "Q4 2199",
        "February 27 to 31",
        "day after tomorrow",
        "walked on Monday, Tuesday",
    ] {
        let _ = named_days(text, Date::MAX);
        let _ = named_days(text, Date::MIN);
    }
    assert!(named_days("99 May 1", Date::MAX).is_empty());
}
