//! How well the names and year of a citation fit a work.

use crate::model::citation::CitedItem;
use crate::model::citation_index::CitationIndex;
use crate::model::creator::{short_key, words};
use crate::model::ids::ReferenceId;
use crate::model::indexed_work::IndexedWork;
use crate::text::fold::{fold, initials, is_dash};

/// What a citation says of a work, made ready for comparing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Claim {
    /// The keys of the names, in order.
    pub names: Vec<String>,
    /// The first name by its initials and last word, if it has several words.
    pub short: Option<String>,
    /// The folded words of the first name.
    pub words: Vec<String>,
    /// The initials given with the first name.
    pub initials: String,
    /// Whether more names are left out.
    pub et_al: bool,
    /// The year, or the folded words in its place.
    pub year: Option<String>,
    /// The letter after the year.
    pub suffix: Option<String>,
}

/// How well the names fit the creators of a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CreatorMatch {
    /// The first is another.
    None,
    /// The first fits, one of the further ones does not, or one is missing or added.
    FirstOnly,
    /// The first fits, and the further ones are all there, in another order or not side by side.
    AnyOrder,
    /// All that are named fit, and those left out are covered by "et al.", though that stands for
    /// one author only.
    EtAl,
    /// All that are named fit; the list leaves some of them out itself.
    Covered,
    /// All fit.
    Full,
}

impl Claim {
    /// The claim of an item; `names` are its own, or those that it inherits.
    pub(crate) fn new(
        names: &CitedItem,
        item: &CitedItem,
        citation_index: &CitationIndex,
    ) -> Claim {
        let first = names.names.first().map_or("", |name| &name.text);
        Claim {
            names: names.names.iter().map(|name| citation_index.key_of(&name.text)).collect(),
            short: short_key(first),
            words: words(first),
            // "Glaser B" as the list has it is a name as a whole.
            initials: match citation_index.knows(&fold(first)) {
                true => String::new(),
                false => match citation_index.after_initials(first) {
                    Some((_, joined)) => joined,
                    None => initials(first),
                },
            },
            et_al: names.leaves_out_names(),
            year: item.year.as_ref().map(|year| year_key(&year.text)),
            suffix: item.suffix.clone(),
        }
    }

    /// The claim with its names in their dictionary form, if that is another: "Петрова" may be a
    /// woman's name or another case of a man's.
    pub(crate) fn in_dictionary_form(&self, citation_index: &CitationIndex) -> Option<Claim> {
        let form = |name: &String| citation_index.base_form(name).unwrap_or_else(|| name.clone());
        let names: Vec<String> = self.names.iter().map(form).collect();
        (names != self.names).then(|| Claim { names, ..self.clone() })
    }

    /// The claim with the names that a hyphen joins taken apart, if the index knows both:
    /// "Hsieh-Klenow 2009" is by Hsieh and Klenow.
    pub(crate) fn split_compound(
        &self,
        first: &str,
        citation_index: &CitationIndex,
    ) -> Option<Claim> {
        let [_] = self.names.as_slice() else { return None };
        let names: Vec<String> =
            first.split(is_dash).map(|name| citation_index.key_of(name)).collect();
        let known = names.len() > 1 && names.iter().all(|name| citation_index.knows(name));
        known.then(|| Claim { names, ..self.clone() })
    }

    /// How well the names fit.
    pub(crate) fn creator_match(&self, work: &IndexedWork) -> CreatorMatch {
        let (named, there) = (self.names.len(), work.creators.len());
        if named > 1 && !self.et_al && work.is_spelt(&self.names) {
            return CreatorMatch::Full;
        }
        // Names beyond those that the list gives before its own "et al." cannot be judged.
        let judged = if work.more_creators { named.min(there) } else { named };
        let names = self.names.iter().take(judged).enumerate();
        let all = names.into_iter().all(|(index, key)| work.is_creator(index, key));
        if !self.names.first().is_some_and(|key| work.is_creator(0, key))
            || !self.initials_fit(work)
        {
            CreatorMatch::None
        } else if !all {
            let there = |key: &String| (1..there).any(|index| work.is_creator(index, key));
            match self.names.iter().skip(1).all(there) {
                true => CreatorMatch::AnyOrder,
                false => CreatorMatch::FirstOnly,
            }
        } else if self.et_al && judged < named {
            // An entry that names them all fits better: "Chen, Cui, et al."
            CreatorMatch::Covered
        } else if self.et_al {
            match there > named + 1 || work.more_creators || (there > named && named > 1) {
                true => CreatorMatch::Full,
                false => CreatorMatch::EtAl,
            }
        } else if named == there && !work.more_creators {
            CreatorMatch::Full
        } else if work.more_creators && named > 1 && named >= there {
            CreatorMatch::Covered
        } else {
            CreatorMatch::FirstOnly
        }
    }

    /// Whether the initials given are those of the first creator, as far as both are known.
    fn initials_fit(&self, work: &IndexedWork) -> bool {
        let given = work.given.first(0).unwrap_or_default();
        self.initials.is_empty()
            || given.is_empty()
            || given.starts_with(&*self.initials)
            || self.initials.starts_with(given)
    }

    /// Whether initials are given, and the first creator has just these.
    pub(crate) fn has_initials(&self, work: &IndexedWork) -> bool {
        !self.initials.is_empty() && work.given.first(0) == Some(&*self.initials)
    }

    /// Whether the year is one of the work's; a citation without one fits all, and one that says
    /// so ("n.d.") fits an entry without one.
    pub(crate) fn year_matches(&self, work: &IndexedWork) -> bool {
        let Some(year) = &self.year else { return true };
        // "n.d.", "19--"
        let whole = year.chars().take_while(char::is_ascii_digit).count() >= 4;
        if work.year.is_none() && !whole {
            return true;
        }
        work.is_of(year)
            || year
                .split(['–', '-', '/', '['])
                .any(|part| work.year.as_deref() == Some(part.trim_matches([' ', ']'])))
    }

    /// Whether the letters after the year are the same.
    pub(crate) fn with_suffix(&self, work: &IndexedWork) -> bool {
        self.suffix.as_deref() == work.suffix()
    }
}

/// A year as it is compared: digits as they are, words folded ("n.d." and "nd").
pub(crate) fn year_key(year: &str) -> String {
    let digits = year.trim_start_matches(|c: char| !c.is_ascii_digit());
    match digits.is_empty() {
        true => fold(year),
        false => digits.to_owned(),
    }
}

/// The works whose first creator has the first name of the claim, in list order.
pub(crate) fn candidates<'a>(
    claim: &Claim,
    citation_index: &'a CitationIndex,
) -> &'a [ReferenceId] {
    claim.names.first().map_or(&[], |key| citation_index.with_first(key))
}
