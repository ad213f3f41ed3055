//! Timelines for the laws, put together at random as the schema allows them, with words that were made to break something.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use proptest::sample::select;

use demarche::types::EventClass;
use demarche::types::timeline::{
    ActorEntry, Band, ConflictEntry, DocumentEntry, EventEntry, EventTimeEntry, FormEntry,
    NoteEntry, Offsets, ParticipantEntry, Place, Range, RelationEntry, ReporterEntry, TimeEntry,
    Timeline, TopicEntry,
};

const HOSTILE: &[&str] = &[
    "\"",
    "'",
    "\\",
    "\\n\\\"",
    "</script><script>alert(1)</script>",
    "<!--",
    "-->",
    "]]>",
    "&amp;&lt;&#13;",
    "<b>",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "\u{85}\u{2028}\u{2029}",
    "\u{202e}txt.exe\u{202c}",
    "\u{2066}x",
    "\0",
    "\u{b}\u{1b}[31m\u{7f}\u{9b}",
    "\u{feff}\u{fffe}\u{ffff}",
    "=1+1",
    "'=1",
    "+7",
    "-3",
    "@SUM(A1)",
    "＝1",
    "a;b,c:d",
    "; ",
    " : ",
    " ↔ ",
    "  ",
    "\u{a0}",
    "",
    "%%{init}%%",
    "#35;",
    "end",
    "{|}",
    "END:VEVENT",
    "👩‍👩‍👧",
    "𝒳e\u{301}",
    "שלום",
    "İ",
    "--",
    "–",
];

const WORDS: &[&str] = &[
    "talks",
    "Geneva",
    "France",
    "the envoys",
    "met",
    "Ann Bo",
    "a ceasefire",
    "on Monday",
];

/// Words, hostile ones among them; maybe none.
pub(crate) fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => select(HOSTILE).prop_map(str::to_owned),
        3 => select(WORDS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    (prop::collection::vec(word, 0..4), any::<bool>())
        .prop_map(|(words, apart)| words.join(if apart { " " } else { "" }))
}

/// The same, but at least one character.
fn some_words() -> impl Strategy<Value = String> {
    words().prop_map(|words| {
        if words.is_empty() {
            "x".to_owned()
        } else {
            words
        }
    })
}

/// Numbers that choose a stretch of a text: of which document, from which piece, how many further ones.
type Stretch = (u8, u8, u8);

#[derive(Clone, Debug)]
struct RawDocument {
    id: Option<String>,
    title: Option<String>,
    published: Option<NaiveDateTime>,
    pieces: Vec<String>,
}

#[derive(Clone, Debug)]
struct RawEvent {
    place: Stretch,
    mentions: Vec<Stretch>,
    class: EventClass,
    cameo: Option<&'static str>,
    status: &'static str,
    listed: bool,
    /// An actor, a role, and by which of its mentions it is named.
    parts: Vec<(u8, &'static str, Option<u8>)>,
    when: When,
    reporter: Option<(bool, u8)>,
    topic: Option<EventClass>,
    summary: String,
    rule: String,
    /// The forms of its mentions, in turn; none where they were not asked for.
    forms: Vec<FormEntry>,
    /// Whether it is undated, shares the band before it, or has one of its own.
    band: u8,
}

/// When an event was.
#[derive(Clone, Debug)]
enum When {
    Never,
    Claimed(NaiveDateTime, &'static str, bool),
    Stretch(NaiveDateTime, i64),
    Window(Option<NaiveDateTime>, Option<i64>),
}

#[derive(Clone, Debug)]
struct RawRelation {
    between: (u8, u8),
    kind: &'static str,
    offset: Option<&'static str>,
    certainty: &'static str,
    rule: String,
    evidence: Vec<Stretch>,
    accepted: bool,
}

fn moment() -> impl Strategy<Value = NaiveDateTime> {
    let year = prop_oneof![8 => 1900..2100, 1 => 1..1900, 1 => -300..1, 1 => 2100..10_000, 1 => 10_000..12_000];
    (
        year,
        0u32..365,
        prop_oneof![3 => Just(0u32), 1 => 0u32..86_400],
    )
        .prop_map(|(year, day, second)| {
            let date = NaiveDate::from_yo_opt(year, day + 1).unwrap();
            date.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::seconds(second.into())
        })
}

const GRAINS: &[&str] = &[
    "second", "minute", "hour", "daypart", "day", "day", "day", "weekend", "week", "month",
    "season", "quarter", "year", "decade", "century",
];

fn when() -> impl Strategy<Value = When> {
    prop_oneof![
        1 => Just(When::Never),
        5 => (moment(), select(GRAINS), any::<bool>()).prop_map(|(at, grain, about)| When::Claimed(at, grain, about)),
        1 => (moment(), 1i64..2000).prop_map(|(at, days)| When::Stretch(at, days)),
        2 => (prop::option::of(moment()), prop::option::of(1i64..2000))
            .prop_map(|(first, days)| When::Window(first, days)),
    ]
}

fn stretches(most: usize) -> impl Strategy<Value = Vec<Stretch>> {
    prop::collection::vec(any::<Stretch>(), 0..most)
}

fn document() -> impl Strategy<Value = RawDocument> {
    let pieces = prop::collection::vec(words(), 0..8);
    let word = || prop::option::of(words());
    (word(), word(), prop::option::of(moment()), pieces).prop_map(
        |(id, title, published, pieces)| RawDocument {
            id,
            title,
            published,
            pieces,
        },
    )
}

type RawActor = (
    String,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    Option<String>,
    Vec<Stretch>,
);

fn actor() -> impl Strategy<Value = RawActor> {
    (
        some_words(),
        select(&["person", "state", "body", "group"][..]),
        prop::option::of(select(&["USA", "FRA", "RUS"][..])),
        prop::option::of(select(&["USAGOV", "IGOUNO", "FRA", "RUSMILREBX"][..])),
        prop::option::of(words()),
        prop::collection::vec(any::<Stretch>(), 1..4),
    )
}

const STATUS: &[&str] = &["happened", "ongoing", "planned", "denied", "hypothetical"];

fn event() -> impl Strategy<Value = RawEvent> {
    let part = (
        any::<u8>(),
        select(&["source", "target", "participant"][..]),
        prop::option::of(any::<u8>()),
    );
    let told = (words(), some_words());
    let kind = (
        select(&EventClass::ALL[..]),
        prop::option::of(select(&["04", "010", "190", "0331"][..])),
        select(STATUS),
        prop::option::of(select(&EventClass::ALL[..])),
    );
    (
        (any::<Stretch>(), stretches(3)),
        kind,
        prop::bool::weighted(0.8),
        prop::collection::vec(part, 0..4),
        when(),
        prop::option::of(any::<(bool, u8)>()),
        told,
        (any::<u8>(), prop::collection::vec(form(), 0..3)),
    )
        .prop_map(
            |((place, mentions), kind, listed, parts, when, reporter, told, (band, forms))| {
                RawEvent {
                    place,
                    mentions,
                    class: kind.0,
                    cameo: kind.1,
                    status: kind.2,
                    listed,
                    parts,
                    when,
                    reporter,
                    topic: kind.3,
                    summary: told.0,
                    rule: told.1,
                    forms,
                    band,
                }
            },
        )
}

fn form() -> impl Strategy<Value = FormEntry> {
    (
        select(&["VERB", "NOUN", "OTHER"][..]),
        select(&["PAST", "FUTURE", "NONE"][..]),
        select(&["PERFECTIVE", "NONE"][..]),
        select(&["POS", "NEG"][..]),
        prop::option::of(some_words()),
    )
        .prop_map(|(pos, tense, aspect, polarity, modality)| FormEntry {
            pos: pos.to_owned(),
            tense: tense.to_owned(),
            aspect: aspect.to_owned(),
            polarity: polarity.to_owned(),
            modality,
        })
}

fn relation() -> impl Strategy<Value = RawRelation> {
    (
        any::<(u8, u8)>(),
        select(
            &[
                "BEFORE",
                "BEFORE",
                "SIMULTANEOUS",
                "INCLUDES",
                "START_BEFORE",
            ][..],
        ),
        prop::option::of(select(&["PT3H", "P2D"][..])),
        select(&["sure", "likely"][..]),
        some_words(),
        stretches(3),
        prop::bool::weighted(0.8),
    )
        .prop_map(
            |(between, kind, offset, certainty, rule, evidence, accepted)| RawRelation {
                between,
                kind,
                offset,
                certainty,
                rule,
                evidence,
                accepted,
            },
        )
}

type RawTime = (
    Stretch,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    String,
);

fn time() -> impl Strategy<Value = RawTime> {
    (
        any::<Stretch>(),
        select(&["DATE", "TIME", "DURATION", "SET"][..]),
        prop::option::of(select(
            &["2022-02-15", "2022-02-15TAF", "P10Y", "PXM", "PRESENT_REF"][..],
        )),
        prop::option::of(select(&["APPROX", "BEFORE", "MID"][..])),
        some_words(),
    )
}

/// A timeline of one document or several, its texts in it.
pub(crate) fn timeline() -> impl Strategy<Value = Timeline> {
    (
        prop::collection::vec(document(), 1..4),
        select(&[Offsets::Char, Offsets::Byte, Offsets::Utf16][..]),
        prop::collection::vec(actor(), 0..4),
        prop::collection::vec(time(), 0..4),
        prop::collection::vec(event(), 0..6),
        prop::collection::vec(relation(), 0..7),
        prop::collection::vec((any::<Stretch>(), some_words()), 0..3),
    )
        .prop_map(
            |(documents, offsets, actors, times, events, relations, notes)| {
                let texts = Texts {
                    whole: documents.iter().map(|raw| raw.pieces.concat()).collect(),
                    documents: &documents,
                    offsets,
                };
                assemble(&texts, actors, times, &events, &relations, notes)
            },
        )
}

/// The texts, and the pieces they are made of.
struct Texts<'a> {
    documents: &'a [RawDocument],
    whole: Vec<String>,
    offsets: Offsets,
}

impl Texts<'_> {
    /// The document and the pieces of it that `stretch` chooses.
    fn pieces(&self, (doc, first, more): Stretch) -> (usize, usize, usize) {
        let doc = usize::from(doc) % self.documents.len();
        let count = self.documents[doc].pieces.len();
        let first = usize::from(first) % count.max(1);
        (doc, first, (first + 1 + usize::from(more) % 2).min(count))
    }

    fn place(&self, stretch: Stretch) -> Place {
        let (doc, first, end) = self.pieces(stretch);
        let pieces = &self.documents[doc].pieces;
        let long = |pieces: &[String]| pieces.iter().map(String::len).sum::<usize>();
        let (start, end) = (long(&pieces[..first.min(end)]), long(&pieces[..end]));
        let text = &self.whole[doc];
        let units = |byte: usize| match self.offsets {
            Offsets::Char => text[..byte].chars().count(),
            Offsets::Byte => byte,
            Offsets::Utf16 => text[..byte].encode_utf16().count(),
        };
        Place {
            doc,
            start: units(start),
            end: units(end),
            text: text[start..end].to_owned(),
        }
    }

    fn places(&self, stretches: &[Stretch]) -> Vec<Place> {
        let mut places: Vec<Place> = stretches.iter().map(|&at| self.place(at)).collect();
        places.sort_by_key(|place| (place.doc, place.start, place.end));
        places.dedup();
        places
    }
}

fn range(place: &Place) -> Range {
    Range {
        doc: place.doc,
        start: place.start,
        end: place.end,
    }
}

fn written(moment: NaiveDateTime) -> String {
    moment.format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn assemble(
    texts: &Texts,
    actors: Vec<RawActor>,
    times: Vec<RawTime>,
    events: &[RawEvent],
    relations: &[RawRelation],
    notes: Vec<(Stretch, String)>,
) -> Timeline {
    let actors: Vec<ActorEntry> = (1..)
        .zip(actors)
        .map(|(number, raw)| ActorEntry {
            id: format!("a{number}"),
            name: raw.0,
            kind: raw.1.to_owned(),
            country: raw.2.map(str::to_owned),
            code: raw.3.map(str::to_owned),
            role: raw.4,
            mentions: texts.places(&raw.5),
        })
        .collect();
    let times = times_apart(texts, times);
    let mut ends: Vec<String> = (1..=events.len())
        .map(|number| format!("e{number}"))
        .collect();
    ends.extend(times.iter().map(|time| time.id.clone()));
    ends.push("published".to_owned());
    ends.extend((1..texts.documents.len()).map(|doc| format!("published/{doc}")));
    let entries: Vec<EventEntry> = (1..)
        .zip(events)
        .map(|(number, raw)| event_entry(texts, &actors, &times, events.len(), number, raw))
        .collect();
    let (relations, conflicts) = assertions(texts, &ends, relations);
    let (timeline, undated) = bands(events);
    Timeline {
        schema: "demarche.timeline/1".to_owned(),
        documents: documents(texts),
        actors,
        times,
        events: entries,
        relations,
        conflicts,
        timeline,
        undated,
        notes: notes
            .into_iter()
            .map(|(place, message)| NoteEntry {
                code: "x".to_owned(),
                place: range(&texts.place(place)),
                message,
            })
            .collect(),
    }
}

fn documents(texts: &Texts) -> Vec<DocumentEntry> {
    let documents = texts.documents.iter().zip(&texts.whole).enumerate();
    documents
        .map(|(number, (raw, text))| DocumentEntry {
            id: raw.id.clone(),
            title: raw.title.clone(),
            published: raw.published.map(|at| {
                let date = written(at);
                date.strip_suffix("T00:00:00")
                    .map_or(date.clone(), str::to_owned)
            }),
            published_from: raw.published.map(|_| "flag".to_owned()),
            sha256: format!("{number:064x}"),
            offsets: texts.offsets,
            text: Some(text.clone()),
        })
        .collect()
}

/// The times, none over the words of another, in text order.
fn times_apart(texts: &Texts, times: Vec<RawTime>) -> Vec<TimeEntry> {
    let mut taken = BTreeSet::new();
    let mut entries = Vec::new();
    for (stretch, kind, value, modifier, rule) in times {
        let (doc, first, _) = texts.pieces(stretch);
        let place = texts.place((stretch.0, stretch.1, 0));
        if place.start < place.end && taken.insert((doc, first)) {
            entries.push(TimeEntry {
                id: String::new(),
                place,
                kind: kind.to_owned(),
                value: value.map(str::to_owned),
                modifier: modifier.map(str::to_owned),
                quant: (kind == "SET").then(|| "EVERY".to_owned()),
                freq: None,
                begin_point: None,
                end_point: None,
                earliest: value.map(|_| "2022-02-15T00:00:00".to_owned()),
                latest: None,
                granularity: value.map(|_| "day".to_owned()),
                edtf: value.map(|_| "2022-02-15".to_owned()),
                anchor: Some("published".to_owned()),
                relative: value.map(|_| "XXXX-WXX-2".to_owned()),
                rule,
            });
        }
    }
    entries.sort_by_key(|time| (time.place.doc, time.place.start));
    for (number, time) in (1..).zip(&mut entries) {
        time.id = format!("t{number}");
    }
    entries
}

fn event_entry(
    texts: &Texts,
    actors: &[ActorEntry],
    times: &[TimeEntry],
    count: usize,
    number: usize,
    raw: &RawEvent,
) -> EventEntry {
    let place = texts.place(raw.place);
    let mut mentions = raw.mentions.clone();
    mentions.push(raw.place);
    let mentions = texts.places(&mentions);
    let forms = raw.forms.iter().cycle().take(mentions.len());
    let participants = raw.parts.iter().filter_map(|&(actor, role, mention)| {
        let actor = actors.get(usize::from(actor) % actors.len().max(1))?;
        let mention = mention.map(|at| &actor.mentions[usize::from(at) % actor.mentions.len()]);
        Some(ParticipantEntry {
            actor: actor.id.clone(),
            role: role.to_owned(),
            place: mention.map(range),
            rule: "subject".to_owned(),
        })
    });
    let reporter = raw.reporter.and_then(|(event, which)| {
        let which = usize::from(which);
        Some(if event {
            ReporterEntry::Event(format!("e{}", which % count + 1))
        } else {
            ReporterEntry::Actor(actors.get(which % actors.len().max(1))?.id.clone())
        })
    });
    EventEntry {
        id: format!("e{number}"),
        lemma: place.text.to_lowercase(),
        class: raw.class.name().to_owned(),
        cameo: raw.cameo.map(str::to_owned),
        status: raw.status.to_owned(),
        listed: raw.listed,
        participants: participants.collect(),
        time: event_time(&raw.when, times),
        reported_by: reporter,
        topic: raw.topic.map(|class| TopicEntry {
            class: class.name().to_owned(),
            cameo: None,
        }),
        summary: raw.summary.clone(),
        forms: forms.cloned().collect(),
        mentions,
        sentence: Range {
            start: 0,
            ..range(&place)
        },
        place,
        confidence: 0.5,
        rule: raw.rule.clone(),
    }
}

fn event_time(when: &When, times: &[TimeEntry]) -> Option<EventTimeEntry> {
    let (value, first, end, grain, edtf) = match *when {
        When::Never | When::Window(None, None) => return None,
        When::Claimed(at, grain, about) => {
            let (value, long) = claimed(at, grain);
            let day = at.date().to_string() + if about { "~" } else { "" };
            (Some(value), Some(at), Some(at + long), Some(grain), day)
        }
        When::Stretch(at, days) => {
            let end = at + TimeDelta::days(days);
            let value = format!("{}/{}", at.date(), end.date());
            (
                Some(value.clone()),
                Some(at),
                Some(end),
                Some("range"),
                value,
            )
        }
        When::Window(first, days) => {
            let start = first.or(NaiveDate::from_ymd_opt(2022, 2, 15)?.and_hms_opt(0, 0, 0));
            let end = days.and_then(|days| Some(start? + TimeDelta::days(days)));
            (None, first, end, None, "2022/..".to_owned())
        }
    };
    Some(EventTimeEntry {
        value,
        earliest: first.map(written),
        latest: end.map(written),
        granularity: grain.map(str::to_owned),
        edtf: Some(edtf),
        basis: times.iter().take(1).map(|time| time.id.clone()).collect(),
    })
}

/// A TIMEX3 value of `grain` at `at`, and how long it is.
fn claimed(at: NaiveDateTime, grain: &str) -> (String, TimeDelta) {
    let (pattern, seconds) = match grain {
        "second" => ("%Y-%m-%dT%H:%M:%S", 1),
        "minute" => ("%Y-%m-%dT%H:%M", 60),
        "hour" => ("%Y-%m-%dT%H", 3600),
        "daypart" => ("%Y-%m-%dTAF", 6 * 3600),
        "day" => ("%Y-%m-%d", 86_400),
        "weekend" => ("%G-W%V-WE", 2 * 86_400),
        "week" => ("%G-W%V", 7 * 86_400),
        "month" => ("%Y-%m", 30 * 86_400),
        "season" => ("%Y-SP", 90 * 86_400),
        "quarter" => ("%Y-Q1", 90 * 86_400),
        "decade" => ("%Y", 3652 * 86_400),
        "century" => ("%Y", 36_524 * 86_400),
        _ => ("%Y", 365 * 86_400),
    };
    (at.format(pattern).to_string(), TimeDelta::seconds(seconds))
}

/// The accepted assertions and the rejected ones. The accepted ones go from an earlier one of `ends` to a later one, so that
/// they run in no circle.
fn assertions(
    texts: &Texts,
    ends: &[String],
    raw: &[RawRelation],
) -> (Vec<RelationEntry>, Vec<ConflictEntry>) {
    let (mut relations, mut conflicts) = (Vec::new(), Vec::new());
    for raw in raw {
        let (a, b) = raw.between;
        let (a, b) = (usize::from(a) % ends.len(), usize::from(b) % ends.len());
        if a == b {
            continue;
        }
        let (from, to) = (ends[a.min(b)].clone(), ends[a.max(b)].clone());
        let evidence = texts.places(&raw.evidence);
        if raw.accepted {
            relations.push(RelationEntry {
                id: format!("r{}", relations.len() + 1),
                from,
                to,
                relation: raw.kind.to_owned(),
                offset: raw.offset.map(str::to_owned),
                certainty: raw.certainty.to_owned(),
                rule: raw.rule.clone(),
                evidence,
            });
        } else {
            let against = relations.iter().map(|it: &RelationEntry| it.id.clone());
            conflicts.push(ConflictEntry {
                from: to,
                to: from,
                relation: raw.kind.to_owned(),
                rule: raw.rule.clone(),
                evidence,
                against: against.take(1).collect(),
            });
        }
    }
    (relations, conflicts)
}

fn bands(events: &[RawEvent]) -> (Vec<Band>, Vec<String>) {
    let (mut bands, mut undated) = (Vec::<Band>::new(), Vec::new());
    for (number, raw) in (1..).zip(events).filter(|(_, raw)| raw.listed) {
        let id = format!("e{number}");
        match (raw.band % 4, bands.last_mut()) {
            (0, _) => undated.push(id),
            (1, Some(band)) => band.events.push(id),
            _ => bands.push(Band {
                band: bands.len() + 1,
                events: vec![id],
                certainty: ["sure", "likely", "text-order"][usize::from(raw.band) / 4 % 3]
                    .to_owned(),
            }),
        }
    }
    (bands, undated)
}
