//! Which of several forms a client likes best (RFC 9110, section 12).
//!
//! Owns quality values, ranges and how specific they are.

/// One range of a header with its quality in thousandths.
struct Range<'h> {
    name: &'h str,
    quality: u16,
}

/// The ranges of a header. A quality that is no number between 0 and 1 counts as 0.
fn ranges(header: &str) -> Vec<Range<'_>> {
    let one = |part: &'_ str| -> (usize, u16) {
        let name = part.find(';').unwrap_or(part.len());
        let quality = part.split(';').skip(1).find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            key.trim().eq_ignore_ascii_case("q").then(|| value.trim().parse::<f32>().unwrap_or(0.0))
        });
        let quality = quality.map_or(1.0, |found| if (0.0..=1.0).contains(&found) { found } else { 0.0 });
        (name, (quality * 1000.0).round() as u16)
    };
    let parts = header.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, quality) = one(part);
            Range { name: part[..name].trim(), quality }
        })
        .collect()
}

/// How well a range fits what is offered: 3 by name, 2 by its first half, 1 anything.
fn fits(range: &str, offer: &str) -> u8 {
    let offer = offer.split(';').next().unwrap_or(offer);
    if range.eq_ignore_ascii_case(offer) {
        return 3;
    }
    if range == "*" || range == "*/*" {
        return 1;
    }
    let start = range.strip_suffix('*').filter(|start| start.ends_with('/'));
    u8::from(start.is_some_and(|start| offer.get(..start.len()).is_some_and(|o| o.eq_ignore_ascii_case(start)))) * 2
}

/// The place of the offer that a header likes best, the first of equals; nothing when it takes none of them.
/// Each offer may have several names. A header that is missing takes the first.
pub(super) fn best(header: &str, offers: &[&[&str]]) -> Option<usize> {
    let ranges = ranges(header);
    if ranges.is_empty() {
        return (!offers.is_empty()).then_some(0);
    }
    let quality = |names: &&[&str]| {
        let found =
            names.iter().flat_map(|name| ranges.iter().map(move |range| (fits(range.name, name), range.quality)));
        found.filter(|(fit, _)| *fit > 0).max().map_or(0, |(_, quality)| quality)
    };
    let rated = offers.iter().map(quality).enumerate();
    rated.filter(|(_, quality)| *quality > 0).max_by_key(|(at, quality)| (*quality, usize::MAX - at)).map(|(at, _)| at)
}

/// The place of the language that a header likes best; the first when it likes none. `fr-CA` is content with `fr`.
pub(super) fn language(header: &str, offers: &[&str]) -> usize {
    let ranges = ranges(header);
    let quality = |offer: &&str| {
        let found = ranges.iter().filter(|range| {
            let primary = range.name.split('-').next().unwrap_or_default();
            range.name == "*" || primary.eq_ignore_ascii_case(offer)
        });
        found.map(|range| (range.name != "*", range.quality)).max().map_or(0, |(_, quality)| quality)
    };
    let rated = offers.iter().map(quality).enumerate();
    rated.max_by_key(|(at, quality)| (*quality, usize::MAX - at)).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERS: [&[&str]; 3] = [&["text/html", "application/xhtml+xml"], &["text/turtle"], &["application/ld+json"]];

    #[test]
    fn the_best_quality_wins_and_the_first_among_equals() {
        for (header, wanted) in [
            ("", Some(0)),
            ("*/*", Some(0)),
            ("text/turtle", Some(1)),
            ("text/html;q=0.5, text/turtle;q=0.9", Some(1)),
            ("text/turtle;q=0.2, */*;q=0.1", Some(1)),
            ("application/*, text/html;q=0.3", Some(2)),
            ("application/xhtml+xml", Some(0)),
            ("text/*;q=0.3, text/html;q=0.1", Some(1)),
            ("TEXT/TURTLE ; charset=utf-8 ; Q=1", Some(1)),
            ("image/png", None),
            ("text/turtle;q=0", None),
            ("text/turtle;q=high, application/ld+json;q=0.1", Some(2)),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(0)),
        ] {
            assert_eq!(best(header, &OFFERS), wanted, "{header}");
        }
    }

    #[test]
    fn a_language_is_found_by_its_first_part() {
        for (header, wanted) in [("", 0), ("fr-CA", 1), ("de", 0), ("de, fr;q=0.5", 1), ("fr;q=0.1, en", 0), ("*", 0)] {
            assert_eq!(language(header, &["en", "fr"]), wanted, "{header}");
        }
    }
}
