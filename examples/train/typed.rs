//! Types lists of references in the many ways in which people type them.

use crate::dice::Dice;

/// A list as it was typed.
pub struct Typed {
    /// A name for the file, by which its format is known.
    pub name: &'static str,
    /// The file.
    pub text: String,
    /// The byte at which each entry begins, without its number.
    pub starts: Vec<usize>,
    /// How it is dressed, in words.
    pub dress: String,
}

/// How a list is dressed.
#[derive(Debug)]
struct Dress {
    markdown: bool,
    mark: Mark,
    /// How wide its lines are; not wrapped without one.
    width: Option<usize>,
    /// The text before lines that continue an entry.
    indent: &'static str,
    /// Whether a blank line stands between entries.
    blank: bool,
    /// Whether one stands between all lines.
    scattered: bool,
    /// Whether page numbers stand between entries now and then.
    pages: bool,
    /// Whether lines are broken by hand: before addresses and after sentences.
    by_hand: bool,
    /// In how many of a hundred places the blank line between entries is lost.
    lost: usize,
}

/// The text before the first line of each entry.
#[derive(Debug, Clone, Copy)]
enum Mark {
    None,
    Bullet(&'static str),
    Number { open: &'static str, close: &'static str, habit: Habit },
}

/// How the numbers of a list go on.
#[derive(Debug, Clone, Copy)]
enum Habit {
    /// 1, 2, 3.
    Plain,
    /// From somewhere else.
    Later,
    /// With gaps.
    Gaps,
    /// From 1 again now and then.
    Parts,
    /// Some are lost.
    Lost,
    /// Twice: "1. 1."
    Nested,
}

impl Dress {
    fn draw(dice: &mut Dice) -> Dress {
        let wrapped = dice.chance(50);
        let width = if wrapped { Some(45 + dice.below(60)) } else { None };
        let indents = ["", "", "  ", "    ", "\t"];
        let indent = dice.pick(&indents).copied().unwrap_or_default();
        let markdown = dice.chance(50);
        Dress {
            markdown,
            mark: Mark::draw(dice),
            width,
            indent: if markdown && indent.len() > 2 { "  " } else { indent },
            blank: dice.chance(60),
            scattered: wrapped && dice.chance(4),
            pages: dice.chance(8),
            by_hand: dice.chance(20),
            lost: if dice.chance(15) { 4 } else { 0 },
        }
    }
}

impl Mark {
    fn draw(dice: &mut Dice) -> Mark {
        if dice.chance(55) {
            return Mark::None;
        }
        if dice.chance(25) {
            return Mark::Bullet(dice.pick(&["- ", "* ", "• "]).copied().unwrap_or("- "));
        }
        let shapes = [("[", "] "), ("", ". "), ("", ") "), ("(", ") "), ("", " "), ("[", "]\t")];
        let (open, close) = dice.pick(&shapes).copied().unwrap_or(("[", "] "));
        let habits = [
            Habit::Plain,
            Habit::Plain,
            Habit::Plain,
            Habit::Later,
            Habit::Gaps,
            Habit::Parts,
            Habit::Lost,
            Habit::Nested,
        ];
        Mark::Number { open, close, habit: dice.pick(&habits).copied().unwrap_or(Habit::Plain) }
    }
}

/// Types these entries as a list, dressed as the dice say.
pub fn typed(entries: &[&str], dice: &mut Dice) -> Typed {
    let dress = Dress::draw(dice);
    let mut text = String::new();
    let mut starts = Vec::new();
    let mut number = match dress.mark {
        Mark::Number { habit: Habit::Later, .. } => 2 + dice.below(90),
        _ => 1,
    };
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            let blank = dress.blank && !dice.chance(dress.lost);
            text.push_str(if blank { "\n\n" } else { "\n" });
        }
        if dress.pages && at > 0 && dice.chance(5) {
            let gap = if dress.blank { "\n\n" } else { "\n" };
            text.push_str(&format!("{}{gap}", 10 + dice.below(400)));
        }
        let mark = mark(dress.mark, &mut number, dice);
        let content = mark.len();
        starts.push(text.len() + content);
        let entry = if dress.by_hand { broken(entry, dice) } else { (*entry).to_owned() };
        push_wrapped(&mut text, &format!("{mark}{entry}"), &dress);
    }
    text.push('\n');
    let name = if dress.markdown { "list.md" } else { "list.txt" };
    Typed { name, text, starts, dress: format!("{dress:?}") }
}

/// Returns the text before the next entry.
fn mark(mark: Mark, number: &mut usize, dice: &mut Dice) -> String {
    match mark {
        Mark::None => String::new(),
        Mark::Bullet(bullet) => bullet.to_owned(),
        Mark::Number { open, close, habit } => {
            let this = *number;
            *number += match habit {
                Habit::Gaps => 1 + dice.below(6) * usize::from(dice.chance(40)),
                _ => 1,
            };
            if matches!(habit, Habit::Parts) && dice.chance(8) {
                *number = 1;
            }
            match habit {
                Habit::Lost if dice.chance(8) => String::new(),
                Habit::Nested => format!("{this}. {open}{this}{close}"),
                _ => format!("{open}{this}{close}"),
            }
        }
    }
}

/// An entry with line breaks before addresses and after some of its sentences.
fn broken(entry: &str, dice: &mut Dice) -> String {
    let mut text = String::new();
    for word in entry.split(' ') {
        let address = word.contains("://") || word.to_ascii_lowercase().starts_with("doi");
        let sentence = text.ends_with(['.', ',', ':']) && text.len() > 30 && dice.chance(8);
        if !text.is_empty() {
            text.push(if address && dice.chance(80) || sentence { '\n' } else { ' ' });
        }
        text.push_str(word);
    }
    text
}

fn push_wrapped(text: &mut String, entry: &str, dress: &Dress) {
    let Some(width) = dress.width else {
        return text.push_str(&entry.replace('\n', &format!("\n{}", dress.indent)));
    };
    let end = if dress.scattered { "\n\n" } else { "\n" };
    let mut length = 0;
    for word in entry.split_inclusive([' ', '\n']) {
        let by_hand = word.ends_with('\n');
        let word = word.trim_end();
        let len = word.chars().count();
        if length > 0 && length + 1 + len > width {
            text.push_str(end);
            text.push_str(dress.indent);
            length = dress.indent.len();
        } else if length > 0 {
            text.push(' ');
            length += 1;
        }
        text.push_str(word);
        length += len;
        if by_hand {
            text.push_str(end);
            text.push_str(dress.indent);
            length = 0;
        }
    }
}
