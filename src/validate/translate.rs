//! Constraints as patterns of SPARQL.
//!
//! Owns the translation: a check is a pattern that has a solution for every violation. Inside another shape the same
//! patterns stand in `EXISTS`, where the node in question is bound. Counts are said by as many distinct nodes as
//! they ask for, because a count inside `EXISTS` cannot see what is bound outside.

use oxrdf::Term;

use super::Error;
use super::shapes::{Graph, Shape, malformed, named, truth};

/// How IRIs begin that stand for the blank nodes of a file.
pub const BLANK: &str = "urn:relata:blank:";

/// The highest count that is translated.
const MOST: usize = 12;

/// A question: each row of its answer is a violation.
pub(super) struct Check<'g> {
    pub(super) shape: &'g Shape,
    /// The constraint component, without SHACL's namespace.
    pub(super) component: &'static str,
    /// Binds the focus node, and the value and the path where they are named.
    pub(super) pattern: String,
    pub(super) focus: String,
    /// The focus nodes of the shapes around it.
    pub(super) chain: Vec<String>,
    pub(super) value: Option<String>,
    /// The variable of the path, when a row says it.
    pub(super) path: Option<String>,
}

/// Every check of the shapes that have targets.
pub(super) fn checks(graph: &Graph) -> Result<Vec<Check<'_>>, Error> {
    let mut found = Vec::new();
    for shape in graph.shapes.values().filter(|shape| !shape.deactivated && !shape.targets.is_empty()) {
        let targets: Vec<String> = shape.targets.iter().map(|target| format!("{{ {target} }}")).collect();
        let targets = format!("{{ SELECT DISTINCT ?x {{ {} }} }}", targets.join(" UNION "));
        let mut translation = Translation { graph, fresh: 0, within: Vec::new(), chain: Vec::new() };
        found.extend(translation.of(shape, &targets, "?x")?);
    }
    Ok(found)
}

struct Translation<'g> {
    graph: &'g Graph,
    fresh: usize,
    /// The shapes that the one at hand stands in.
    within: Vec<String>,
    /// Their focus nodes.
    chain: Vec<String>,
}

impl<'g> Translation<'g> {
    fn variable(&mut self) -> String {
        self.fresh += 1;
        format!("?v{}", self.fresh)
    }

    /// The checks of a shape for the focus nodes that `before` binds to `x`.
    fn of(&mut self, shape: &'g Shape, before: &str, x: &str) -> Result<Vec<Check<'g>>, Error> {
        let name = shape.node.to_string();
        if shape.deactivated {
            return Ok(Vec::new());
        }
        if self.within.contains(&name) {
            let why = "SHACL leaves open what recursion means".to_owned();
            return Err(Error::Unsupported { shape: name, term: "recursion".to_owned(), why });
        }
        self.within.push(name);
        let mut found = Vec::new();
        for (term, value) in &shape.constraints {
            self.constraint(shape, term, value, before, x, &mut found)?;
        }
        let (values, v) = self.values(shape, before, x);
        for property in &shape.properties {
            let inner = self.inner(shape, property)?;
            if inner.path.is_none() {
                return Err(malformed(&shape.node.to_string(), "sh:property takes a property shape"));
            }
            self.chain.push(x.to_owned());
            found.extend(self.of(inner, &values, &v)?);
            self.chain.pop();
        }
        self.within.pop();
        Ok(found)
    }

    fn inner(&self, shape: &Shape, node: &Term) -> Result<&'g Shape, Error> {
        self.graph.shape(node).ok_or_else(|| malformed(&shape.node.to_string(), &format!("`{node}` is no shape")))
    }

    /// The pattern that binds the value nodes: the focus node itself, or what its path leads to.
    fn values(&mut self, shape: &Shape, before: &str, x: &str) -> (String, String) {
        match &shape.path {
            None => (before.to_owned(), x.to_owned()),
            Some((path, _)) => {
                let v = self.variable();
                (format!("{before} {x} {path} {v} ."), v)
            }
        }
    }

    /// A pattern that has a solution when what is bound to `x` violates a shape.
    fn violates(&mut self, shape: &'g Shape, x: &str) -> Result<String, Error> {
        let checks = self.of(shape, "", x)?;
        let patterns: Vec<String> = checks.into_iter().map(|check| format!("{{ {} }}", check.pattern)).collect();
        Ok(if patterns.is_empty() { "FILTER(false)".to_owned() } else { patterns.join(" UNION ") })
    }

    #[expect(clippy::too_many_lines, reason = "one arm a constraint of SHACL Core, in the order of its sections")]
    fn constraint(
        &mut self,
        shape: &'g Shape,
        term: &str,
        value: &Term,
        before: &str,
        x: &str,
        found: &mut Vec<Check<'g>>,
    ) -> Result<(), Error> {
        let name = shape.node.to_string();
        let (values, v) = self.values(shape, before, x);
        let text = named(value);
        let path = shape.path.as_ref().map(|(path, _)| path.as_str());
        let whole = |term: &str| -> Result<usize, Error> {
            let Term::Literal(literal) = value else {
                return Err(malformed(&name, &format!("sh:{term} takes a number")));
            };
            count_of(&name, term, literal.value())
        };
        let chain = self.chain.clone();
        let mut add = |component, pattern: String, value: Option<&str>, path: Option<&str>| {
            let (value, path) = (value.map(str::to_owned), path.map(str::to_owned));
            found.push(Check { shape, component, pattern, focus: x.to_owned(), chain: chain.clone(), value, path });
        };
        // A value is wrong when a test is not plainly true of it.
        let unless = |holds: &str| format!("{values} FILTER(!COALESCE({holds}, false))");
        let bare = format!("!isBlank({v}) && !STRSTARTS(STR({v}), \"{BLANK}\")");
        match term {
            "class" => {
                let is_a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>/<http://www.w3.org/2000/01/rdf-schema#subClassOf>*";
                add("Class", format!("{values} FILTER NOT EXISTS {{ {v} {is_a} {text} }}"), Some(&v), None);
            }
            "datatype" => add("Datatype", unless(&datatype(&v, value)), Some(&v), None),
            "nodeKind" => {
                let kind = node_kind(&v, value).ok_or_else(|| malformed(&name, "sh:nodeKind takes a kind of node"))?;
                add("NodeKind", unless(&kind), Some(&v), None);
            }
            "minCount" | "maxCount" => {
                let path = path.ok_or_else(|| malformed(&name, &format!("sh:{term} needs a path")))?;
                let count = whole(term)?;
                if term == "minCount" && count > 0 {
                    let enough = self.distinct(&name, x, path, count, |_, _| Ok(String::new()))?;
                    add("MinCount", format!("{before} FILTER NOT EXISTS {{ {enough} }}"), None, None);
                } else if term == "maxCount" {
                    let more = self.distinct(&name, x, path, count + 1, |_, _| Ok(String::new()))?;
                    add("MaxCount", format!("{before} FILTER EXISTS {{ {more} }}"), None, None);
                }
            }
            "minExclusive" => add("MinExclusive", unless(&format!("{v} > {text}")), Some(&v), None),
            "minInclusive" => add("MinInclusive", unless(&format!("{v} >= {text}")), Some(&v), None),
            "maxExclusive" => add("MaxExclusive", unless(&format!("{v} < {text}")), Some(&v), None),
            "maxInclusive" => add("MaxInclusive", unless(&format!("{v} <= {text}")), Some(&v), None),
            "minLength" => {
                add("MinLength", unless(&format!("{bare} && STRLEN(STR({v})) >= {}", whole(term)?)), Some(&v), None);
            }
            "maxLength" => {
                add("MaxLength", unless(&format!("{bare} && STRLEN(STR({v})) <= {}", whole(term)?)), Some(&v), None);
            }
            "pattern" => {
                let flags = self.graph.facts.one(&shape.node, "http://www.w3.org/ns/shacl#flags");
                let flags = flags.map(|flags| format!(", {flags}")).unwrap_or_default();
                add("Pattern", unless(&format!("{bare} && REGEX(STR({v}), {text}{flags})")), Some(&v), None);
            }
            "languageIn" => {
                let tags = self.graph.members(&name, term, value)?;
                let tags: Vec<String> = tags.iter().map(|tag| format!("LANGMATCHES(LANG({v}), {tag})")).collect();
                let any = if tags.is_empty() { "false".to_owned() } else { tags.join(" || ") };
                add("LanguageIn", unless(&format!("isLiteral({v}) && ({any})")), Some(&v), None);
            }
            // Only the word turns it on: `1` does not.
            "uniqueLang" if text.starts_with("\"true\"") => {
                let path = path.ok_or_else(|| malformed(&name, "sh:uniqueLang needs a path"))?;
                let (w, tag) = (self.variable(), self.variable());
                let both = format!(
                    "{values} {x} {path} {w} . FILTER(!sameTerm({v}, {w}) && LANG({v}) != \"\" && LCASE(LANG({v})) = LCASE(LANG({w})))"
                );
                // One result a language: the variable of the path is only there to tell them apart.
                add("UniqueLang", format!("{both} BIND(LCASE(LANG({v})) AS {tag})"), None, Some(&tag));
            }
            "equals" => {
                add("Equals", format!("{values} FILTER NOT EXISTS {{ {x} {text} {v} }}"), Some(&v), None);
                let w = self.variable();
                let has = match path {
                    Some(path) => format!("FILTER NOT EXISTS {{ {x} {path} {w} }}"),
                    None => format!("FILTER(!sameTerm({x}, {w}))"),
                };
                add("Equals", format!("{before} {x} {text} {w} . {has}"), Some(&w), None);
            }
            "disjoint" => add("Disjoint", format!("{values} {x} {text} {v} ."), Some(&v), None),
            "lessThan" | "lessThanOrEquals" => {
                let (component, sign) = if term == "lessThan" { ("LessThan", "<") } else { ("LessThanOrEquals", "<=") };
                let w = self.variable();
                let pattern = format!("{values} {x} {text} {w} . FILTER(!COALESCE({v} {sign} {w}, false))");
                add(component, pattern, Some(&v), Some(&w));
            }
            "not" => {
                let inner = self.inner(shape, value)?;
                let violates = self.violates(inner, &v)?;
                add("Not", format!("{values} FILTER NOT EXISTS {{ {violates} }}"), Some(&v), None);
            }
            "node" => {
                let inner = self.inner(shape, value)?;
                let violates = self.violates(inner, &v)?;
                add("Node", format!("{values} FILTER EXISTS {{ {violates} }}"), Some(&v), None);
            }
            "and" | "or" | "xone" => {
                let members = self.graph.members(&name, term, value)?;
                let mut violated = Vec::new();
                for member in &members {
                    let inner = self.inner(shape, member)?;
                    violated.push(format!("EXISTS {{ {} }}", self.violates(inner, &v)?));
                }
                let (component, wrong) = match term {
                    "and" => ("And", any(&violated, " || ", "false")),
                    "or" => ("Or", any(&violated, " && ", "true")),
                    _ => {
                        let fits: Vec<String> = violated.iter().map(|one| format!("IF({one}, 0, 1)")).collect();
                        ("Xone", format!("({}) != 1", any(&fits, " + ", "0")))
                    }
                };
                add(component, format!("{values} FILTER({wrong})"), Some(&v), None);
            }
            "closed" if truth(value) => {
                let (predicate, object) = (self.variable(), self.variable());
                let known = self.known(shape)?;
                let known = known.iter().map(|iri| format!("{predicate} = {iri}")).collect::<Vec<_>>();
                let known = any(&known, " || ", "false");
                let pattern = format!("{values} {v} {predicate} {object} . FILTER(!({known}))");
                add("Closed", pattern, Some(&object), Some(&predicate));
            }
            "uniqueLang" | "closed" => {}
            "hasValue" => {
                let pattern = match path {
                    Some(path) => format!("{before} FILTER NOT EXISTS {{ {x} {path} {text} }}"),
                    None => format!("{before} FILTER(!sameTerm({x}, {text}))"),
                };
                add("HasValue", pattern, None, None);
            }
            "in" => {
                let members = self.graph.members(&name, term, value)?;
                let members: Vec<String> =
                    members.iter().map(|member| format!("sameTerm({v}, {})", named(member))).collect();
                add("In", unless(&any(&members, " || ", "false")), Some(&v), None);
            }
            "qualifiedValueShape" => self.qualified(shape, value, before, x, found)?,
            other => unreachable!("`{other}` is no constraint of the table"),
        }
        Ok(())
    }

    /// A pattern that binds `count` distinct values of a path, each of which meets a condition.
    fn distinct(
        &mut self,
        shape: &str,
        x: &str,
        path: &str,
        count: usize,
        mut condition: impl FnMut(&mut Self, &str) -> Result<String, Error>,
    ) -> Result<String, Error> {
        if count > MOST + 1 {
            let why = format!("counts are translated up to {MOST}");
            return Err(Error::Unsupported { shape: shape.to_owned(), term: format!("a count of {count}"), why });
        }
        let variables: Vec<String> = (0..count).map(|_| self.variable()).collect();
        let mut out = String::new();
        for (at, v) in variables.iter().enumerate() {
            out.push_str(&format!("{x} {path} {v} . "));
            for other in &variables[..at] {
                out.push_str(&format!("FILTER(!sameTerm({v}, {other})) "));
            }
            out.push_str(&condition(self, v)?);
        }
        Ok(out)
    }

    fn qualified(
        &mut self,
        shape: &'g Shape,
        value: &Term,
        before: &str,
        x: &str,
        found: &mut Vec<Check<'g>>,
    ) -> Result<(), Error> {
        let name = shape.node.to_string();
        let (path, _) = shape.path.as_ref().ok_or_else(|| malformed(&name, "sh:qualifiedValueShape needs a path"))?;
        let siblings = self.siblings(shape, value);
        let inner = self.inner(shape, value)?;
        for (term, component) in
            [("qualifiedMinCount", "QualifiedMinCount"), ("qualifiedMaxCount", "QualifiedMaxCount")]
        {
            let Some(Term::Literal(count)) =
                self.graph.facts.one(&shape.node, &format!("http://www.w3.org/ns/shacl#{term}"))
            else {
                continue;
            };
            let count = count_of(&name, term, count.value())?;
            let least = component == "QualifiedMinCount";
            if least && count == 0 {
                continue;
            }
            let count = if least { count } else { count + 1 };
            let fit = self.distinct(&name, x, path, count, |translation, v| {
                let mut fits = format!("FILTER NOT EXISTS {{ {} }} ", translation.violates(inner, v)?);
                for sibling in &siblings {
                    fits.push_str(&format!("FILTER EXISTS {{ {} }} ", translation.violates(sibling, v)?));
                }
                Ok(fits)
            })?;
            let wrong = if least { "NOT EXISTS" } else { "EXISTS" };
            let pattern = format!("{before} FILTER {wrong} {{ {fit} }}");
            found.push(Check {
                shape,
                component,
                pattern,
                focus: x.to_owned(),
                chain: self.chain.clone(),
                value: None,
                path: None,
            });
        }
        Ok(())
    }

    /// The qualified shapes beside this one, when values may not fit two of them.
    fn siblings(&self, shape: &Shape, value: &Term) -> Vec<&'g Shape> {
        let facts = &self.graph.facts;
        let sh = |name: &str| format!("http://www.w3.org/ns/shacl#{name}");
        if !facts.one(&shape.node, &sh("qualifiedValueShapesDisjoint")).is_some_and(truth) {
            return Vec::new();
        }
        let own = Term::from(shape.node.clone());
        let parents = self.graph.shapes.values().filter(|parent| parent.properties.contains(&own));
        let beside = parents.flat_map(|parent| &parent.properties).filter_map(|property| self.graph.shape(property));
        let qualified = beside.flat_map(|property| facts.all(&property.node, &sh("qualifiedValueShape")));
        qualified.filter(|other| *other != value).filter_map(|other| self.graph.shape(other)).collect()
    }

    /// The properties that a closed shape knows.
    fn known(&self, shape: &Shape) -> Result<Vec<String>, Error> {
        let mut known: Vec<String> = Vec::new();
        for property in &shape.properties {
            if let Some((_, Term::NamedNode(node))) = self.inner(shape, property)?.path.as_ref() {
                known.push(node.to_string());
            }
        }
        if let Some(list) = self.graph.facts.one(&shape.node, "http://www.w3.org/ns/shacl#ignoredProperties") {
            let members = self.graph.members(&shape.node.to_string(), "ignoredProperties", list)?;
            known.extend(members.iter().map(ToString::to_string));
        }
        Ok(known)
    }
}

fn any(parts: &[String], sign: &str, none: &str) -> String {
    if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(sign)) }
}

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Whether a value has a datatype, and is one of its values: `"x"^^xsd:integer` has the name alone. The store keeps what
/// is derived from `xsd:integer` as that, so only its range is known.
fn datatype(v: &str, datatype: &Term) -> String {
    let named = format!("isLiteral({v}) && DATATYPE({v}) = {datatype}");
    let whole = format!("isLiteral({v}) && DATATYPE({v}) IN ({datatype}, <{XSD}integer>)");
    let iri = datatype.to_string();
    let local = iri.trim_matches(['<', '>']).strip_prefix(XSD).unwrap_or_default().to_owned();
    let integer = format!("<{XSD}integer>(STR({v}))");
    let cast = match local.as_str() {
        "boolean" | "integer" | "decimal" | "double" | "float" | "dateTime" | "date" | "time" | "gYear"
        | "gYearMonth" | "gMonth" | "gMonthDay" | "gDay" | "duration" | "yearMonthDuration" | "dayTimeDuration" => {
            format!("isLiteral({iri}(STR({v})))")
        }
        "nonNegativeInteger" | "unsignedLong" => format!("{integer} >= 0"),
        "positiveInteger" => format!("{integer} > 0"),
        "nonPositiveInteger" => format!("{integer} <= 0"),
        "negativeInteger" => format!("{integer} < 0"),
        "byte" => format!("{integer} >= -128 && {integer} <= 127"),
        "short" => format!("{integer} >= -32768 && {integer} <= 32767"),
        "int" => format!("{integer} >= -2147483648 && {integer} <= 2147483647"),
        "long" => format!("isLiteral({integer})"),
        "unsignedByte" => format!("{integer} >= 0 && {integer} <= 255"),
        "unsignedShort" => format!("{integer} >= 0 && {integer} <= 65535"),
        "unsignedInt" => format!("{integer} >= 0 && {integer} <= 4294967295"),
        _ => return named,
    };
    let derived = cast.contains("#integer>") && local != "integer";
    format!("{} && {cast}", if derived { whole } else { named })
}

/// Whether a value is of a kind of node.
fn node_kind(v: &str, kind: &Term) -> Option<String> {
    let blank = format!("(isBlank({v}) || (isIRI({v}) && STRSTARTS(STR({v}), \"{BLANK}\")))");
    let iri = format!("(isIRI({v}) && !STRSTARTS(STR({v}), \"{BLANK}\"))");
    let literal = format!("isLiteral({v})");
    let kind = kind.to_string();
    match kind.trim_matches(['<', '>']).strip_prefix("http://www.w3.org/ns/shacl#")? {
        "IRI" => Some(iri),
        "BlankNode" => Some(blank),
        "Literal" => Some(literal),
        "BlankNodeOrIRI" => Some(format!("isIRI({v}) || {blank}")),
        "BlankNodeOrLiteral" => Some(format!("{blank} || {literal}")),
        "IRIOrLiteral" => Some(format!("{iri} || {literal}")),
        _ => None,
    }
}

/// The number that a term of a shape counts to.
fn count_of(shape: &str, term: &str, text: &str) -> Result<usize, Error> {
    text.parse().map_err(|_| malformed(shape, &format!("sh:{term} takes a whole number")))
}
