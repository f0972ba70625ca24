//! Word classes: closed lists of words that the mechanisms need, by language.
//!
//! Owns the table behind `ontology/words/*.ttl`, where one resource is one meaning with its
//! forms in each language:
//!
//! ```turtle
//! words:january a relata:Month ; relata:value "1" ; relata:form "janvier"@fr , "janv."@fr , "january"@en , "jan."@en .
//! ```

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::model::Language;

use super::Typology;
use super::filter::Filter;

macro_rules! word_classes {
    ($($(#[doc = $doc:literal])+ $class:ident,)+) => {
        /// A class of words; its name is the class's local name in the ontology.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum WordClass { $($(#[doc = $doc])+ $class,)+ }

        impl WordClass {
            /// Every class, in the order of the enum.
            pub const ALL: &'static [Self] = &[$(Self::$class),+];

            /// Its local name in the ontology.
            pub fn name(self) -> &'static str {
                match self { $(Self::$class => stringify!($class)),+ }
            }

            /// The class called `name`.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|class| class.name() == name)
            }
        }
    };
}

word_classes! {
    /// A word whose final dot does not end a sentence.
    Abbreviation,
    /// A surface word that is several syntactic words; value: those words, blank between.
    Contraction,
    /// A prefix that loses its vowel before an apostrophe (`l'`, `qu'`).
    Elision,
    /// A suffix that is a word of its own (`'s`, `n't`).
    Clitic,
    /// A pronoun after a hyphen (`-t-il`, `-elle`).
    Inversion,
    /// A word that its apostrophe or hyphen does not divide.
    Whole,
    /// One of the commonest words of the language, by which it is known.
    Frequent,
    /// A common word of another language.
    Foreign,
    /// A number in words; value: the number.
    NumberWord,
    /// A noun for a post of any kind (`poste`, `role`).
    PostNoun,
    /// A verb whose object is the post that its subject holds or gets (`occuper`, `assume`).
    PostVerb,
    /// A verb of raising somebody to the post behind a marker of where something turns to (`promote`, `step up`).
    PromotionVerb,
    /// A season of the year.
    Season,
    /// A modal verb whose perfect says that what it governs came to pass (*a pu lever*).
    ActualityModal,
    /// A clitic in the place of a genitive (*en est le président*) or of what a number counts (*en emploie 300*); value:
    /// what it can stand for.
    GenitiveClitic,
    /// A noun for so many who act together (`duo`); value: the number.
    CountingCollective,
    /// A noun for what is left of a whole (`rest`, `solde`).
    Remainder,
    /// A multiplier; value: the factor.
    Scale,
    /// A currency or its sign; value: the ISO 4217 code.
    Currency,
    /// Letters that stand for a currency right before its number, case as written; value: the ISO 4217 code (`R`: *R1.4m*).
    CurrencyPrefix,
    /// A unit of measure; value: `SYMBOL` or `SYMBOL*FACTOR` (`MW*1000`), or `duration`.
    Unit,
    /// Words that bound a number; value: a bound's name.
    BoundCue,
    /// A spelt fraction; value: the percentage.
    Fraction,
    /// One unit of a currency as a price for form's sake (`l'euro symbolique`); value: the currency.
    TokenPrice,
    /// A word for percent.
    Percent,
    /// A noun whose number is a label, no count (`phase`, `article`).
    LabelNoun,
    /// A month; value: 1 to 12.
    Month,
    /// A day of the week; value: 1 (Monday) to 7.
    Weekday,
    /// A part of a year; value: `Q1`..`Q4`, `H1`, `H2`.
    YearPart,
    /// An expression relative to the document's date; value: UNIT and OFFSET (`year-1`, `day+0`, `month+1`).
    RelativeTime,
    /// A noun for a span of time that is counted from a time told before (`two years later`); value: `month`, or the years it has.
    Span,
    /// A verb of going away from where one is (`is leaving to run Y`).
    DepartingVerb,
    /// An article that stands for one span (`a year later`).
    SpanArticle,
    /// A word behind a span that says on which side of the time told before it ends (`later`, `plus tôt`); value: `+` or `-`.
    Elapsed,
    /// The same for one that may have a complement, from which it then counts (`after`, `avant`).
    ElapsedFrom,
    /// A legal form at the end of an organisation's name.
    LegalSuffix,
    /// A noun beside an organisation's name that adds nothing to it (`Groupe Velmar`).
    Appellation,
    /// A noun that only says that what it governs is a field of business (`secteur de`, `industry`).
    FieldNoun,
    /// An ending of plurals; value: the ending of the singular (`ies` gives `y`).
    PluralEnding,
    /// The IRI of a class of another vocabulary; value: the kind of its instances.
    OutsideClass,
    /// A title before a person's name.
    PersonTitle,
    /// A word inside a name that is not capitalised (`de`, `van`).
    NameParticle,
    /// A common noun that says what kind of thing a name is; value: the kind.
    KindNoun,
    /// A noun for an organ or the people of an organisation, which acts for it (`board`, `équipe`); value: `thing`
    /// where it may be sold apart.
    Organ,
    /// An adjective that ranks or praises and says nothing of a sector (`largest`, `leading`).
    Ranking,
    /// What stands before those who rank beside somebody with a share of their own (`ahead of`, `devant`).
    RankMarker,
    /// An adposition of what a clause happens after, amid or in spite of (`following`, `malgré`); value: `means` for what it
    /// happens by or under.
    Circumstance,
    /// A noun for what is made or offered for one place (`service`, `app`), whose name a place before it is not.
    LocalThing,
    /// A verb of bringing a plan to its end (`inaugurer`, `complete`).
    CompletingVerb,
    /// A noun for who has a part in a purchase that the text has told (`buyer`, `cible`); value: `buyer` or `bought`.
    DealSide,
    /// A word that stresses or distributes the subject from a place of its own (`each`, `itself`, `lui-même`).
    Floating,
    /// A noun too general to take part by itself (`service`, `growth`).
    ThinNoun,
    /// A noun for any trade, which says nothing of the sector behind whose name it stands (`business`, `market`).
    SectorNoun,
    /// A noun for a public body, which no description of a company stands for (`government`, `court`).
    PublicBody,
    /// A noun that makes one name with the family name before it (`family`, `brothers`).
    House,
    /// A capitalised word that is no name (sentence adverbs, days, headings).
    NotAName,
    /// An adjective of origin; value: the place.
    Demonym,
    /// An adjective that names a sector (`bancaire`, `pharmaceutical`).
    SectorAdjective,
    /// A given name.
    GivenName,
    /// A family name.
    FamilyName,
    /// A family name that is a noun for a post or a trade as well (`King`, `Baker`).
    PostSurname,
    /// A number that says a place in an order (`second`).
    Ordinal,
    /// An ending of nouns that mean activities and notions.
    AbstractEnding,
    /// A word that says what kind of thing a name is when it stands in it, and nothing outside; value: the kind.
    NameHead,
    /// A noun that opens names of its kind, mostly in the plural or before a genitive (`Aciéries`); value: the kind.
    NameOpener,
    /// A noun in small letters that is part of the name right behind it (`université`, `hôpital`).
    NamedBody,
    /// A marker of what an institution is for (`pour`, `for`).
    PurposeMarker,
    /// The name of a place that is no known entity.
    PlaceName,
    /// The name or the abbreviation of a part of a country, which stands behind the name of a town (`Ohio`, `MA`).
    Region,
    /// A marker of the place where something is (`à`, `in`).
    PlaceMarker,
    /// A verb that says what its participants are; value: `subject`, `object` or `oblique` with a kind, blank between
    /// (`subject:Organization object:Product`).
    VerbCue,
    /// A noun that says what a name it governs is; value: `of` (after a marker) or `before` (as a compound) with a kind.
    NounCue,
    /// A pronoun that stands for a participant; value: kinds, blank between.
    Pronoun,
    /// A relative pronoun; value: `genitive` when it is one of possession (`dont`, `whose`).
    RelativePronoun,
    /// A possessive determiner.
    Possessive,
    /// A demonstrative or definite determiner that points back (`cette`, `the`); value: `demonstrative`, if it is one.
    Definite,
    /// A marker of the agent of a passive or an action (`par`, `by`).
    AgentMarker,
    /// A marker of the genitive (`de`, `of`).
    GenitiveMarker,
    /// A marker before a bare noun that tells a thing apart (`en` in *maisons en paille*).
    TailMarker,
    /// A noun that, behind such a marker, says how things stand and not what they are (`en hausse`, `par an`).
    NoTail,
    /// A marker that, with an article, says *some of* an object (`de` in *acheter du pain*).
    PartitiveMarker,
    /// An article that an adposition hides in (`du`); value: the adposition.
    PartitiveArticle,
    /// A marker of the town where an organisation has its seat, beside those of place and source (`X of Tilvarn`).
    SeatMarker,
    /// A marker of the place where something stands (`dans`, `in`).
    LocativeMarker,
    /// A marker of where something comes from (`from`).
    SourceMarker,
    /// A marker of where something turns to (`vers`, `to`).
    GoalMarker,
    /// A marker of what someone is praised or punished for, before a verb (`for`).
    ReasonMarker,
    /// A marker of the other partner (`avec`, `with`).
    ComitativeMarker,
    /// A marker of a predicative complement (`comme`, `as`).
    PredicativeMarker,
    /// Nouns for a name: *under the name of X*.
    NameNoun,
    /// A marker of what somebody is to the subject of a verb of having (`pour`, `among`).
    RoleMarker,
    /// A verb that says what its object is to its subject, behind a marker of roles (`avoir pour`, `count among`).
    HavingVerb,
    /// A verb that says whose its object is (`have`, `posséder`).
    PossessionVerb,
    /// A noun that, at the end of a longer name, makes it that of an authority (*the Fraud Office*).
    OfficeNoun,
    /// A noun for a part of a firm that has a name of its own (`division`, `branche`).
    FirmPart,
    /// A place too wide to be a seat, by its name (`Europe`).
    WidePlace,
    /// A noun that makes an exchange of the name of a place before it (*the Milan exchange*).
    Marketplace,
    /// A verb that says who comes after whom in a post (`succeed`, `take over` from).
    SuccessionVerb,
    /// A phrase of adpositions between who comes to a post and who goes (*in succession to*).
    SuccessionMarker,
    /// A noun for who comes after somebody in a post, or before them; the value says which, or by which verb somebody gets what
    /// it names (`take` for `place`).
    SuccessionNoun,
    /// A verb, with its object where it needs one, by which who leaves a post gives it to the next (`céder place`, `hand
    /// over`); the value is the marker of who comes.
    HandoverVerb,
    /// A verb that says who is among a group, before or behind it (`figurer parmi`).
    PresentingVerb,
    /// A noun that with a verb says that the subject is one of several (`faire partie de`).
    Membership,
    /// A verb that says that a figure falls (`reculer`, `drop`).
    Decrease,
    /// A word that says that a figure rises (`progresser`, `up`).
    Increase,
    /// A verb that says what a figure goes from and to, whichever way (`passer`, `go`).
    Change,
    /// What stands before the figure that another is compared with (`contre`, `compared with`).
    Comparison,
    /// A noun whose number is no figure of somebody (`fois`, `year`).
    Uncounted,
    /// What stands behind a percentage by which something is less or more than before (`fewer`, `de moins`).
    Comparative,
    /// What stands before a time with which another is compared (`more than`, `par rapport à`).
    ComparedTime,
    /// A noun for money, of which a million is no count (`obligation`, `loan`).
    MoneyNoun,
    /// A noun for the jobs of somebody, which are at their firm (`emploi`, `job`).
    JobNoun,
    /// A noun for all things of a kind that somebody has (`fleet`, `réseau`).
    Collection,
    /// What stands between the two ends of a range or a change (`à`, `to`).
    RangeLink,
    /// A marker of the one who receives, which its place may stand for (`to`: *lend X money*); value: `clitic` where only a
    /// pronoun before the verb does (`à`: *lui prêter*).
    DativeMarker,
    /// A marker of whom a line without a verb is about (`pour`, `for`).
    ConcernMarker,
    /// What opens a sentence with whom it is about, before a comma (`quant à`, `as for`).
    TopicMarker,
    /// A marker of what somebody is known by, with the article (`à`: *l'enseigne aux 420 magasins*).
    TraitMarker,
    /// A verb whose object is among those that its subject means (`include`, `comprendre`).
    InclusionVerb,
    /// A marker of one who does the same (`aux côtés de`, `alongside`).
    JointMarker,
    /// A verb of acting together with somebody, who shares the aim that follows (`team`, `allier`).
    JoiningVerb,
    /// A noun for a site where a place stands with it, and else for other things as well (`site`, `plateforme`).
    SiteNoun,
    /// A noun for a body that is a place as well, which somebody may run or buy (`hospital`, `laboratoire`).
    HousedBody,
    /// A word of names that takes a genitive into its name wherever it stands in it, case as written (`Club`, `Gestão`).
    GenitiveTaker,
    /// A noun for a name under which a firm sells, which is no firm for all its name (`marque`, `brand`).
    BrandNoun,
    /// A noun for a body that governs a firm (`directoire`, `board`).
    GoverningBody,
    /// A word of order that stands for one of two with its article (`former`, `second`); value: `1` or `2`.
    OneOfTwo,
    /// A marker of somebody of whom the same is said as of the subject (`tout comme`, `as is`); value: `aside` where only
    /// between commas behind the subject.
    SameMarker,
    /// A verb of making things, which tells where who makes them has his workshop (`fabriquer`, `brew`).
    MakingVerb,
    /// What says of a noun that another is meant who is called the same (`même nom`, `namesake`).
    SameName,
    /// A marker of what comes next in time, which an infinitive tells as a fact (`avant de`).
    SequenceMarker,
    /// A noun for a relative, who holds no post with whom he is one of (`sœur`, `granddaughter`).
    KinNoun,
    /// A noun for what a stake is a part of (`capital`, `shares`).
    StakeNoun,
    /// A word between an amount and the one thing that it is the price of (`par`, `per`); value: `each` where it may stand
    /// behind an adposition.
    RateMarker,
    /// An adposition before the amount for which goods are had, that they follow (`acheter pour 3 millions de machines`).
    PriceMarker,
    /// A word between a noun and the amount that it is worth (`worth`: *a contract worth $5m*).
    WorthMarker,
    /// A noun for a deal that the text has told (`order`, `opération`); value: the relations that may be it, blank between.
    DealNoun,
    /// A verb of what a deal comes to (`amount` to, `porter` sur).
    WorthVerb,
    /// A noun for a funding round (`tour`, `round`).
    Round,
    /// A verb of leading a round (`mener`, `lead`).
    LeadingVerb,
    /// A verb whose companions do the same as its subject (`fonder`, `found`: *founded X with Y*).
    SharedVerb,
    /// A verb of moving or becoming, whose participle is said of who did it (`passer`: *passé sous le contrôle de X*).
    MovingVerb,
    /// A noun for what an organisation does for a living, its sector where no other is said (`éditeur`, `contractor`).
    Trade,
    /// A noun for a family that is part of its name (`famille Tilvarn`, `the Tilvarn family`).
    FamilyNoun,
    /// Words that a conjunction joins to the name of a house: *Marchal et Fils*.
    HouseTail,
    /// What stands before the name of a saint, whose possessions bear that name (`St`): *St Ita's Home*.
    Saint,
    /// A verb whose present participle tells what comes of a deed (`create`: *will open a plant, creating 60 jobs*).
    OutcomeVerb,
    /// A verb of keeping somebody from doing something (`bar`, `empêcher`).
    Preventing,
    /// A verb or noun for selling what one has (`sell`, `cession`).
    Disposing,
    /// A verb of paying for a purchase (`pay`, `débourser`).
    PayingVerb,
    /// A verb or noun for bringing a site into being (`build`, `construction`, `ouvrir`).
    Building,
    /// A verb of giving a name (`call`, `nommer`).
    NamingVerb,
    /// A marker of several partners (`entre`, `between`).
    MutualMarker,
    /// Words that introduce examples of the noun before (`comme`, `such as`).
    ExampleMarker,
    /// A verb that lends its subject to the noun it governs (`réaliser`, `make`); value: a status, if it gives one.
    SupportVerb,
    /// A word for when something will have run its course (`mature`, `échéance`): *a bond maturing in 2030*.
    Expiry,
    /// A verb that ends the deal that is its object (`quit`, `quitter`): *exits its deal with X*.
    EndingVerb,
    /// A noun of bringing about or keeping up that lends its arguments to the noun behind it (`signature`, `renewal`).
    SupportNoun,
    /// A verb or noun whose subject undergoes what the noun behind it says (`subir`, `target`).
    Undergoing,
    /// A verb whose object undergoes what its subject says (`viser`); value: the marker, where it is a complement.
    ReachingVerb,
    /// A verb whose complement acts in the infinitive behind it (`permettre`); value: the marker of that complement.
    GrantingVerb,
    /// A verb whose complement does what the infinitive behind its object says (`accorder`); value: the status, where that
    /// is only said of it (`prêter`).
    ConferringVerb,
    /// A verb of giving away, whose object a headline may leave to its subject (`sold to X`).
    TransferVerb,
    /// A reflexive verb whose subject receives what its infinitive says (`se voir infliger`); value: the recipient's marker.
    ReceivingVerb,
    /// A marker or adjective before what the subject of the clause has got (`grâce à`, `fort de`).
    Endowing,
    /// A noun for command that a preposition puts someone at (`tête`, `helm`).
    Helm,
    /// A participle before the members of the group that it modifies (`composé`, `comprising`).
    Composing,
    /// A verb or noun of saying that leaves what is said as it is.
    Reporting,
    /// A verb whose subject acts in the infinitive behind its object (`leave X to join Y`).
    SubjectControl,
    /// A verb whose object acts in an infinitive of purpose (`hire X to run Y`).
    ObjectControl,
    /// A verb of lending, or a noun for what is lent: who gets it does what it is for (`lend X $3m to build Y`).
    Lending,
    /// An adverb that adds somebody to those of whom something is said (`aussi`, `too`).
    Additive,
    /// A verb or adjective whose infinitive is a fact when it is one itself (Karttunen 1971: `manage`, `réussir`).
    Implicative,
    /// A marker of infinitives that tell which one is meant and not what for (`le premier à racheter`).
    RelativeInfinitive,
    /// A verb or noun whose complement has another status; value: the status.
    StatusCue,
    /// An adverb or phrase that gives its clause a status; value: the status.
    StatusAdverb,
    /// A phrase by which a text warns its readers; what else its sentence says is of nobody.
    Disclaimer,
    /// A verb of making known what is to come (`annoncer`, `unveil`).
    AnnouncingVerb,
    /// An adjective that says that a post is no longer held (`ancien`, `former`).
    Former,
    /// A noun for what is done to things or people in number (`fermeture`, `hiring`).
    ActNoun,
    /// A noun that, behind a preposition, says that something is under way (`train`).
    Progress,
    /// A noun that any company may be called by, so that it tells nothing of which (`société`, `group`).
    AnyFirm,
    /// A modal verb in the present that says what somebody is able to (`can`, `peut`).
    Ability,
    /// A word that negates its clause.
    Negation,
    /// A pronoun for nobody (`nobody`, `personne`).
    Nobody,
    /// A verb of saying that something is not so, which whoever never does it grants (`deny`, `nier`).
    Gainsaying,
    /// Adverbs that together say of a clause that it holds no more (`ne plus`, `no longer`).
    Cessation,
    /// An adverb that makes a negated clause one of something given up (`finalement`, `after all`).
    Reversal,
    /// A word that makes its clause a hypothesis, not a statement (`if`, `si`).
    Hypothesis,
    /// A verb that, said to a reader, makes what it governs a hypothesis (`suppose`, `imaginer`).
    Supposing,
    /// A noun for who makes or owns things, by which a text calls a firm (`maker`, `éditeur`).
    MakerNoun,
    /// An adjective or noun that says that what is told is not so (`untrue`, `infondé`).
    Untrue,
    /// An adverb that matches the members of two rows, each with the one at its own place (`respectively`).
    Respective,
    /// A verb of being or becoming that joins a noun to its subject; value: `becoming` for those that stay verbs.
    Copula,
}

/// A table that is asked for nearly every word of a text: its hash is a fast one.
type Table<K, V> = IndexMap<K, V, FxBuildHasher>;

/// The words of one class with their values.
#[derive(Debug, Clone, Default, PartialEq)]
struct Class {
    filter: Filter,
    values: Table<String, String>,
}

impl Class {
    fn insert(&mut self, form: String, value: String) {
        if !self.values.contains_key(&form) {
            self.filter.add(&form, self.values.keys().map(String::as_str));
        }
        self.values.insert(form, value);
    }

    fn get(&self, form: &str) -> Option<&String> {
        if self.filter.passes(form) { self.values.get(form) } else { None }
    }
}

/// The words of every class, by language, and what each language is like.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    /// By language and class, as numbers: every word of a text is looked up many times.
    forms: [Vec<Class>; 2],
    typology: Vec<(Language, Typology)>,
}

impl Words {
    /// Adds `form` to a class, with its value (empty when the class has none).
    pub fn insert(&mut self, language: Language, class: WordClass, form: String, value: String) {
        let classes = &mut self.forms[language as usize];
        classes.resize_with(classes.len().max(class as usize + 1), Class::default);
        classes[class as usize].insert(form, value);
    }

    /// The forms of a class with their values, in the order of the files.
    pub fn of(&self, language: Language, class: WordClass) -> impl Iterator<Item = (&str, &str)> {
        self.class(language, class)
            .into_iter()
            .flat_map(|class| &class.values)
            .map(|(form, value)| (form.as_str(), value.as_str()))
    }

    /// The value of `form` in a class (empty when the class has none), or `None` when it is not in it.
    pub fn value(&self, language: Language, class: WordClass, form: &str) -> Option<&str> {
        self.class(language, class)?.get(form).map(String::as_str)
    }

    /// The value of two words with a blank between, where they are a form of a class (`south korean`).
    pub fn value_of_two(&self, language: Language, class: WordClass, words: [&str; 2]) -> Option<&str> {
        self.value(language, class, &words.join(" "))
    }

    fn class(&self, language: Language, class: WordClass) -> Option<&Class> {
        self.forms[language as usize].get(class as usize)
    }

    /// Whether `form` is in a class.
    pub fn has(&self, language: Language, class: WordClass, form: &str) -> bool {
        self.value(language, class, form).is_some()
    }

    /// Whether `form` is a relative pronoun that is a genitive wherever it stands (`dont`, `whose`).
    pub fn is_genitive_relative(&self, language: Language, form: &str) -> bool {
        self.value(language, WordClass::RelativePronoun, form) == Some("genitive")
    }

    /// Records what a language is like.
    pub fn set(&mut self, language: Language, typology: Typology) {
        self.typology.push((language, typology));
    }

    /// Whether a language is like that.
    pub fn is(&self, language: Language, typology: Typology) -> bool {
        self.typology.contains(&(language, typology))
    }
}
