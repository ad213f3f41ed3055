//! Years, decades, centuries: "1998", "the year 2000", "the 1990s", "the '80s", "the 20th century".

use chrono::Datelike;

use super::calendar_date::era;
use super::number;
use super::numeric_date;
use super::reading::{Found, Meaning, Reading};
use super::words::{Number, Shape, Word};
use crate::types::{FineTag, Grain, Period};

/// "1998", "the year 2000", "nineteen ninety-four", "44 BC".
pub(super) fn year(reading: &Reading, at: usize) -> Option<Found> {
    // "AD 70", "FY 2019"
    if reading.is_any(at, &["ad", "a.d.", "fy"])
        && let Word::Number(number) = reading.word(at + 1)
        && matches!(number.shape, Shape::Digits(1..=4))
    {
        let era = reading.is_any(at, &["ad", "a.d."]);
        let value = number.whole().and_then(|n| i32::try_from(n).ok())?;
        let sound = if era {
            value > 0
        } else {
            (1000..2200).contains(&value)
        };
        return (sound && reading.capital(at)).then(|| {
            let first = if era { at } else { at + 1 };
            Found::date(first, at + 2, Meaning::period(Period::year(value)), "year")
        });
    }
    if let Some(found) = without_century(reading, at) {
        return Some(found);
    }
    let core = match (reading.form(at), reading.form(at + 1)) {
        ("the", "calendar") if reading.is(at + 2, "year") => at + 3,
        ("calendar" | "the", "year") => at + 2,
        ("year" | "fiscal", _) => at + 1,
        ("the", "fiscal") => at + 2,
        _ => at,
    };
    let fiscal = core > at && reading.is(core - 1, "fiscal");
    let core = if fiscal && reading.is(core, "year") {
        core + 1
    } else {
        core
    };
    let named = core > at;
    if let Word::Number(number) = reading.word(core) {
        if let Some((before, end)) = era(reading, core + 1)
            && let Some(value) = number.whole().and_then(|n| i32::try_from(n).ok())
        {
            let year = if before { 1 - value } else { value };
            return Some(Found::date(
                at,
                end,
                Meaning::period(Period::year(year)),
                "year",
            ));
        }
        let digits = match number.shape {
            Shape::Digits(digits) => digits,
            Shape::Marked => return None,
            Shape::Letters => 0,
        };
        if digits > 0 {
            let value = number.whole().and_then(|n| i32::try_from(n).ok())?;
            let sound = if named {
                (3..=5).contains(&digits)
            } else {
                digits == 4 && is_year(reading, core, value)
            };
            return sound
                .then(|| Found::date(at, core + 1, Meaning::period(Period::year(value)), "year"));
        }
    }
    let (value, end) = number::spelled_year(reading, core)?;
    let plausible =
        named || !matches!(reading.word(end), Word::Unit(..)) && !reading.is(core, "two");
    plausible.then(|| Found::date(at, end, Meaning::period(Period::year(value)), "year"))
}

/// "in '94", "FY19": two digits that an apostrophe or the fiscal year makes a year.
fn without_century(reading: &Reading, at: usize) -> Option<Found> {
    let form = reading.form(at);
    if let Some(digits) = form.strip_prefix("fy") {
        let number: u32 = digits.parse().ok()?;
        let year = match digits.len() {
            2 => numeric_date::two_digits(reading, number)?,
            4 => i32::try_from(number)
                .ok()
                .filter(|year| (1900..2200).contains(year))?,
            _ => return None,
        };
        return Some(Found::date(
            at,
            at + 1,
            Meaning::period(Period::year(year)),
            "year",
        ));
    }
    let (year, end) = after_apostrophe(reading, at)?;
    let cued = matches!(
        reading.before(at, 1),
        "in" | "of"
            | "since"
            | "from"
            | "until"
            | "by"
            | "after"
            | "before"
            | "early"
            | "late"
            | "mid"
            | "summer"
            | "winter"
            | "spring"
            | "fall"
            | "autumn"
            | "to"
            | "and"
    );
    cued.then(|| Found::date(at, end, Meaning::period(Period::year(year)), "year"))
}

/// "'94", "’08": the year, and the token after.
pub(super) fn after_apostrophe(reading: &Reading, at: usize) -> Option<(i32, usize)> {
    if !reading.is_any(at, &["'", "’", "‘"]) || reading.glued(at) || !reading.glued(at + 1) {
        return None;
    }
    let Word::Number(Number {
        thousandths,
        shape: Shape::Digits(2),
    }) = reading.word(at + 1)
    else {
        return None;
    };
    // "'94' and '95'": a quotation
    if reading.is_any(at + 2, &["'", "’"]) && reading.glued(at + 2) {
        return None;
    }
    let year = numeric_date::two_digits(reading, u32::try_from(thousandths / 1000).ok()?)?;
    Some((year, at + 2))
}

/// After these, four digits are a number or a name.
const NUMBER_BEFORE: &[&str] = &[
    "$",
    "£",
    "€",
    "#",
    "¥",
    "no.",
    "nos.",
    "number",
    "flight",
    "page",
    "room",
    "resolution",
    "about",
    "nearly",
    "almost",
    "than",
    "some",
    "least",
    "approximately",
    "highway",
    "route",
    "box",
    "suite",
    "rs",
    "c$",
    "us$",
    "=",
];

/// Before these, four digits count something.
const COUNTED_AFTER: &[&str] = &[
    "%",
    "percent",
    "people",
    "troops",
    "soldiers",
    "dollars",
    "men",
    "women",
    "points",
    "miles",
    "kilometers",
    "kilometres",
    "km",
    "feet",
    "meters",
    "metres",
    "tons",
    "tonnes",
    "workers",
    "votes",
    "euros",
    "gmt",
    "hours",
    "utc",
    "est",
    "edt",
    "local",
    "pounds",
    "persons",
    "members",
    "refugees",
    "million",
    "billion",
    "acres",
    "pages",
    "cases",
    "barrels",
    "jobs",
    "square",
    "civilians",
    "police",
    "deaths",
    "homes",
    "families",
];

/// After these, four digits of our times are a year.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "before",
    "after",
    "during",
    "through",
    "early",
    "late",
    "mid",
    "between",
    "year",
    "of",
    "to",
    "and",
    "(",
    "-",
    "–",
    ",",
    "around",
    "circa",
    "into",
    "throughout",
    "post",
    "pre",
    "for",
    "or",
    "the",
    "its",
    "a",
    "/",
    "their",
    "his",
    "that",
    "beyond",
    "'s",
];

/// After these, even round or far-off digits are a year.
const BEFORE_ROUND_YEAR: &[&str] = &[
    "in", "since", "by", "until", "till", "from", "before", "after", "during", "circa", "around",
    "early", "late", "mid", "(", "year", "-", "–", "between",
];

/// Whether four bare digits are a year: what stands around them decides.
fn is_year(reading: &Reading, at: usize, value: i32) -> bool {
    let before = reading.before(at, 1);
    let next = reading.form(at + 1);
    if !(1000..2200).contains(&value)
        || NUMBER_BEFORE.contains(&before) && !is_compared(reading, at)
        || before == "+"
        || COUNTED_AFTER.contains(&next)
        || matches!(reading.word(at + 1), Word::Unit(..) | Word::Number(_))
            && !reading.is(at + 1, "quarter")
    {
        return false;
    }
    if next == "-" && matches!(reading.word(at + 2), Word::Unit(..))
        || reading.is(at + 1, "-")
            && reading.form(at + 2).len() > 4
            && !reading
                .form(at + 2)
                .starts_with(|c: char| c.is_ascii_digit())
            && reading.glued(at + 1)
            && !matches!(value, 1900..2050)
    {
        return false;
    }
    if is_part_of_number(reading, at) {
        return false;
    }
    let cued = BEFORE_YEAR.contains(&before) || before == "than";
    let plural = || {
        let can_be = next.ends_with('s') || matches!(next, "children" | "cattle" | "sheep");
        can_be && reading.fine(at + 1) == FineTag::Nns
    };
    match value {
        1900..2050
            if value % 100 != 0
                || value == 2000 && matches!(before, "in" | "since" | "by" | "until" | "of") =>
        {
            cued || before.is_empty() || !plural()
        }
        // "from 1756 to 1763", "the 1756-63 war"
        _ if matches!(before, "to" | "and" | "or" | ",") => {
            is_old_year(reading, at, 2) && !plural()
        }
        _ if reading.is_any(at + 1, &["-", "–"]) && before == "the" => true,
        _ if before == "of" => !plural() && !is_measure(reading.before(at, 2)),
        _ => BEFORE_ROUND_YEAR.contains(&before) && !plural(),
    }
}

/// "later than 2018", "a year greater than 2012": what is compared is a year.
fn is_compared(reading: &Reading, at: usize) -> bool {
    let year = |back| reading.before(at, back) == "year";
    reading.before(at, 1) == "than"
        && match reading.before(at, 2) {
            "later" | "earlier" | "sooner" => true,
            "greater" | "less" | "higher" | "lower" => year(3) || year(4),
            _ => false,
        }
}

/// "138-2010-2015", "32 - 2015": a telephone, serial or other number that hyphens join to one that is no year.
fn is_part_of_number(reading: &Reading, at: usize) -> bool {
    let digits = |at: usize| match reading.word(at) {
        Word::Number(Number {
            shape: Shape::Digits(digits),
            ..
        }) => Some(digits),
        _ => None,
    };
    let hyphen = |at: usize| reading.is_any(at, &["-", "–"]);
    let before = at
        .checked_sub(2)
        .filter(|_| hyphen(at - 1))
        .and_then(|at| digits(at).map(|digits| (at, digits)));
    if let Some((other, digits_before)) = before
        && (digits_before != 4
            || other
                .checked_sub(2)
                .is_some_and(|at| hyphen(other - 1) && digits(at).is_some()))
    {
        return true;
    }
    if !hyphen(at + 1) {
        return false;
    }
    match digits(at + 2) {
        Some(4) => hyphen(at + 3) && digits(at + 4).is_some(),
        // "1957-58"
        Some(2) => !reading.glued(at + 2) || hyphen(at + 3) && digits(at + 4).is_some(),
        Some(_) => true,
        None => false,
    }
}

/// Whether the token so far before `at` is four digits that can be a year.
fn is_old_year(reading: &Reading, at: usize, back: usize) -> bool {
    at.checked_sub(back).is_some_and(|at| {
        matches!(reading.word(at), Word::Number(number)
            if number.year().is_some_and(|year| (1000..2200).contains(&year)))
    })
}

/// "a total of 1850", "a height of 1600": a noun whose "of" gives its size.
fn is_measure(form: &str) -> bool {
    matches!(
        form,
        "total"
            | "height"
            | "length"
            | "distance"
            | "depth"
            | "altitude"
            | "elevation"
            | "crew"
            | "force"
            | "army"
            | "fleet"
            | "garrison"
            | "population"
            | "cost"
            | "price"
            | "sum"
            | "loss"
            | "average"
            | "maximum"
            | "minimum"
            | "crowd"
            | "strength"
            | "number"
            | "area"
            | "weight"
            | "speed"
            | "record"
            | "majority"
            | "out"
            | "group"
            | "some"
            | "score"
            | "rate"
            | "size"
    )
}

/// The second year of "1957-58".
pub(super) fn short_second_year(reading: &Reading, first: &Found) -> Option<Found> {
    let period = first.meaning.as_period()?;
    if !matches!(period.grain, Grain::Year | Grain::Season(_))
        || !is_old_year(reading, first.end, 1)
        || !reading.is_any(first.end, &["-", "–", "/"])
        || !reading.glued(first.end)
        || !reading.glued(first.end + 1)
    {
        return None;
    }
    let Word::Number(number) = reading.word(first.end + 1) else {
        return None;
    };
    let Shape::Digits(2) = number.shape else {
        return None;
    };
    let year = period.start.year();
    let second = year - year.rem_euclid(100) + i32::try_from(number.short()?).ok()?;
    (second > year).then(|| {
        Found::date(
            first.end + 1,
            first.end + 2,
            Meaning::period(Period::year(second)),
            "second-year",
        )
    })
}

/// "the 1990s", "the '90s", "the nineties", "this decade".
pub(super) fn decade(reading: &Reading, at: usize) -> Option<Found> {
    let mut core = reading.skip(at, &["the"]);
    let apostrophe = reading.is_any(core, &["'", "’", "‘"]);
    core += usize::from(apostrophe);
    let (first_year, end) = match reading.word(core) {
        Word::Decade(year) => (year, core + 1),
        Word::Number(number) if reading.is_any(core + 1, &["s", "'s", "’s"]) => {
            let year = number.year().filter(|year| year % 10 == 0)?;
            if !reading.is(core + 1, "s")
                && reading
                    .form(core + 2)
                    .starts_with(|c: char| c.is_alphabetic())
            {
                return None; // "1990's budget"
            }
            (year, core + 2)
        }
        _ => return None,
    };
    let digits = reading.form(core).starts_with(|c: char| c.is_ascii_digit());
    let apart = digits && reading.form(core).len() == 4 && reading.is(core + 1, "s");
    let short = digits && reading.form(core).len() <= 4 && !apart;
    // "in her forties", "temperatures in the 80s": only an apostrophe or a plain century makes it a time
    if !digits && core == at
        || short
            && !apostrophe
            && !matches!(
                (reading.before(at, 1), reading.before(at, 2)),
                ("early" | "late" | "mid", _) | ("-", "early" | "late" | "mid")
            )
    {
        return None;
    }
    if !digits
        && matches!(first_year, 1920..=1950)
        && !matches!(reading.before(at, 1), "in" | "of" | "since" | "during")
    {
        return None;
    }
    Some(Found::date(
        at,
        end,
        Meaning::period(decade_of(first_year)),
        "decade",
    ))
}

/// Ten years from `first` on, or a hundred where it opens a century ("the 1900s" stay a decade in TimeML).
pub(super) fn decade_of(first: i32) -> Option<Period> {
    Period::months(first, 1, 120, Grain::Decade)
}

/// "the 20th century", "the twenty-first century", "20th-century".
pub(super) fn century(reading: &Reading, at: usize) -> Option<Found> {
    let mut core = reading.skip(at, &["the"]);
    let mut ordinal = 0;
    if let Word::Number(number) = reading.word(core)
        && number.shape == Shape::Letters
        && number.whole() == Some(20)
    {
        ordinal = 20;
        core = reading.skip(core + 1, &["-"]);
    }
    let Word::Ordinal(last) = reading.word(core) else {
        return None;
    };
    ordinal += last;
    let mut end = core + 1;
    if reading.is(end, "-") && reading.is(end + 1, "century") {
        end += 1;
    }
    // "the 18th and 19th centuries": the head is the last one's
    if ordinal == last
        && reading.is_any(end, &["and", "or", "to", "through", "-", "–"])
        && let Word::Ordinal(other) = reading.word(reading.skip(end + 1, &["the"]))
        && let head = reading.skip(reading.skip(end + 1, &["the"]) + 1, &["-"])
        && reading.is_any(head, &["century", "centuries"])
        && last < other
    {
        let before = matches!(era(reading, head + 1), Some((true, _)));
        let ordinal = i32::try_from(ordinal).ok()?;
        let first_year = if before {
            -ordinal * 100 + 1
        } else {
            (ordinal - 1) * 100
        };
        let meaning = Meaning::period(century_of(first_year));
        return Some(Found::date(at, end, meaning, "century"));
    }
    if !reading.is_any(end, &["century", "centuries"]) || !(1..=30).contains(&ordinal) {
        return None;
    }
    let ordinal = i32::try_from(ordinal).ok()?;
    let (first_year, end) = match era(reading, end + 1) {
        Some((true, end)) => (-ordinal * 100 + 1, end),
        Some((false, end)) => ((ordinal - 1) * 100, end),
        None => ((ordinal - 1) * 100, end + 1),
    };
    Some(Found::date(
        at,
        end,
        Meaning::period(century_of(first_year)),
        "century",
    ))
}

/// The hundred years that begin with `first`.
pub(super) fn century_of(first: i32) -> Option<Period> {
    Period::months(first, 1, 1200, Grain::Century)
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn years_and_more() {
        check("2024-03-13", "In 1998 they left.", "1998=1998");
        check("2024-03-13", "The 1990s were calm.", "The 1990s=199");
        check(
            "2024-03-13",
            "The 20th century ended.",
            "The 20th century=19",
        );
        check(
            "2024-03-13",
            "The war of 1957-58 ended.",
            "1957=1957; 58=1958",
        );
        check(
            "2024-03-13",
            "The 18th and 19th centuries were long.",
            "The 18th=17; 19th centuries=18",
        );
        check("2024-03-13", "It burned in AD 70.", "AD 70=0070");
        check("2024-03-13", "An ad 70 feet high burned.", "");
        check("2024-03-13", "Call 138-2010-2015 or 82-2010.", "");
        check("2024-03-13", "Nearly 2000 troops left.", "");
        check("2024-03-13", "The treaty of 1648 held.", "1648=1648");
        check("2024-03-13", "In 1066 William landed.", "1066=1066");
        check(
            "2024-03-13",
            "A total of 1648 fell from a height of 1200.",
            "",
        );
        check("2024-03-13", "Damage was found in 1200 homes.", "");
        check("2024-03-13", "It cost $1998 then.", "");
        check("2024-03-13", "In 44 BC he died.", "44 BC=-0043");
        check("2024-03-13", "It rose in FY19.", "FY19=2019");
        check(
            "2024-03-13",
            "The summer of '94 was hot.",
            "The summer of '94=1994-SU",
        );
        check(
            "2024-03-13",
            "It lasted from 2014~2018.",
            "2014=2014; 2018=2018",
        );
        check("2024-03-13", "It was signed later than 2018.", "2018=2018");
        check("2024-03-13", "More than 2018 came, and '94' was read.", "");
    }
}
