//! The point network against brute force.

mod allen;
mod claims;

use super::points::{Constraint, Points};

/// A small generator of numbers, so that every run tries the same sets.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit
    }
}

/// Reachability over `<` and `=`: `less[a][b]` where a path from a to b holds a `<`.
struct Closure {
    same: Vec<Vec<bool>>,
    less: Vec<Vec<bool>>,
}

impl Closure {
    fn of(count: usize, constraints: &[Constraint]) -> Self {
        let mut same = vec![vec![false; count]; count];
        let mut less = vec![vec![false; count]; count];
        for point in 0..count {
            same[point][point] = true;
            if point % 2 == 0 {
                less[point][point + 1] = true;
            }
        }
        for &constraint in constraints {
            match constraint {
                Constraint::Less(a, b) => less[a][b] = true,
                Constraint::Same(a, b) => {
                    same[a][b] = true;
                    same[b][a] = true;
                }
                Constraint::Apart(..) => {}
            }
        }
        for k in 0..count {
            for a in 0..count {
                for b in 0..count {
                    less[a][b] |=
                        less[a][k] && (less[k][b] || same[k][b]) || same[a][k] && less[k][b];
                    same[a][b] |= same[a][k] && same[k][b];
                }
            }
        }
        Self { same, less }
    }

    fn contradicts(&self) -> bool {
        (0..self.less.len()).any(|point| self.less[point][point])
    }
}

/// The constraints of a relation between nodes, as network.rs makes them.
fn relation(kind: usize, a: usize, b: usize) -> Vec<Constraint> {
    match kind {
        0 => vec![Constraint::Less(2 * a + 1, 2 * b)],
        1 => vec![Constraint::Less(2 * a, 2 * b)],
        2 => vec![
            Constraint::Less(2 * a, 2 * b),
            Constraint::Less(2 * b + 1, 2 * a + 1),
        ],
        _ => vec![
            Constraint::Same(2 * a, 2 * b),
            Constraint::Same(2 * a + 1, 2 * b + 1),
        ],
    }
}

#[test]
fn random_assertions_are_taken_or_refused_as_brute_force_says() {
    let mut dice = Dice(7);
    for _ in 0..400 {
        let nodes = 2 + dice.below(6);
        let keys: Vec<usize> = (0..2 * nodes).collect();
        let mut points = Points::new(&keys);
        let mut standing: Vec<Constraint> = Vec::new();
        for cause in 0..30 {
            let (a, b) = (dice.below(nodes), dice.below(nodes));
            let kind = dice.below(4);
            if a == b {
                continue;
            }
            let new = relation(kind, a, b);
            let mut tried = standing.clone();
            tried.extend(&new);
            let fits = !Closure::of(2 * nodes, &tried).contradicts();
            assert_eq!(points.insert(&new, cause).is_ok(), fits, "{tried:?}");
            if fits {
                standing = tried;
            }
            let closure = Closure::of(2 * nodes, &standing);
            for from in 0..2 * nodes {
                for to in 0..2 * nodes {
                    assert_eq!(
                        points.class(from) == points.class(to),
                        closure.same[from][to]
                    );
                    if closure.less[from][to] {
                        assert!(points.number(from) < points.number(to));
                    }
                    assert_eq!(
                        points.path(from, to, usize::MAX).is_some(),
                        closure.less[from][to]
                    );
                }
            }
        }
    }
}

#[test]
fn bounds_move_along_the_order_and_back_out_of_a_refusal() {
    let keys: Vec<usize> = (0..6).collect();
    let mut points = Points::new(&keys);
    points
        .bound(0, 100, 200, usize::MAX)
        .expect("nothing stands against it");
    points
        .insert(&[Constraint::Less(1, 2)], 0)
        .expect("an order");
    assert_eq!(points.bounds(2), (101, i64::MAX)); // what starts at 100 takes a tick
    points
        .insert(
            &[Constraint::Less(0, 4), Constraint::Apart(0, 4, 30, 40)],
            1,
        )
        .expect("a distance");
    assert_eq!(points.bounds(4), (130, 240));
    assert_eq!(points.bound(5, i64::MIN, 90, 2), Err(vec![1, 2]));
    assert_eq!(points.bounds(4), (130, 240));
    assert_eq!(points.insert(&[Constraint::Less(3, 0)], 3), Err(vec![0]));
}

#[test]
fn distances_without_a_date_do_not_run_on() {
    let keys: Vec<usize> = (0..6).collect();
    let mut points = Points::new(&keys);
    let apart = |a, b, by| [Constraint::Less(a, b), Constraint::Apart(a, b, by, by)];
    points.bound(0, 0, i64::MAX, usize::MAX).expect("free");
    points.insert(&apart(0, 2, 10), 0).expect("free");
    points.insert(&apart(2, 4, 10), 1).expect("free");
    assert!(points.insert(&apart(0, 4, 50), 2).is_err());
    assert_eq!(points.bounds(4).0, 20);
}
