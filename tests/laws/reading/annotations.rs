//! Annotated texts: TimeML, brat, Label Studio, each document by itself.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Document;
use serde_json::Value;

use demarche::output;
use demarche::types::timeline::{EventEntry, Place, Timeline};

use super::graphs::elements;
use super::wanted::{self, characters, xml};

/// What `timeline` says of each of its documents.
fn each(timeline: &Timeline) -> Vec<Timeline> {
    let documents = 0..timeline.documents.len();
    documents
        .map(|doc| output::of_document(timeline, doc))
        .collect()
}

fn text(timeline: &Timeline) -> &str {
    timeline.documents[0].text.as_deref().unwrap()
}

/// A place in characters.
fn stretch(timeline: &Timeline, place: &Place) -> (usize, usize) {
    let offsets = timeline.documents[0].offsets;
    let unit = |unit| characters(text(timeline), offsets, unit);
    (unit(place.start), unit(place.end))
}

/// Nothing a document says is lost where it is cut out of several, and nothing else comes in.
pub(crate) fn documents(timeline: &Timeline) {
    let places = |of: &Timeline| {
        let mut places: Vec<(String, usize, usize, String)> = Vec::new();
        let mut add = |id: &str, place: &Place| {
            places.push((id.to_owned(), place.start, place.end, place.text.clone()));
        };
        for event in &of.events {
            event
                .mentions
                .iter()
                .for_each(|place| add(&event.id, place));
        }
        for actor in &of.actors {
            actor
                .mentions
                .iter()
                .for_each(|place| add(&actor.id, place));
        }
        of.times.iter().for_each(|time| add(&time.id, &time.place));
        places.sort();
        places
    };
    let mut together = Vec::new();
    for (doc, one) in each(timeline).iter().enumerate() {
        assert_eq!(one.documents, timeline.documents[doc..=doc]);
        together.extend(places(one));
        let ids: BTreeSet<&str> = one.events.iter().map(|event| &*event.id).collect();
        let listed = wanted::listed(one).len();
        assert_eq!(
            listed,
            one.events.iter().filter(|event| event.listed).count()
        );
        for event in &one.events {
            assert!(event.mentions.contains(&event.place));
            assert!(event.forms.is_empty() || event.forms.len() == event.mentions.len());
            assert_eq!(event.place.doc + event.sentence.doc, 0);
            for part in &event.participants {
                assert!(one.actors.iter().any(|actor| actor.id == part.actor));
            }
        }
        let between = |it: &&demarche::types::timeline::RelationEntry| {
            it.from.starts_with('e') && it.to.starts_with('e')
        };
        let here = timeline.relations.iter().filter(between);
        let here = here.filter(|it| ids.contains(&*it.from) && ids.contains(&*it.to));
        assert_eq!(one.relations.iter().filter(between).count(), here.count());
        crate::support::valid(&output::json(one));
    }
    together.sort();
    assert_eq!(together, places(timeline));
}

pub(crate) fn article(timeline: &Timeline) {
    for (one, document) in each(timeline).iter().zip(&timeline.documents) {
        assert_eq!(Some(output::article(one)), document.text);
    }
}

/// The text, times with their values, mentions of events with what they are, and the order.
pub(crate) fn timeml(timeline: &Timeline) {
    for one in &each(timeline) {
        timeml_of_one(one);
    }
}

/// A mention that is marked: its event, and its place.
type Instance<'a> = (&'a EventEntry, &'a Place);

/// Times come first, triggers next, further mentions last; what overlaps an earlier mark gets none, the very same words share one.
fn marked(timeline: &Timeline) -> Vec<Instance<'_>> {
    let mut taken: Vec<(usize, usize, bool)> = timeline
        .times
        .iter()
        .map(|time| (time.place.start, time.place.end, true))
        .collect();
    let events = timeline.events.iter();
    let triggers = events.clone().map(|event| (event, &event.place));
    let further = events.flat_map(|event| {
        let places = event.mentions.iter().filter(|place| **place != event.place);
        places.map(move |place| (event, place))
    });
    let mut instances = Vec::new();
    for (event, place) in triggers.chain(further) {
        let (start, end) = (place.start, place.end);
        let free = taken.iter().all(|&(from, to, time)| {
            to <= start || end <= from || !time && (from, to) == (start, end)
        });
        if start < end && free {
            taken.push((start, end, false));
            instances.push((event, place));
        }
    }
    instances
}

/// Tense, aspect, part of speech, polarity, modality.
type Form = (String, String, String, String, Option<String>);

fn form(instance: &roxmltree::Node) -> Form {
    let of = |name| instance.attribute(name).map(str::to_owned);
    let [tense, aspect, pos, polarity] =
        ["tense", "aspect", "pos", "polarity"].map(|name| of(name).expect("TimeML wants it"));
    (tense, aspect, pos, polarity, of("modality"))
}

/// That of the mention; where the timeline has none, no more than the status tells.
fn wanted_form(event: &EventEntry, place: &Place) -> Form {
    let at = event.mentions.iter().position(|it| it == place).unwrap();
    let Some(form) = event.forms.get(at) else {
        let polarity = if event.status == "denied" {
            "NEG"
        } else {
            "POS"
        };
        let supposed = matches!(&*event.status, "planned" | "hypothetical");
        let modality = supposed.then(|| event.status.clone());
        return (
            "NONE".into(),
            "NONE".into(),
            "OTHER".into(),
            polarity.into(),
            modality,
        );
    };
    let modality = form.modality.as_deref().map(xml);
    (
        form.tense.clone(),
        form.aspect.clone(),
        form.pos.clone(),
        form.polarity.clone(),
        modality,
    )
}

fn timeml_of_one(timeline: &Timeline) {
    let document = &timeline.documents[0];
    let written = output::timeml(timeline, text(timeline));
    let read = Document::parse(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    let one = |name| {
        let mut found = elements(read.root(), name);
        let first = found.next();
        assert!(found.next().is_none(), "{name} twice");
        first
    };
    let content = |name| one(name).map(|it| it.text().unwrap_or_default().to_owned());
    assert_eq!(content("DOCID"), document.id.as_deref().map(xml));
    assert_eq!(content("TITLE"), document.title.as_deref().map(xml));
    let created = one("DCT").map(|it| it.first_element_child().unwrap());
    assert_eq!(
        created.and_then(|it| it.attribute("value")),
        document.published.as_deref()
    );

    let body = one("TEXT").expect("a text");
    let (mut plain, mut times, mut events) = (String::new(), Vec::new(), BTreeMap::new());
    for node in body.children() {
        let start = plain.chars().count();
        plain.push_str(node.text().unwrap_or_default());
        let place = (start, plain.chars().count());
        match node.tag_name().name() {
            "" => {}
            "TIMEX3" => times.push((
                node.attribute("tid").unwrap(),
                node.attribute("type").unwrap(),
                node.attribute("value").unwrap().to_owned(),
                node.attribute("mod").map(str::to_owned),
                place,
            )),
            "EVENT" => assert!(
                events
                    .insert(node.attribute("eid").unwrap(), place)
                    .is_none()
            ),
            other => panic!("{other} in the text"),
        }
    }
    assert_eq!(plain, xml(text(timeline)));
    let wanted: Vec<_> = timeline
        .times
        .iter()
        .map(|time| {
            let value = time.value.clone().unwrap_or_default();
            let place = stretch(timeline, &time.place);
            (&*time.id, &*time.kind, value, time.modifier.clone(), place)
        })
        .collect();
    assert_eq!(times, wanted);

    let instances: Vec<_> = elements(read.root(), "MAKEINSTANCE").collect();
    let wanted = marked(timeline);
    assert_eq!(instances.len(), wanted.len());
    let mut first = BTreeMap::new();
    let mut links = Vec::new();
    for (instance, (event, place)) in instances.iter().zip(&wanted) {
        let of = instance.attribute("eventID").unwrap();
        assert_eq!(events[of], stretch(timeline, place));
        assert_eq!(form(instance), wanted_form(event, place));
        let eiid = instance.attribute("eiid").unwrap();
        if let Some(&first) = first.get(&*event.id) {
            links.push(("IDENTITY", eiid, first));
        }
        first.entry(&*event.id).or_insert(eiid);
    }
    let node = |id: &str| match id {
        "published" => document.published.as_ref().map(|_| "t0"),
        _ if id.starts_with('t') => timeline.times.iter().map(|it| &*it.id).find(|it| *it == id),
        id => first.get(id).copied(),
    };
    for it in &timeline.relations {
        if let (Some(from), Some(to), true) =
            (node(&it.from), node(&it.to), it.relation != "START_BEFORE")
        {
            links.push((&it.relation, from, to));
        }
    }
    let found: Vec<_> = elements(read.root(), "TLINK")
        .map(|it| {
            let end = |event, time| it.attribute(event).or_else(|| it.attribute(time)).unwrap();
            (
                it.attribute("relType").unwrap(),
                end("eventInstanceID", "timeID"),
                end("relatedToEventInstance", "relatedToTime"),
            )
        })
        .collect();
    assert_eq!(found, links);
}

/// Where Python begins a new line, and the tab.
const PARTS: &str = "\t\n\u{b}\u{c}\r\u{1c}\u{1d}\u{1e}\u{85}\u{2028}\u{2029}";

/// The words of a place as brat shows them, and where: a piece a line; none where there is nothing but blanks.
fn pieces(text: &[char], (start, end): (usize, usize)) -> Option<(Vec<(usize, usize)>, String)> {
    let (mut pieces, mut words, mut from) = (Vec::new(), Vec::<String>::new(), start);
    for at in start..=end {
        if at == end || PARTS.contains(text[at]) {
            let line: String = text[from..at].iter().collect();
            if !line.trim().is_empty() {
                pieces.push((from, at));
                words.push(line);
            }
            from = at + 1;
        }
    }
    (!pieces.is_empty()).then(|| (pieces, words.join(" ")))
}

/// Actors, times and listed events where they stand, who takes part, status, values, and the order.
pub(crate) fn brat(timeline: &Timeline) {
    for one in &each(timeline) {
        brat_of_one(one);
    }
}

fn brat_of_one(timeline: &Timeline) {
    let chars: Vec<char> = text(timeline).chars().collect();
    let written = output::brat(timeline);
    let (mut bounds, mut notes) = (BTreeMap::new(), BTreeMap::new());
    let (mut events, mut status, mut order) = (Vec::new(), BTreeMap::new(), Vec::new());
    for line in written.split_terminator('\n') {
        let (id, rest) = line.split_once('\t').expect("an id");
        match &id[..1] {
            "T" => {
                let (said, words) = rest.split_once('\t').expect("words");
                let (kind, places) = said.split_once(' ').expect("places");
                let places: Vec<(usize, usize)> = places
                    .split(';')
                    .map(|piece| {
                        let (start, end) = piece.split_once(' ').expect("two numbers");
                        (start.parse().unwrap(), end.parse().unwrap())
                    })
                    .collect();
                bounds.insert(id, (kind, places, words));
            }
            "E" => events.push((id, rest)),
            "A" => {
                let mut said = rest.split(' ').skip(1);
                status.insert(said.next().unwrap(), said.next().unwrap());
            }
            "#" => {
                let (of, note) = rest.split_once('\t').expect("a note");
                notes.insert(of.strip_prefix("AnnotatorNotes ").unwrap(), note);
            }
            "R" => order.push(rest),
            other => panic!("{other:?}: {line}"),
        }
    }
    let note = |of: &str| notes.get(of).copied().unwrap_or_default().to_owned();
    let mut left: Vec<&str> = bounds.keys().copied().collect();
    left.sort_by_key(|id| id[1..].parse::<usize>().unwrap());
    let mut left = left.into_iter();
    let mut next = |kind: &str, place: &Place| {
        let (places, words) = pieces(&chars, stretch(timeline, place))?;
        let id = left.next().expect("a mark for each place");
        assert_eq!(bounds[id], (kind, places, &*words));
        Some(id)
    };
    // by the actor and where it is named
    let mut named = BTreeMap::new();
    for actor in &timeline.actors {
        for place in &actor.mentions {
            if let Some(id) = next("Actor", place) {
                let code = actor.code.as_ref().map(|code| format!(" ({code})"));
                let name = format!("{}{}", actor.name, code.unwrap_or_default());
                assert_eq!(note(id), wanted::line(&name));
                named.insert((&*actor.id, place.start), id);
            }
        }
    }
    for time in &timeline.times {
        if let Some(id) = next("Time", &time.place) {
            assert_eq!(note(id), time.value.clone().unwrap_or_default());
        }
    }
    let (mut events, mut numbers) = (events.into_iter(), BTreeMap::new());
    for event in timeline.events.iter().filter(|event| event.listed) {
        let Some(trigger) = next(&event.class, &event.place) else {
            continue;
        };
        let (id, said) = events.next().expect("each listed event");
        let mut said = said.split(' ');
        assert_eq!(said.next(), Some(&*format!("{}:{trigger}", event.class)));
        let parts: Vec<(String, &str)> = said
            .map(|part| {
                let (role, bound) = part.split_once(':').unwrap();
                let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
                (role.to_lowercase(), bound)
            })
            .collect();
        let wanted = event.participants.iter().filter_map(|part| {
            let bound = named.get(&(&*part.actor, part.place?.start))?;
            Some((part.role.clone(), *bound))
        });
        assert_eq!(parts, wanted.collect::<Vec<_>>());
        assert_eq!(status[id], event.status);
        let value = event.time.as_ref().and_then(|time| time.value.clone());
        assert_eq!(note(id), value.unwrap_or_default());
        numbers.insert(&*event.id, id);
    }
    assert_eq!((events.next(), left.next()), (None, None));
    let wanted = timeline.relations.iter().filter_map(|it| {
        let (from, to) = (numbers.get(&*it.from)?, numbers.get(&*it.to)?);
        Some(format!("{} Arg1:{from} Arg2:{to}", it.relation))
    });
    assert_eq!(order, wanted.collect::<Vec<_>>());
}

/// A task a document, with the same regions.
pub(crate) fn label_studio(timeline: &Timeline) {
    let tasks: Vec<Value> = serde_json::from_str(&output::label_studio(timeline)).unwrap();
    let documents = each(timeline);
    assert_eq!(tasks.len(), documents.len());
    for (task, one) in tasks.iter().zip(&documents) {
        task_of_one(task, one);
    }
}

fn task_of_one(task: &Value, timeline: &Timeline) {
    let document = &timeline.documents[0];
    let (data, text) = (&task["data"], text(timeline));
    assert_eq!(data["text"], *text);
    assert_eq!(data["id"].as_str(), document.id.as_deref());
    assert_eq!(data["title"].as_str(), document.title.as_deref());
    assert_eq!(data["published"].as_str(), document.published.as_deref());
    let chars: Vec<char> = text.chars().collect();
    let (mut regions, mut about, mut arrows) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for item in task["predictions"][0]["result"].as_array().unwrap() {
        let field = |name: &str| item[name].as_str().unwrap();
        let value = &item["value"];
        match field("type") {
            "labels" => {
                let at = |name: &str| usize::try_from(value[name].as_u64().unwrap()).unwrap();
                let place = (at("start"), at("end"));
                let words: String = chars[place.0..place.1].iter().collect();
                assert_eq!(value["text"], words);
                let label = value["labels"][0].as_str().unwrap();
                assert!(regions.insert(field("id"), (label, place)).is_none());
            }
            "textarea" | "choices" => {
                let said = value["text"].get(0).or(value["choices"].get(0)).unwrap();
                let said = (field("id"), field("from_name"), said.as_str().unwrap());
                about.insert((said.0, said.1), said.2);
            }
            "relation" => {
                let label = item["labels"][0].as_str().unwrap();
                arrows.push((field("from_id"), field("to_id"), label));
            }
            other => panic!("{other}"),
        }
    }
    let mut wanted = BTreeMap::new();
    let mut mentions = BTreeMap::new();
    for actor in &timeline.actors {
        for (number, place) in (1..).zip(&actor.mentions) {
            let id = format!("{}-{number}", actor.id);
            assert_eq!(about[&(&*id, "name")], actor.name);
            mentions
                .entry((&*actor.id, place.start))
                .or_insert(id.clone());
            wanted.insert(id, ("Actor", stretch(timeline, place)));
        }
    }
    for time in &timeline.times {
        assert_eq!(
            about[&(&*time.id, "value")],
            time.value.as_deref().unwrap_or_default()
        );
        wanted.insert(time.id.clone(), ("Time", stretch(timeline, &time.place)));
    }
    let mut order = Vec::new();
    for event in timeline.events.iter().filter(|event| event.listed) {
        assert_eq!(about[&(&*event.id, "status")], event.status);
        let value = event.time.as_ref().and_then(|time| time.value.as_deref());
        assert_eq!(about.get(&(&*event.id, "value")).copied(), value);
        wanted.insert(
            event.id.clone(),
            (&event.class, stretch(timeline, &event.place)),
        );
        for part in &event.participants {
            let place = part.place.map(|place| place.start);
            let mention = place.and_then(|start| mentions.get(&(&*part.actor, start)));
            order.extend(mention.map(|mention| (&*event.id, &**mention, &*part.role)));
        }
    }
    let relations = wanted::relations(timeline).into_iter();
    order.extend(relations.map(|it| (&*it.from, &*it.to, &*it.relation)));
    let regions: BTreeMap<String, _> = regions
        .into_iter()
        .map(|(id, it)| (id.to_owned(), it))
        .collect();
    assert_eq!(
        regions,
        wanted
            .iter()
            .map(|(id, (label, place))| (id.clone(), (*label, *place)))
            .collect()
    );
    assert_eq!(arrows, order);
}
