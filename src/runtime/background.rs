//! What the terminal answers to the questions for its background and for its pictures: it comes among the keys.

use crate::app::{Code, Ground, Key, Msg};

/// Longer than any answer.
const LONGEST: usize = 40;

/// Sifts the terminal’s answers out of the keys. crossterm knows no such answers (OSC, APC) and takes them for keys: Alt with a
/// bracket or a low line, then what is in it, letter by letter, and Ctrl with `g` (BEL) or Alt with a backslash (ST) at its
/// end.
#[derive(Debug, Default)]
pub(super) struct Answers {
    held: Vec<Msg>,
    /// What the answer begins with, and what may follow that.
    form: Option<&'static Form>,
    text: String,
}

/// A kind of answer.
#[derive(Debug)]
struct Form {
    begins: Key,
    head: &'static str,
    goes_on: fn(char) -> bool,
    means: fn(&str) -> Option<Msg>,
}

/// The background (OSC 11), and whether pictures that cells name are known (Kitty).
static FORMS: [Form; 2] = [
    Form {
        begins: alt(']'),
        head: "11;rgb",
        goes_on: |c| c.is_ascii_hexdigit() || matches!(c, 'a' | ':' | '/'),
        means: |text| text.strip_prefix("11;").and_then(Ground::of_answer).map(Msg::Ground),
    },
    Form {
        begins: alt('_'),
        head: "Gi=31;",
        goes_on: |c| c.is_ascii_graphic() || c == ' ',
        means: |text| (text == "Gi=31;OK").then_some(Msg::TakesPictures),
    },
];

impl Answers {
    /// The messages that are none of an answer; what may be a part of one is held back until that is clear.
    pub(super) fn sift(&mut self, msg: Msg) -> Vec<Msg> {
        let Msg::Key(key) = &msg else { return self.give_back(msg) };
        let key = *key;
        let Some(form) = self.form else {
            self.form = FORMS.iter().find(|form| form.begins == key);
            if self.form.is_none() {
                return vec![msg];
            }
            self.held.push(msg);
            return Vec::new();
        };
        if [BELL, alt('\\')].contains(&key) {
            let answer = std::mem::take(&mut self.text);
            self.held.clear();
            self.form = None;
            return (form.means)(&answer).into_iter().collect();
        }
        match key {
            Key { code: Code::Char(c), ctrl: false, alt: false } if self.may_go_on(form, c) => {
                self.text.push(c);
                self.held.push(msg);
                Vec::new()
            }
            _ => self.give_back(msg),
        }
    }

    fn may_go_on(&self, form: &Form, c: char) -> bool {
        let expected = form.head.chars().nth(self.text.len());
        self.text.len() < LONGEST && expected.map_or_else(|| (form.goes_on)(c), |expected| expected == c)
    }

    /// It was no answer.
    fn give_back(&mut self, msg: Msg) -> Vec<Msg> {
        self.text.clear();
        self.form = None;
        self.held.drain(..).chain([msg]).collect()
    }
}

const BELL: Key = Key { code: Code::Char('g'), ctrl: true, alt: false };

const fn alt(c: char) -> Key {
    Key { code: Code::Char(c), ctrl: false, alt: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGINS: Key = alt(']');
    const STRING_ENDS: Key = alt('\\');

    fn check(keys: &[Key], ground: Option<Ground>, passed: &[Key]) {
        let mut answers = Answers::default();
        let msgs: Vec<Msg> = keys.iter().flat_map(|key| answers.sift(Msg::Key(*key))).collect();
        let (mut seen, mut told) = (Vec::new(), None);
        for msg in msgs {
            match msg {
                Msg::Key(key) => seen.push(key),
                Msg::Ground(ground) => told = Some(ground),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((told, seen.as_slice()), (ground, passed));
    }

    fn typed(text: &str) -> Vec<Key> {
        text.chars().map(Key::char).collect()
    }

    #[test]
    fn an_answer_is_no_key_and_a_key_no_answer() {
        let answer = |text: &str, end| [vec![BEGINS], typed(text), vec![end]].concat();
        check(&answer("11;rgb:fdfd/f6f6/e3e3", BELL), Some(Ground::Light), &[]);
        check(&answer("11;rgb:00/2b/36", STRING_ENDS), Some(Ground::Dark), &[]);
        let among = [typed("j"), answer("11;rgba:0/0/0/f", BELL), typed("k")].concat();
        check(&among, Some(Ground::Dark), &typed("jk"));
        check(&answer("11;rgb:oops", BELL)[..9], None, &answer("11;rgb:o", BELL)[..9]);
        let pressed = [vec![BEGINS], typed("1j")].concat();
        check(&pressed, None, &pressed);
        check(&typed("11;rgb:0/0/0"), None, &typed("11;rgb:0/0/0"));
    }
    #[test]
    fn a_terminal_that_takes_pictures_says_so() {
        let sifted = |text: &str| {
            let mut answers = Answers::default();
            let keys = [vec![alt('_')], typed(text), vec![STRING_ENDS]].concat();
            keys.iter().flat_map(|key| answers.sift(Msg::Key(*key))).collect::<Vec<_>>()
        };
        assert!(matches!(sifted("Gi=31;OK")[..], [Msg::TakesPictures]));
        assert!(sifted("Gi=31;EINVAL:unknown key").is_empty());
        assert_eq!(sifted("Gi=7;OK").len(), 9, "keys");
    }
}
