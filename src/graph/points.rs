//! Points in time under `<`, `=`, measured distances and calendar bounds: a claim enters only if it contradicts nothing.
//!
//! Points that are the same are one class (union-find). The classes carry a topological numbering that is repaired where a
//! new `<` runs against it (Pearce and Kelly), so that most claims are tested by comparing two numbers. Every class has
//! calendar bounds, which move along `<` and along measured distances.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::bounds::{Bound, Bounds, UNKNOWN_END, UNKNOWN_START};

/// A point, by number.
pub(super) type Point = usize;

/// The assertion behind an edge or a bound, by number; [`GIVEN`] for what needs none.
pub(super) type Cause = usize;

/// What holds by itself: a thing starts before it ends, a day has its place in the calendar.
pub(super) const GIVEN: Cause = u32::MAX as usize;

/// A point or a cause as it is kept: half as wide, so that twice as many are at hand.
type Short = u32;

/// More than [`GIVEN`] of anything do not fit into a memory.
pub(super) fn short(number: usize) -> Short {
    Short::try_from(number).unwrap_or(Short::MAX)
}

/// A search for a path that already says what a claim says visits at most so many points: redundancy is a comfort.
const REDUNDANCY_BUDGET: usize = 64;

/// A search looks at so many edges for each point that it may visit, and no more: a point that thousands of others follow, such
/// as the publication of a long text, would have them all looked at each time.
const EDGES: usize = 16;

/// How many classes all repairs of the numbering together may look at, for each point, and in any case: more than an article
/// of a thousand points can ask for.
const REPAIRS: usize = 16;
const REPAIRS_OF_ANY: usize = 1 << 20;

/// When that is used up, a claim that runs against the numbering is tested no further than this.
const LAST_REPAIRS: usize = 64;

/// Bounds that a loop of measured distances pushes along more often than this never come to rest.
const MAX_PUSHES: u32 = 32;

/// A claim on two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Constraint {
    /// The first is before the second.
    Less(Point, Point),
    /// They are the same.
    Same(Point, Point),
    /// The second is so many ticks after the first, at least and at most.
    Apart(Point, Point, i64, i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge {
    from: Short,
    to: Short,
    cause: Short,
}

impl Edge {
    fn new(from: Point, to: Point, cause: Cause) -> Self {
        Self {
            from: short(from),
            to: short(to),
            cause: short(cause),
        }
    }

    const fn from(self) -> Point {
        self.from as Point
    }

    const fn to(self) -> Point {
        self.to as Point
    }

    const fn cause(self) -> Cause {
        self.cause as Cause
    }

    /// The ticks between its ends: what happens takes time.
    const fn least(self) -> i64 {
        if self.cause() == GIVEN { 1 } else { 0 }
    }
}

/// What a search asks of a point, side by side.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The point itself, for the one that stands for its class; another one of the class, on the way there, for the rest.
    parent: Short,
    /// The topological number of the class.
    number: Short,
    /// When a search has seen the class last.
    stamp: u32,
    /// The edge it came by; valid where the stamp is the current one.
    via: Edge,
}

/// A measured distance, seen from one of its ends.
#[derive(Clone, Copy, Debug)]
struct Distance {
    from: Point,
    to: Point,
    least: i64,
    most: i64,
    cause: Cause,
}

/// The points of a text.
pub(super) struct Points {
    places: Vec<Place>,
    after: Vec<Vec<Edge>>,
    before: Vec<Vec<Edge>>,
    /// Why each point is in its class: the next point on the way to one that all of the class lead to, and the claim that
    /// makes the two the same.
    same: Vec<Option<(Point, Cause)>>,
    /// How many points each class has, by root.
    size: Vec<u32>,
    distances: Vec<Vec<Distance>>,
    bounds: Vec<Bounds>,
    /// The stamp of the search at hand.
    now: u32,
    /// Room for the classes that a search has yet to look at.
    queue: Vec<Point>,
    pushes: Vec<(u32, u32)>,
    /// How many classes repairs may still look at: so that the time grows with the text, whatever order it tells things in.
    repairs: usize,
}

impl Points {
    /// Points in pairs, a start and an end each: pair `n` is the points `2n` and `2n + 1`. `keys` has a sort key for every
    /// point; an order near the final one saves work, a start must come before its end.
    pub(super) fn new<K: Ord>(keys: &[K]) -> Self {
        let count = keys.len();
        let mut sorted: Vec<Point> = (0..count).collect();
        sorted.sort_by(|&a, &b| keys[a].cmp(&keys[b]).then(a.cmp(&b)));
        let mut places: Vec<Place> = (0..count)
            .map(|point| Place {
                parent: short(point),
                number: 0,
                stamp: 0,
                via: Edge::new(point, point, GIVEN),
            })
            .collect();
        for (number, &point) in sorted.iter().enumerate() {
            places[point].number = short(number);
        }
        let mut points = Self {
            places,
            // room for the first edges, side by side: neighbours in the text are looked at together
            after: (0..count).map(|_| Vec::with_capacity(4)).collect(),
            before: (0..count).map(|_| Vec::with_capacity(4)).collect(),
            same: vec![None; count],
            size: vec![1; count],
            distances: vec![Vec::new(); count],
            bounds: vec![Bounds::default(); count],
            now: 0,
            queue: Vec::new(),
            pushes: vec![(0, 0); count],
            repairs: REPAIRS_OF_ANY + REPAIRS * count,
        };
        for start in (0..count).step_by(2) {
            debug_assert!(points.places[start].number < points.places[start + 1].number);
            points.link(start, start + 1, GIVEN);
        }
        points
    }

    /// The class of `point`.
    pub(super) fn class(&self, mut point: Point) -> Point {
        loop {
            let parent = self.places[point].parent as Point;
            if parent == point {
                return point;
            }
            point = parent;
        }
    }

    /// The topological number of `point`: a smaller one is never after a larger one.
    pub(super) fn number(&self, point: Point) -> usize {
        self.places[self.class(point)].number as usize
    }

    /// The calendar bounds of `point`, in ticks: not before the first, not after the second.
    pub(super) fn bounds(&self, point: Point) -> (i64, i64) {
        let bounds = &self.bounds[self.class(point)];
        (bounds.low.at, bounds.high.at)
    }

    /// How many points there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The classes with an edge from `class`.
    pub(super) fn followers(&self, class: Point) -> impl Iterator<Item = Point> + '_ {
        self.after[class].iter().map(|edge| self.class(edge.to()))
    }

    /// Gives `point` calendar bounds. `Err` with what they contradict, and nothing is changed.
    pub(super) fn bound(
        &mut self,
        point: Point,
        low: i64,
        high: i64,
        cause: Cause,
    ) -> Result<(), Vec<Cause>> {
        let mut undo = Vec::new();
        let outcome = self
            .raise(point, low, cause, GIVEN, &mut undo)
            .and_then(|()| self.lower(point, high, cause, GIVEN, &mut undo))
            .and_then(|()| self.spread(&mut undo));
        if outcome.is_err() {
            self.roll_back(undo);
        }
        outcome
    }

    /// Takes in all of `constraints`, or none: `Err` with the causes they contradict.
    pub(super) fn insert(
        &mut self,
        constraints: &[Constraint],
        cause: Cause,
    ) -> Result<(), Vec<Cause>> {
        let mut undo = Vec::new();
        let mut taken = 0;
        let mut outcome = Ok(());
        for &constraint in constraints {
            outcome = self.admit(constraint, cause);
            if outcome.is_err() {
                break;
            }
            taken += 1;
            outcome = self.pull(constraint, cause, &mut undo);
            if outcome.is_err() {
                break;
            }
        }
        if outcome.is_ok() {
            outcome = self.spread(&mut undo);
        }
        if outcome.is_err() {
            self.roll_back(undo);
            for &constraint in constraints[..taken].iter().rev() {
                self.withdraw(constraint);
            }
            return outcome;
        }
        for &constraint in constraints {
            if let Constraint::Same(a, b) = constraint {
                self.withdraw(constraint); // the two lines of distance zero have done their work
                self.merge(a, b, cause);
            }
        }
        Ok(())
    }

    /// The causes from which `constraint` already follows, as far as a short search finds them.
    pub(super) fn implied(&mut self, constraint: Constraint) -> Option<Vec<Cause>> {
        match constraint {
            Constraint::Less(a, b) => self.path(a, b, REDUNDANCY_BUDGET),
            Constraint::Same(a, b) => (self.class(a) == self.class(b)).then(|| self.sameness(a, b)),
            Constraint::Apart(..) => None,
        }
    }

    /// The causes along a path from `from` to a later `to`; `None` where there is none, or the search visits more than
    /// `budget` classes or looks at more than [`EDGES`] edges for each of them.
    pub(super) fn path(&mut self, from: Point, to: Point, budget: usize) -> Option<Vec<Cause>> {
        let (first, last) = (self.class(from), self.class(to));
        let limit = self.places[last].number;
        if self.places[first].number >= limit {
            return None;
        }
        self.next_stamp();
        self.places[first].stamp = self.now;
        self.queue.clear();
        self.queue.push(first);
        let (mut visited, mut edges) = (0, 0);
        while let Some(&class) = self.queue.get(visited) {
            visited += 1;
            edges += self.after[class].len();
            if visited > budget || edges > budget.saturating_mul(EDGES) {
                return None;
            }
            for index in 0..self.after[class].len() {
                let edge = self.after[class][index];
                let next = self.class(edge.to());
                let place = &mut self.places[next];
                if place.stamp == self.now || place.number > limit {
                    continue;
                }
                place.stamp = self.now;
                place.via = edge;
                if next == last {
                    return Some(self.retrace(first, from, to));
                }
                self.queue.push(next);
            }
        }
        None
    }

    /// Tests `constraint` against the order, repairs the numbering, and puts its edges in.
    fn admit(&mut self, constraint: Constraint, cause: Cause) -> Result<(), Vec<Cause>> {
        match constraint {
            Constraint::Less(a, b) => {
                self.make_room(a, b)?;
                self.link(a, b, cause);
            }
            Constraint::Same(a, b) => {
                if self.class(a) != self.class(b) {
                    // whichever comes first now, nothing may bind it to
                    if self.number(a) < self.number(b) {
                        self.make_room(b, a)?;
                    } else {
                        self.make_room(a, b)?;
                    }
                }
                self.tie(a, b, 0, 0, cause);
            }
            Constraint::Apart(a, b, least, most) => self.tie(a, b, least, most, cause),
        }
        Ok(())
    }

    /// Takes back the edges of the constraint put in last.
    fn withdraw(&mut self, constraint: Constraint) {
        match constraint {
            Constraint::Less(a, b) => {
                let (a, b) = (self.class(a), self.class(b));
                self.after[a].pop();
                self.before[b].pop();
            }
            Constraint::Same(a, b) | Constraint::Apart(a, b, ..) => {
                let (a, b) = (self.class(a), self.class(b));
                self.distances[b].pop();
                self.distances[a].pop();
            }
        }
    }

    fn link(&mut self, from: Point, to: Point, cause: Cause) {
        let edge = Edge::new(from, to, cause);
        let (a, b) = (self.class(from), self.class(to));
        self.after[a].push(edge);
        self.before[b].push(edge);
    }

    fn tie(&mut self, from: Point, to: Point, least: i64, most: i64, cause: Cause) {
        let (a, b) = (self.class(from), self.class(to));
        self.distances[a].push(Distance {
            from,
            to,
            least,
            most,
            cause,
        });
        self.distances[b].push(Distance {
            from: to,
            to: from,
            least: most.saturating_neg(),
            most: least.saturating_neg(),
            cause,
        });
    }

    /// Renumbers so that `from` comes before `to`; `Err` with the path from `to` to `from`, where there is one, or with nothing
    /// where all the text together asks for too much of that.
    fn make_room(&mut self, from: Point, to: Point) -> Result<(), Vec<Cause>> {
        let (a, b) = (self.class(from), self.class(to));
        if a == b {
            return Err(self.sameness(from, to));
        }
        let (low, high) = (self.places[b].number, self.places[a].number);
        if high < low {
            return Ok(());
        }
        let mut forward = self.reach(b, high, true).ok_or_else(Vec::new)?;
        if self.places[a].stamp == self.now {
            return Err(self.retrace(b, to, from));
        }
        let mut moved = self.reach(a, low, false).ok_or_else(Vec::new)?;
        let by_number = |class: &Point| self.places[*class].number;
        moved.sort_unstable_by_key(by_number);
        forward.sort_unstable_by_key(by_number);
        moved.append(&mut forward);
        let mut numbers: Vec<Short> = moved.iter().map(by_number).collect();
        numbers.sort_unstable();
        for (class, number) in moved.into_iter().zip(numbers) {
            self.places[class].number = number;
        }
        Ok(())
    }

    /// The classes reached from `class` along edges, or against them, without passing the number `limit`; `None` where
    /// they are too many.
    fn reach(&mut self, class: Point, limit: Short, forward: bool) -> Option<Vec<Point>> {
        let most = self.repairs.max(LAST_REPAIRS);
        self.next_stamp();
        self.places[class].stamp = self.now;
        let mut reached = vec![class];
        let mut next = 0;
        while let Some(&class) = reached.get(next) {
            next += 1;
            if next > most {
                self.repairs = 0;
                return None;
            }
            let count = if forward {
                self.after[class].len()
            } else {
                self.before[class].len()
            };
            for index in 0..count {
                let (edge, other) = if forward {
                    let edge = self.after[class][index];
                    (edge, self.class(edge.to()))
                } else {
                    let edge = self.before[class][index];
                    (edge, self.class(edge.from()))
                };
                let place = &mut self.places[other];
                let inside = if forward {
                    place.number <= limit
                } else {
                    place.number >= limit
                };
                if inside && place.stamp != self.now {
                    place.stamp = self.now;
                    place.via = edge;
                    reached.push(other);
                }
            }
        }
        self.repairs = self.repairs.saturating_sub(next);
        Some(reached)
    }

    /// The causes on the way of the last search, from the class `first` (entered at the point `from`) to `to`.
    fn retrace(&self, first: Point, from: Point, to: Point) -> Vec<Cause> {
        let mut causes = Vec::new();
        let mut here = to;
        loop {
            let class = self.class(here);
            if class == first {
                causes.extend(self.sameness(here, from));
                break;
            }
            let edge = self.places[class].via;
            causes.extend(self.sameness(here, edge.to()));
            causes.push(edge.cause());
            here = edge.from();
        }
        causes.retain(|&cause| cause != GIVEN);
        causes.reverse();
        causes.dedup();
        causes
    }

    /// The claims that make `a` and `b`, points of one class, the same.
    fn sameness(&self, a: Point, b: Point) -> Vec<Cause> {
        if a == b {
            return Vec::new();
        }
        let way = |from: Point| {
            std::iter::successors(Some((from, GIVEN)), |&(point, _)| self.same[point])
        };
        // where the two ways to the end meet, counted from there
        let (length_a, length_b) = (way(a).count(), way(b).count());
        let skip = |from, own: usize, other: usize| way(from).skip(own.saturating_sub(other));
        let meeting = skip(a, length_a, length_b)
            .zip(skip(b, length_b, length_a))
            .find(|((one, _), (other, _))| one == other)
            .map(|((point, _), _)| point);
        let until_meeting = |from| {
            let steps = way(from).zip(way(from).skip(1));
            steps
                .take_while(|((point, _), _)| Some(*point) != meeting)
                .map(|(_, (_, cause))| cause)
        };
        let mut causes: Vec<Cause> = until_meeting(a).collect();
        let rest: Vec<Cause> = until_meeting(b).collect();
        causes.extend(rest.into_iter().rev());
        causes
    }

    fn merge(&mut self, a: Point, b: Point, cause: Cause) {
        let (mut keep, mut lose) = (self.class(a), self.class(b));
        if keep == lose {
            return;
        }
        let size = |class: Point| self.after[class].len() + self.before[class].len();
        if size(keep) < size(lose) {
            std::mem::swap(&mut keep, &mut lose);
        }
        // the ways of the smaller class turn towards the point where it is tied to the larger one
        let (inner, outer) = if self.size[self.class(a)] < self.size[self.class(b)] {
            (a, b)
        } else {
            (b, a)
        };
        let mut turned = Some((outer, cause));
        let mut here = Some(inner);
        while let Some(point) = here {
            let next = std::mem::replace(&mut self.same[point], turned);
            here = next.map(|(next, _)| next);
            turned = next.map(|(_, cause)| (point, cause));
        }
        // a bound that the one has from the other is that of the other
        let (own, other) = (self.bounds[keep], self.bounds[lose]);
        let is_from = |bound: Bound| {
            let from = bound.from as Point;
            from != GIVEN && self.class(from) == lose
        };
        let low = if is_from(own.low) { other.low } else { own.low };
        let high = if is_from(own.high) {
            other.high
        } else {
            own.high
        };
        self.bounds[keep] = Bounds { low, high };
        self.size[keep] += self.size[lose];
        self.places[lose].parent = short(keep);
        for edge in std::mem::take(&mut self.after[lose]) {
            let end = self.class(edge.to());
            if self.is_given(keep, end, edge) {
                self.before[end].retain(|&other| other != edge);
            } else {
                self.after[keep].push(edge);
            }
        }
        for edge in std::mem::take(&mut self.before[lose]) {
            let start = self.class(edge.from());
            if self.is_given(start, keep, edge) {
                self.after[start].retain(|&other| other != edge);
            } else {
                self.before[keep].push(edge);
            }
        }
        let distances = std::mem::take(&mut self.distances[lose]);
        self.distances[keep].extend(distances);
    }

    /// Whether `edge` says no more than another one from the class `start` to the class `end` that needs no reason.
    fn is_given(&self, start: Point, end: Point, edge: Edge) -> bool {
        let says_so = |&other: &Edge| {
            other != edge && other.cause() == GIVEN && self.class(other.to()) == end
        };
        edge.cause() == GIVEN && self.after[start].iter().any(says_so)
    }

    fn next_stamp(&mut self) {
        self.now = self.now.wrapping_add(1);
        if self.now == 0 {
            self.places.iter_mut().for_each(|place| place.stamp = 0);
            self.now = 1;
        }
    }
}

/// The calendar bounds and how they move.
impl Points {
    /// Moves the bounds of the two ends of `constraint` by each other.
    fn pull(
        &mut self,
        constraint: Constraint,
        cause: Cause,
        undo: &mut Vec<(Point, Bounds)>,
    ) -> Result<(), Vec<Cause>> {
        let (from, to, least, most) = match constraint {
            Constraint::Less(from, to) => (from, to, 0, i64::MAX),
            Constraint::Same(from, to) => (from, to, 0, 0),
            Constraint::Apart(from, to, least, most) => (from, to, least, most),
        };
        let (a, b) = (self.class(from), self.class(to));
        let (first, second) = (self.bounds[a], self.bounds[b]);
        self.raise(to, plus(first.low.at, least), cause, from, undo)?;
        self.lower(from, minus(second.high.at, least), cause, to, undo)?;
        if most != i64::MAX {
            self.lower(to, plus(first.high.at, most), cause, from, undo)?;
            self.raise(from, minus(second.low.at, most), cause, to, undo)?;
        }
        Ok(())
    }

    /// Moves the bounds of everything that `undo` says was touched on along the edges, until nothing changes.
    fn spread(&mut self, undo: &mut Vec<(Point, Bounds)>) -> Result<(), Vec<Cause>> {
        if undo.is_empty() {
            return Ok(());
        }
        self.next_stamp();
        let epoch = self.now;
        let mut rising: BinaryHeap<(Reverse<Short>, Point)> = BinaryHeap::new();
        let mut falling: BinaryHeap<(Short, Point)> = BinaryHeap::new();
        let mut seen = 0;
        loop {
            for &(class, _) in &undo[seen..] {
                let pushed = &mut self.pushes[class];
                *pushed = if pushed.0 == epoch {
                    (epoch, pushed.1 + 1)
                } else {
                    (epoch, 1)
                };
                if pushed.1 > MAX_PUSHES && !self.distances[class].is_empty() {
                    let causes = self.distances[class].iter().map(|distance| distance.cause);
                    return Err(tidy(causes.collect()));
                }
                let number = self.places[class].number;
                rising.push((Reverse(number), class));
                falling.push((number, class));
            }
            seen = undo.len();
            if let Some((_, class)) = rising.pop() {
                self.spread_forward(class, undo)?;
            } else if let Some((_, class)) = falling.pop() {
                self.spread_backward(class, undo)?;
            } else {
                return Ok(());
            }
        }
    }

    fn spread_forward(
        &mut self,
        class: Point,
        undo: &mut Vec<(Point, Bounds)>,
    ) -> Result<(), Vec<Cause>> {
        let low = self.bounds[class].low.at;
        if low != UNKNOWN_START {
            for index in 0..self.after[class].len() {
                let edge = self.after[class][index];
                self.raise(
                    edge.to(),
                    plus(low, edge.least()),
                    edge.cause(),
                    edge.from(),
                    undo,
                )?;
            }
        }
        for index in 0..self.distances[class].len() {
            let line = self.distances[class][index];
            let to = line.to;
            let bounds = self.bounds[class];
            if line.least > UNKNOWN_SIDE {
                self.raise(
                    to,
                    plus(bounds.low.at, line.least),
                    line.cause,
                    line.from,
                    undo,
                )?;
            }
            if line.most != i64::MAX {
                self.lower(
                    to,
                    plus(bounds.high.at, line.most),
                    line.cause,
                    line.from,
                    undo,
                )?;
            }
        }
        Ok(())
    }

    fn spread_backward(
        &mut self,
        class: Point,
        undo: &mut Vec<(Point, Bounds)>,
    ) -> Result<(), Vec<Cause>> {
        let high = self.bounds[class].high.at;
        if high != UNKNOWN_END {
            for index in 0..self.before[class].len() {
                let edge = self.before[class][index];
                self.lower(
                    edge.from(),
                    minus(high, edge.least()),
                    edge.cause(),
                    edge.to(),
                    undo,
                )?;
            }
        }
        Ok(())
    }

    fn raise(
        &mut self,
        point: Point,
        at: i64,
        cause: Cause,
        from: Point,
        undo: &mut Vec<(Point, Bounds)>,
    ) -> Result<(), Vec<Cause>> {
        let class = self.class(point);
        let bounds = self.bounds[class];
        if at <= bounds.low.at {
            return Ok(());
        }
        undo.push((class, bounds));
        self.bounds[class].low = Bound::new(at, cause, from, point);
        self.check(class, point)
    }

    fn lower(
        &mut self,
        point: Point,
        at: i64,
        cause: Cause,
        from: Point,
        undo: &mut Vec<(Point, Bounds)>,
    ) -> Result<(), Vec<Cause>> {
        let class = self.class(point);
        let bounds = self.bounds[class];
        if at >= bounds.high.at {
            return Ok(());
        }
        undo.push((class, bounds));
        self.bounds[class].high = Bound::new(at, cause, from, point);
        self.check(class, point)
    }

    fn check(&self, class: Point, point: Point) -> Result<(), Vec<Cause>> {
        let bounds = &self.bounds[class];
        if bounds.low.at <= bounds.high.at {
            return Ok(());
        }
        let mut causes = self.reasons(point, |bounds| bounds.low);
        causes.extend(self.reasons(point, |bounds| bounds.high));
        Err(tidy(causes))
    }

    /// The causes behind the upper bound of `point`.
    pub(super) fn why_over(&self, point: Point) -> Vec<Cause> {
        tidy(self.reasons(point, |bounds| bounds.high))
    }

    /// The causes behind the lower bound of `point`.
    pub(super) fn why_begun(&self, point: Point) -> Vec<Cause> {
        tidy(self.reasons(point, |bounds| bounds.low))
    }

    /// The causes that a bound of `point` goes back to, among them what makes points the same that it passes through.
    fn reasons(&self, point: Point, side: impl Fn(&Bounds) -> Bound) -> Vec<Cause> {
        let mut causes = Vec::new();
        let mut here = point;
        // a bound goes back to a calendar date in as many steps as there are points, or it runs in circles
        for _ in 0..self.bounds.len() {
            let bound = side(&self.bounds[self.class(here)]);
            let to = bound.to as Point;
            if to != GIVEN {
                causes.extend(self.sameness(to, here));
            }
            causes.push(bound.cause as Cause);
            here = bound.from as Point;
            if here == GIVEN {
                break;
            }
        }
        causes
    }

    fn roll_back(&mut self, undo: Vec<(Point, Bounds)>) {
        for (class, bounds) in undo.into_iter().rev() {
            self.bounds[class] = bounds;
        }
    }
}

/// The distance that the other side of an unlimited one has.
const UNKNOWN_SIDE: i64 = i64::MIN + 1;

fn plus(at: i64, ticks: i64) -> i64 {
    if at == UNKNOWN_START || at == UNKNOWN_END {
        at
    } else {
        at.saturating_add(ticks)
    }
}

fn minus(at: i64, ticks: i64) -> i64 {
    plus(at, ticks.saturating_neg())
}

fn tidy(mut causes: Vec<Cause>) -> Vec<Cause> {
    causes.retain(|&cause| cause != GIVEN);
    causes.sort_unstable();
    causes.dedup();
    causes
}
