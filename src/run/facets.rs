//! Counting how what the box of names finds divides.
//!
//! Facet by facet, the lists first, which need no column of the store: the first marks stand before a column of
//! millions is read. Invariant: a facet's numbers are those of going over every name found.

use std::sync::Arc;

use super::{
    chooser::{Bounds, Chooser, Chosen, Waits, ordered},
    finder::Finder,
};
use crate::{
    app::{
        effect::NameAsk,
        facets::{FACETS, Facet, FacetOf, FacetRow},
        name_filter::{NameFilter, fields_named, list_name, list_word},
    },
    figure::{Field, Kind as FieldKind, Part, Tongue, Value, question::quoted},
    search::{Admitted, Cancel, HitSet, Kind},
    store::Result,
};

/// How many parts of text are shown, the commonest. Chosen by us: as many as there are levels; who wants another
/// town types its name.
const PARTS: usize = 9;

/// What is counted.
pub struct FacetAsk {
    /// What is typed.
    pub filter: NameFilter,
    /// What its words find.
    pub hits: Arc<HitSet>,
    /// The language of the parts.
    pub tongue: Tongue,
}

/// What became of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Every facet was told.
    Whole,
    /// The store is wanted for something else: it is to be counted again.
    Interrupted,
}

/// Tells every facet. `waits` says whether the store may be read on.
///
/// # Errors
/// When the store cannot be read.
pub fn count(
    chooser: &mut Chooser,
    ask: &FacetAsk,
    waits: Waits<'_>,
    tell: &mut dyn FnMut(Facet),
) -> Result<Counted> {
    let mut admitted = None;
    if !ask.filter.terms.is_empty() {
        match chooser.choose(&ask.filter, waits)? {
            Chosen::Admitted(own) => admitted = Some(own),
            // The box says what is wrong.
            Chosen::Wrong(_) => return Ok(Counted::Whole),
            Chosen::Stopped => return Ok(Counted::Interrupted),
        }
    }
    let all = Bounds {
        hits: Some(&ask.hits),
        admitted: admitted.as_deref(),
    };
    let people = all.of(Kind::Craftsman);
    let everybody = people.within.as_ref().map_or(0, |ids| ids.len() as u64);
    let asks_people = |own: &Admitted| Kind::ALL[1..].iter().all(|kind| own.of(*kind).is_none());
    let told = Told {
        everybody,
        are_people: all.admitted.is_some_and(asks_people),
        tongue: ask.tongue,
    };
    for of in FACETS {
        let FacetOf::People(field) = of else {
            let count = |kind| all.of(kind).within.map_or(0, |ids| ids.len() as u64);
            tell(lists(count, ask.tongue));
            continue;
        };
        let mut tally = Vec::new();
        if !people.is_empty() {
            // A part that is picked is asked of the honour that the other filters are asked of.
            let Some(beside) = chooser.beside(&ask.filter, field, waits)? else {
                return Ok(Counted::Interrupted);
            };
            let Some(column) = chooser.column(field, &beside, waits)? else {
                return Ok(Counted::Interrupted);
            };
            tally = ordered(field, column.tally(&people));
        }
        tell(parts(field, &tally, &told));
    }
    Ok(Counted::Whole)
}

/// Tells every facet of a line on the spot.
///
/// # Errors
/// When the store cannot be read.
pub fn count_now(
    finder: &mut Finder,
    chooser: &mut Chooser,
    ask: &NameAsk,
    tongue: Tongue,
) -> Result<Vec<Facet>> {
    let filter = NameFilter::read(&ask.typed);
    let mut facets = Vec::new();
    if let Some(hits) = finder.hits(&filter.words, ask.sounds, &Cancel::never()) {
        let ask = FacetAsk {
            filter,
            hits,
            tongue,
        };
        count(chooser, &ask, &|| true, &mut |facet| facets.push(facet))?;
    }
    Ok(facets)
}

fn lists(count: impl Fn(Kind) -> u64, tongue: Tongue) -> Facet {
    let rows = Kind::ALL.into_iter().map(|kind| {
        let name = list_word(kind, tongue);
        FacetRow {
            name: name.to_owned(),
            filter: format!("{}:{name}", list_name(tongue)),
            count: count(kind),
        }
    });
    Facet {
        of: FacetOf::Lists,
        rows: rows.filter(|row| row.count > 0).collect(),
        more: 0,
    }
}

/// What is known of the people that are divided.
struct Told {
    /// How many there are.
    everybody: u64,
    /// People alone are asked for.
    are_people: bool,
    tongue: Tongue,
}

fn parts(field: Field, tally: &[(Value, u64)], told: &Told) -> Facet {
    let tongue = told.tongue;
    let everybody = told.everybody;
    let list = format!(
        " {}:{}",
        list_name(tongue),
        list_word(Kind::Craftsman, tongue)
    );
    // Studios and employers stand in towns too: a part finds no more than it says.
    let is_shared = field.kind() == FieldKind::Text && fields_named(field.zh()).count() > 1;
    let list = if is_shared && !told.are_people {
        list.as_str()
    } else {
        ""
    };
    let name = match tongue {
        Tongue::Zh => field.zh(),
        Tongue::En => field.en(),
    };
    let row = |value: &Value, count| FacetRow {
        name: value.name(tongue),
        filter: format!("{name}:{}{list}", quoted(value, tongue)),
        count,
    };
    let known: u64 = tally.iter().map(|(_, count)| count).sum();
    let shown = match field.kind() {
        FieldKind::Text => PARTS.min(tally.len()),
        _ => tally.len(),
    };
    let mut rows: Vec<FacetRow> = tally[..shown]
        .iter()
        .map(|(value, count)| row(value, *count))
        .collect();
    // A record has one value of its own row or none; of honours it may have any number.
    if field.part() == Part::Own && known < everybody {
        rows.push(row(&Value::Nothing, everybody - known));
    }
    Facet {
        of: FacetOf::People(field),
        rows,
        more: tally.len() - shown,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        domain::{
            craftsman::{Honour, HonourLevel, Person, SkillLevel},
            employer::{EmployerKind, Firm},
        },
        run::{chooser, clock::Clock, office::Office},
        store::{NameId, RosterBatch, RosterStore, sqlite::SqliteStore},
    };

    fn person() -> impl Strategy<Value = Person> {
        let name = prop::sample::select(vec![
            "张建国",
            "张伟",
            "单玉",
            "e\u{301}",
            "阿里·江",
            "欧阳小满",
            "张",
            "周知行",
        ]);
        let level = prop::option::of(prop::sample::select(SkillLevel::ALL.to_vec()));
        let town = prop::option::of(prop::sample::select(vec![
            "蛟川街道",
            "云桥镇",
            "无",
            "a b",
        ]));
        let honours = prop::collection::vec(
            (
                prop::sample::select(HonourLevel::ALL.to_vec()),
                prop::sample::select(vec!["工匠", "能手"]),
                2023..2026_i32,
                prop::bool::weighted(0.2),
            ),
            0..4,
        );
        (name, level, town, honours).prop_map(|(name, level, town, honours)| Person {
            name: name.into(),
            level,
            town: town.map(str::to_owned),
            honours: honours
                .into_iter()
                .map(|(level, name, year, is_revoked)| Honour {
                    year: Some(year),
                    revoked: is_revoked.then(chrono::NaiveDate::default),
                    ..Honour::named(name, level)
                })
                .collect(),
            ..Person::default()
        })
    }

    fn employer() -> impl Strategy<Value = Firm> {
        let name = prop::sample::select(vec!["张样本厂", "青石厂", "e\u{301}厂"]);
        let town = prop::option::of(prop::sample::select(vec!["蛟川街道", "云桥镇"]));
        (name, town).prop_map(|(name, town)| Firm {
            town: town.map(str::to_owned),
            ..Firm::named(name, EmployerKind::Enterprise)
        })
    }

    type IsMeant = fn(&Honour) -> bool;

    /// Lines with what holds of the honours whose levels are divided.
    const LINES: [(&str, IsMeant); 18] = [
        ("", |_| true),
        ("z", |_| true),
        ("张", |_| true),
        ("zzz", |_| true),
        ("·", |_| true),
        ("级别:技师以上", |_| true),
        ("z 街道:蛟川", |_| true),
        ("-荣誉:工匠 z", |_| true),
        ("街道:无", |_| true),
        ("名单:人才 a", |_| true),
        ("名单:单位", |_| true),
        // A level that is picked beside a level is that of another honour.
        ("荣誉级别:国家级", |_| true),
        ("街道:\"a b\"", |_| true),
        ("级别:大师", |_| true),
        ("荣誉:工匠", |own| own.name == "工匠"),
        ("z 荣誉年份:2024-2025 级别:技师以上", |own| {
            own.year > Some(2023)
        }),
        ("荣誉:能手 荣誉年份<2025", |own| {
            own.name == "能手" && own.year < Some(2025)
        }),
        ("荣誉:工匠 荣誉:能手 荣誉年份:2024", |own| {
            own.name == "工匠" && own.year == Some(2024)
        }),
    ];

    /// What a facet shows of each part.
    fn shown(facet: &Facet) -> Vec<(String, u64)> {
        let rows = facet.rows.iter();
        rows.map(|row| (row.name.clone(), row.count)).collect()
    }

    fn counted(words: impl Iterator<Item = String>) -> Vec<(String, u64)> {
        let mut all: Vec<(String, u64)> = Vec::new();
        for word in words {
            match all.iter_mut().find(|(own, _)| *own == word) {
                Some((_, count)) => *count += 1,
                None => all.push((word, 1)),
            }
        }
        all.sort();
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

        #[test]
        fn facets_are_those_of_going_over_every_name_found(
            people in prop::collection::vec(person(), 0..40),
            employers in prop::collection::vec(employer(), 0..8),
            lines in prop::collection::vec(prop::sample::select(LINES.to_vec()), 5),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.db");
            let open = || SqliteStore::open(&path).unwrap();
            let mut store = open();
            let batch = RosterBatch { employers, people, ..RosterBatch::default() };
            store.add_roster(&batch).unwrap();
            let clock = Clock::Day(chrono::NaiveDate::default());
            let office = Office::open(Box::new(open()), clock, "tester".into()).unwrap();
            let (mut finder, mut chooser) = (Finder::new(office), Chooser::new(Box::new(open()), clock));
            finder.load().unwrap();
            for (typed, is_meant) in lines {
                let ask = NameAsk::of(typed);
                let found = chooser::find(&mut finder, &mut chooser, &ask, Some(usize::MAX)).unwrap();
                let facets = count_now(&mut finder, &mut chooser, &ask, Tongue::Zh).unwrap();
                let Ok(found) = found else {
                    prop_assert!(facets.is_empty());
                    continue;
                };
                let people: Vec<Person> = found.hits.iter().filter_map(|hit| match hit.id {
                    NameId::Craftsman(id) => store.craftsman(id).unwrap().map(|own| own.value),
                    _ => None,
                }).collect();
                for facet in &facets {
                    let expected = match facet.of {
                        FacetOf::Lists => counted(found.hits.iter().map(|hit| match hit.id {
                            NameId::Craftsman(_) => "人才".to_owned(),
                            _ => "单位".to_owned(),
                        })),
                        FacetOf::People(Field::Level) => counted(people.iter().map(|own| {
                            own.level.map_or("无", SkillLevel::word).to_owned()
                        })),
                        FacetOf::People(Field::Town) => {
                            let towns = people.iter().map(|own| own.town.clone());
                            // A town called 无 is not the same as no town.
                            counted(towns.map(|own| own.map_or("-".into(), |own| format!("={own}"))))
                        }
                        FacetOf::People(_) => counted(people.iter().flat_map(|own| {
                            let is_meant = |own: &&Honour| own.revoked.is_none() && is_meant(own);
                            let holds = own.honours.iter().filter(is_meant);
                            let levels: std::collections::BTreeSet<&str> =
                                holds.map(|own| own.level.word()).collect();
                            levels.into_iter().map(str::to_owned).collect::<Vec<_>>()
                        })),
                    };
                    let mut own = shown(facet);
                    if facet.of == FacetOf::People(Field::Town) {
                        for (name, row) in own.iter_mut().zip(&facet.rows) {
                            let is_none = row.filter.starts_with("街道:无");
                            name.0 = if is_none { "-".into() } else { format!("={}", name.0) };
                        }
                    }
                    own.sort();
                    prop_assert_eq!(own, expected, "{} {:?}", typed, facet.of);
                    // Picked, a part finds as many as it says.
                    for row in &facet.rows {
                        let narrowed = NameAsk::of(&format!("{typed} {}", row.filter));
                        let narrowed = chooser::find(&mut finder, &mut chooser, &narrowed, None);
                        // The list that a filter names is all that it says of lists.
                        let is_said = typed.contains("名单") && !row.filter.contains("名单:人才");
                        if facet.of != FacetOf::Lists || !is_said {
                            prop_assert_eq!(narrowed.unwrap().unwrap().total as u64, row.count, "{} {}", typed, row.filter);
                        }
                    }
                }
            }
        }
    }
}
