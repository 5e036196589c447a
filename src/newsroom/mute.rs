//! Which articles are muted: tested as they come in, and again when a rule comes or goes.

use regex::{Regex, RegexBuilder};

use super::Newsroom;
use super::error::NewsroomError;
use crate::model::{
    ActorKey, ArticleId, Cast, CleanText, Document, FeedId, Rule, RuleId, RuleTest, SectionKind, fold,
    folded_name, words,
};

/// Rules, made ready to be tested.
#[derive(Debug, Default)]
pub(super) struct Muter(Vec<(Option<FeedId>, Test)>);

#[derive(Debug)]
enum Test {
    Words(Vec<String>),
    /// By its folded name, or its key.
    Actor(String, ActorKey),
    Author(Vec<String>),
    Section(SectionKind),
    Regex(Box<Regex>),
    /// A rule that cannot be read mutes nothing.
    Nothing,
}

/// How many articles are tested at once.
const BATCH: usize = 200;
/// The most that a regular expression may take, in bytes.
const MAX_REGEX: usize = 1 << 20;

impl Muter {
    /// Makes rules ready.
    pub(super) fn new(rules: &[Rule]) -> Self {
        Self(rules.iter().map(|rule| (rule.feed, ready(&rule.test).unwrap_or(Test::Nothing))).collect())
    }

    /// Whether there are no rules.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a rule mutes an article of a feed.
    pub(super) fn mutes(&self, feed: FeedId, document: &Document, cast: &Cast) -> bool {
        self.0.iter().any(|(of, test)| of.is_none_or(|of| of == feed) && test.passes(document, cast))
    }
}

impl Test {
    fn passes(&self, document: &Document, cast: &Cast) -> bool {
        match self {
            Self::Words(wanted) => document.spots().any(|(_, text)| has_run(text, wanted)),
            Self::Actor(name, key) => cast.members.iter().any(|member| {
                let mut names = member.mentions.iter().map(|mention| &mention.surface).chain([&member.name]);
                member.key == *key || names.any(|called| folded_name(called) == *name)
            }),
            Self::Author(wanted) => document.authors.iter().any(|author| has_run(&author.name, wanted)),
            Self::Section(kind) => document.sections.iter().any(|section| section.kind == *kind),
            Self::Regex(regex) => document.spots().any(|(_, text)| regex.is_match(text)),
            Self::Nothing => false,
        }
    }
}

/// Adds a rule and mutes what it is about; how many articles that are. `go_on` is told how many were tested, and says
/// whether to go on: what is not tested then stays as it is until another rule comes or goes.
pub(super) fn add(
    newsroom: &mut Newsroom,
    feed: Option<FeedId>,
    test: &RuleTest,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(RuleId, u64), NewsroomError> {
    ready(test)?;
    let rule = newsroom.store.add_rule(feed, test)?;
    Ok((rule, test_all(newsroom, false, go_on)?))
}

/// Takes a rule away, and lets be heard what no other one mutes; how many articles that are, or `None` where there is
/// no such rule.
pub(super) fn remove(
    newsroom: &mut Newsroom,
    rule: RuleId,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Option<u64>, NewsroomError> {
    if !newsroom.store.remove_rule(rule)? {
        return Ok(None);
    }
    test_all(newsroom, true, go_on).map(Some)
}

fn test_all(
    newsroom: &mut Newsroom,
    only_muted: bool,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<u64, NewsroomError> {
    let muter = Muter::new(&newsroom.reader.rules()?);
    let (mut changed, mut tested) = (0, 0);
    let mut from: Option<ArticleId> = None;
    loop {
        let ids = newsroom.reader.to_test(only_muted, from, BATCH)?;
        let Some(last) = ids.last() else { return Ok(changed) };
        from = Some(*last);
        let mut mutes = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(article) = newsroom.reader.article(id)? else { continue };
            mutes.push((id, muter.mutes(article.feed_id, &article.document, &article.cast)));
        }
        tested += mutes.len() as u64;
        changed += newsroom.store.mute(&mutes)?;
        if !go_on(tested) {
            return Ok(changed);
        }
    }
}

fn ready(test: &RuleTest) -> Result<Test, NewsroomError> {
    let wrong = |why: String| NewsroomError::Rule { why };
    let some_words = |text: &CleanText| match folded_words(text) {
        words if words.is_empty() => Err(wrong("it needs a word to look for".to_owned())),
        words => Ok(words),
    };
    Ok(match test {
        RuleTest::Words(text) => Test::Words(some_words(text)?),
        RuleTest::Actor(name) => {
            some_words(name)?;
            Test::Actor(folded_name(name), ActorKey::from_stored(name))
        }
        RuleTest::Author(name) => Test::Author(some_words(name)?),
        RuleTest::Section(kind) => Test::Section(*kind),
        RuleTest::Regex(pattern) => {
            let regex = RegexBuilder::new(pattern).case_insensitive(true).size_limit(MAX_REGEX).build();
            Test::Regex(Box::new(regex.map_err(|error| {
                let why = error.to_string();
                wrong(format!(
                    "the regular expression cannot be read: {}",
                    why.lines().last().unwrap_or(&why)
                ))
            })?))
        }
    })
}

fn folded_words(text: &str) -> Vec<String> {
    words(text).map(|(_, word)| fold(word)).collect()
}

/// Whether the words stand next to each other in a text.
fn has_run(text: &str, wanted: &[String]) -> bool {
    let found = folded_words(text);
    found.windows(wanted.len()).any(|run| run == wanted)
}

#[cfg(test)]
mod tests {
    use super::{Muter, ready};
    use crate::model::{
        ActorKey, Author, Block, Cast, Document, FeedId, Member, Rule, RuleId, RuleTest, Section,
    };
    use crate::model::{SectionKind, Text};

    #[test]
    fn rules_mute_what_they_are_about() {
        let section = Section {
            kind: SectionKind::Analysis,
            blocks: vec![Block::Paragraph(Text::from("The Élysée’s envoy spoke of the U.S. elections."))],
            ..Section::default()
        };
        let document = Document {
            title: "Talks resume in Vienna".into(),
            authors: vec![Author { name: "Ann Lee".into(), ..Author::default() }],
            sections: vec![section],
            ..Document::default()
        };
        let member = Member::new(ActorKey::from_stored("state:RUS"), "Russia".into());
        let cast = Cast { members: vec![member], ..Cast::default() };
        let mutes = |feed: Option<i64>, test: RuleTest| {
            let rule = Rule { id: RuleId(1), feed: feed.map(FeedId), test };
            Muter::new(&[rule]).mutes(FeedId(1), &document, &cast)
        };
        for (test, expected) in [
            (RuleTest::Words("TALKS RESUME".into()), true),
            (RuleTest::Words("elysee".into()), true),
            (RuleTest::Words("u.s. elections".into()), true),
            (RuleTest::Words("talk".into()), false),
            (RuleTest::Words("Vienna talks".into()), false),
            (RuleTest::Actor("russia".into()), true),
            (RuleTest::Actor("state:RUS".into()), true),
            (RuleTest::Actor("Vienna".into()), false),
            (RuleTest::Author("lee".into()), true),
            (RuleTest::Author("Lee Ann".into()), false),
            (RuleTest::Section(SectionKind::Analysis), true),
            (RuleTest::Section(SectionKind::Lead), false),
            (RuleTest::Regex("talks? re\\w+".into()), true),
            (RuleTest::Regex("^Vienna".into()), false),
        ] {
            assert_eq!(mutes(None, test.clone()), expected, "{test:?}");
            assert_eq!(mutes(Some(1), test.clone()), expected, "{test:?}");
            assert!(!mutes(Some(2), test));
        }
        for wrong in [RuleTest::Words("—".into()), RuleTest::Author("".into()), RuleTest::Regex("(".into())]
        {
            assert!(ready(&wrong).is_err(), "{wrong:?}");
        }
        assert!(ready(&RuleTest::Regex("(a{1000}){1000}".into())).is_err(), "too large");
    }
}
