//! A key as a person presses it, and its name.

use std::fmt;
use std::str::FromStr;

use crate::model::nearest;

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// Which key was pressed. Shift shows in the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are those on the keys")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

const NAMED: &[(&str, Code)] = &[
    ("space", Code::Char(' ')),
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("shift-tab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pgdn", Code::PageDown),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character key without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character key with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false }
    }

    /// Reads the names of keys pressed one after another, separated by spaces: `g g`, `ctrl-d`.
    ///
    /// # Errors
    /// Where one of them names no key.
    pub fn sequence(names: &str) -> Result<Vec<Self>, UnknownKey> {
        names.split_whitespace().map(str::parse).collect()
    }
}

/// A name that is no key's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a key; keys are written like j, G, ctrl-d, alt-x, space, enter, pgdn, f5, and those of a sequence apart: g g"
)]
pub struct UnknownKey(pub String);

impl UnknownKey {
    /// The name that was probably meant, with what is held down.
    pub fn nearest(&self) -> String {
        let (rest, ctrl, alt) = held(&self.0);
        let letters = ('a'..='z').filter(|_| ctrl || alt).map(String::from);
        let numbered = (1..=12).map(|number| format!("f{number}"));
        let names: Vec<String> =
            letters.chain(NAMED.iter().map(|(name, _)| (*name).to_owned())).chain(numbered).collect();
        let meant = nearest(rest, names.iter().map(String::as_str)).unwrap_or_default();
        let pressed = |is: bool, name: &'static str| if is { name } else { "" };
        format!("{}{}{meant}", pressed(ctrl, "ctrl-"), pressed(alt, "alt-"))
    }
}

/// What is left of a name without what is held down, and whether that is Ctrl and Alt.
fn held(name: &str) -> (&str, bool, bool) {
    let (mut rest, mut ctrl, mut alt) = (name, false, false);
    loop {
        if let Some(after) = rest.strip_prefix("ctrl-").filter(|after| !after.is_empty()) {
            (rest, ctrl) = (after, true);
        } else if let Some(after) = rest.strip_prefix("alt-").filter(|after| !after.is_empty()) {
            (rest, alt) = (after, true);
        } else {
            return (rest, ctrl, alt);
        }
    }
}

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(name: &str) -> Result<Self, UnknownKey> {
        let (rest, ctrl, alt) = held(name);
        let named = NAMED.iter().find(|(known, _)| *known == rest).map(|(_, code)| *code);
        let mut chars = rest.chars();
        let code = match (named, chars.next(), chars.next()) {
            (Some(code), ..) => code,
            (None, Some(c), None) => Code::Char(c),
            (None, Some('f'), _) => match rest[1..].parse() {
                Ok(number @ 1..=12) if rest[1..].starts_with(|c: char| ('1'..='9').contains(&c)) => {
                    Code::F(number)
                }
                _ => return Err(UnknownKey(name.to_owned())),
            },
            _ => return Err(UnknownKey(name.to_owned())),
        };
        Ok(Self { code, ctrl, alt })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, Code::F(number)) => write!(f, "f{number}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for name in [
            "j",
            "G",
            "ctrl-d",
            "space",
            "pgdn",
            "]",
            "shift-tab",
            "alt-x",
            "ctrl-alt-x",
            "-",
            "é",
            "f",
            "f12",
        ] {
            let key: Key = name.parse().expect("a key");
            assert_eq!(key.to_string(), name);
        }
        assert_eq!(Key::sequence("g g"), Ok(vec![Key::char('g'), Key::char('g')]));
        assert_eq!("ctrl-foo".parse::<Key>(), Err(UnknownKey("ctrl-foo".into())));
        for (wrong, meant) in [
            ("ctrl-foo", "ctrl-f"),
            ("alt-entr", "alt-enter"),
            ("ctrl-alt-pgup1", "ctrl-alt-pgup"),
            ("shft-tab", "shift-tab"),
            ("spcae", "space"),
            ("f13", "f1"),
        ] {
            assert_eq!(UnknownKey(wrong.into()).nearest(), meant, "{wrong}");
        }
        assert!("f13".parse::<Key>().is_err() && "f+1".parse::<Key>().is_err());
    }
}
