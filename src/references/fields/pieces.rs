//! The pieces of a list of names, between its separators.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::lists::{list, lists};
use crate::references::fields::bodies::is_body;
use crate::references::fields::name::{is_given_initials, surname_words};

/// A part of a list of names between two separators.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    /// Whether "and" or its like stands before it.
    pub and: bool,
}

/// Cuts at commas and at "and".
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // The middle dot parts Japanese names, but joins the words of a name in katakana.
    let katakana = text.contains(|c| matches!(c, '\u{30A1}'..='\u{30FA}'));
    let parts = |c: char| matches!(c, ',' | '，' | '،' | '、' | '·') || (c == '・' && !katakana);
    for part in text.split(parts) {
        let mut and = false;
        let mut start = 0;
        let mut at = 0;
        for word in part.split_inclusive(char::is_whitespace) {
            let bare = word.trim();
            if is_and(bare) {
                push(&mut pieces, &part[start..at], and);
                and = true;
                start = at + word.len();
            } else if bare.len() > 1 && bare.starts_with('&') {
                // "Crane,A.,&Ruebottom,T.": no space after the sign.
                push(&mut pieces, &part[start..at], and);
                and = true;
                start = at + word.find('&').map_or(0, |sign| sign + 1);
            }
            at += word.len();
        }
        push(&mut pieces, &part[start..], and);
    }
    with_lost_commas(joined_bodies(text, pieces))
}

/// Joins the parts of a body that "and" parts: "Hurd, I., and Maternal and Child Study Group". A list
/// has one "and" alone.
fn joined_bodies<'a>(text: &'a str, mut pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    if let [.., first, last] = pieces[..]
        && first.and
        && last.and
        && is_body(last.text)
        && !first.text.contains([',', '.', ' '])
        && !is_body(first.text)
    {
        let start = first.text.as_ptr() as usize - text.as_ptr() as usize;
        let end = last.text.as_ptr() as usize - text.as_ptr() as usize + last.text.len();
        pieces.truncate(pieces.len() - 2);
        pieces.push(Piece { text: &text[start..end], and: true });
    }
    pieces
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, and: bool) {
    let text = text.trim().trim_matches(['(', ')', '[', ']', '*', '"', '“', '”']);
    let text = text.trim();
    if text.chars().any(char::is_alphabetic) {
        pieces.push(Piece { text, and });
    }
}

/// What joins creators in a list; what also stands for editors does not.
static JOINTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let roles = list("editor-role");
    let joints = lists(&["and", "and-in-list"]);
    joints.filter(|joint| !roles.iter().any(|role| role == joint)).collect()
});

/// Whether a word joins creators in a list.
pub(super) fn is_and(word: &str) -> bool {
    JOINTS.contains(word)
}

/// Parts the initials of one author from the surname of the next where the comma between them was
/// lost: "Cinelli, C. Hazlett, C."
fn with_lost_commas(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut parted = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| pieces.get(before));
        let family = before.is_some_and(|before| {
            surname_words(before.text) == 1 && !is_given_initials(before.text)
        });
        let next = pieces.get(at + 1).is_some_and(|next| !next.and && is_given_initials(next.text));
        let cut = piece.text.find(". ").map(|stop| stop + 1).filter(|&stop| {
            let (initials, surname) = (&piece.text[..stop], piece.text[stop..].trim());
            is_given_initials(initials)
                && surname_words(surname) == 1
                && !is_given_initials(surname)
        });
        match cut.filter(|_| family && next && !piece.and) {
            Some(stop) => {
                parted.push(Piece { text: &piece.text[..stop], and: piece.and });
                parted.push(Piece { text: piece.text[stop..].trim(), and: false });
            }
            None => parted.push(*piece),
        }
    }
    parted
}
