//! Which names of a list have the surname first, with a comma after it.

use crate::references::fields::bodies::is_body;
use crate::references::fields::name::{
    han_name, is_given_initials, is_initials, leading_initials, surname_words, trailing_initials,
};
use crate::references::fields::pieces::Piece;

/// Which names of a list have the surname first, with a comma after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inversion {
    /// Those that initials follow.
    BeforeInitials,
    /// The first: "Tallberg, Jonas, and Lisa Dellmuth".
    First,
    /// Every one: "Tallberg, Jonas, Dellmuth, Lisa".
    All,
    /// None: "Kim, Lee, and Park", "Jonas Tallberg, Lisa Dellmuth".
    None,
}

impl Inversion {
    /// Returns how the names of a list are written whose pieces these are.
    pub(super) fn of(pieces: &[Piece]) -> Inversion {
        let Some((first, rest)) = pieces.split_first() else {
            return Inversion::None;
        };
        if is_first_alone(pieces) {
            return Inversion::First;
        }
        if are_pairs(pieces) || are_shouted_pairs(pieces) {
            return Inversion::All;
        }
        let before_initials = pieces.windows(2).any(|pair| {
            !pair[1].and && is_given_initials(pair[1].text) && !is_given_initials(pair[0].text)
        });
        if before_initials {
            return Inversion::BeforeInitials;
        }
        let second = rest.first().filter(|second| !second.and);
        if !second.is_some_and(|second| can_be_given(first, second)) {
            return Inversion::None;
        }
        let several_words = |piece: &&Piece| piece.text.split_whitespace().count() >= 2;
        // One of many may be known by one name alone.
        let several = rest[1..].iter().filter(several_words).count();
        if several == rest.len() - 1 || several >= 4 && several + 2 >= rest.len() {
            return Inversion::First;
        }
        let pairs = pieces
            .chunks(2)
            .all(|pair| pair.len() == 2 && !pair[1].and && surname_words(pair[0].text) == 1);
        match pairs {
            true => Inversion::All,
            false => Inversion::None,
        }
    }

    /// Whether two pieces that follow each other are one name; `index` is that of the first.
    pub(super) fn joins(self, index: usize, family: &str, given: &str) -> bool {
        match self {
            Inversion::BeforeInitials => {
                let initials = is_given_initials(given);
                let mixed = index == 0
                    && given.split_whitespace().any(is_initials)
                    && leading_initials(given).is_none();
                (initials || mixed) && !is_given_initials(family)
            }
            Inversion::First => index == 0,
            Inversion::All => true,
            Inversion::None => false,
        }
    }
}

/// Whether initials follow the first surname and go before all others: "HE, GM, XP ZHU and LB CHEN".
fn is_first_alone(pieces: &[Piece]) -> bool {
    let [first, second, rest @ ..] = pieces else {
        return false;
    };
    let leads = |piece: &Piece| {
        let mut words = piece.text.split_whitespace();
        words.next().is_some_and(is_initials) && words.next().is_some()
    };
    let alone = surname_words(first.text) == 1 && !second.and && is_initials(second.text);
    alone && !rest.is_empty() && rest.iter().all(leads)
}

/// Whether surnames and initials take turns, whatever the surnames look like: "YOU, JS and KIM, CR".
fn are_pairs(pieces: &[Piece]) -> bool {
    let is_pair = |pair: &[Piece]| match pair {
        [family, given] => {
            let alone = surname_words(&family.text.to_lowercase()) == 1;
            let alone = alone && !family.text.contains('.');
            alone && !given.and && is_initials(given.text)
        }
        _ => false,
    };
    pieces.len() > 2 && pieces.chunks(2).all(is_pair)
}

/// Whether surnames in capitals and given names take turns: "HAUX, Reinhold, WINTER, Alfred".
fn are_shouted_pairs(pieces: &[Piece]) -> bool {
    let small = |text: &str| text.contains(char::is_lowercase);
    let is_pair = |pair: &[Piece]| match pair {
        [family, given] => {
            let shouted = !small(family.text) && family.text.chars().count() > 1;
            shouted && !family.text.contains('.') && !given.and && small(given.text)
        }
        _ => false,
    };
    pieces.len() > 2 && pieces.chunks(2).all(is_pair)
}

/// Whether the second piece of a list can be the given name to the first. Two words before and
/// two words after the comma, small ones left out, are rather two people than a double surname and two given names.
fn can_be_given(first: &Piece, second: &Piece) -> bool {
    let words = second.text.split_whitespace().filter(|word| !word.starts_with(char::is_lowercase));
    let words = words.count();
    let plain = trailing_initials(first.text).is_none() && han_name(first.text).is_none();
    let capitals = |text: &str| !text.chars().any(char::is_lowercase);
    // "SILVA, José da Fonseca e": capitals tell the family name (ABNT NBR 6023).
    let told = capitals(first.text) && !capitals(second.text);
    plain
        && !is_body(second.text)
        && match surname_words(first.text) {
            // Who stands without a given name beside one who has many is that one's family.
            0 | 1 => words <= 5 || is_given_initials(second.text),
            2 => words == 1 || told && words <= 5 || trailing_initials(second.text).is_some(),
            _ => false,
        }
}
