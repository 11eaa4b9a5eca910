use time::OffsetDateTime;

/// A day in words, "12 November 2026", in UTC. `at` is in milliseconds since 1970.
pub fn day(at: i64) -> String {
    moment(at).map_or_else(String::new, |at| format!("{} {} {}", at.day(), at.month(), at.year()))
}

/// The same moment as HTML's `datetime` has it: `2026-11-12T10:03:05Z`.
pub fn timestamp(at: i64) -> String {
    moment(at).map_or_else(String::new, |at| {
        let (year, month, day) = (at.year(), u8::from(at.month()), at.day());
        let (hour, minute, second) = at.to_hms();
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    })
}

/// None beyond the years that the calendar knows.
fn moment(at: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(at.div_euclid(1000)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_timestamps() {
        assert_eq!(day(1_794_477_785_999), "12 November 2026");
        assert_eq!(timestamp(1_794_477_785_999), "2026-11-12T10:03:05Z");
        assert_eq!(timestamp(-1), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn times_beyond_the_calendar_say_nothing() {
        assert_eq!(day(i64::MAX), "");
        assert_eq!(timestamp(i64::MIN), "");
    }
}
