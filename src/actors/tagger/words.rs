//! Text into words: where they are, and what the tagger has to know of their spelling.

use unicode_normalization::char::decompose_canonical;

use super::hash::Hash;

/// One word or sign of a text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Where it begins, in bytes of its text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// As it is written, but for curly apostrophes.
    pub exact: u32,
    /// In lower case without accents: the key of the tables.
    pub lower: u32,
    /// The kinds of its characters, runs as one: `Xx`, `X.X.`, `d`.
    pub shape: u32,
    /// Its first two, three and four characters.
    pub prefixes: [u32; 3],
    /// Its last one to four characters.
    pub suffixes: [u32; 4],
    /// Its number of characters, at most 255.
    pub length: u8,
    /// How it is capitalised.
    pub case: Case,
    /// Its first character in lower case.
    pub initial: char,
    /// The sign itself, where it is one.
    pub sign: Option<char>,
    /// It is an abbreviation or initials, whose full stop ends no sentence.
    pub is_abbreviation: bool,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// Neither letters nor digits, or letters that have no case.
    #[default]
    None,
    /// It begins with a digit and has no capital.
    Digits,
    /// No capital.
    Lower,
    /// The first letter alone.
    Title,
    /// All letters, of which there are several.
    Upper,
    /// Some other letter: `iPhone`, `al-Assad`, `McCain`.
    Mixed,
}

impl Word {
    /// It has a capital, without which no name of English news begins.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Mixed)
    }
}

/// A longer word is no name; its end is not looked at.
const LONGEST: usize = 60;

/// Abbreviations that end in a full stop of their own.
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Amb", "Apr", "Aug", "Ave", "Bros", "Brig", "Capt", "Cmdr", "Co", "Col", "Corp", "Cpl", "Dec",
    "Dept", "Dr", "Esq", "Feb", "Fr", "Ft", "Gen", "Gov", "Hon", "Inc", "Jan", "Jr", "Lt", "Ltd", "Maj",
    "Messrs", "Mr", "Mrs", "Ms", "Mt", "Nov", "Oct", "Pfc", "Ph", "Prof", "Pvt", "Rep", "Reps", "Rev", "Sen",
    "Sens", "Sept", "Sgt", "Sr", "St", "Ste", "vs",
];

/// The words and signs of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, c)) = chars.peek() {
        if c.is_whitespace() || is_unseen(c) {
            chars.next();
        } else if is_letter(c) {
            let end = start + word_length(&text[start..]);
            while chars.peek().is_some_and(|&(at, _)| at < end) {
                chars.next();
            }
            found.push(read(text, start, end));
        } else {
            chars.next();
            while chars.next_if(|&(_, next)| next == c).is_some() {}
            let end = chars.peek().map_or(text.len(), |&(at, _)| at);
            let s_is_apart = is_apostrophe(c) && text[end..].starts_with(['s', 'S']);
            let follows = found.last().is_some_and(|word: &Word| word.end == start && word.sign.is_none());
            let after = text[end..].chars().nth(1).is_none_or(|next| !is_letter(next));
            if s_is_apart && after && (follows || text[..start].ends_with(' ')) {
                chars.next();
                found.push(read(text, start, end + 1));
            } else {
                found.push(Word { sign: Some(c), ..read(text, start, end) });
            }
        }
    }
    found
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c)
}

/// A sign that is written on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// It shows nothing and parts nothing.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

/// How long the word is with which `text` begins.
fn word_length(text: &str) -> usize {
    let mut before = '\0';
    let mut dots = false;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let after = || text[at + c.len_utf8()..].chars().next().filter(|next| is_letter(*next));
        let goes_on = match c {
            c if is_letter(c) => true,
            '-' | '‐' | '‑' | '&' => after().is_some(),
            '.' => {
                let single = is_single_letter(&text[..at]);
                let joins = match after() {
                    Some(next) => {
                        single && next.is_uppercase()
                            || before.is_lowercase() == next.is_lowercase()
                                && !before.is_uppercase()
                                && !next.is_uppercase()
                    }
                    None => false,
                };
                dots |= joins && single;
                joins
                    || single && (before.is_uppercase() || dots)
                    || after().is_none() && ABBREVIATIONS.contains(&&text[..at])
            }
            ',' => before.is_ascii_digit() && after().is_some_and(|next| next.is_ascii_digit()),
            c if is_apostrophe(c) => after().is_some_and(|next| {
                let possessive = matches!(next, 's' | 'S')
                    && text[at + c.len_utf8() + 1..].chars().next().is_none_or(|next| !is_letter(next));
                !possessive
            }),
            _ => false,
        };
        if !goes_on {
            break;
        }
        before = c;
        end = at + c.len_utf8();
    }
    end
}

/// The letter before a full stop is alone, or follows another full stop: `J`, `U.S`.
fn is_single_letter(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next().is_some_and(char::is_alphabetic) && back.next().is_none_or(|c| c == '.' || c == '-')
}

/// What there is to know of the word at `start..end`.
fn read(text: &str, start: usize, end: usize) -> Word {
    let surface = &text[start..end];
    let mut word = Word { start, end, ..Word::default() };
    let (mut exact, mut lower, mut shape) = (Hash::new(), Hash::new(), Hash::new());
    let mut last = [0_u32; 4];
    let mut kind_before = '\0';
    let (mut capitals, mut smalls, mut others) = (0_u32, 0_u32, 0_u32);
    let (mut first_capital, mut first_digit) = (false, false);
    let mut count = 0_usize;
    for c in surface.chars().take(LONGEST) {
        let c = match c {
            c if is_apostrophe(c) => '\'',
            '‐' | '‑' => '-',
            c => c,
        };
        let kind = if c.is_uppercase() {
            capitals += 1;
            first_capital |= count == 0;
            'X'
        } else if c.is_lowercase() {
            smalls += 1;
            'x'
        } else if c.is_numeric() {
            first_digit |= count == 0;
            'd'
        } else if c.is_alphabetic() {
            others += 1;
            'o'
        } else {
            c
        };
        if kind != kind_before {
            shape.add(kind as u32);
            kind_before = kind;
        }
        exact.add(c as u32);
        let small = base(c);
        lower.add(small as u32);
        if count == 0 {
            word.initial = small;
        }
        last.rotate_left(1);
        last[3] = small as u32;
        count += 1;
        if (2..=4).contains(&count) {
            word.prefixes[count - 2] = lower.end();
        }
    }
    for (nth, suffix) in word.suffixes.iter_mut().enumerate().take(count) {
        let mut hash = Hash::new();
        last[3 - nth..].iter().for_each(|c| hash.add(*c));
        *suffix = hash.end();
    }
    word.case = match (capitals, smalls) {
        _ if surface.len() > LONGEST * 2 => Case::None,
        (0, 0) if first_digit => Case::Digits,
        (0, 0) => Case::None,
        (0, _) => {
            if first_digit {
                Case::Digits
            } else {
                Case::Lower
            }
        }
        (1, 0) => Case::Title,
        (_, 0) if others == 0 => Case::Upper,
        (1, _) if first_capital => Case::Title,
        _ => Case::Mixed,
    };
    word.is_abbreviation = count > 1 && surface.ends_with('.');
    word.length = u8::try_from(count).unwrap_or(u8::MAX);
    (word.exact, word.lower, word.shape) = (exact.end(), lower.end(), shape.end());
    word
}

/// A character in lower case and without its accent.
fn base(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut first = None;
    decompose_canonical(c, |part| first = first.or(Some(part)));
    let c = first.unwrap_or(c);
    c.to_lowercase().next().unwrap_or(c)
}
