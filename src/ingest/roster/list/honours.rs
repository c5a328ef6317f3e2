//! Honours: 云桥工匠（2018年，区县级，…）, and what offices write besides.

use super::{
    form::{
        BATCH, DOCUMENT, Part, REVOKED, REVOKED_WHY, TIER, UNTIL, behind, bracketed, day,
        has_label, items, labelled, opened, parted, written, year, yuan,
    },
    level::{honour_level, level_in, level_word},
};
use crate::domain::craftsman::{Honour, HonourLevel};

/// Writes honours.
pub fn honours_text(honours: &[Honour]) -> String {
    let one = |own: &Honour| {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(own.year.map(|year| format!("{year}年")));
        parts.push(level_word(own.level).to_owned());
        let is_other = |part: &str| {
            year(part).is_some()
                || yuan(part).is_some()
                || honour_level(part).is_some()
                || has_label(part)
        };
        parts.extend(own.body.as_ref().map(|body| written(body, is_other)));
        parts.extend(own.grant_yuan.map(|yuan| format!("{yuan}元")));
        let valid = own.valid_until.map(|day| day.to_string());
        let revoked = own.revoked.map(|day| day.to_string());
        let more = [
            (TIER, &own.tier),
            (BATCH, &own.batch),
            (DOCUMENT, &own.document),
            (UNTIL, &valid),
            (REVOKED, &revoked),
            (REVOKED_WHY, &own.revoked_why),
        ];
        parts.extend(
            more.iter()
                .filter_map(|(label, value)| labelled(label, value.as_ref())),
        );
        bracketed(&written(&own.name, |_| false), &parts)
    };
    honours.iter().map(one).collect::<Vec<_>>().join("；")
}

/// Reads honours; what has no level and shows none comes back as text: the level is not guessed.
pub(in crate::ingest::roster) fn honours(text: &str) -> (Vec<Honour>, Vec<String>) {
    let (mut honours, mut others) = (Vec::new(), Vec::new());
    for item in items(text) {
        // What we wrote says its level in the bracket, and its name stands as it is.
        if let Some(own) = our_honour(item) {
            honours.push(own);
            continue;
        }
        for item in parted(item, &['、', '，', ',']) {
            let (mut name, mut of_year) = (item.to_owned(), None);
            let (head, parts) = opened(item);
            if let [only] = parts.as_slice()
                && let Some(found) = year(only)
            {
                (name, of_year) = (head.to_owned(), Some(found));
            }
            if let Some(at) = name.find('年')
                && let Some(found) = year(&name[..at])
            {
                of_year = Some(found);
                name = name[at + '年'.len_utf8()..].to_owned();
                name = name.trim_start_matches('度').to_owned();
            }
            for verb in ["获得", "荣获", "被评为", "授予", "入选", "获"] {
                name = name.trim_start_matches(verb).to_owned();
            }
            let marks = |c: char| c.is_whitespace() || "“”\"《》：:".contains(c);
            let name = name.trim_matches(marks).to_owned();
            match level_in(&name) {
                Some(level) => honours.push(Honour {
                    year: of_year,
                    ..Honour::named(name, level)
                }),
                None => others.push(Part::of(item).into_text()),
            }
        }
    }
    (honours, others)
}

fn our_honour(item: &str) -> Option<Honour> {
    let (head, parts) = opened(item);
    let mut level = None;
    let mut own = Honour::named(Part::of(head).into_text(), HonourLevel::County);
    for part in parts {
        match Part::of(part) {
            Part::Quoted(text) => own.body = Some(text),
            Part::Plain(text) => {
                if let Some(found) = year(&text) {
                    own.year = Some(found);
                } else if let Some(found) = yuan(&text) {
                    own.grant_yuan = Some(found);
                } else if let Some(found) = honour_level(&text) {
                    level = Some(found);
                } else if let Some(words) = behind(&text, TIER) {
                    own.tier = Some(words);
                } else if let Some(words) = behind(&text, BATCH) {
                    own.batch = Some(words);
                } else if let Some(words) = behind(&text, DOCUMENT) {
                    own.document = Some(words);
                } else if let Some(found) = behind(&text, UNTIL).as_deref().and_then(day) {
                    own.valid_until = Some(found);
                } else if let Some(words) = behind(&text, REVOKED_WHY) {
                    own.revoked_why = Some(words);
                } else if let Some(found) = behind(&text, REVOKED).as_deref().and_then(day) {
                    own.revoked = Some(found);
                } else {
                    own.body = Some(text);
                }
            }
        }
    }
    Some(Honour {
        level: level?,
        ..own
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honours_are_read_as_offices_write_them() {
        let of = |text: &str| {
            let (found, others) = honours(text);
            let found = found.into_iter().map(|own| (own.name, own.level, own.year));
            (found.collect::<Vec<_>>(), others)
        };
        let (found, others) =
            of("2018年浙江工匠；2020年度全国技术能手、技术标兵，云桥区工匠(2021)");
        assert_eq!(
            found,
            [
                ("浙江工匠".into(), HonourLevel::Province, Some(2018)),
                ("全国技术能手".into(), HonourLevel::National, Some(2020)),
                ("云桥区工匠".into(), HonourLevel::County, Some(2021)),
            ]
        );
        assert_eq!(others, ["技术标兵"]);
        let (found, _) = of("荣获“澄江市首席工人”\n浙江工匠（2018年，省级，5000元）");
        assert_eq!(found[0].0, "澄江市首席工人");
        assert_eq!(found[1].2, Some(2018));
        assert_eq!(of(""), (Vec::new(), Vec::new()));
    }
}
