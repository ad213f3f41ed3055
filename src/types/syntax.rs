//! The labels that syntax puts on tokens.

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // the label is the documentation
        pub enum $name { #[default] $($variant),* }

        impl $name {
            /// Every label, in the order of the numbers the model uses.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The label as the treebanks write it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The label with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

labels! {
    /// A part of speech of Universal Dependencies.
    Tag {
        X = "X", Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ",
        Sym = "SYM", Verb = "VERB",
    }
}

labels! {
    /// A part of speech of the Penn Treebank, which tells tense and participles apart.
    FineTag {
        None = "_", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS",
        Ls = "LS", Md = "MD", Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS", Pdt = "PDT", Pos = "POS", Prp = "PRP",
        PrpS = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB",
        Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB",
        Stop = ".", Comma = ",", Colon = ":", OpenQuote = "``", CloseQuote = "''", OpenBracket = "-LRB-",
        CloseBracket = "-RRB-", Hyphen = "HYPH", Dollar = "$", Other = "NFP", Goeswith = "GW", Address = "ADD",
        Affix = "AFX",
    }
}

labels! {
    /// A relation of Universal Dependencies between a token and its head. `None`: the sentence carries no tree.
    Dependency {
        None = "_", Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
        Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
        CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj",
        Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer", Dep = "dep", Det = "det",
        DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed",
        Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
        NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj",
        NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
        Reparandum = "reparandum", Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl FineTag {
    /// Whether a verb form: VB, VBD, VBG, VBN, VBP, VBZ.
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz
        )
    }

    /// The features that follow from the tag, as the treebanks write them: "Tense=Past|VerbForm=Part"; empty where none do.
    pub const fn features(self) -> &'static str {
        match self {
            Self::Vb => "VerbForm=Inf",
            Self::Vbd => "Mood=Ind|Tense=Past|VerbForm=Fin",
            Self::Vbg => "Tense=Pres|VerbForm=Part",
            Self::Vbn => "Tense=Past|VerbForm=Part",
            Self::Vbp => "Mood=Ind|Tense=Pres|VerbForm=Fin",
            Self::Vbz => "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
            Self::Md => "VerbForm=Fin",
            Self::Nn | Self::Nnp => "Number=Sing",
            Self::Nns | Self::Nnps => "Number=Plur",
            Self::Jj => "Degree=Pos",
            Self::Jjr | Self::Rbr => "Degree=Cmp",
            Self::Jjs | Self::Rbs => "Degree=Sup",
            Self::Cd => "NumType=Card",
            Self::Prp => "PronType=Prs",
            Self::PrpS => "Poss=Yes|PronType=Prs",
            _ => "",
        }
    }

    /// The tag of a word whose part of speech and features are known: the way back from [`FineTag::features`].
    pub fn of(tag: Tag, features: &str, form: &str) -> Self {
        let has = |feature: &str| features.split('|').any(|one| one == feature);
        let asks = has("PronType=Int") || has("PronType=Rel") || has("PronType=Int,Rel");
        match tag {
            Tag::Verb | Tag::Aux if has("VerbForm=Part") && has("Tense=Past") => Self::Vbn,
            Tag::Verb | Tag::Aux if has("VerbForm=Part") || has("VerbForm=Ger") => Self::Vbg,
            Tag::Verb | Tag::Aux if has("VerbForm=Inf") || has("Mood=Imp") => Self::Vb,
            Tag::Verb | Tag::Aux if has("Tense=Past") => Self::Vbd,
            Tag::Aux if !has("Tense=Pres") => Self::Md,
            Tag::Verb | Tag::Aux if has("Person=3") && has("Number=Sing") => Self::Vbz,
            Tag::Verb if features == "_" => Self::Vb,
            Tag::Verb | Tag::Aux => Self::Vbp,
            Tag::Noun if has("Number=Plur") => Self::Nns,
            Tag::Noun => Self::Nn,
            Tag::Propn if has("Number=Plur") => Self::Nnps,
            Tag::Propn => Self::Nnp,
            Tag::Adj if has("Degree=Cmp") => Self::Jjr,
            Tag::Adj if has("Degree=Sup") => Self::Jjs,
            Tag::Adj => Self::Jj,
            Tag::Adv if asks => Self::Wrb,
            Tag::Adv if has("Degree=Cmp") => Self::Rbr,
            Tag::Adv if has("Degree=Sup") => Self::Rbs,
            Tag::Adv => Self::Rb,
            Tag::Pron if has("Poss=Yes") && asks => Self::WpS,
            Tag::Pron if has("Poss=Yes") => Self::PrpS,
            Tag::Pron if asks && matches!(form, "which" | "that") => Self::Wdt,
            Tag::Pron if asks => Self::Wp,
            Tag::Pron => Self::Prp,
            Tag::Det if asks => Self::Wdt,
            Tag::Det => Self::Dt,
            Tag::Num => Self::Cd,
            Tag::Adp | Tag::Sconj => Self::In,
            Tag::Cconj => Self::Cc,
            Tag::Intj => Self::Uh,
            Tag::Sym => Self::Sym,
            Tag::X => Self::Fw,
            Tag::Part => match form {
                "to" | "To" => Self::To,
                "'s" | "’s" | "'" | "’" => Self::Pos,
                _ => Self::Rb,
            },
            Tag::Punct => match form {
                "." | "!" | "?" => Self::Stop,
                "," => Self::Comma,
                "(" | "[" | "-LRB-" => Self::OpenBracket,
                ")" | "]" | "-RRB-" => Self::CloseBracket,
                "“" | "‘" | "``" | "`" => Self::OpenQuote,
                "”" | "’" | "''" | "\"" => Self::CloseQuote,
                "-" => Self::Hyphen,
                _ => Self::Colon,
            },
        }
    }

    /// Whether a finite verb or modal by form: VBD, VBP, VBZ, MD.
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbp | Self::Vbz | Self::Md)
    }

    /// Whether a noun: NN, NNS, NNP, NNPS.
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns | Self::Nnp | Self::Nnps)
    }

    /// Whether a plural noun: NNS, NNPS.
    pub const fn is_plural(self) -> bool {
        matches!(self, Self::Nns | Self::Nnps)
    }
}

impl Dependency {
    /// Whether a subject: nsubj and csubj with their subtypes.
    pub const fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Nsubj
                | Self::NsubjOuter
                | Self::NsubjPass
                | Self::Csubj
                | Self::CsubjPass
                | Self::CsubjOuter
        )
    }

    /// Whether the label of a clause: acl, advcl, ccomp, csubj, xcomp, parataxis, root with their subtypes.
    pub const fn is_clause(self) -> bool {
        matches!(
            self,
            Self::Root
                | Self::Acl
                | Self::AclRelcl
                | Self::Advcl
                | Self::AdvclRelcl
                | Self::Ccomp
                | Self::Csubj
                | Self::CsubjPass
                | Self::CsubjOuter
                | Self::Xcomp
                | Self::Parataxis
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_give_the_fine_tag_back() {
        use FineTag::{Cd, Jj, Jjr, Jjs, Md, Nn, Nnp, Nnps, Nns, Prp, PrpS, Rbr, Rbs};
        use FineTag::{Vb, Vbd, Vbg, Vbn, Vbp, Vbz};
        for (tag, fines) in [
            (Tag::Verb, &[Vb, Vbd, Vbg, Vbn, Vbp, Vbz][..]),
            (Tag::Aux, &[Md, Vb, Vbd, Vbp, Vbz]),
            (Tag::Noun, &[Nn, Nns]),
            (Tag::Propn, &[Nnp, Nnps]),
            (Tag::Adj, &[Jj, Jjr, Jjs]),
            (Tag::Adv, &[Rbr, Rbs]),
            (Tag::Num, &[Cd]),
            (Tag::Pron, &[Prp, PrpS]),
        ] {
            for &fine in fines {
                assert_eq!(FineTag::of(tag, fine.features(), ""), fine);
            }
        }
        assert_eq!(FineTag::of(Tag::Part, "_", "to"), FineTag::To);
        assert_eq!(FineTag::of(Tag::Punct, "_", "."), FineTag::Stop);
        assert_eq!(FineTag::of(Tag::Pron, "PronType=Rel", "who"), FineTag::Wp);
    }

    /// Words that have no feature of their own, as a treebank without fine tags writes them.
    #[test]
    fn form_and_part_of_speech_give_a_fine_tag() {
        use FineTag::{
            Cc, CloseBracket, CloseQuote, Colon, Comma, Dt, Fw, Hyphen, In, OpenBracket, OpenQuote,
            Pos, Rb,
        };
        use FineTag::{Stop, Sym, To, Uh, Vb, Vbg, Vbn, Vbp, Wdt, Wp, WpS, Wrb};
        for (tag, features, form, wanted) in [
            (Tag::Verb, "_", "go", Vb),
            (Tag::Verb, "Mood=Imp|VerbForm=Fin", "go", Vb),
            (Tag::Verb, "Tense=Pres|VerbForm=Part", "going", Vbg),
            (Tag::Verb, "VerbForm=Ger", "going", Vbg),
            (Tag::Aux, "Tense=Past|VerbForm=Part", "been", Vbn),
            (Tag::Aux, "Mood=Ind|Tense=Pres|VerbForm=Fin", "are", Vbp),
            (Tag::Adv, "PronType=Int", "when", Wrb),
            (Tag::Adv, "_", "not", Rb),
            (Tag::Part, "Polarity=Neg", "not", Rb),
            (Tag::Part, "_", "’s", Pos),
            (Tag::Part, "_", "To", To),
            (Tag::Pron, "Poss=Yes|PronType=Int,Rel", "whose", WpS),
            (Tag::Pron, "PronType=Rel", "which", Wdt),
            (Tag::Pron, "PronType=Int", "what", Wp),
            (Tag::Det, "PronType=Int", "which", Wdt),
            (Tag::Det, "Definite=Def|PronType=Art", "the", Dt),
            (Tag::Adp, "_", "of", In),
            (Tag::Sconj, "_", "that", In),
            (Tag::Cconj, "_", "and", Cc),
            (Tag::Intj, "_", "oh", Uh),
            (Tag::Sym, "_", "%", Sym),
            (Tag::X, "_", "etc", Fw),
            (Tag::Punct, "_", "?", Stop),
            (Tag::Punct, "_", ",", Comma),
            (Tag::Punct, "_", "[", OpenBracket),
            (Tag::Punct, "_", ")", CloseBracket),
            (Tag::Punct, "_", "“", OpenQuote),
            (Tag::Punct, "_", "”", CloseQuote),
            (Tag::Punct, "_", "-", Hyphen),
            (Tag::Punct, "_", "–", Colon),
        ] {
            assert_eq!(
                FineTag::of(tag, features, form),
                wanted,
                "{form} {features}"
            );
        }
        assert!(Vbp.is_finite() && FineTag::Md.is_finite() && !Vbn.is_finite());
        assert!(FineTag::Nnps.is_noun() && !Vbg.is_noun());
        assert!(FineTag::Nns.is_plural() && !FineTag::Nnp.is_plural());
        assert!(Dependency::CsubjPass.is_subject() && !Dependency::Obj.is_subject());
        assert!(Dependency::Parataxis.is_clause() && !Dependency::Nmod.is_clause());
    }
}

/// How much of the syntax of a sentence is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// The tags and lemmas of its tokens.
    Tags,
    /// Its tree as well.
    Tree,
}
