//! Invisible characters: what does something where it stands stays, what is there to be read by nobody is shown as such.

use super::is_bidi_control;

/// So many invisible characters in a row are no slip of an editor: they say something. Strewn between letters they say
/// it too, and more of them where they are further apart.
const HIDDEN: usize = 8;
/// So many letters apart stand invisible characters that are a slip of an editor, or an odd place to break a line at.
const APART: usize = 8;

/// Characters that take no room, or room in which nothing is seen: Unicode's Default_Ignorable_Code_Point but for the
/// paired bidi controls, notes between lines, the Syriac sign of abbreviation, and the blank of braille.
pub(super) fn is_invisible(c: char) -> bool {
    match c {
        ..'\u{34f}' => c == '\u{ad}',
        ..'\u{1100}' => matches!(c, '\u{34f}' | '\u{61c}' | '\u{70f}'),
        ..'\u{2000}' => {
            matches!(c, '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}')
        }
        ..'\u{2100}' => {
            matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}')
        }
        ..'\u{4e00}' => is_blank(c),
        ..'\u{fe00}' => false,
        _ => matches!(c,
            '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'),
    }
}

/// What takes room that is empty: it is a space, but where it belongs.
fn is_blank(c: char) -> bool {
    matches!(c, '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// Characters that stand for letters, and are seen by nobody: all of Unicode's tags, which need a flag before them.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// Keeps an invisible character only where it does something, and shows where text was hidden. What is kept rests on
/// what was kept before it and, where it stands before what it is for, on what follows; so nothing more goes when it is
/// done again.
pub(super) fn thin(text: &str) -> String {
    let mut thinned = Thinned::new(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{2800}' => thinned.braille(&mut rest),
            c if !is_invisible(c) || thinned.has_place_for(c, &rest) => thinned.keep(c),
            c => thinned.drop(c),
        }
    }
    thinned.out
}

/// The text so far.
struct Thinned {
    out: String,
    /// The last character of it.
    before: char,
    /// Whether a flag is begun, of which tags are a part.
    in_flag: bool,
    /// How much to see came since the last mark of direction, and since the last other one at an odd place. White space does
    /// not count: it may be folded later on.
    since_mark: usize,
    since_odd: usize,
    /// How much was hidden since there was something to see, and between letters; and whether the latter is told.
    row: usize,
    strewn: usize,
    is_told: bool,
}

impl Thinned {
    fn new(length: usize) -> Self {
        let (out, before) = (String::with_capacity(length), '\n');
        let (since_mark, since_odd, row, strewn) = (APART, APART, 0, 0);
        Self { out, before, in_flag: false, since_mark, since_odd, row, strewn, is_told: false }
    }

    /// Whether an invisible character does something here.
    fn has_place_for(&self, c: char, rest: &std::str::Chars<'_>) -> bool {
        let before = self.before;
        let next = || rest.clone().next();
        match c {
            '\u{e0020}'..='\u{e007f}' => self.in_flag,
            _ if is_mark(c) => {
                let apart = if before.is_alphabetic() { 3 } else { 2 };
                !is_invisible(before) && self.since_mark >= apart
            }
            // An emoji goes on after its selector.
            '\u{200d}' if before == '\u{fe0f}' => true,
            '\u{115f}' => begins_syllable(rest.clone()),
            '\u{1160}' if before == '\u{115f}' => next().is_some_and(is_final_jamo),
            '\u{70f}' => next().is_some_and(|next| matches!(next, '\u{710}'..='\u{74f}')),
            _ if bears_nothing(before) => false,
            '\u{1160}' => is_initial_jamo(before),
            '\u{180b}'..='\u{180f}' => matches!(before, '\u{1800}'..='\u{18af}'),
            '\u{1bca0}'..='\u{1bca3}' => matches!(before, '\u{1bc00}'..='\u{1bc9f}'),
            '\u{e0100}'..='\u{e01ef}' => is_han(before),
            _ => has_odd_places(c) && (is_usual(c, before) || self.since_odd >= APART),
        }
    }

    fn keep(&mut self, c: char) {
        self.in_flag = c == '\u{1f3f4}' || (self.in_flag && ('\u{e0020}'..'\u{e007f}').contains(&c));
        if is_mark(c) {
            self.since_mark = 0;
        } else if has_odd_places(c) && !is_usual(c, self.before) && self.before != '\u{fe0f}' {
            self.since_odd = 0;
        } else if !hides(c) {
            let seen = usize::from(!c.is_whitespace());
            self.since_mark += seen;
            self.since_odd += seen;
            self.row = 0;
            self.strewn = self.strewn.saturating_sub(1);
        }
        self.is_told &= c != '\n';
        self.out.push(c);
        self.before = c;
    }

    fn drop(&mut self, c: char) {
        let is_beside_text = !self.before.is_whitespace();
        let is_shown = self.row >= HIDDEN;
        self.row += if is_tag(c) { HIDDEN } else { 1 };
        // Every syllable may have a soft hyphen.
        if is_beside_text && c != '\u{ad}' {
            self.strewn += APART;
        }
        let is_strewn = self.strewn >= HIDDEN * APART && !self.is_told;
        if !is_shown && (self.row >= HIDDEN || is_strewn) {
            self.is_told |= is_strewn;
            self.put(char::REPLACEMENT_CHARACTER);
            self.row = HIDDEN;
        } else if is_blank(c) && is_beside_text && !is_shown {
            let row = self.row;
            self.put(' ');
            self.row = row;
        }
    }

    /// Puts something to see where something was hidden.
    fn put(&mut self, c: char) {
        self.strewn = 0;
        self.keep(c);
    }

    /// A row of braille blanks, the first of which is taken from the rest already: they stay beside other braille.
    fn braille(&mut self, rest: &mut std::str::Chars<'_>) {
        let mut blanks = 1;
        while rest.as_str().starts_with('\u{2800}') {
            rest.next();
            blanks += 1;
        }
        let is_pattern = |c: char| matches!(c, '\u{2801}'..='\u{28ff}');
        let is_beside = is_pattern(self.before) || rest.clone().next().is_some_and(is_pattern);
        for _ in 0..blanks {
            if is_beside { self.keep('\u{2800}') } else { self.drop('\u{2800}') }
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn hides(c: char) -> bool {
    is_invisible(c) || is_bidi_control(c)
}

/// Whether nothing does anything after a character.
fn bears_nothing(c: char) -> bool {
    c.is_whitespace() || c == char::REPLACEMENT_CHARACTER || hides(c)
}

/// Joiners and selectors, which are found where they do nothing too, without a meaning.
fn has_odd_places(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether one of them does something after a character.
fn is_usual(c: char, before: char) -> bool {
    match c {
        '\u{200b}' => is_unspaced(before) || !before.is_alphanumeric(),
        '\u{200c}' | '\u{200d}' => !is_plain_letter(before),
        _ => has_variants(before),
    }
}

/// Scripts in which words are not parted by spaces, so that U+200B says where they end: Thai, Lao, Tibetan, Myanmar, Khmer,
/// and their like; Chinese and Japanese.
fn is_unspaced(c: char) -> bool {
    is_han(c)
        || matches!(c,
            '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19ff}' | '\u{1a20}'..='\u{1aaf}'
            | '\u{1b00}'..='\u{1bff}' | '\u{3040}'..='\u{30ff}' | '\u{a980}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}')
}

/// Letters whose shape no joiner changes: those of Latin, Greek, Cyrillic, Armenian, Hebrew, Georgian, Chinese, Japanese,
/// Korean.
fn is_plain_letter(c: char) -> bool {
    c.is_alphanumeric()
        && (c < '\u{600}'
            || is_han(c)
            || matches!(c,
                '\u{10a0}'..='\u{11ff}' | '\u{1c80}'..='\u{1cbf}' | '\u{1d00}'..='\u{1fff}' | '\u{2c60}'..='\u{2dff}'
                | '\u{3040}'..='\u{318f}' | '\u{a640}'..='\u{a69f}' | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}'
                | '\u{ac00}'..='\u{d7ff}' | '\u{fb00}'..='\u{fb4f}' | '\u{ff10}'..='\u{ffdc}'))
}

/// What comes in several shapes, between which a selector chooses: signs, emoji, numbers, and the letters of a few scripts.
fn has_variants(c: char) -> bool {
    !c.is_alphabetic()
        || is_han(c)
        || matches!(c,
            '\u{1000}'..='\u{109f}' | '\u{1800}'..='\u{18af}' | '\u{2100}'..='\u{2bff}' | '\u{a840}'..='\u{a87f}'
            | '\u{13000}'..='\u{1345f}' | '\u{1d400}'..='\u{1d7ff}' | '\u{1f000}'..='\u{1faff}')
}

fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The consonants with which an old Korean syllable begins.
fn is_initial_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115e}' | '\u{a960}'..='\u{a97c}')
}

fn is_final_jamo(c: char) -> bool {
    matches!(c, '\u{11a8}'..='\u{11ff}' | '\u{d7cb}'..='\u{d7fb}')
}

/// Whether a syllable follows that wants its first consonant.
fn begins_syllable(mut rest: std::str::Chars<'_>) -> bool {
    match rest.next() {
        Some('\u{1160}') => rest.next().is_some_and(is_final_jamo),
        Some(next) => matches!(next, '\u{1161}'..='\u{11a7}' | '\u{d7b0}'..='\u{d7c6}'),
        None => false,
    }
}
