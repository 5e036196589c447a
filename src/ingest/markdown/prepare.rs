//! What is changed in Markdown before it is parsed.

/// Bounds how deep quotations nest, which costs time in proportion to depth times lines; and escapes the number of
/// a line that is underlined, which to Markdown is an item above a rule, and to those who write it a heading.
pub(super) fn prepare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if (1..=3).contains(&number)
            && line[number..].starts_with(['.', ')'])
            && lines.peek().is_some_and(|below| underlines(below, line))
        {
            out.push_str(&line[..number]);
            out.push('\\');
            out.push_str(&line[number..]);
            continue;
        }
        let marks = line.len() - line.trim_start_matches(['>', ' ']).len();
        if line[..marks].bytes().filter(|b| *b == b'>').count() > MAX_QUOTES {
            out.push_str(&"> ".repeat(MAX_QUOTES));
            out.push_str(&line[marks..]);
        } else {
            out.push_str(line);
        }
    }
    out
}

/// Whether `below` is a row of marks about as long as `line`.
fn underlines(below: &str, line: &str) -> bool {
    let marks = below.trim();
    let only = |mark: char| marks.chars().all(|c| c == mark);
    marks.len() * 2 >= line.trim().len() && marks.len() >= 3 && (only('-') || only('='))
}

/// How many quotation marks a line may begin with: what lies deeper is raised.
const MAX_QUOTES: usize = 16;
