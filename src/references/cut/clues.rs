//! What can speak for or against a border between two entries, or for a piece as an entry.

/// Names the clues, and keeps their names as they stand in `refs/cuts.toml`.
macro_rules! clues {
    ($($(#[$doc:meta])* $clue:ident = $name:literal,)*) => {
        /// Something that is seen at a border or of a piece.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Clue {
            $($(#[$doc])* $clue,)*
        }

        impl Clue {
            /// All clues, in the order of their numbers.
            pub const ALL: &'static [Clue] = &[$(Clue::$clue,)*];

            /// The name in `refs/cuts.toml`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Clue::$clue => $name,)*
                }
            }
        }
    };
}

clues! {
    /// The next number of a numbered list stands before the first line of a paragraph.
    NumberOnFirst = "number-on-first-line",
    /// The next number stands before another line.
    NumberInside = "number-on-inner-line",
    /// A number that is not the next one.
    NumberOutOfRow = "number-out-of-row",
    /// A paragraph of a numbered list without a number, after an entry that has ended, that begins
    /// as entries do.
    UnnumberedLike = "no-number-but-like-an-entry",
    /// Another paragraph of a numbered list without a number.
    UnnumberedFirst = "no-number-on-first-line",
    /// Another line of a numbered list.
    UnnumberedInside = "no-number-on-inner-line",
    /// An item of the markup's own list.
    ListItem = "list-item",
    /// A paragraph between such items that begins as entries do.
    BesideItemsLike = "beside-items-but-like-an-entry",
    /// Another paragraph between such items.
    BesideItems = "beside-items",
    /// A line that begins with names and a year inside such an item, after what has ended.
    SecondInItem = "second-entry-in-item",
    /// A line inside such an item.
    InsideItem = "inside-item",
    /// A paragraph in a list that may be torn into its lines.
    FirstOfTorn = "first-line-in-torn-list",
    /// The first line of a paragraph, where an entry has a paragraph each.
    FirstOfEach = "first-line-in-list-of-paragraphs",
    /// A line that begins with names and a year there, after what has ended.
    SecondInEach = "second-entry-in-paragraph",
    /// Another line there.
    InsideEach = "inner-line-in-list-of-paragraphs",
    /// The first line of a paragraph, where paragraphs hold several entries.
    FirstOfSeveral = "first-line-of-several-entries",
    /// Another line there.
    InsideSeveral = "inner-line-of-several-entries",
    /// The line is indented as those that begin entries are.
    IndentOfStart = "indent-of-a-start",
    /// The line is indented as those that go on are.
    IndentOfRest = "indent-of-the-rest",
    /// The first word would have fitted on the line before, or that is longer than anyone wraps.
    WouldHaveFitted = "would-have-fitted",
    /// It would not have.
    WouldNotHaveFitted = "would-not-have-fitted",
    /// The line before ends in a full stop or a bracket.
    AfterStop = "after-a-stop",
    /// The line before ends in a number or an address.
    AfterNumber = "after-a-number",
    /// The line before ends in a mark that wants more: a comma, a colon, a hyphen.
    AfterComma = "after-a-comma",
    /// The line before ends in the stop of an initial.
    AfterInitial = "after-an-initial",
    /// The line before ends in a word.
    AfterWord = "after-a-word",
    /// Names and a year stand at the beginning of the line.
    BeginsDated = "begins-with-names-and-year",
    /// The line begins as entries do.
    BeginsLike = "begins-like-an-entry",
    /// The line begins with a capital or a sign.
    BeginsPlain = "begins-plainly",
    /// The line begins in lower case, with a number or a comma.
    BeginsAmid = "begins-amid",
    /// The line begins with an address, a DOI or an access date, or is nothing but links.
    BeginsTail = "begins-with-a-tail",
    /// The line begins with a dash that stands for the names before.
    BeginsDash = "begins-with-a-dash",
    /// The line begins as most entries of this list surely do.
    FormOfList = "form-of-the-list",
    /// It begins as hardly any entry of this list does.
    FormOfNone = "form-of-none",
    /// A paragraph in a list whose lines are not wrapped.
    WholeFirst = "first-line-where-none-is-wrapped",
    /// Another line there.
    WholeInside = "inner-line-where-none-is-wrapped",
    /// The piece has no year, and most have.
    NoYear = "no-year",
    /// The piece has paragraphs to itself and no year, and most have.
    NoYearInParagraph = "no-year-in-paragraph",
    /// The piece is names and a year, and no more.
    Stub = "names-and-year-alone",
    /// The piece is shorter than entries are.
    Short = "short",
    /// The piece is rather short.
    Brief = "brief",
    /// The piece is long.
    Long = "long",
    /// The piece is longer than entries are.
    TooLong = "too-long",
}
