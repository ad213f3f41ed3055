//! Allen's thirteen relations of intervals, composed: what two of them leave possible for a third is what the network takes.

use crate::graph::points::{Constraint, Points};

/// How two points lie.
#[derive(Clone, Copy, PartialEq)]
enum Lies {
    Before,
    Same,
    After,
}
use Lies::{After, Before, Same};

/// A relation, by how the start and the end of the first interval lie to the start and the end of the second: start to start,
/// start to end, end to start, end to end.
type Relation = (&'static str, [Lies; 4]);

const RELATIONS: [Relation; 13] = [
    ("before", [Before, Before, Before, Before]),
    ("meets", [Before, Before, Same, Before]),
    ("overlaps", [Before, Before, After, Before]),
    ("starts", [Same, Before, After, Before]),
    ("during", [After, Before, After, Before]),
    ("finishes", [After, Before, After, Same]),
    ("equals", [Same, Before, After, Same]),
    ("finished by", [Before, Before, After, Same]),
    ("contains", [Before, Before, After, After]),
    ("started by", [Same, Before, After, After]),
    ("overlapped by", [After, Before, After, After]),
    ("met by", [After, Same, After, After]),
    ("after", [After, After, After, After]),
];

/// What a relation of the intervals `a` and `b` says of their points.
fn constraints(lies: [Lies; 4], a: usize, b: usize) -> Vec<Constraint> {
    let pairs = [
        (2 * a, 2 * b),
        (2 * a, 2 * b + 1),
        (2 * a + 1, 2 * b),
        (2 * a + 1, 2 * b + 1),
    ];
    let one = |((first, second), lies)| match lies {
        Before => Constraint::Less(first, second),
        Same => Constraint::Same(first, second),
        After => Constraint::Less(second, first),
    };
    pairs.into_iter().zip(lies).map(one).collect()
}

/// The relation of two intervals of whole numbers.
fn relation_of(a: (u8, u8), b: (u8, u8)) -> usize {
    let lies = |first: u8, second: u8| match first.cmp(&second) {
        std::cmp::Ordering::Less => Before,
        std::cmp::Ordering::Equal => Same,
        std::cmp::Ordering::Greater => After,
    };
    let here = [
        lies(a.0, b.0),
        lies(a.0, b.1),
        lies(a.1, b.0),
        lies(a.1, b.1),
    ];
    RELATIONS
        .iter()
        .position(|(_, lies)| *lies == here)
        .expect("any two intervals lie in one of thirteen ways")
}

#[test]
fn the_composition_table_exhaustively() {
    // three intervals have six ends, so six numbers show every way they can lie
    let intervals: Vec<(u8, u8)> = (0..6)
        .flat_map(|start| (start + 1..6).map(move |end| (start, end)))
        .collect();
    let mut possible = vec![[[false; 13]; 13]; 13];
    for &a in &intervals {
        for &b in &intervals {
            for &c in &intervals {
                possible[relation_of(a, b)][relation_of(b, c)][relation_of(a, c)] = true;
            }
        }
    }
    let mut open = 0;
    for (first, composed) in RELATIONS.iter().zip(&possible) {
        for (second, thirds) in RELATIONS.iter().zip(composed) {
            for (third, &possible) in RELATIONS.iter().zip(thirds) {
                let mut points = Points::new(&[0, 1, 2, 3, 4, 5]);
                let two = points
                    .insert(&constraints(first.1, 0, 1), 0)
                    .and_then(|()| points.insert(&constraints(second.1, 1, 2), 1));
                assert_eq!(two, Ok(()), "{} and {}", first.0, second.0);
                let taken = points.insert(&constraints(third.1, 0, 2), 2);
                assert_eq!(
                    taken.is_ok(),
                    possible,
                    "a {} b, b {} c, a {} c",
                    first.0,
                    second.0,
                    third.0
                );
                open += usize::from(possible);
                // what does not fit names only what stands, and leaves it as it was
                if let Err(causes) = taken {
                    assert!(causes.iter().all(|&cause| cause < 2), "{causes:?}");
                    let again = points.insert(&constraints(third.1, 0, 2), 2);
                    assert!(again.is_err(), "a refusal is for good");
                }
            }
        }
    }
    assert_eq!(open, 409, "Allen's table has 409 entries");
}
