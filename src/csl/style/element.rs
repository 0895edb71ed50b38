//! A style as a tree: the rendering elements with their attributes read.
//!
//! CSL 1.0.2, "Rendering Elements", "Style Behavior".

use super::options::{NameOptions, Options};
use crate::csl::variable::Variable;

/// Attributes that most rendering elements share: affixes, formatting, text case, display.
#[derive(Debug, Clone, Default)]
pub(crate) struct Common {
    pub prefix: Box<str>,
    pub suffix: Box<str>,
    pub decor: Vec<Decor>,
    pub quotes: Option<bool>,
    pub strip_periods: bool,
    pub text_case: TextCase,
    pub display: Option<Display>,
}

/// A formatting attribute with its value. CSL 1.0.2, "Formatting".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decor {
    Italic,
    Oblique,
    NormalStyle,
    SmallCaps,
    NormalVariant,
    Bold,
    Light,
    NormalWeight,
    Underline,
    NoLine,
    Superscript,
    Subscript,
    Baseline,
    /// Within a field: none of the formatting around it.
    Nothing,
}

/// CSL 1.0.2, "Text-case".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum TextCase {
    #[default]
    None,
    Lowercase,
    Uppercase,
    CapitalizeFirst,
    CapitalizeAll,
    Sentence,
    Title,
}

/// CSL 1.0.2, "Display".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// A block of its own.
    Block,
    /// In the left margin.
    LeftMargin,
    /// To the right of what stands in the left margin.
    RightInline,
    /// An indented block.
    Indent,
}

/// A rendering element.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    Text(Text),
    Number(Number),
    Label(Label),
    Date(Date),
    Names(Box<Names>),
    Group(Group),
    Choose(Vec<Branch>),
}

/// CSL 1.0.2, "Text".
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub common: Common,
    pub source: Source,
}

/// What a text element renders.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    Variable {
        variable: Variable,
        short: bool,
    },
    Macro(usize),
    Term {
        name: Box<str>,
        form: TermForm,
        plural: bool,
    },
    Value(Box<str>),
    /// A variable that CSL does not know: never set.
    Nothing,
}

/// CSL 1.0.2, "Number".
#[derive(Debug, Clone)]
pub(crate) struct Number {
    pub common: Common,
    pub variable: Option<Variable>,
    pub form: NumberForm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NumberForm {
    #[default]
    Numeric,
    Ordinal,
    LongOrdinal,
    Roman,
}

/// CSL 1.0.2, "Label".
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub common: Common,
    pub variable: Option<Variable>,
    pub form: TermForm,
    pub plural: Plural,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Plural {
    #[default]
    Contextual,
    Always,
    Never,
}

/// The forms of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) enum TermForm {
    #[default]
    Long,
    Short,
    Symbol,
    Verb,
    VerbShort,
}

/// CSL 1.0.2, "Date".
#[derive(Debug, Clone, Default)]
pub(crate) struct Date {
    pub common: Common,
    pub variable: Option<Variable>,
    pub form: Option<DateForm>,
    pub show: DateParts,
    pub delimiter: Box<str>,
    pub parts: Vec<DatePart>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateForm {
    Text,
    Numeric,
}

/// The attribute `date-parts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DateParts {
    #[default]
    YearMonthDay,
    YearMonth,
    Year,
    MonthDay,
}

/// CSL 1.0.2, "Date-part".
#[derive(Debug, Clone)]
pub(crate) struct DatePart {
    pub common: Common,
    pub part: Part,
    pub form: PartForm,
    pub range_delimiter: Option<Box<str>>,
    /// Which attributes are written: a style's part changes only these in the locale's part.
    pub written: Written,
}

/// Which attributes of a date-part a style has.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Written {
    pub prefix: bool,
    pub suffix: bool,
    pub form: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Year,
    Month,
    Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum PartForm {
    #[default]
    Long,
    Short,
    Numeric,
    LeadingZeros,
    Ordinal,
}

/// CSL 1.0.2, "Names".
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    pub common: Common,
    pub variables: Vec<Variable>,
    pub delimiter: Option<Box<str>>,
    pub name: Option<Name>,
    pub et_al: Option<EtAl>,
    pub label: Option<NamesLabel>,
    pub substitute: Vec<Element>,
}

/// The label of names, before or after them.
#[derive(Debug, Clone)]
pub(crate) struct NamesLabel {
    pub label: Label,
    pub before: bool,
}

/// CSL 1.0.2, "Name", "Name-part".
#[derive(Debug, Clone, Default)]
pub(crate) struct Name {
    pub common: Common,
    pub options: NameOptions,
    pub family: Option<Common>,
    pub given: Option<Common>,
}

/// CSL 1.0.2, "Et-al".
#[derive(Debug, Clone)]
pub(crate) struct EtAl {
    pub common: Common,
    pub term: Box<str>,
}

/// CSL 1.0.2, "Group".
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub common: Common,
    pub delimiter: Box<str>,
    pub children: Vec<Element>,
}

/// CSL 1.0.2, "Choose": one of its branches.
#[derive(Debug, Clone)]
pub(crate) struct Branch {
    pub matching: Match,
    pub tests: Vec<Test>,
    pub children: Vec<Element>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Match {
    #[default]
    All,
    Any,
    None,
}

/// One condition.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    Type(Vec<Box<str>>),
    Variable(Option<Variable>),
    Numeric(Option<Variable>),
    Uncertain(Option<Variable>),
    Locator(Box<str>),
    Position(PositionTest),
    Disambiguate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PositionTest {
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
    NearNote,
    FarNote,
}

/// CSL 1.0.2, "Macro".
#[derive(Debug, Clone)]
pub(crate) struct Macro {
    pub children: Vec<Element>,
    /// Whether a date is in it.
    pub has_date: bool,
}

/// CSL 1.0.2, "Citation", "Bibliography".
#[derive(Debug, Clone, Default)]
pub(crate) struct Area {
    pub options: Options,
    pub sort: Vec<SortKey>,
    pub layout: Layout,
}

/// CSL 1.0.2, "Layout".
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    pub common: Common,
    pub delimiter: Box<str>,
    pub children: Vec<Element>,
}

/// CSL 1.0.2, "Sorting".
#[derive(Debug, Clone)]
pub(crate) struct SortKey {
    pub by: SortBy,
    pub descending: bool,
    pub min: Option<usize>,
    pub use_first: Option<usize>,
    pub use_last: Option<bool>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum SortBy {
    Variable(Option<Variable>),
    Macro(usize),
}
