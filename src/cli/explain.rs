//! `demarche explain`: why an event was found, who takes part, and what places it in time, in one article or in several read as one
//! timeline; or the trees it was read from.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::path::Path;

use demarche::types::{
    Actor, Analysis, Anchor, Assertion, Event, EventId, Fate, LinkKind, Node, Reporter, Silence,
    Span, TimeLink, TimeSource, TimexId,
};
use demarche::{Options, Timeline, analyze_together, output, timeline};

use super::arguments::{ExplainArguments, TreeFormat};
use super::failure::{Difference, Failure};
use super::input::{self, Article};
use super::sink::Sink;
use super::sources::Sources;

pub(super) fn run(arguments: &ExplainArguments) -> Result<Difference, Failure> {
    let reading = &arguments.reading;
    let read = |file: Option<&Path>| {
        let Article { id, text, .. } = input::article(file, reading)?;
        let options: Options = reading.options(id);
        let analysis = input::analysis(&text, reading, &options)?;
        Ok::<_, Failure>((analysis, options, text))
    };
    let files = match &reading.files[..] {
        // a tree is a matter of one article
        files if arguments.syntax || files.len() < 2 => vec![input::only_file(files)?],
        files => files.iter().map(|file| input::path_of(file)).collect(),
    };
    let mut raws = Vec::new();
    let mut found = Vec::new();
    let mut options = Options::default();
    for file in files {
        let (analysis, of, text) = read(file)?;
        let name = analysis.document.id.clone();
        raws.push((name.unwrap_or_else(|| "-".to_owned()), text));
        found.push(analysis);
        options = of;
    }
    let analysis = match found.len() {
        1 => found.swap_remove(0),
        _ => analyze_together(found),
    };
    let explainer = Explainer::new(&analysis, &raws);
    if arguments.syntax {
        let format = arguments.format.unwrap_or(TreeFormat::Text);
        return syntax(&explainer, format);
    }
    if let [first, second] = &arguments.order[..] {
        let first = event_named("--order", first, &analysis)?;
        let second = event_named("--order", second, &analysis)?;
        let mut sink = Sink::stdout();
        sink.write(&super::order::explain(&explainer, first, second))?;
        sink.finish()?;
        return Ok(Difference::None);
    }
    if let Some(at) = &arguments.at {
        let mut sink = Sink::stdout();
        sink.write(&explainer.at(at, &options)?)?;
        sink.finish()?;
        return Ok(Difference::None);
    }
    if let Some(id) = &arguments.actor {
        let count = analysis.actors.len();
        let index = numbered("--actor", id, 'a', "actor", count)?;
        let mut sink = Sink::stdout();
        sink.write(&explainer.actor(&analysis.actors[index]))?;
        sink.finish()?;
        return Ok(Difference::None);
    }
    let wanted = match &arguments.event {
        Some(id) => vec![event_named("--event", id, &analysis)?],
        None => (0..analysis.events.len())
            .filter(|&index| analysis.events[index].listed)
            .collect(),
    };
    let mut sink = Sink::stdout();
    for (count, index) in wanted.into_iter().enumerate() {
        if count > 0 {
            sink.write("\n")?;
        }
        sink.write(&explainer.event(index))?;
    }
    sink.finish()?;
    Ok(Difference::None)
}

/// Writes the tree of every sentence.
fn syntax(explainer: &Explainer<'_>, format: TreeFormat) -> Result<Difference, Failure> {
    let analysis = explainer.analysis;
    let mut sink = Sink::stdout();
    match format {
        TreeFormat::Conllu => sink.write(&output::conllu(&analysis.document))?,
        TreeFormat::Text => {
            for (index, sentence) in analysis.document.sentences.iter().enumerate() {
                let blank = if index > 0 { "\n" } else { "" };
                let place = explainer.place(sentence.span);
                let words = one_line(analysis.document.slice(sentence.span));
                sink.write(&format!("{blank}{place}  {words}\n"))?;
                sink.write(&output::tree(&analysis.document, index))?;
            }
        }
    }
    sink.finish()?;
    Ok(Difference::None)
}

fn event_named(flag: &str, id: &str, analysis: &Analysis) -> Result<usize, Failure> {
    numbered(flag, id, 'e', "event", analysis.events.len())
}

/// The index that an id like `e3` names, of `count` things.
fn numbered(
    flag: &str,
    id: &str,
    letter: char,
    thing: &str,
    count: usize,
) -> Result<usize, Failure> {
    let number = id
        .strip_prefix(letter)
        .and_then(|number| number.parse().ok());
    number
        .filter(|number| (1..=count).contains(number))
        .map(|number: usize| number - 1)
        .ok_or_else(|| {
            Failure::usage(match count {
                0 => format!("{flag} {id}: no {thing}s were found; see ‘demarche timeline’"),
                _ => format!(
                    "{flag} {id}: there is no such {thing}; they are {letter}1 to {letter}{count}"
                ),
            })
        })
}

pub(super) struct Explainer<'a> {
    pub(super) analysis: &'a Analysis,
    timeline: Timeline,
    sources: Sources,
}

impl<'a> Explainer<'a> {
    /// `raws` are the files read, each with its name.
    fn new(analysis: &'a Analysis, raws: &[(String, String)]) -> Self {
        Self {
            analysis,
            timeline: timeline::lay_out(analysis, demarche::Offsets::Char),
            sources: Sources::new(analysis, raws),
        }
    }

    fn event(&self, index: usize) -> String {
        let event = &self.analysis.events[index];
        let mut out = String::new();
        let listed = if event.listed { "" } else { ", not listed" };
        let _ = writeln!(
            out,
            "e{}  {}{}, {}{listed}, confidence {:.2}\n    {}",
            index + 1,
            event.class.name(),
            event
                .cameo
                .map(|code| format!(" {code}"))
                .unwrap_or_default(),
            event.status.name(),
            event.confidence,
            one_line(&event.summary)
        );
        let _ = writeln!(
            out,
            "trigger       {}, lemma {}, rule {}",
            self.words(event.trigger),
            one_line(&event.lemma),
            event.rule
        );
        for mention in &event.mentions {
            if mention.span != event.trigger {
                let words = self.words(mention.span);
                let _ = writeln!(out, "mention       {words}, rule {}", mention.rule);
            }
        }
        self.participants(event, &mut out);
        if let Some(topic) = event.topic {
            let _ = writeln!(out, "topic         {}", topic.class.name());
        }
        match event.reported_by {
            Some(Reporter::Event(id)) => {
                let _ = writeln!(out, "reported by   {}", self.node(Node::Event(id)));
            }
            Some(Reporter::Actor(id)) => {
                let name = one_line(&self.analysis.actor(id).name);
                let _ = writeln!(out, "reported by   {name}");
            }
            None => {}
        }
        self.time(index, &mut out);
        self.order(index, &mut out);
        out
    }

    /// The mentions of an actor, and why each is the same one.
    fn actor(&self, actor: &Actor) -> String {
        let known = [
            Some(actor.kind.name()),
            actor.country.as_deref(),
            actor.code.as_deref(),
            actor.role.as_deref(),
        ];
        let known: Vec<&str> = known.into_iter().flatten().collect();
        let mut out = format!("{}, {}\n", one_line(&actor.name), known.join(", "));
        if let Some(rule) = actor.home {
            let _ = writeln!(
                out,
                "country       {}, rule {rule}",
                actor.country.as_deref().unwrap_or_default()
            );
        }
        for mention in &actor.mentions {
            let why = mention
                .joined
                .map(|joined| format!("; joined by {} to {}", joined.rule, self.words(joined.to)));
            let _ = writeln!(
                out,
                "{:12}  {}, rule {}{}",
                mention.kind.name(),
                self.words(mention.span),
                mention.rule,
                why.unwrap_or_default()
            );
        }
        out
    }

    fn participants(&self, event: &Event, out: &mut String) {
        for participant in &event.participants {
            let actor = self.analysis.actor(participant.actor);
            let country = actor.country.as_deref();
            let country = country.map(|country| format!(" ({country})"));
            let words = if participant.span.is_empty() {
                "understood".to_owned()
            } else {
                self.words(participant.span)
            };
            let _ = writeln!(
                out,
                "{:12}  {}{}: {words}, rule {}",
                participant.role.name(),
                one_line(&actor.name),
                country.unwrap_or_default(),
                participant.rule
            );
        }
    }

    fn time(&self, index: usize, out: &mut String) {
        let time = self.timeline.events[index].time.as_ref();
        let value = time.and_then(|time| time.value.as_deref());
        let _ = match (value, time) {
            (Some(value), _) => writeln!(out, "time          {value}"),
            (None, Some(time)) => writeln!(
                out,
                "time          no date claimed; the order leaves {} to {}",
                time.earliest.as_deref().unwrap_or("…"),
                time.latest.as_deref().unwrap_or("…")
            ),
            (None, None) => writeln!(out, "time          unknown"),
        };
        for link in &self.analysis.events[index].times {
            let _ = writeln!(out, "  {}, rule {}", self.link(link), link.rule);
            if let TimeSource::Timex(id) = link.source {
                let _ = writeln!(out, "    {}", self.timex(id));
            }
        }
    }

    fn link(&self, link: &TimeLink) -> String {
        let source = match link.source {
            TimeSource::Timex(id) => self.node(Node::Timex(id)),
            TimeSource::Published(part) => self.node(Node::Published(part)),
            TimeSource::Event(id) => self.node(Node::Event(id)),
        };
        match link.kind {
            LinkKind::During => format!("during {source}"),
            LinkKind::Throughout => format!("throughout {source}"),
            LinkKind::Before => format!("before {source}"),
            LinkKind::After => format!("after {source}"),
            LinkKind::Since => format!("since {source}"),
            LinkKind::Until => format!("until {source}"),
            LinkKind::From(id) => format!("{source}, counted from {}", self.node(Node::Event(id))),
        }
    }

    /// What a time expression was read as, and against what.
    fn timex(&self, TimexId(index): TimexId) -> String {
        let timex = &self.analysis.timexes[index];
        let value = timex.timex_value().unwrap_or_else(|| "no value".to_owned());
        let anchor = match timex.anchor {
            Anchor::None => String::new(),
            Anchor::Published => format!(
                ", anchor {}",
                self.node(Node::Published(
                    self.analysis.document.part_at(timex.span.start)
                ))
            ),
            Anchor::Timex(id) => format!(", anchor {}", self.node(Node::Timex(id))),
            Anchor::Discourse => ", anchor the discourse".to_owned(),
        };
        let relative = timex.relative.as_deref();
        let relative = relative.map(|relative| format!(", spoken as {relative}"));
        format!(
            "t{}: {} {value}{}{anchor}, rule {}",
            index + 1,
            timex.kind.name(),
            relative.unwrap_or_default(),
            timex.rule
        )
    }

    /// The assertions about the event, and the chain that ties it to the calendar.
    fn order(&self, index: usize, out: &mut String) {
        let here = Node::Event(EventId(index));
        let assertions = &self.analysis.graph.assertions;
        for assertion in assertions.iter().filter(|a| a.from == here || a.to == here) {
            let _ = writeln!(out, "{}", self.assertion(assertion));
        }
        let chain = self.chain(here);
        if !chain.is_empty() {
            let steps: Vec<String> = chain.iter().map(|&node| self.node(node)).collect();
            let _ = writeln!(out, "chain         {}", steps.join(" – "));
        }
    }

    pub(super) fn assertion(&self, assertion: &Assertion) -> String {
        let fate = match &assertion.fate {
            Fate::Accepted => "placed by     ",
            Fate::Redundant(_) => "also said     ",
            Fate::Rejected(_) => "rejected      ",
        };
        let evidence: Vec<String> = assertion
            .evidence
            .iter()
            .map(|&span| self.words(span))
            .collect();
        let offset = assertion
            .offset
            .map(|length| format!(" by {}", length.value()));
        format!(
            "{fate}{} {}{} {}, {}, rule {}{}{}",
            self.node(assertion.from),
            assertion.kind.name(),
            offset.unwrap_or_default(),
            self.node(assertion.to),
            assertion.certainty.name(),
            assertion.rule,
            if evidence.is_empty() { "" } else { ": " },
            evidence.join(", ")
        )
    }

    /// The shortest way over accepted assertions from `here` to a time or the day of publication.
    fn chain(&self, here: Node) -> Vec<Node> {
        let assertions = &self.analysis.graph.assertions;
        let accepted: Vec<&Assertion> = assertions
            .iter()
            .filter(|assertion| assertion.fate == Fate::Accepted)
            .collect();
        let mut seen = vec![here];
        let mut queue = VecDeque::from([vec![here]]);
        while let Some(path) = queue.pop_front() {
            let last = *path.last().expect("a path holds its start");
            if !matches!(last, Node::Event(_)) {
                return path;
            }
            for assertion in &accepted {
                let next = match last {
                    last if assertion.from == last => assertion.to,
                    last if assertion.to == last => assertion.from,
                    _ => continue,
                };
                if !seen.contains(&next) {
                    seen.push(next);
                    let mut path = path.clone();
                    path.push(next);
                    queue.push_back(path);
                }
            }
        }
        Vec::new()
    }

    pub(super) fn node(&self, node: Node) -> String {
        match node {
            Node::Published(part) if self.sources.are_several() => {
                format!("the publication of {}", self.sources.name(part))
            }
            Node::Published(_) => "the publication".to_owned(),
            Node::Timex(TimexId(index)) => {
                let words = self.quote(self.analysis.timexes[index].span);
                format!("t{} {words}", index + 1)
            }
            Node::Event(EventId(index)) => {
                let words = self.quote(self.analysis.events[index].trigger);
                format!("e{} {words}", index + 1)
            }
        }
    }

    /// The words at `span` and where they stand: `‘talks’ article.txt:12:8`.
    fn words(&self, span: Span) -> String {
        format!("{} {}", self.quote(span), self.place(span))
    }

    /// The event at `place`, LINE:COL, or why the word there gave none.
    fn at(&self, place: &str, options: &Options) -> Result<String, Failure> {
        let found = self.sources.byte(&self.analysis.document, place);
        let byte = found.ok_or_else(|| {
            let hint = if self.sources.are_several() {
                "; with several files it is FILE:LINE:COL"
            } else {
                ""
            };
            let message = format!("--at {place}: the text has no such line and column{hint}");
            Failure::usage(message)
        })?;
        let covers = |span: Span| span.start <= byte && byte < span.end;
        let found = self.analysis.events.iter().position(|event| {
            event.listed && event.mentions.iter().any(|mention| covers(mention.span))
        });
        if let Some(index) = found {
            return Ok(self.event(index));
        }
        let mut tokens = self.analysis.document.tokens.iter();
        let Some(token) = tokens.find(|token| covers(token.span)) else {
            let here = self.place(Span::new(byte, byte));
            return Ok(format!("{here}  no word here\n"));
        };
        let why = demarche::event::silence(self.analysis, options, byte)
            .map_or("another mention of the same stands for it", Silence::reason);
        Ok(format!("{}  no event: {why}\n", self.words(token.span)))
    }

    /// Where `span` starts: `article.txt:12:8`.
    fn place(&self, span: Span) -> String {
        self.sources.place(&self.analysis.document, span)
    }

    fn quote(&self, span: Span) -> String {
        format!("‘{}’", one_line(self.analysis.document.slice(span)))
    }
}

/// `text` on one line, control characters shown.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let show = |c: char| {
        if c.is_control() {
            c.escape_unicode().collect()
        } else {
            c.to_string()
        }
    };
    words.join(" ").chars().map(show).collect()
}
