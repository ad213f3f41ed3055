//! Document → actors: who is named, and which mentions are one actor.
//!
//! Words are looked up (`phrases`, `senses`), put together within the noun phrase (`composition`), told apart as acting or as a
//! place (`places`), and tied to actors across the document (`coreference`: `names` first, then `nominals`, `pairs` and `pronouns`).

mod bodies;
mod chains;
mod composition;
mod coreference;
mod homes;
mod names;
mod nominals;
mod owners;
mod pairs;
mod phrases;
mod places;
mod pronouns;
mod senses;
mod spellings;
mod words;

use crate::lexicon::actors::{ActorLexicon, Capitals, lexicon};
use crate::types::{Actor, Document, MentionKind};
pub use homes::settle;

use composition::{Raw, Who};

/// The actors of `document`, in order of first mention.
pub fn find(document: &Document) -> Vec<Actor> {
    find_knowing(document, lexicon())
}

/// As [`find`], with what `lexicon` knows.
pub fn find_knowing(document: &Document, lexicon: &ActorLexicon) -> Vec<Actor> {
    let small = words::is_all_small(document);
    let mut raws: Vec<Raw> = Vec::new();
    for sentence in &document.sentences {
        let silent = small || words::is_all_capitals(document, sentence);
        let reader = phrases::Reader {
            document,
            lexicon,
            published: document.published.map(|published| published.date),
            capitals: if silent {
                Capitals::Silent
            } else {
                Capitals::Tell
            },
        };
        let phrases = reader.phrases(sentence);
        let offset = raws.len();
        let mut found = composition::mentions(document, lexicon, sentence, &phrases);
        composition::place(document, &mut found);
        bodies::letters(document, &mut found, sentence.tokens.clone());
        pairs::namesakes(document, &mut found);
        let both = pairs::unnamed(document, sentence, &found);
        found.extend(both);
        for at in sentence.tokens.clone() {
            if pronouns::pronoun_at(document, at).is_some() {
                found.push(Raw {
                    first: at,
                    last: at,
                    head: at,
                    kind: MentionKind::Pronoun,
                    who: Who::Pronoun,
                    rule: "pronoun",
                });
            }
        }
        sort(&mut found, offset);
        raws.extend(found);
    }
    coreference::resolve(document, lexicon, &raws)
}

/// Sorts the mentions of a sentence, and lets those that point at others point at their place in the whole.
fn sort(found: &mut Vec<Raw>, offset: usize) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| (found[at].first, found[at].last, at));
    let mut place = vec![0; found.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut sorted: Vec<Raw> = order.iter().map(|&old| found[old].clone()).collect();
    for raw in &mut sorted {
        if let Who::Same(other) = raw.who {
            raw.who = Who::Same(offset + place[other]);
        }
    }
    *found = sorted;
}

/// The token of the mention that hangs outside of it in the tree; without a tree, the head by form.
fn head(document: &Document, raw: &Raw) -> usize {
    if !document.sentence_of(raw.head).parsed {
        return raw.head;
    }
    let outward = |at: usize| {
        document
            .head(at)
            .is_none_or(|head| head < raw.first || head > raw.last)
    };
    if outward(raw.head) {
        return raw.head;
    }
    // climb from the head by form to the token of the phrase that leaves it
    let mut at = raw.head;
    for _ in raw.first..=raw.last {
        match document.head(at) {
            Some(head) if (raw.first..=raw.last).contains(&head) => at = head,
            _ => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use crate::types::{MentionKind, Options};

    /// Wants each `words=name/country` in `wanted` among the mentions of the actors found.
    fn check(text: &str, wanted: &[&str]) {
        check_on("2022-02-15", text, wanted);
    }

    fn check_on(published: &str, text: &str, wanted: &[&str]) {
        let options = Options {
            published: crate::text::publication(published),
            raw: true,
            ..Options::default()
        };
        let document = crate::syntax::parse(crate::text::read(text, &options));
        let found: Vec<String> = super::find(&document)
            .iter()
            .flat_map(|actor| {
                let country = actor.country.as_deref().unwrap_or("-");
                actor
                    .mentions
                    .iter()
                    .map(|mention| {
                        format!("{}={}/{country}", document.slice(mention.span), actor.name)
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        for want in wanted {
            match want.strip_prefix('!') {
                Some(unwanted) => assert!(
                    !found.iter().any(|found| found.starts_with(unwanted)),
                    "{text:?}: {unwanted} in {found:?}"
                ),
                None => assert!(
                    found.iter().any(|found| found == want),
                    "{text:?}: no {want} in {found:?}"
                ),
            }
        }
    }

    #[test]
    fn pronouns_ahead_of_their_name() {
        check(
            "Joe Biden met Ana Ruiz and Ivan Petrov. In his speech, Macron denounced the war.",
            &["his=Emmanuel Macron/FRA"],
        );
        check(
            "Joe Biden smiled. During his visit on Monday, Macron denounced the war.",
            &["his=Emmanuel Macron/FRA"],
        );
        // not within the phrase, and not of her kind
        check(
            "Joe Biden smiled. Macron denounced his speech.",
            &["!his=Ana"],
        );
        check(
            "Angela Merkel smiled. In her speech, Macron was praised.",
            &["her=Angela Merkel/DEU"],
        );
    }

    #[test]
    fn composition() {
        check(
            "Russian troops left.",
            &["Russian troops=Russian troops/RUS"],
        );
        check("The U.S. objected.", &["The U.S.=United States/USA"]);
        check(
            "Russian President Vladimir Putin spoke.",
            &["Russian President Vladimir Putin=Vladimir Putin/RUS"],
        );
        check(
            "Peru's foreign minister spoke.",
            &[
                "Peru's foreign minister=Peru's foreign minister/PER",
                "!Peru=",
            ],
        );
        check("Peru's demands were met.", &["Peru=Peru/PER"]);
        check(
            "The foreign minister of France spoke.",
            &["The foreign minister of France=foreign minister of France/FRA"],
        );
        check(
            "The foreign ministers of France, Germany and Poland met.",
            &["The foreign ministers of France=foreign ministers of France/FRA"],
        );
        check(
            "Ana Ruiz, the Peruvian envoy, spoke.",
            &["Ana Ruiz=Ana Ruiz/PER", "the Peruvian envoy=Ana Ruiz/PER"],
        );
        check(
            "The Peruvian envoy, Ana Ruiz, spoke.",
            &["Ana Ruiz=Ana Ruiz/PER", "The Peruvian envoy=Ana Ruiz/PER"],
        );
        check(
            "US-Russian talks began.",
            &["US=United States/USA", "Russian=Russia/RUS"],
        );
        check(
            "Russian and Ukrainian officials met.",
            &["Ukrainian officials=Ukrainian officials/UKR"],
        );
    }

    #[test]
    fn one_actor() {
        check(
            "Joe Biden spoke. The U.S. president left. He smiled. Biden waved.",
            &[
                "The U.S. president=Joe Biden/USA",
                "He=Joe Biden/USA",
                "Biden=Joe Biden/USA",
            ],
        );
        check(
            "Peruvian Foreign Minister Ana Ruiz came. Ruiz spoke. The minister smiled. She left.",
            &[
                "Ruiz=Ana Ruiz/PER",
                "The minister=Ana Ruiz/PER",
                "She=Ana Ruiz/PER",
            ],
        );
    }

    #[test]
    fn two_at_once() {
        check(
            "Russian and Ukrainian officials met. Both sides agreed.",
            &[
                "Russian and Ukrainian officials=Russian officials/RUS",
                "Both sides=Russian officials/RUS",
                "Both sides=Ukrainian officials/UKR",
            ],
        );
        check(
            "French President Ana Petit met German Chancellor Olaf Scholz. The two leaders talked. They left.",
            &[
                "The two leaders=Ana Petit/FRA",
                "The two leaders=Olaf Scholz/DEU",
                "They=Ana Petit/FRA",
                "They=Olaf Scholz/DEU",
            ],
        );
        check(
            "Peru and Chile exchanged fire. The two nuclear-armed neighbours signed a truce.",
            &[
                "The two nuclear-armed neighbours=Peru/PER",
                "The two nuclear-armed neighbours=Chile/CHL",
            ],
        );
        check(
            "Peru and Chile met. The two countries' foreign ministers talked.",
            &[
                "The two countries' foreign ministers=foreign ministers of Peru/PER",
                "The two countries' foreign ministers=foreign ministers of Chile/CHL",
            ],
        );
        // three, one, a river, and no two of them named
        check(
            "Peru, Chile and Fiji met. Both sides agreed.",
            &["!Both sides"],
        );
        check("Peru spoke. Both sides agreed.", &["!Both sides"]);
        check(
            "Peru and Chile met. They built on the two sides of the river.",
            &["!the two sides"],
        );
        check("Peru and Chile met. Two sides remain.", &["!Two sides"]);
    }

    #[test]
    fn bodies_by_other_words() {
        check(
            "The Green Future Party (GFP) won. The GFP smiled. The party thanked voters.",
            &[
                "GFP=Green Future Party/-",
                "The GFP=Green Future Party/-",
                "The party=Green Future Party/-",
            ],
        );
        check(
            "The Movement for the Liberation of Cabinda (MLC) spoke. The MLC left.",
            &["The MLC=Movement for the Liberation of Cabinda/-"],
        );
        check(
            "Hezbollah fired rockets. The group left.",
            &["The group=Hezbollah/LBN"],
        );
        check(
            "Hezbollah and Hamas fired rockets. The group left.",
            &["!The group=H"],
        );
        check("Brussels imposed tariffs.", &["Brussels=European Union/-"]);
        check(
            "NATO ministers met. Brussels will send troops.",
            &["Brussels=NATO/-"],
        );
        check(
            "Belgium objected. Brussels will send troops.",
            &["Brussels=Belgium/BEL"],
        );
        check("They met in Brussels.", &["Brussels=Belgium/BEL"]);
    }

    #[test]
    fn places() {
        check("Moscow announced a pullout.", &["Moscow=Russia/RUS"]);
        for (text, words, kind) in [
            (
                "Moscow announced a pullout.",
                "Moscow",
                MentionKind::Metonym,
            ),
            ("The envoys met in Moscow.", "Moscow", MentionKind::Place),
            (
                "The White House objected.",
                "The White House",
                MentionKind::Metonym,
            ),
            (
                "He spoke at the White House.",
                "the White House",
                MentionKind::Place,
            ),
            (
                "The Russian border was closed.",
                "Russian",
                MentionKind::Modifier,
            ),
        ] {
            let document = crate::syntax::parse(crate::text::read(text, &Options::default()));
            let found = super::find(&document);
            let mention = found
                .iter()
                .flat_map(|actor| &actor.mentions)
                .find(|mention| document.slice(mention.span) == words)
                .unwrap();
            assert_eq!(mention.kind, kind, "{text:?}");
        }
    }

    #[test]
    fn doubtful_words() {
        check("Georgia objected.", &["Georgia=Georgia/GEO"]);
        check("Michael Jordan left.", &["!Jordan="]);
        check("She told us.", &["!us=United States"]);
        check(
            "South Korean officials left.",
            &["South Korean officials=South Korean officials/KOR"],
        );
    }

    #[test]
    fn spellings_of_one_name() {
        check(
            "Peruvian Foreign Minister Ana Moretti came. Ana Moreti spoke. Foreign Minister Moretty left.",
            &[
                "Ana Moreti=Ana Moretti/PER",
                "Foreign Minister Moretty=Ana Moretti/PER",
            ],
        );
        check(
            "Ana Moretti met Eva Moreti. Lee Park met Lee Bark.",
            &["Eva Moreti=Eva Moreti/-"],
        );
    }

    #[test]
    fn pronouns_before_and_after() {
        check(
            "Ana Ruiz met Chile's president. In his first speech, Fijian President Ben Moko smiled.",
            &["his=Ben Moko/FJI"],
        );
        check(
            "Angela Moretti met Boris Ruiz. She smiled. He left.",
            &["She=Angela Moretti/-", "He=Boris Ruiz/-"],
        );
    }

    #[test]
    fn offices_of_bodies_and_of_old() {
        check(
            "Director of the Federal Bureau of Investigation (FBI) Ana Ruiz spoke.",
            &[
                "Director of the Federal Bureau of Investigation=Ana Ruiz/USA",
                "Ana Ruiz=Ana Ruiz/USA",
            ],
        );
        check(
            "Secretary-general of the United Nations Ana Ruiz spoke.",
            &["the United Nations Ana Ruiz=Ana Ruiz/-"],
        );
        check(
            "Bill Clinton came. The former president spoke.",
            &["The former president=Bill Clinton/USA"],
        );
        check(
            "The CIA objected. The agency spoke.",
            &["The agency=Central Intelligence Agency/USA"],
        );
    }

    #[test]
    fn namesakes() {
        check(
            "The two Koreas agreed.",
            &[
                "The two Koreas=South Korea/KOR",
                "The two Koreas=North Korea/PRK",
            ],
        );
        check(
            "North and South Korea agreed.",
            &["North=North Korea/PRK", "South Korea=South Korea/KOR"],
        );
        check(
            "George Washington spoke.",
            &["!George Washington=United States", "!Washington"],
        );
        check(
            "The Department of State Services said no.",
            &[
                "!The Department of State=",
                "The Department of State Services=Department of State Services/-",
            ],
        );
    }

    #[test]
    fn without_capitals() {
        check(
            "the peruvian foreign minister told us that nato and the us would leave chile.",
            &[
                "the peruvian foreign minister=peruvian foreign minister/PER",
                "nato=NATO/-",
                "the us=United States/USA",
                "chile=Chile/CHL",
                "!us=",
            ],
        );
        check(
            "RUSSIA WARNS UKRAINE; ENVOYS ASK WHO TOLD US",
            &["RUSSIA=Russia/RUS", "!WHO", "!US=", "!ASK"],
        );
    }

    #[test]
    fn the_day_chooses_the_holder() {
        check_on(
            "2010-05-01",
            "Brown said no. British Prime Minister Brown left.",
            &["British Prime Minister Brown=Gordon Brown/GBR"],
        );
        check_on(
            "1999-05-01",
            "Clinton spoke.",
            &["Clinton=Bill Clinton/USA"],
        );
    }

    #[test]
    fn any_text() {
        for text in [
            "",
            "'s",
            "the the",
            "of of of",
            "US-",
            "Moscow's's",
            "é\u{301} Xi",
            "The minister of",
            ", , the envoy,",
            "“We” said",
            "-Russian",
            "Chad and South",
            "North and South",
            "NORTH AND SOUTH KOREA AND WEST",
            "the two Koreas'",
            "In his",
            "In her , Ana",
            "the us",
            "us",
            "George Washington",
            "Department of State X",
        ] {
            let document = crate::syntax::parse(crate::text::read(text, &Options::default()));
            super::find(&document);
        }
    }
}
