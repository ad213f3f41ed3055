//! Forms and words: how a form is cut, folded, put in the plural, and which case it wants in a text.

use super::Sense;

/// How a form is written where it means what the lexicon says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// In capitals throughout: an acronym.
    Capitals,
    /// With a capital at each word that is more than "of" or "the".
    Title,
    /// With a capital at its start: a name.
    Name,
    /// In any way: a common noun.
    Any,
}

impl Case {
    pub(super) fn of(form: &str, sense: Sense) -> Self {
        if !form.chars().any(char::is_lowercase) {
            return Self::Capitals;
        }
        let noun = matches!(sense, Sense::Noun(..));
        let mut words = form.split([' ', '-', '–']);
        if !noun && form.contains([' ', '-']) && words.all(in_title_case) {
            return Self::Title;
        }
        let lower_start = form.chars().next().is_some_and(char::is_lowercase);
        if noun || lower_start && !matches!(sense, Sense::Surname(_)) {
            Self::Any
        } else {
            Self::Name
        }
    }
}

/// Whether a word of a name begins with a capital, or is one of those that need none.
pub(in super::super) fn in_title_case(word: &str) -> bool {
    !word.starts_with(char::is_lowercase)
        || matches!(
            word,
            "'s" | "s"
                | "of"
                | "the"
                | "and"
                | "for"
                | "in"
                | "on"
                | "to"
                | "as"
                | "de"
                | "du"
                | "des"
                | "del"
                | "da"
                | "do"
                | "la"
                | "le"
                | "d"
                | "al"
                | "el"
                | "ul"
                | "ud"
                | "ur"
                | "e"
                | "i"
                | "y"
                | "und"
                | "van"
                | "von"
                | "bin"
                | "ibn"
                | "abu"
        )
}

/// The words of a form as the tokenizer cuts them.
pub(super) fn words(form: &str) -> impl Iterator<Item = &str> {
    form.split([' ', '-', '–'])
        .flat_map(|word| match word.strip_suffix("'s") {
            Some(owner) => [owner, "'s"],
            None => match word.strip_suffix(',') {
                Some(word) => [word, ","],
                None => [word, ""],
            },
        })
        .filter(|word| !word.is_empty())
}

/// Whether the adjective is also a count noun for the people: "a Serb", "Russians", but not "a French".
pub(super) fn pluralizes(adjective: &str) -> bool {
    !["ese", "ish", "ch", "sh", "ic", "ss", "nt", "rk"]
        .iter()
        .any(|ending| adjective.ends_with(ending))
}

/// Whether a token within a name is not heard: "Nur-Sultan" is "Nur Sultan", and "Workers' Party" is "Workers Party".
pub(in super::super) fn is_silent(token: &str) -> bool {
    matches!(token, "-" | "–" | "‑" | "'" | "’")
}

pub(super) fn plural(form: &str) -> String {
    let stem = |end: usize| &form[..form.len() - end];
    if form.ends_with("man")
        && !form.ends_with("German")
        && !form.ends_with("Roman")
        && form.chars().next().is_some_and(char::is_lowercase)
    {
        return format!("{}men", stem(3));
    }
    if form.ends_with("child") {
        return format!("{form}ren");
    }
    let consonant_y = form.ends_with('y')
        && !["ay", "ey", "oy"]
            .iter()
            .any(|ending| form.ends_with(ending));
    if consonant_y {
        format!("{}ies", stem(1))
    } else if ["s", "x", "ch", "sh"]
        .iter()
        .any(|ending| form.ends_with(ending))
    {
        format!("{form}es")
    } else {
        format!("{form}s")
    }
}

pub(in super::super) fn is_plural(form: &str) -> bool {
    let last = form.rsplit([' ', '-']).next().unwrap_or(form);
    let heads_of = [
        "secretaries ",
        "members ",
        "heads ",
        "ministers ",
        "chiefs ",
        "prisoners ",
    ];
    heads_of.iter().any(|head| form.starts_with(head))
        || last.ends_with('s')
            && !["ss", "us", "is", "ps"]
                .iter()
                .any(|ending| last.ends_with(ending))
        || matches!(
            last,
            "people"
                | "police"
                | "men"
                | "women"
                | "personnel"
                | "media"
                | "servicemen"
                | "fishermen"
                | "mujahideen"
                | "mujahedeen"
                | "troops"
                | "MPs"
                | "NGOs"
                | "Reps."
                | "Sens."
                | "spokespeople"
                | "displaced"
        )
}

pub(in super::super) const ROOT: u64 = 0xcbf2_9ce4_8422_2325;

/// The key after a token: hyphens part its words, "Ki-moon", as they part those of a form.
pub(in super::super) fn steps(key: u64, token: &str) -> u64 {
    token.split(['-', '–', '‑']).fold(key, step)
}

/// The key after `word`: FNV-1a over its folded letters. A word without letters leaves the key alone.
pub(super) fn step(key: u64, word: &str) -> u64 {
    let mut next = key;
    let mut any = false;
    for c in word
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’' | '-' | '–' | '‑' | '`'))
    {
        any = true;
        for letter in fold(c).chars() {
            next = (next ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    if any {
        (next ^ 0x20).wrapping_mul(0x0100_0000_01b3)
    } else {
        key
    }
}

/// A letter in lower case without its accent.
fn fold(c: char) -> Folded {
    let plain = match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{7f}' => c,
        'À'..='Å' | 'à'..='å' | 'Ā' | 'ā' | 'Ă' | 'ă' | 'Ą' | 'ą' | 'Ə' | 'ə' => 'a',
        'Ç' | 'ç' | 'Ć' | 'ć' | 'Č' | 'č' | 'Ĉ' | 'ĉ' | 'Ċ' | 'ċ' => 'c',
        'Ď' | 'ď' | 'Đ' | 'đ' | 'ð' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē' | 'ē' | 'Ė' | 'ė' | 'Ę' | 'ę' | 'Ě' | 'ě' => 'e',
        'Ğ' | 'ğ' | 'Ģ' | 'ģ' => 'g',
        'Ì'..='Ï' | 'ì'..='ï' | 'İ' | 'ı' | 'Ī' | 'ī' | 'Į' | 'į' => 'i',
        'Ł' | 'ł' | 'Ļ' | 'ļ' | 'Ľ' | 'ľ' => 'l',
        'Ñ' | 'ñ' | 'Ń' | 'ń' | 'Ň' | 'ň' | 'Ņ' | 'ņ' => 'n',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ő' | 'ő' | 'Ō' | 'ō' => 'o',
        'Ř' | 'ř' => 'r',
        'Ś' | 'ś' | 'Š' | 'š' | 'Ş' | 'ş' | 'Ș' | 'ș' => 's',
        'Ť' | 'ť' | 'Ț' | 'ț' | 'Ţ' | 'ţ' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ū' | 'ū' | 'Ů' | 'ů' | 'Ű' | 'ű' | 'Ų' | 'ų' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        'Ź' | 'ź' | 'Ż' | 'ż' | 'Ž' | 'ž' => 'z',
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    Folded(plain)
}

struct Folded(char);

impl Folded {
    fn chars(&self) -> impl Iterator<Item = u32> {
        std::iter::once(u32::from(self.0))
    }
}
