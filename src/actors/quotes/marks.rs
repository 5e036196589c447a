//! What stands between quotation marks.

use std::ops::Range;

/// A stretch of a text between quotation marks, or from one to the end of a paragraph that does not close it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// With the marks.
    pub(super) outer: Range<usize>,
    /// Without them.
    pub(super) inner: Range<usize>,
    /// Whether it goes on from the text before, which did not close it.
    pub(super) continues: bool,
}

/// What an opening mark is closed by.
fn closing(mark: char) -> &'static [char] {
    match mark {
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' => &['’'],
        '”' => &['”'],
        '「' => &['」'],
        '『' => &['』'],
        _ => &['"', '”'],
    }
}

/// What each of the texts has in quotation marks, none in another.
pub(super) fn quoted(texts: &[&str]) -> impl Iterator<Item = Vec<Quoted>> {
    let mut is_open = None;
    texts.iter().map(move |text| {
        let mut scan = Scan { text, found: Vec::new(), continued: is_open.take() };
        is_open = scan.run();
        scan.found
    })
}

/// One text as it is gone through.
struct Scan<'a> {
    text: &'a str,
    found: Vec<Quoted>,
    /// The mark that the text before left open.
    continued: Option<char>,
}

impl Scan<'_> {
    /// Finds what is quoted; gives the mark that stays open at the end.
    fn run(&mut self) -> Option<char> {
        let text = self.text;
        let mut open: Option<(usize, char)> = None;
        let mut depth = 0_u32;
        let mut before = ' ';
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let after = chars.peek().map_or(' ', |(_, c)| *c);
            match open {
                None if opens(c, before, after) => {
                    open = Some((at, c));
                    depth = 0;
                }
                Some((_, mark)) if c == mark && c != '"' && c != '”' => {
                    // Without a closing mark in between it is most likely the beginning of another quotation.
                    depth += u32::from(depth == 0);
                }
                Some((from, mark)) if closing(mark).contains(&c) && closes(c, before, after) => {
                    if depth > 0 {
                        depth -= 1;
                    } else {
                        self.take(from, mark, at, at + c.len_utf8());
                        open = None;
                    }
                }
                _ => {}
            }
            before = c;
        }
        let (from, mark) = open?;
        // A single mark is more often an apostrophe than the beginning of paragraphs.
        if mark == '‘' {
            return None;
        }
        self.take(from, mark, text.len(), text.len());
        Some(mark)
    }

    fn take(&mut self, from: usize, mark: char, to: usize, end: usize) {
        let start = from + mark.len_utf8();
        let inside = &self.text[start..to];
        let trimmed = inside.trim();
        if !trimmed.contains(char::is_alphanumeric) {
            return;
        }
        let start = start + inside.len() - inside.trim_start().len();
        let continues = self.continued.take() == Some(mark) && self.text[..from].trim().is_empty();
        self.found.push(Quoted { outer: from..end, inner: start..start + trimmed.len(), continues });
    }
}

/// Whether a mark begins a quotation.
fn opens(mark: char, before: char, after: char) -> bool {
    let fits = !after.is_whitespace() && !before.is_alphanumeric();
    match mark {
        '“' | '„' | '«' | '「' | '『' => true,
        '"' => fits,
        '‘' | '»' | '”' => fits && !matches!(before, '.' | ',' | '!' | '?' | '”' | '“'),
        _ => false,
    }
}

/// Whether a mark ends one: an apostrophe within a word does not, nor does a straight mark that opens.
fn closes(mark: char, before: char, after: char) -> bool {
    match mark {
        '’' => !after.is_alphanumeric(),
        '"' => !before.is_whitespace() || !after.is_alphanumeric(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    fn check(texts: &[&str], expected: &[&str]) {
        let found: Vec<&str> = quoted(texts)
            .zip(texts)
            .flat_map(|(found, text)| found.into_iter().map(|quoted| &text[quoted.inner]))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_marks_of_all_sorts() {
        check(&["He said: “We’ll go.” Then \"no\"."], &["We’ll go.", "no"]);
        check(&["«Non», „nein“, »nej«, ”nej”, 「不」."], &["Non", "nein", "nej", "nej", "不"]);
        check(&["‘It isn’t ours,’ she said."], &["It isn’t ours,"]);
    }

    #[test]
    fn what_is_quoted_within_a_quotation_is_part_of_it() {
        check(
            &["“He called it ‘madness’ and “a shame” too,” she said."],
            &["He called it ‘madness’ and “a shame” too,"],
        );
    }

    #[test]
    fn a_mark_that_is_not_closed_reaches_to_the_end_of_the_paragraph() {
        check(&["She said: “One.", "“Two,” she said."], &["One.", "Two,"]);
        let continues =
            quoted(&["She said: “One.", "“Two,” she said."]).flatten().map(|quoted| quoted.continues);
        assert_eq!(continues.collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn empty_marks_hold_nothing() {
        check(&["\"\" “” \"\"\"\" “ ”"], &[]);
    }
}
