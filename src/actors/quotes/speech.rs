//! Verbs of speech and their forms.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The form of a verb, as far as who speaks depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// *said*
    Past,
    /// *says*
    Present,
    /// *say*
    Base,
    /// *saying*
    Participle,
}

/// Verbs whose forms do not follow from their first: that one, those of the present and the past, the participle.
const IRREGULAR: &[[&str; 4]] = &[
    ["say", "says", "said", "saying"],
    ["tell", "tells", "told", "telling"],
    ["write", "writes", "wrote", "writing"],
    ["sing", "sings", "sang", "singing"],
    ["swear", "swears", "swore", "swearing"],
    ["", "speaks", "spoke", ""],
    ["", "reads", "read", ""],
    ["", "thinks", "thought", ""],
    ["", "puts", "put", ""],
    ["", "goes", "went", ""],
    ["", "", "written", ""],
    ["", "", "held", ""],
    ["", "", "found", ""],
    ["", "", "made", ""],
    ["", "", "gave", ""],
    ["", "", "learned", ""],
];

/// Forms that quote only what stands right beside them.
const FAINT: &str = "
    found gave goes held learned made put puts thought went
";

/// The regular ones.
const REGULAR: &str = "
    accuse acknowledge add address admit admonish advise advocate affirm agree allege analyze announce
    answer apologise apologize appeal applaud argue ask assail assert assess assure attack attest bark beg
    bellow bemoan berate blame blast blog blurt boast brag call caption caution celebrate challenge chant
    characterise characterize charge chide chime cite claim clarify comment compare complain concede
    conclude condemn confess confide confirm congratulate contend continue counsel counter crack criticise
    criticize cry declare decline decry deem defend define demand denounce deny deride describe dictate
    disclose dismiss dispute dub e-mail echo elaborate email emphasise emphasize encourage endorse enthuse
    estimate exclaim exhort explain express forecast fume gloat groan grouse grumble gush hail hint implore
    imply indicate inform inquire insist instruct interject interrupt intone invoke jest joke judge label
    lament lash laud laugh lecture liken maintain mention moan mock murmur muse mutter narrate note object
    observe opine order outline persist phrase pledge ponder portray post praise preach predict proclaim
    promise pronounce propose protest publish query question quip quiz quote rail rant reaffirm reason
    reassure rebuff rebuke recall recite recollect recommend recount refer reflect refute reiterate reject
    rejoin relate relay remark remember remind repeat reply report reprimand request respond retort retweet
    reveal ridicule riff roar rule scoff scold scream shout shriek sigh signal slam smear snap sneer snipe
    speculate state stipulate stress style submit suggest summarise summarize surmise tease telegraph term
    testify text thank theorise theorize threaten thunder tout trumpet tweet underline underscore urge vent
    venture voice volunteer vow wail warn welcome whine whisper wonder worry yell
";

/// Verbs whose first form, and the one in *-s*, are more often nouns.
const ALSO_NOUNS: &str = "
    address appeal attack blame blast blog caption caution challenge chant counsel counter cry e-mail echo
    email estimate forecast hint joke judge label lecture mention note object order outline phrase praise
    press protest query quip rebuke report request rule scream shout signal sing smear state stress style
    term text tweet voice volunteer welcome
";

/// Nouns for what somebody says: *his claim that “…”*.
const NOUNS: &str = "
    accusation admission advice allegation announcement answer argument assertion assessment call
    characterization charge claim comment complaint conclusion contention declaration demand denial
    description letter line message motto oath opinion phrase pledge post prediction promise question quote
    reference remark reply response slogan speech statement suggestion testimony threat tweet verdict view
    vow warning word
";

/// All forms of all verbs.
static FORMS: LazyLock<HashMap<String, Form>> = LazyLock::new(|| {
    let irregular = IRREGULAR.iter().map(|forms| forms.map(str::to_owned));
    let each = irregular.chain(REGULAR.split_whitespace().flat_map(regular));
    let order = [Form::Base, Form::Present, Form::Past, Form::Participle];
    each.flat_map(|forms| forms.into_iter().zip(order)).filter(|(word, _)| !word.is_empty()).collect()
});

static FAINT_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| FAINT.split_whitespace().collect());

static NOUN_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| NOUNS.split_whitespace().collect());

static BOTH: LazyLock<HashSet<&str>> =
    LazyLock::new(|| ALSO_NOUNS.split_whitespace().chain(NOUNS.split_whitespace()).collect());

/// The forms of a regular verb, also with its last consonant doubled: *admitted*.
fn regular(base: &str) -> Vec<[String; 4]> {
    let is_vowel = |c: char| "aeiou".contains(c);
    let mut from_end = base.chars().rev();
    let [last, before, third] = [(); 3].map(|()| from_end.next().unwrap_or('e'));
    let forms =
        |present: String, stem: &str| [base.to_owned(), present, format!("{stem}ed"), format!("{stem}ing")];
    let stem = base.strip_suffix(last).unwrap_or(base);
    if last == 'e' {
        return vec![forms(format!("{base}s"), stem)];
    }
    if last == 'y' && !is_vowel(before) {
        return vec![[base.to_owned(), format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")]];
    }
    let hisses = ["s", "x", "sh", "ch"].iter().any(|end| base.ends_with(end));
    let present = format!("{base}{}", if hisses { "es" } else { "s" });
    let mut all = vec![forms(present.clone(), base)];
    if !is_vowel(last) && is_vowel(before) && !is_vowel(third) {
        all.push(forms(present, &format!("{base}{last}")));
    }
    all
}

/// The form of `word`, in lower case, where it is one of a verb of speech.
pub(super) fn form(word: &str) -> Option<Form> {
    FORMS.get(word).copied()
}

/// Whether the verb quotes only where it stands right beside the quotation.
pub(super) fn is_faint(word: &str) -> bool {
    FAINT_WORDS.contains(word)
}

/// Whether `word` is a noun for what somebody says.
pub(super) fn is_noun(word: &str) -> bool {
    NOUN_WORDS.contains(word) || word.strip_suffix('s').is_some_and(|one| NOUN_WORDS.contains(one))
}

/// Whether a word that may be a verb in its first form, or the one in *-s*, may as well be a noun.
pub(super) fn may_be_noun(word: &str) -> bool {
    let ends = ["", "s", "es"];
    ends.iter().any(|end| word.strip_suffix(end).is_some_and(|one| BOTH.contains(one)))
}

#[cfg(test)]
mod tests {
    use super::{Form, form};

    #[test]
    fn forms_are_told_apart() {
        let check = |word: &str, expected: Option<Form>| assert_eq!(form(word), expected, "{word}");
        check("said", Some(Form::Past));
        check("argues", Some(Form::Present));
        check("arguing", Some(Form::Participle));
        check("admitted", Some(Form::Past));
        check("replied", Some(Form::Past));
        check("stresses", Some(Form::Present));
        check("insist", Some(Form::Base));
        check("noted", Some(Form::Past));
        check("table", None);
        check("", None);
    }
}
