//! A graph of 100,000 statements: how long it takes to resolve and build, how much memory, and how long
//! one more document takes. The peer is Oxigraph's bulk loader over the same graph in the same run.
//!
//! `cargo bench --bench lifecycle` prints seconds, MiB and ratios; it fails above 60 s, 2 GiB, or 2 s for one more
//! document (`-- --report` only prints).

#![expect(clippy::print_stdout, reason = "a benchmark reports")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use relata::store::{Directory, Store};

const DOCUMENTS: usize = 5_000;
const EACH: usize = 20;

/// xorshift (Marsaglia 2003): the same corpus every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// A pronounceable name, another for each number.
fn word(mut number: usize) -> String {
    const START: [&str; 20] = [
        "zor", "lu", "bran", "quo", "vel", "tor", "mi", "ka", "dre", "fal", "gri", "hel", "jo", "ner", "pra", "ru",
        "sol", "tri", "ul", "wen",
    ];
    const END: [&str; 10] = ["vex", "dor", "del", "via", "mar", "vane", "lis", "ton", "rix", "gan"];
    let mut text = START[number % 20].to_owned();
    number /= 20;
    text.push_str(END[number % 10]);
    number /= 10;
    while number > 0 {
        text.insert_str(0, START[number % 20]);
        number /= 20;
    }
    text[..1].to_uppercase() + &text[1..]
}

/// A company under one of the names that texts give it.
fn company(number: usize, dice: &mut Dice) -> String {
    let first = word(number);
    let second = ["Energy", "Robotics", "Capital", "Foods", "Data"][number % 5];
    match dice.below(10) {
        0 => format!("{first} {second} SA"),
        1 => format!("{first} {second} Inc."),
        2 => format!("the {first} {second} group"),
        3 => format!("{first} {second}'s"),
        4 => format!("{} {second}", first.to_uppercase()),
        5 => format!("{first} {second} Holdings Ltd."),
        _ => format!("{first} {second}"),
    }
}

fn person(number: usize, dice: &mut Dice) -> String {
    let (first, last) = (word(number + 300), word(number * 7 + 11));
    match dice.below(4) {
        0 => format!("{}. {last}", &first[..1]),
        1 => last,
        _ => format!("{first} {last}"),
    }
}

fn line(document: usize, at: usize, cast: &[usize], dice: &mut Dice) -> String {
    let subject = company(cast[dice.below(cast.len())], dice);
    let other = company(cast[dice.below(cast.len())], dice);
    let year = 2015 + dice.below(11);
    let amount = (1 + dice.below(900)) * 1_000_000;
    let money = format!(
        "\"value\":{{\"number\":{amount},\"unit\":\"USD\",\"bound\":\"exact\"}},\"time\":{{\"start\":\"{year}\"}},"
    );
    let status = ["completed", "completed", "completed", "planned", "rumoured", "cancelled"][dice.below(6)];
    let party = |name: &str, kind: &str| format!("{{\"name\":\"{name}\",\"type\":\"{kind}\"}}");
    let org = |name: &str| party(name, "Organization");
    let (subject, relation, object, more) = match dice.below(7) {
        0 => (org(&subject), "invests-in", org(&other), money),
        1 => (org(&subject), "acquires", org(&other), money),
        2 => (
            party(&person(cast[0], dice), "Person"),
            "leads",
            org(&other),
            "\"attributes\":{\"role\":\"chief executive\"},".to_owned(),
        ),
        3 => (org(&subject), "based-in", party(&word(dice.below(150)), "Place"), String::new()),
        4 => (
            org(&subject),
            "active-in",
            party(&format!("{} mining", word(dice.below(80)).to_lowercase()), "Sector"),
            String::new(),
        ),
        5 => (org(&subject), "partners-with", org(&other), String::new()),
        _ => (org(&subject), "revenue", "null".to_owned(), money),
    };
    let (start, end) = (at * 120, at * 120 + 100);
    let words = format!(
        "Sentence {at} of document {document} says what happened between the two, and when, and for how much it was done."
    );
    format!(
        "{{\"document\":\"news/{document:05}.txt\",\"subject\":{subject},\"relation\":\"{relation}\",\"object\":{object},{more}\"status\":\"{status}\",\"confidence\":0.8,\"evidence\":{{\"start\":{start},\"end\":{end},\"text\":\"{}\"}},\"extractor\":\"import:generated\"}}",
        &words[..100.min(words.len())]
    )
}

fn corpus(documents: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    for document in documents {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (document as u64 + 1).wrapping_mul(0xD134_2543_DE82_EF95));
        // Big companies are in the news more often than small ones.
        let cast: Vec<usize> =
            (0..6).map(|_| dice.below(8_000).min(dice.below(8_000)).min(dice.below(8_000))).collect();
        for at in 0..EACH {
            let _ = writeln!(text, "{}", line(document, at, &cast, &mut dice));
        }
    }
    text
}

/// What a run took.
struct Run {
    /// Seconds by the clock.
    clock: f64,
    /// Seconds that processors worked on it, in hundredths, where `/proc` tells: other programs leave no trace in it.
    work: f64,
    /// Most memory in MiB, where `/proc` tells.
    peak: u64,
}

impl Run {
    fn print(&self, name: &str, load: f64) {
        let Self { clock, work, peak } = self;
        println!("{name:14}{clock:6.2} s {work:6.2} s of work  {peak:5} MiB  {:5.2} of Oxigraph's load", clock / load);
    }
}

fn measured(folder: &Path, arguments: &[&str]) -> Run {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_relata"))
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let files = ["status", "stat"].map(|file| format!("/proc/{}/{file}", child.id()));
    let (mut peak, mut ticks) = (0, 0.0_f64);
    while child.try_wait().expect("the program can be watched").is_none() {
        // Known only where /proc exists; elsewhere both stay 0.
        let [text, times] = files.each_ref().map(|file| fs::read_to_string(file).unwrap_or_default());
        let fields: Vec<f64> = times
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .map(|text| text.parse().unwrap_or(0.0))
            .collect();
        ticks = ticks.max(fields.get(11..13).unwrap_or_default().iter().sum());
        let kib =
            text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<u64>().ok());
        peak = peak.max(kib.unwrap_or(0) / 1024);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(child.wait().expect("the program ends").success(), "{arguments:?} failed");
    Run { clock: start.elapsed().as_secs_f64(), work: ticks / 100.0, peak }
}

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join("all.jsonl"), corpus(0..DOCUMENTS)).expect("the corpus can be written");
    fs::write(folder.path().join("more.jsonl"), corpus(DOCUMENTS..DOCUMENTS + 1)).expect("a document can be written");
    let whole = measured(folder.path(), &["build", "all.jsonl"]);
    let one = measured(folder.path(), &["build", "more.jsonl"]);
    let nquads = Directory::new(&folder.path().join("relata-store")).nquads().expect("the store stands");
    let start = Instant::now();
    let store = Store::from_nquads(&nquads).expect("the quads are sound");
    let load = start.elapsed().as_secs_f64();
    let quads = store.len().expect("the store is sound");
    println!("{} statements, {quads} quads, {} MiB of N-Quads", DOCUMENTS * EACH, nquads.len() >> 20);
    whole.print("build", load);
    one.print("one document", load);
    println!("Oxigraph load {load:6.2} s");
    let report = std::env::args().any(|argument| argument == "--report");
    let within = whole.clock < 60.0 && whole.peak.max(one.peak) < 2048 && one.clock < 2.0;
    assert!(report || within, "above 60 s, 2 GiB or 2 s for one more document");
}
