//! Actors and agents as TABARI, PETRARCH and Phoenix write them.
//!
//! ```text
//! FREEDONIA_ [FRE]             # a name; what stands in brackets without a date holds at any other time
//! +FREEDONIAN_                 # another name
//! RUFUS_FIREFLY_
//!     [FREGOV 330101-361231]   # an office: dates YYMMDD or YYYYMMDD, both included
//!     [FREELI >370101]         # from that day on; < until that day
//! FOREIGN_MINISTER [~GOVFRM]   # an agent: a noun, and the role it gives
//! AID_AGENCY {AID_AGENCIES} [NGO~]
//! !FOLK! = MAN, WOMAN          # a set; a noun that holds !FOLK! is one noun for each
//! CAMP!FOLK! [~REF]
//! ```

use super::dictionary::{BadLine, is_code};
use super::{ActorLexicon, Body, MOST, Number, Office, Person, Sense, Words, index, is_plural};
use crate::types::ActorKind;

/// Codes that begin no country's code.
const GROUPS: &[&str] = &["REB", "SEP", "INS", "UAF", "UIS", "OPP"];

/// A name with its synonyms and codes.
#[derive(Default)]
struct Block {
    line: usize,
    names: Vec<String>,
    codes: Vec<Dated>,
}

/// A code and the days it holds, as in [`Office`].
struct Dated {
    code: String,
    from: u32,
    to: u32,
}

/// Reads all of `dictionary`; a bad line is left out and told.
pub(super) fn read(lexicon: &mut ActorLexicon, dictionary: &str, bad: &mut Vec<BadLine>) {
    let mut reader = Reader {
        lexicon,
        block: Block::default(),
        sets: Vec::new(),
    };
    let mut comment = false;
    for (at, line) in dictionary.lines().enumerate() {
        let line_number = at + 1;
        if line.trim_start().starts_with("<!--") {
            comment = true;
        }
        if comment {
            comment = !line.contains("-->");
            continue;
        }
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        if let Err(reason) = reader.line(line, line_number, bad) {
            bad.push(BadLine {
                line: line_number,
                reason,
            });
        }
    }
    reader.close(bad);
}

struct Reader<'a> {
    lexicon: &'a mut ActorLexicon,
    block: Block,
    sets: Vec<(String, Vec<String>)>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, number: usize, bad: &mut Vec<BadLine>) -> Result<(), String> {
        if line.starts_with('!')
            && let Some((name, words)) = line.split_once('=')
        {
            let words = words.split(',').map(|word| word.trim().to_owned());
            let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
            if words.is_empty() || name.trim().len() < 3 {
                return Err("a set without words; write !FOLK! = MAN, WOMAN".to_owned());
            }
            self.sets.push((name.trim().to_owned(), words));
            return Ok(());
        }
        let (name, codes) = line.split_at(line.find('[').unwrap_or(line.len()));
        if codes.contains('~') {
            self.close(bad);
            return self.agent(name, codes);
        }
        if let Some(name) = name.strip_prefix('+') {
            if self.block.names.is_empty() {
                return Err("another name, but no name stands before it".to_owned());
            }
            self.block.names.push(spelled(name)?);
        } else if !name.trim().is_empty() {
            self.close(bad);
            let name = spelled(name)?;
            self.block.line = number;
            self.block.names.push(name);
        } else if self.block.names.is_empty() {
            return Err("a code, but no name stands before it".to_owned());
        }
        let mut rest = codes;
        while let Some((code, next)) = next_code(rest)? {
            rest = next;
            if code != "---" {
                self.block.codes.push(dated(code)?);
            }
        }
        Ok(())
    }

    /// The block is whole: its names get what its codes say.
    fn close(&mut self, bad: &mut Vec<BadLine>) {
        let block = std::mem::take(&mut self.block);
        if block.names.is_empty() {
            return;
        }
        let failed = if block.codes.is_empty() {
            Some("a name without a code; write [USAGOV] behind it".to_owned())
        } else if self.lexicon.is_full() {
            Some(format!("more than {MOST} names of one kind"))
        } else {
            self.actor(&block.names, block.codes);
            None
        };
        if let Some(reason) = failed {
            let line = block.line;
            bad.push(BadLine { line, reason });
        }
    }

    fn actor(&mut self, names: &[String], mut codes: Vec<Dated>) {
        let always = |dated: &Dated| dated.from == 0 && dated.to == u32::MAX;
        codes.sort_by_key(always); // what holds at any other time comes last
        let code = match codes.iter().find(|dated| always(dated)) {
            Some(dated) => dated.code.clone(),
            None => codes[0].code.clone(),
        };
        let country = self.country(&code);
        let sense = if country.is_some() && code.len() == 3 && codes.len() == 1 {
            country.map_or(Sense::Noun(0, Number::Singular), Sense::State)
        } else if country.is_some() && !always(&codes[0]) {
            let offices = codes
                .into_iter()
                .map(|dated| Office {
                    country: self.country(&dated.code),
                    code: Words::Owned(dated.code),
                    role: Words::Borrowed(""),
                    from: dated.from,
                    to: dated.to,
                })
                .collect();
            self.lexicon.people.to_mut().push(Person {
                name: Words::Owned(names[0].clone()),
                female: false,
                offices,
            });
            Sense::Person(index(self.lexicon.people.len() - 1))
        } else {
            let mut parts = (3..code.len()).step_by(3).map(|at| &code[at..at + 3]);
            let kind = if GROUPS.contains(&&code[..3]) || parts.any(|part| GROUPS.contains(&part)) {
                ActorKind::Group
            } else {
                ActorKind::Body
            };
            self.lexicon.bodies.to_mut().push(Body {
                name: Words::Owned(names[0].clone()),
                kind,
                country,
                code: Words::Owned(code),
            });
            Sense::Body(index(self.lexicon.bodies.len() - 1))
        };
        for name in names {
            let sense = match sense {
                Sense::Person(person) if !name.contains(' ') => Sense::Surname(person),
                sense => sense,
            };
            self.lexicon.add(name, sense, false);
        }
    }

    /// The state whose code begins `code`.
    fn country(&self, code: &str) -> Option<u16> {
        self.lexicon.state(code.get(..3)?)
    }

    fn agent(&mut self, name: &str, codes: &str) -> Result<(), String> {
        let Some((code, _)) = next_code(codes)? else {
            return Err("a noun without a code; write [~GOV] behind it".to_owned());
        };
        let role = code
            .strip_prefix('~')
            .or_else(|| code.strip_suffix('~'))
            .map(str::trim)
            .filter(|role| is_code(role))
            .ok_or_else(|| {
                format!("‘{code}’ is no role; write ~GOV, or NGO~ for one put before")
            })?;
        if self.lexicon.nouns.len() + 64 >= MOST {
            return Err(format!("more than {MOST} nouns"));
        }
        let (name, plurals) = match name.split_once('{') {
            Some((name, rest)) => match rest.split_once('}') {
                Some((plurals, _)) => (name, Some(plurals.trim())),
                None => return Err("‘{’ without ‘}’".to_owned()),
            },
            None => (name, None),
        };
        let set = self
            .sets
            .iter()
            .find(|(set, _)| name.contains(set.as_str()));
        let nouns: Vec<String> = match set {
            Some((set, words)) => words
                .iter()
                .take(64)
                .map(|word| spelled(&name.replacen(set.as_str(), word, 1)))
                .collect::<Result<_, _>>()?,
            None if name.contains('!') => {
                return Err("a set that no line before explains: !FOLK! = MAN, WOMAN".to_owned());
            }
            None => vec![spelled(name)?],
        };
        let nouns: Vec<String> = nouns.iter().map(|noun| noun.to_lowercase()).collect();
        let at = index(self.lexicon.nouns.len());
        let sector = Words::Owned(role.to_owned());
        let role = Words::Owned(nouns[0].clone());
        match plurals {
            None => self.lexicon.add_noun(
                role,
                ActorKind::Group,
                sector,
                nouns.iter().map(String::as_str),
            ),
            Some(plurals) => {
                self.lexicon
                    .add_noun(role, ActorKind::Group, sector, std::iter::empty());
                for noun in &nouns {
                    let number = if is_plural(noun) {
                        Number::Plural
                    } else {
                        Number::Singular
                    };
                    self.lexicon.add(noun, Sense::Noun(at, number), false);
                }
                for plural in plurals.split([',', ' ']).filter(|word| !word.is_empty()) {
                    let plural = spelled(plural)?.to_lowercase();
                    self.lexicon
                        .add(&plural, Sense::Noun(at, Number::Plural), false);
                }
            }
        }
        Ok(())
    }
}

/// What stands in the next brackets, and what follows them.
fn next_code(text: &str) -> Result<Option<(&str, &str)>, String> {
    let Some((_, code)) = text.split_once('[') else {
        return Ok(None);
    };
    match code.split_once(']') {
        Some((code, rest)) => Ok(Some((code.trim(), rest))),
        None => Err("‘[’ without ‘]’".to_owned()),
    }
}

/// "FREGOV 330101-361231", "FREGOV >330101", "FREGOV".
fn dated(text: &str) -> Result<Dated, String> {
    let (code, dates) = text.split_at(text.find([' ', '\t', '<', '>']).unwrap_or(text.len()));
    if !is_code(code) {
        return Err(format!(
            "‘{code}’ is no CAMEO code; it is made of three-letter parts, as USAGOV"
        ));
    }
    let dates = dates.trim();
    let (from, to) = if dates.is_empty() {
        (0, u32::MAX)
    } else if let Some(from) = dates.strip_prefix('>') {
        (day(from.trim())?, u32::MAX)
    } else if let Some(to) = dates.strip_prefix('<') {
        (1, day(to.trim())?)
    } else if let Some((from, to)) = dates.split_once('-') {
        (day(from.trim())?, day(to.trim())?)
    } else {
        (day(dates)?, u32::MAX)
    };
    if from > to {
        return Err(format!("‘{dates}’ ends before it begins"));
    }
    Ok(Dated {
        code: code.to_owned(),
        from,
        to,
    })
}

/// "330101" and "19330101" as the number 19330101; years above 30 are of the last century.
fn day(text: &str) -> Result<u32, String> {
    let bad = || format!("‘{text}’ is no day; write YYMMDD or YYYYMMDD");
    if !text.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(bad());
    }
    let number: u32 = text.parse().map_err(|_| bad())?;
    let day = match text.len() {
        6 if number / 10_000 > 30 => 19_000_000 + number,
        6 => 20_000_000 + number,
        8 => number,
        _ => return Err(bad()),
    };
    if day / 100 % 100 > 12 || day % 100 > 31 {
        return Err(bad());
    }
    Ok(day)
}

/// `RUFUS_T._FIREFLY_` as "Rufus T. Firefly". One short word, or one without a vowel, is an acronym.
fn spelled(name: &str) -> Result<String, String> {
    let words: Vec<&str> = name
        .split(|c: char| c == '_' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    if !words
        .iter()
        .any(|word| word.contains(char::is_alphanumeric))
    {
        return Err("no name stands before the code".to_owned());
    }
    if let [word] = words[..]
        && (word.chars().count() <= 3 || !word.contains(['A', 'E', 'I', 'O', 'U', 'Y']))
    {
        return Ok(word.to_owned());
    }
    let mut spelled = String::with_capacity(name.len());
    for (at, word) in words.into_iter().enumerate() {
        if at > 0 {
            spelled.push(' ');
        }
        let small = at > 0 && matches!(word, "OF" | "THE" | "AND" | "FOR" | "IN" | "TO" | "ON");
        let mut begins = !small;
        for c in word.chars() {
            if begins {
                spelled.push(c);
            } else if c.is_ascii() {
                spelled.push(c.to_ascii_lowercase());
            } else {
                spelled.extend(c.to_lowercase());
            }
            begins = !small && !c.is_alphanumeric() && c != '\'' && c != '’';
        }
    }
    Ok(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled() {
        for (written, wanted) in [
            ("RUFUS_T._FIREFLY_", "Rufus T. Firefly"),
            ("LEAGUE_OF_HARBOURS", "League of Harbours"),
            ("AL-ZORN_", "Al-Zorn"),
            ("O'HARA_BAY", "O'hara Bay"),
            ("HLG_", "HLG"),
            ("HRBR", "HRBR"),
            ("ZORN", "Zorn"),
        ] {
            assert_eq!(spelled(written).as_deref(), Ok(wanted));
        }
        assert!(spelled("__").is_err());
    }

    #[test]
    fn dates_are_read() {
        for (written, wanted) in [
            ("FREGOV 330101-361231", Some((19_330_101, 19_361_231))),
            ("FREGOV >010203", Some((20_010_203, u32::MAX))),
            ("FREGOV <20010203", Some((1, 20_010_203))),
            ("FREGOV", Some((0, u32::MAX))),
            ("NGOFREREL214", Some((0, u32::MAX))),
            ("12FGOV", None),
            ("FREGOV 361231-330101", None),
            ("FREGOV 991301", None),
            ("FRE1", None),
            ("FREG", None),
        ] {
            let read = dated(written).ok().map(|dated| (dated.from, dated.to));
            assert_eq!(read, wanted, "{written}");
        }
    }
}
