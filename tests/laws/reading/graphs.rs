//! Graphs in XML, read back by roxmltree.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use demarche::output::{self, Style};
use demarche::types::timeline::{Place, Timeline};

use super::wanted::{self, xml};

/// The elements called `name` below `node`.
pub(crate) fn elements<'a>(
    node: Node<'a, 'a>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants()
        .filter(move |it| it.tag_name().name() == name)
}

/// What is said of a node or an edge, by name; nothing is said of what is empty.
type Said = BTreeMap<String, String>;

fn said<const N: usize>(of: [(&str, Option<&str>); N]) -> Said {
    let there = of
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    there
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), xml(value)))
        .collect()
}

fn words(evidence: &[Place]) -> String {
    let words: Vec<&str> = evidence.iter().map(|place| &*place.text).collect();
    words.join(" … ")
}

/// All events, times and days of publication, and every assertion.
pub(crate) fn graphml(timeline: &Timeline) {
    let style = Style {
        conflicts: true,
        ..Style::default()
    };
    let written = output::graphml(timeline, &style);
    let read = Document::parse(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    let keys: BTreeMap<&str, &str> = elements(read.root(), "key")
        .map(|key| {
            (
                key.attribute("id").unwrap(),
                key.attribute("attr.name").unwrap(),
            )
        })
        .collect();
    let data = |node: Node| -> Said {
        let data = node.children().filter(|it| it.tag_name().name() == "data");
        data.map(|it| {
            let name = keys[it.attribute("key").unwrap()];
            (name.to_owned(), it.text().unwrap_or_default().to_owned())
        })
        .collect()
    };
    let nodes: BTreeMap<&str, Said> = elements(read.root(), "node")
        .map(|node| (node.attribute("id").unwrap(), data(node)))
        .collect();
    assert_eq!(
        nodes,
        graphml_nodes(timeline)
            .iter()
            .map(|(id, said)| (&**id, said.clone()))
            .collect()
    );
    let mut edges: Vec<_> = elements(read.root(), "edge")
        .map(|edge| {
            let end = |name| edge.attribute(name).unwrap();
            assert!(nodes.contains_key(end("source")) && nodes.contains_key(end("target")));
            (end("source"), end("target"), data(edge))
        })
        .collect();
    let mut wanted: Vec<_> = timeline
        .relations
        .iter()
        .map(|it| {
            let said = said([
                ("relation", Some(&it.relation)),
                ("certainty", Some(&it.certainty)),
                ("offset", it.offset.as_deref()),
                ("reason", Some(&it.rule)),
                ("evidence", Some(&words(&it.evidence))),
            ]);
            (&*it.from, &*it.to, said)
        })
        .collect();
    wanted.extend(timeline.conflicts.iter().map(|it| {
        let said = said([
            ("relation", Some(&it.relation)),
            ("certainty", Some("rejected")),
            ("reason", Some(&it.rule)),
            ("evidence", Some(&words(&it.evidence))),
            ("against", Some(&it.against.join(" "))),
        ]);
        (&*it.from, &*it.to, said)
    }));
    edges.sort();
    wanted.sort();
    assert_eq!(edges, wanted);
}

fn graphml_nodes(timeline: &Timeline) -> BTreeMap<String, Said> {
    let mut nodes = BTreeMap::new();
    for (number, document) in timeline.documents.iter().enumerate() {
        let id = if number == 0 {
            "published".to_owned()
        } else {
            format!("published/{number}")
        };
        let value = document.published.as_deref();
        let said = said([
            ("kind", Some("published")),
            ("label", Some("published")),
            ("value", value),
        ]);
        nodes.insert(id, said);
    }
    for time in &timeline.times {
        let said = said([
            ("kind", Some("time")),
            ("label", Some(&time.place.text)),
            ("type", Some(&time.kind)),
            ("value", time.value.as_deref()),
            ("earliest", time.earliest.as_deref()),
            ("latest", time.latest.as_deref()),
            ("edtf", time.edtf.as_deref()),
            ("rule", Some(&time.rule)),
        ]);
        nodes.insert(time.id.clone(), said);
    }
    let listed = wanted::listed(timeline);
    for event in &timeline.events {
        let time = event.time.as_ref();
        let band = listed
            .iter()
            .find(|(it, _)| it.id == event.id)
            .and_then(|(_, band)| *band);
        let said = said([
            ("kind", Some("event")),
            ("label", Some(&event.summary)),
            ("type", Some(&event.class)),
            ("cameo", event.cameo.as_deref()),
            ("status", Some(&event.status)),
            ("listed", Some(if event.listed { "true" } else { "false" })),
            ("value", time.and_then(|time| time.value.as_deref())),
            ("earliest", time.and_then(|time| time.earliest.as_deref())),
            ("latest", time.and_then(|time| time.latest.as_deref())),
            ("edtf", time.and_then(|time| time.edtf.as_deref())),
            ("parties", Some(&wanted::parties(timeline, event))),
            ("band", band.map(|band| band.to_string()).as_deref()),
            ("confidence", Some("0.5")),
            ("rule", Some(&event.rule)),
        ]);
        nodes.insert(event.id.clone(), said);
    }
    nodes
}

/// Actors, and an edge for each pair of them in each listed event.
pub(crate) fn gexf(timeline: &Timeline) {
    let written = output::gexf(timeline);
    let read = Document::parse(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    let mut titles = BTreeMap::new();
    for of in elements(read.root(), "attributes") {
        for it in elements(of, "attribute") {
            let key = (of.attribute("class").unwrap(), it.attribute("id").unwrap());
            titles.insert(key, it.attribute("title").unwrap());
        }
    }
    let values = |node: Node, class: &'static str| -> Said {
        let values = node
            .descendants()
            .filter(|it| it.tag_name().name() == "attvalue");
        values
            .map(|it| {
                let title = titles[&(class, it.attribute("for").unwrap())];
                (title.to_owned(), it.attribute("value").unwrap().to_owned())
            })
            .filter(|(_, value)| !value.is_empty())
            .collect()
    };
    let nodes: Vec<_> = elements(read.root(), "node")
        .map(|node| {
            (
                node.attribute("id").unwrap(),
                node.attribute("label").unwrap(),
                values(node, "node"),
            )
        })
        .collect();
    let names: Vec<String> = timeline
        .actors
        .iter()
        .map(|actor| xml(&actor.name))
        .collect();
    let wanted: Vec<_> = timeline
        .actors
        .iter()
        .zip(&names)
        .map(|(actor, name)| {
            let said = said([
                ("kind", Some(&actor.kind)),
                ("country", actor.country.as_deref()),
                ("code", actor.code.as_deref()),
                ("role", actor.role.as_deref()),
            ]);
            (&*actor.id, &**name, said)
        })
        .collect();
    assert_eq!(nodes, wanted);
    let mut edges = elements(read.root(), "edge");
    let mut ids = BTreeSet::new();
    for (event, _) in wanted::listed(timeline) {
        for pair in wanted::pairs(timeline, event) {
            let (Some(source), Some(target)) = pair else {
                continue;
            };
            let edge = edges.next().expect("an edge for each pair");
            assert_eq!(edge.attribute("source"), Some(&*source.id));
            assert_eq!(edge.attribute("target"), Some(&*target.id));
            assert!(ids.insert(edge.attribute("id").unwrap()), "an id twice");
            let said = said([
                ("event", Some(&event.id)),
                ("type", Some(&event.class)),
                ("cameo", event.cameo.as_deref()),
                ("status", Some(&event.status)),
                ("summary", Some(&wanted::headline(event))),
                (
                    "date",
                    event.time.as_ref().and_then(|time| time.edtf.as_deref()),
                ),
            ]);
            assert_eq!(values(edge, "edge"), said);
            let (first, end, _) = wanted::bounds(event);
            let days = first
                .zip(end)
                .map(|(first, end)| (first.date().to_string(), wanted::last_day(end).to_string()));
            assert_eq!(edge.attribute("start"), days.as_ref().map(|days| &*days.0));
            assert_eq!(edge.attribute("end"), days.as_ref().map(|days| &*days.1));
        }
    }
    assert!(edges.next().is_none(), "an edge too many");
}
