//! What the terminal answers to the question for its background: it comes among the keys.

use crate::app::{Code, Ground, Key, Msg};

/// Longer than any answer.
const LONGEST: usize = 40;

/// Sifts the terminal’s answers out of the keys. crossterm knows no such answers (OSC) and takes them for keys: Alt with a
/// bracket, then what is in it, letter by letter, and Ctrl with `g` (BEL) or Alt with a backslash (ST) at its end.
#[derive(Debug, Default)]
pub(super) struct Answers {
    held: Vec<Msg>,
    text: String,
}

impl Answers {
    /// The messages that are none of an answer; what may be a part of one is held back until that is clear.
    pub(super) fn sift(&mut self, msg: Msg) -> Vec<Msg> {
        let Msg::Key(key) = &msg else { return self.give_back(msg) };
        let key = *key;
        if self.held.is_empty() {
            if key == BEGINS {
                self.held.push(msg);
                return Vec::new();
            }
            return vec![msg];
        }
        if [BELL, STRING_ENDS].contains(&key) {
            let answer = std::mem::take(&mut self.text);
            self.held.clear();
            let ground = answer.strip_prefix("11;").and_then(Ground::of_answer);
            return ground.map(Msg::Ground).into_iter().collect();
        }
        match key {
            Key { code: Code::Char(c), ctrl: false, alt: false } if self.may_go_on(c) => {
                self.text.push(c);
                self.held.push(msg);
                Vec::new()
            }
            _ => self.give_back(msg),
        }
    }

    fn may_go_on(&self, c: char) -> bool {
        const HEAD: &str = "11;rgb";
        let expected = HEAD.chars().nth(self.text.len());
        self.text.len() < LONGEST
            && expected
                .map_or(c.is_ascii_hexdigit() || matches!(c, 'a' | ':' | '/'), |expected| expected == c)
    }

    /// It was no answer.
    fn give_back(&mut self, msg: Msg) -> Vec<Msg> {
        self.text.clear();
        self.held.drain(..).chain([msg]).collect()
    }
}

const BEGINS: Key = Key { code: Code::Char(']'), ctrl: false, alt: true };
const BELL: Key = Key { code: Code::Char('g'), ctrl: true, alt: false };
const STRING_ENDS: Key = Key { code: Code::Char('\\'), ctrl: false, alt: true };

#[cfg(test)]
mod tests {
    use super::*;

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
}
