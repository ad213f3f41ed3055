//! Accepted claims and bounds → when each event was.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate, TimeDelta};

use super::bounds::{UNKNOWN_END, UNKNOWN_START, second_at, second_from, ticks};
use super::network::Network;
use super::story::Story;
use crate::types::{
    Aspect, Assertion, Direction, Event, EventId, EventTime, Fate, Grain, Length, LinkKind, Node,
    Period, Status, Tense, TimeSource, TimeValue, Timex, TimexId, Unit, Window,
};

/// An event takes its time from another one, and that from a third; a longer chain is a circle.
const MAX_CHAIN: usize = 16;

/// Narrows the bounds by what tense says: what is told in the past was over when the text was published.
pub(super) fn bound_by_tense(story: &Story, network: &mut Network) {
    for (id, event) in story.events() {
        if is_over(event)
            && let Some(day) = story.day_told(id)
        {
            network.end_by(Node::Event(id), ticks(day.end));
        }
    }
}

fn is_over(event: &Event) -> bool {
    let form = event.form;
    event.status == Status::Happened
        && !form.modal
        && match form.tense {
            Tense::Past => matches!(form.aspect, Aspect::None | Aspect::Perfect),
            Tense::Present => form.aspect == Aspect::Perfect,
            _ => false,
        }
}

/// When each event was, by [`EventId`].
pub(super) fn settle(story: &Story, network: &Network, assertions: &[Assertion]) -> Vec<EventTime> {
    let mut claims = Claims {
        story,
        network,
        rejected: rejected_links(story, assertions),
        own: Vec::new(),
        back: Vec::new(),
    };
    claims.own = story.events().map(|(id, _)| claims.narrowest(id)).collect();
    claims.back = claims.counted_back();
    let time = |(id, _)| {
        let (claimed, basis) = match claims.claim(id, MAX_CHAIN) {
            Some((claimed, basis)) => (Some(claimed), basis),
            None => (None, Vec::new()),
        };
        EventTime {
            claimed,
            basis,
            window: window(network, id),
        }
    };
    story.events().map(time).collect()
}

/// The bounds of an event: of its start from below, of its end from above.
pub(super) fn window(network: &Network, id: EventId) -> Window {
    let node = Node::Event(id);
    let (low, _) = network.points.bounds(network.start(node));
    let (_, high) = network.points.bounds(network.end(node));
    Window {
        earliest: (low != UNKNOWN_START).then(|| second_at(low)).flatten(),
        latest: (high != UNKNOWN_END).then(|| second_from(high)).flatten(),
    }
}

/// The pairs of an event and what it lies in, or is counted from, whose link was found false; two events from either side.
fn rejected_links(story: &Story, assertions: &[Assertion]) -> Vec<(EventId, Node)> {
    let mut pairs: Vec<(EventId, Node)> = assertions
        .iter()
        .filter(|assertion| matches!(assertion.fate, Fate::Rejected(_)))
        .filter(|assertion| !assertion.is_leaning())
        .flat_map(|assertion| {
            let (from, to) = (assertion.from, assertion.to);
            [(from, to), (to, from)]
        })
        .filter_map(|(node, other)| match node {
            Node::Event(id) => Some((id, other)),
            _ => None,
        })
        .collect();
    pairs.sort_unstable();
    debug_assert!(pairs.iter().all(|(id, _)| id.0 < story.events.len()));
    pairs
}

/// What `timex` says when: the stretch it names, or that part of it that its modifier leaves, "late November". Nothing where it
/// leaves one side open.
fn spoken_of(timex: &Timex) -> Option<Period> {
    let period = timex.period()?;
    let window = Window::of(timex);
    if window == Window::from(period) {
        return Some(period);
    }
    Some(Period {
        start: window.earliest?,
        end: window.latest?,
        grain: Grain::Range,
    })
}

struct Claims<'a> {
    story: &'a Story<'a>,
    network: &'a Network,
    rejected: Vec<(EventId, Node)>,
    /// What the links of each event say, and what it is by an event counted from it, by [`EventId`].
    own: Vec<Option<Dated>>,
    back: Vec<Option<Dated>>,
}

/// A date, and the time expressions it comes from.
type Dated = (Period, Vec<TimexId>);

impl Claims<'_> {
    /// The date claimed for `id`, and the time expressions it comes from.
    fn claim(&self, id: EventId, chain: usize) -> Option<Dated> {
        self.own[id.0]
            .clone()
            .or_else(|| self.stretch(id, chain))
            .or_else(|| {
                let taken = self.taken_over(id, chain.checked_sub(1)?);
                taken
                    .or_else(|| self.back[id.0].clone())
                    .filter(|&(period, _)| self.fits(id, period))
            })
            .or_else(|| Some((self.one_day(id)?, Vec::new())))
    }

    /// The narrowest time the event lies in, by its own links.
    fn narrowest(&self, id: EventId) -> Option<Dated> {
        let links = self.story.event(id).times.iter();
        links
            .filter_map(|link| {
                if !matches!(link.kind, LinkKind::During | LinkKind::Throughout) {
                    return None;
                }
                let (node, period, basis) = match link.source {
                    TimeSource::Timex(timex) => {
                        let found = self.story.timex(timex);
                        (Node::Timex(timex), spoken_of(found)?, vec![timex])
                    }
                    TimeSource::Published(part) => {
                        (Node::Published(part), self.story.day_of(part)?, Vec::new())
                    }
                    TimeSource::Event(_) => return None,
                };
                (!self.is_rejected(id, node)).then_some((period, basis))
            })
            .min_by_key(|(period, _)| period.end - period.start)
    }

    /// "since March", "from March until May": from the one to the other, or to the day of publication.
    fn stretch(&self, id: EventId, chain: usize) -> Option<Dated> {
        let event = self.story.event(id);
        let bound = |kind| {
            event.times.iter().find_map(|link| match link.source {
                TimeSource::Timex(timex)
                    if link.kind == kind && !self.is_rejected(id, Node::Timex(timex)) =>
                {
                    Some((self.story.timex(timex).period()?, timex))
                }
                _ => None,
            })
        };
        // "since the army *left*": since when it did
        let since_event = || {
            event.times.iter().find_map(|link| match link.source {
                TimeSource::Event(other) if link.kind == LinkKind::Since => {
                    let (period, basis) = self.claim(other, chain.checked_sub(1)?)?;
                    (!self.is_rejected(id, Node::Event(other))).then_some((period, basis))
                }
                _ => None,
            })
        };
        let (first, since) = bound(LinkKind::Since)
            .map(|(period, since)| (period, vec![since]))
            .or_else(since_event)?;
        if let Some((last, until)) = bound(LinkKind::Until) {
            let basis = since.into_iter().chain([until]).collect();
            return (first.start < last.end).then(|| (Period::between(first, last), basis));
        }
        let still = event.status == Status::Ongoing
            || event.form.tense == Tense::Present && event.status == Status::Happened;
        let day = self
            .story
            .day_told(id)
            .filter(|day| still && first.start < day.end)?;
        Some((Period::between(first, day), since))
    }

    /// The time of the event that this one happens in, or is counted from.
    fn taken_over(&self, id: EventId, chain: usize) -> Option<Dated> {
        let mut links = self.story.event(id).times.iter();
        // a step that is told a thousand times leads from one event
        let mut asked: BTreeMap<EventId, Option<Period>> = BTreeMap::new();
        let mut claim = |other: EventId| {
            *asked
                .entry(other)
                .or_insert_with(|| self.claim(other, chain).map(|(period, _)| period))
        };
        links.find_map(|link| match (link.kind, link.source) {
            (LinkKind::During | LinkKind::Throughout, TimeSource::Event(other)) => {
                let period = claim(other)?;
                (!self.is_rejected(id, Node::Event(other))).then_some((period, Vec::new()))
            }
            (LinkKind::From(other), TimeSource::Timex(timex)) => {
                let TimeValue::Offset(offset) = self.story.timex(timex).value else {
                    return None;
                };
                let period = step(claim(other)?, offset.direction, offset.length)?;
                (!self.is_rejected(id, Node::Event(other))).then_some((period, vec![timex]))
            }
            _ => None,
        })
    }

    /// "Two days after the *attack*, the army left on Friday": two days before Friday. By [`EventId`], the first step that leads there.
    fn counted_back(&self) -> Vec<Option<Dated>> {
        let mut back = vec![None; self.own.len()];
        for (to, event) in self.story.events() {
            for link in &event.times {
                let (LinkKind::From(from), TimeSource::Timex(timex)) = (link.kind, link.source)
                else {
                    continue;
                };
                if back[from.0].is_none() {
                    back[from.0] = self.step_back(from, to, timex);
                }
            }
        }
        back
    }

    /// How long before `to` the event `from` was, by the step `timex`.
    fn step_back(&self, from: EventId, to: EventId, timex: TimexId) -> Option<Dated> {
        let TimeValue::Offset(offset) = self.story.timex(timex).value else {
            return None;
        };
        let (period, basis) = self.own[to.0].as_ref()?;
        let period = step(*period, offset.direction.reversed(), offset.length)?;
        let basis = basis.iter().copied().chain([timex]).collect();
        (!self.is_rejected(from, Node::Event(to))).then_some((period, basis))
    }

    /// The one day that holds every moment the bounds of something real leave open.
    fn one_day(&self, id: EventId) -> Option<Period> {
        let window = window(self.network, id);
        let (earliest, latest) = (window.earliest?, window.latest?);
        let day = Period::day(earliest.date());
        (self.story.is_real(id) && day.start <= earliest && latest <= day.end).then_some(day)
    }

    /// Whether the bounds leave a moment of `period`: "three hours later" than a day is that day, but not always.
    fn fits(&self, id: EventId, period: Period) -> bool {
        let window = window(self.network, id);
        window.earliest.is_none_or(|earliest| earliest < period.end)
            && window.latest.is_none_or(|latest| period.start < latest)
    }

    fn is_rejected(&self, id: EventId, node: Node) -> bool {
        self.rejected.binary_search(&(id, node)).is_ok()
    }
}

/// The period `length` before or after `from`: a day for days, a week for weeks, and for hours the day they end in. A step
/// finer than what it starts from leads nowhere in particular.
fn step(from: Period, direction: Direction, length: Length) -> Option<Period> {
    let forward = match direction {
        Direction::Future => true,
        Direction::Past => false,
        Direction::Present => return None,
    };
    let count = length.thousandths?;
    let days_long = (from.end - from.start).num_days();
    match length.unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let distance = TimeDelta::try_seconds(length.seconds()?)?;
            let shift = |at: chrono::NaiveDateTime| {
                if forward {
                    at.checked_add_signed(distance)
                } else {
                    at.checked_sub_signed(distance)
                }
            };
            // "three hours after" an afternoon is the same day, after an evening it may be the next
            let (first, last) = (shift(from.start)?, shift(from.end)?);
            let day = Period::day(first.date());
            if matches!(from.grain, Grain::Day) {
                return Some(from);
            }
            (last <= day.end).then_some(day)
        }
        _ if count % 1000 != 0 => None,
        Unit::Day | Unit::Weekend => (days_long <= 1)
            .then(|| shift_days(from.first_day(), count / 1000, forward))?
            .map(Period::day),
        Unit::Week => {
            let days = (count / 1000).checked_mul(7)?;
            (days_long <= 7)
                .then(|| shift_days(from.first_day(), days, forward))?
                .and_then(Period::week_of)
        }
        Unit::Month | Unit::Quarter => {
            let months =
                (count / 1000).checked_mul(if length.unit == Unit::Month { 1 } else { 3 })?;
            let date = shift_months(from.first_day(), months, forward)?;
            (days_long <= 31).then(|| Period::month(year(date), month(date)))?
        }
        Unit::Year | Unit::Decade | Unit::Century => {
            let months = (count / 1000).checked_mul(match length.unit {
                Unit::Year => 12,
                Unit::Decade => 120,
                _ => 1200,
            })?;
            let date = shift_months(from.first_day(), months, forward)?;
            (days_long <= 366).then(|| Period::year(year(date)))?
        }
    }
}

fn shift_days(date: NaiveDate, days: u64, forward: bool) -> Option<NaiveDate> {
    if forward {
        date.checked_add_days(Days::new(days))
    } else {
        date.checked_sub_days(Days::new(days))
    }
}

fn shift_months(date: NaiveDate, months: u64, forward: bool) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(months).ok()?);
    if forward {
        date.checked_add_months(months)
    } else {
        date.checked_sub_months(months)
    }
}

fn year(date: NaiveDate) -> i32 {
    chrono::Datelike::year(&date)
}

fn month(date: NaiveDate) -> u32 {
    chrono::Datelike::month(&date)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::step;
    use crate::types::{DayPart, Direction, EventId, Length, Period, Unit};

    /// The listed events of a text published on 2022-02-15, in order, with the time claimed for each: "signed=2022-02-14".
    fn check(text: &str, wanted: &[&str]) {
        let options = crate::Options {
            published: crate::publication("2022-02-15"),
            raw: true,
            ..crate::Options::default()
        };
        let analysis = crate::analyze(text, &options);
        let found: Vec<String> = analysis
            .graph
            .sequence
            .iter()
            .filter(|&&id| analysis.event(id).listed)
            .map(|&id: &EventId| {
                let claimed = analysis.graph.times[id.0].claimed;
                let trigger = analysis.document.slice(analysis.event(id).trigger);
                format!(
                    "{trigger}={}",
                    claimed.map(Period::value).unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn a_link_found_false_gives_neither_event_a_time() {
        // what the sanctions follow cannot be what they lie in
        check(
            "France is negotiating with Germany after talks in Geneva. France will bomb Germany tomorrow. \
             France plans to sanction Germany after talks in Geneva.",
            &["negotiating=2022-02-15", "sanction=", "bomb=2022-02-16"],
        );
    }

    #[test]
    fn a_time_taken_over_stays_within_the_bounds() {
        // three hours after the 13th, but also after something done on the 14th
        check(
            "France bombed Germany on Sunday. Three hours later, after it bombed China on Monday, France visited Germany.",
            &["bombed=2022-02-13", "bombed=2022-02-14", "visited="],
        );
    }

    #[test]
    fn the_day_of_a_deed_is_not_that_of_its_answer() {
        check(
            "France expelled two envoys over the killing of a priest in 2019.",
            &["killing=2019", "expelled=2022-02-15"],
        );
        // what goes on for years has no day
        check(
            "France imposed sanctions on Peru over the war in Mali in July 2014.",
            &["imposed=2014-07"],
        );
    }

    #[test]
    fn a_step_is_counted_back_as_well() {
        check(
            "France expelled an envoy on Sunday, two days after a bomb killed four soldiers.",
            &["killed=2022-02-11", "expelled=2022-02-13"],
        );
        // what came of it is the news of the day
        check(
            "A day after four soldiers were killed, France expelled an envoy.",
            &["killed=2022-02-14", "expelled=2022-02-15"],
        );
        // how long before is known, not when
        check(
            "France recalled its envoy, two days before Peru expelled three diplomats.",
            &["recalled=", "expelled="],
        );
        check(
            "France expelled an envoy on Sunday. The move came a day after Peru recalled its ambassador.",
            &["recalled=2022-02-12", "expelled=2022-02-13"],
        );
    }

    #[test]
    fn what_is_done_on_a_trip_or_by_saying_so_has_its_day() {
        check(
            "France's president flew to Lima on Sunday to meet the president of Peru.",
            &["flew=2022-02-13", "meet=2022-02-13"],
        );
        check(
            "The minister said on Sunday that France would not deliver missiles to Peru.",
            &["said=2022-02-13", "deliver=2022-02-13"],
        );
    }

    #[test]
    fn a_stretch_runs_from_since_to_until_or_to_now() {
        let stretch = "shelled=2021-05-03/2022-02-15";
        check("Russia has shelled the city since May 3, 2021.", &[stretch]);
        check(
            "Russia is shelling the city since May 3, 2021.",
            &["shelling=2021-05-03/2022-02-15"],
        );
        check(
            "Russia shells the city since May 3, 2021.",
            &["shells=2021-05-03/2022-02-15"],
        );
        check("Russia shelled the city since May 3, 2021.", &["shelled="]); // until when?
        check(
            "Russia has shelled the city since May 3, 2023.",
            &["shelled="],
        ); // not yet
        check(
            "Russia shelled the city since May 3, 2021 until June 5, 2021.",
            &["shelled=2021-05-03/2021-06-05"],
        );
        check(
            "Russia shelled the city since May 3, 2021 until June 5, 2020.",
            &["shelled="],
        );
        check(
            "Russia has been shelling the city since France left Mali on May 3, 2021.",
            &["left=2021-05-03", "shelling=2021-05-03/2022-02-15"],
        );
        check("Russia shelled the city until June 5, 2021.", &["shelled="]);
    }

    #[test]
    fn the_narrowest_time_of_its_own_or_that_of_another_event() {
        check(
            "Russia shelled the city in May 2021 on May 3, 2021.",
            &["shelled=2021-05-03"],
        );
        check(
            "Russia shelled the city in late May 2021.",
            &["shelled=2021-05-21/2021-05-31"],
        );
        check(
            "Russia shelled the city two days after France attacked Mali on May 3, 2021.",
            &["attacked=2021-05-03", "shelled=2021-05-05"],
        );
        check(
            "Russia shelled the city three hours after France attacked Mali on the evening of May 3, 2021.",
            &["attacked=2021-05-03TEV", "shelled="],
        );
        check(
            "Russia shelled the city during the talks with France on May 3, 2021.",
            &["talks=2021-05-03", "shelled=2021-05-03"],
        );
    }

    /// What is told in the past or the perfect was over when it was told; a plan was not.
    #[test]
    fn only_what_is_told_as_over_ends_by_publication() {
        let latest = |text: &str| {
            let options = crate::Options {
                published: crate::publication("2022-02-15"),
                ..crate::Options::default()
            };
            let analysis = crate::analyze(text, &options);
            let attack = |id: &&EventId| analysis.event(**id).lemma == "attack";
            let id = analysis
                .graph
                .sequence
                .iter()
                .find(attack)
                .expect("it is told");
            let latest = analysis.graph.times[id.0].window.latest;
            latest
                .map(|latest| latest.date().to_string())
                .unwrap_or_default()
        };
        assert_eq!(latest("Russia attacked the city."), "2022-02-16");
        assert_eq!(latest("Russia has attacked the city."), "2022-02-16");
        assert_eq!(latest("Russia had attacked the city."), "2022-02-16");
        assert_eq!(latest("Russia will attack the city."), "");
    }

    #[test]
    fn what_is_less_sure_fits_the_times_claimed() {
        check(
            "France will bomb Germany the next day. France denied that it attacked Germany until further notice – again. \
             Israeli troops will visit Germany three hours later.",
            &["denied=2022-02-15", "visit=2022-02-15", "bomb=2022-02-16"],
        );
    }

    #[test]
    fn a_step_has_the_unit_it_is_told_in() {
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        let day = Period::day(date(2024, 1, 31));
        let check = |from: Period, count: u64, unit: Unit, forward: bool, wanted: &str| {
            let direction = if forward {
                Direction::Future
            } else {
                Direction::Past
            };
            let found = step(from, direction, Length::of(count, unit));
            assert_eq!(
                found.map(Period::value).unwrap_or_default(),
                wanted,
                "{count} {unit:?}"
            );
        };
        check(day, 3, Unit::Hour, true, "2024-01-31"); // in the day that is all we know
        check(
            Period::day_part(date(2024, 1, 31), DayPart::Morning),
            3,
            Unit::Hour,
            true,
            "2024-01-31",
        );
        check(
            Period::day_part(date(2024, 1, 31), DayPart::Evening),
            5,
            Unit::Hour,
            true,
            "",
        ); // that day or the next
        check(day, 1, Unit::Day, true, "2024-02-01");
        check(day, 31, Unit::Day, false, "2023-12-31");
        check(day, 2, Unit::Week, true, "2024-W07");
        check(day, 1, Unit::Month, true, "2024-02");
        check(day, 2, Unit::Quarter, false, "2023-07");
        check(day, 3, Unit::Year, true, "2027");
        check(day, 2, Unit::Decade, false, "2004");
        check(day, 1, Unit::Century, true, "2124");
        let month = Period::month(2024, 2).expect("a month");
        check(month, 1, Unit::Day, true, ""); // of which day?
        check(month, 1, Unit::Week, true, "");
        check(month, 1, Unit::Month, false, "2024-01");
        let year = Period::year(2024).expect("a year");
        check(year, 1, Unit::Month, true, "");
        check(year, 1, Unit::Year, true, "2025");
        check(day, u64::MAX / 1000, Unit::Year, true, "");
        check(day, u64::MAX / 1000, Unit::Day, false, "");
        assert_eq!(
            step(day, Direction::Present, Length::of(1, Unit::Day)),
            None
        );
        assert_eq!(step(day, Direction::Past, Length::unknown(Unit::Day)), None);
        let half = Length {
            thousandths: Some(1500),
            unit: Unit::Month,
        };
        assert_eq!(step(day, Direction::Future, half), None);
    }
}
