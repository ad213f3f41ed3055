//! Time zones after a clock time: "GMT", "UTC+3", "local time", "Moscow time".

use super::reading::Reading;

/// The token after a zone: "GMT", "UTC+3", "local time", "Eastern Standard Time", "Moscow time".
pub(super) fn after_zone(reading: &Reading, end: usize) -> usize {
    if is_zone(reading, end) {
        return end + 1;
    }
    if reading.is(end, "local") || reading.capital(end) {
        let next = reading.skip(end + 1, &["standard", "daylight", "summer"]);
        if reading.is(next, "time") {
            return next + 1;
        }
    }
    end
}

pub(super) fn is_zone(reading: &Reading, at: usize) -> bool {
    let form = reading.form(at);
    let name = form.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ':'));
    let offset = name.len() < form.len();
    matches!(name, "gmt" | "utc")
        || !offset
            && matches!(
                name,
                "est"
                    | "edt"
                    | "et"
                    | "cst"
                    | "cdt"
                    | "mst"
                    | "mdt"
                    | "pst"
                    | "pdt"
                    | "pt"
                    | "bst"
                    | "cet"
                    | "cest"
                    | "eet"
                    | "eest"
                    | "msk"
                    | "ist"
                    | "jst"
                    | "kst"
                    | "hkt"
                    | "aest"
                    | "aedt"
                    | "nzst"
                    | "nzdt"
                    | "pkt"
                    | "wat"
                    | "hst"
                    | "akst"
                    | "z"
            )
}
