//! A day of the calendar.

use std::sync::atomic::{AtomicI32, Ordering};

/// The day that a program told, as days after 1970-01-01, for where there is no clock; 0 for none.
static TOLD: AtomicI32 = AtomicI32::new(0);

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: i32,
    /// The day of the month, from 1.
    pub day: i32,
}

impl Day {
    /// Returns the day by the clock of the machine, in UTC; where there is no clock, the day that
    /// was told, if one was.
    pub fn today() -> Option<Day> {
        if cfg!(all(target_family = "wasm", target_os = "unknown")) {
            let told = TOLD.load(Ordering::Relaxed);
            return (told != 0).then(|| Day::after_epoch(told));
        }
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(Day::after_epoch(i32::try_from(since.as_secs() / 86_400).ok()?))
    }

    /// Tells the day, for where there is no clock.
    pub(crate) fn tell(days_after_epoch: i32) {
        TOLD.store(days_after_epoch, Ordering::Relaxed);
    }

    /// Returns the day that is so many days after 1970-01-01 (Hinnant, "chrono-Compatible Low-Level
    /// Date Algorithms", `civil_from_days`).
    pub fn after_epoch(days: i32) -> Day {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        Day {
            year: year_of_era + era * 400 + i32::from(month <= 2),
            month,
            day: of_year - (153 * shifted + 2) / 5 + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_after_the_epoch() {
        let day = |year, month, day| Day { year, month, day };
        assert_eq!(Day::after_epoch(0), day(1970, 1, 1));
        assert_eq!(Day::after_epoch(11_016), day(2000, 2, 29));
        assert_eq!(Day::after_epoch(20_786), day(2026, 11, 29));
        assert_eq!(Day::after_epoch(-1), day(1969, 12, 31));
    }
}
