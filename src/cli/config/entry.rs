//! What an entry of the config is, and how values of the usual kinds are read.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use crate::model;

/// One entry: a row of the table in [`entries`](super::entries).
pub(super) struct Entry {
    /// The table that it stands in; empty for those at the top of the file.
    pub(super) table: &'static str,
    /// Its name; [`ANY`] where the names in the table are the user's, [`EACH`] for an array of tables.
    pub(super) name: &'static str,
    /// What it is for, in lines of a comment.
    pub(super) help: &'static str,
    /// What may be written for it, shown where nothing holds by default.
    pub(super) example: &'static str,
    /// Takes in what is written.
    pub(super) take: fn(&mut Config, &Written<'_>) -> Result<(), Vec<Wrong>>,
    /// What holds, as names and values.
    pub(super) shown: fn(&Config) -> Vec<(String, toml::Value)>,
}

/// The name of an entry whose names are the user's.
pub(super) const ANY: &str = "*";
/// The name of an entry that is an array of tables.
pub(super) const EACH: &str = "[]";

/// An entry as it is written.
pub(super) struct Written<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Where the name begins in the text, in bytes.
    pub(super) at: usize,
    /// What it says.
    pub(super) value: &'a Spanned<DeValue<'a>>,
    /// The whole text.
    pub(super) text: &'a str,
}

/// The entries of a table.
pub(super) struct Parts<'a> {
    table: &'a DeTable<'a>,
    text: &'a str,
}

impl Parts<'_> {
    /// What a function makes of the entry of that name, where there is one.
    pub(super) fn get<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Written<'_>) -> Result<T, Vec<Wrong>>,
    ) -> Result<Option<T>, Vec<Wrong>> {
        let found = self.table.iter().find(|(key, _)| key.get_ref() == name);
        let part = found.map(|(key, value)| Written {
            name: key.get_ref(),
            at: key.span().start,
            value,
            text: self.text,
        });
        part.map(|part| read(&part)).transpose()
    }
}

/// What is wrong, and where in the text it begins, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// Where.
    pub(super) at: usize,
    /// What.
    pub(super) why: String,
}

impl Wrong {
    /// What is wrong from a place on.
    pub(super) fn new(at: usize, why: impl Into<String>) -> Self {
        Self { at, why: why.into() }
    }
}

impl Written<'_> {
    /// A whole number within a range.
    pub(super) fn number(&self, range: RangeInclusive<usize>) -> Result<usize, Vec<Wrong>> {
        let number = match self.value.get_ref() {
            DeValue::Integer(digits) => i128::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        let (least, most) = (range.start(), range.end());
        let Some(number) = number else {
            return Err(self.wants(&format!("a whole number from {least} to {most}")));
        };
        match usize::try_from(number).ok().filter(|number| range.contains(number)) {
            Some(number) => Ok(number),
            None => Err(self.wrong(format!("= {number} is out of range; it goes from {least} to {most}"))),
        }
    }

    /// A whole number within a range that fits into two bytes.
    pub(super) fn small(&self, range: RangeInclusive<u16>) -> Result<u16, Vec<Wrong>> {
        let number = self.number(usize::from(*range.start())..=usize::from(*range.end()))?;
        u16::try_from(number).map_err(|_| self.wants("a smaller number"))
    }

    /// `true` or `false`.
    pub(super) fn flag(&self) -> Result<bool, Vec<Wrong>> {
        self.value.get_ref().as_bool().ok_or_else(|| self.wants("true or false"))
    }

    /// Words between quotation marks.
    pub(super) fn string(&self) -> Result<String, Vec<Wrong>> {
        let string = self.value.get_ref().as_str().map(str::to_owned);
        string.ok_or_else(|| self.wants("words between quotation marks"))
    }

    /// Several of them, each with where it begins.
    pub(super) fn strings(&self) -> Result<Vec<(usize, String)>, Vec<Wrong>> {
        let wants = || self.wants("a list of words between quotation marks: [\"…\", \"…\"]");
        let items = self.value.get_ref().as_array().ok_or_else(wants)?;
        let string = |item: &Spanned<DeValue<'_>>| {
            item.get_ref().as_str().map(|text| (item.span().start, text.to_owned()))
        };
        items.iter().map(|item| string(item).ok_or_else(wants)).collect()
    }

    /// One of some names.
    pub(super) fn one_of<'n>(&self, names: &[&'n str]) -> Result<&'n str, Vec<Wrong>> {
        let typed = self.string()?;
        let known = names.iter().find(|name| **name == typed).copied();
        known.ok_or_else(|| {
            let (nearest, all) = (nearest(&typed, names.iter().copied()), names.join(", "));
            self.wrong(format!("= \"{typed}\" is not known; the nearest is {nearest}, of {all}"))
        })
    }

    /// A table.
    pub(super) fn table(&self) -> Result<&DeTable<'_>, Vec<Wrong>> {
        self.value.get_ref().as_table().ok_or_else(|| self.wants("a table"))
    }

    /// The entries of a table that may have those of some names and no others.
    pub(super) fn parts(&self, names: &[&'static str]) -> Result<Parts<'_>, Vec<Wrong>> {
        let table = self.table()?;
        let unknown = table.iter().find(|(key, _)| !names.contains(&key.get_ref().as_ref()));
        if let Some((unknown, _)) = unknown {
            let nearest = nearest(unknown.get_ref(), names.iter().copied());
            let why = format!("{} is not known; the nearest is {nearest}", unknown.get_ref());
            return Err(vec![Wrong::new(unknown.span().start, why)]);
        }
        Ok(Parts { table, text: self.text })
    }

    /// What is wrong with it, after its name.
    pub(super) fn wrong(&self, why: impl AsRef<str>) -> Vec<Wrong> {
        vec![Wrong::new(self.at, format!("{} {}", self.name, why.as_ref()))]
    }

    /// That it is of another kind than it should be.
    pub(super) fn wants(&self, wanted: &str) -> Vec<Wrong> {
        self.wrong(format!("wants {wanted}, not {}", kind(self.value.get_ref())))
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "words",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The name that was probably meant.
pub(super) fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> &'n str {
    model::nearest(wrong, names).unwrap_or_default()
}

/// A value that holds, or none.
pub(super) fn held(name: &str, value: Option<impl Into<toml::Value>>) -> Vec<(String, toml::Value)> {
    value.map(|value| (name.to_owned(), value.into())).into_iter().collect()
}
