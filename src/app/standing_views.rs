//! Lists that come with the program, for the account that works: `data/views.toml`.

use serde::Deserialize;

use super::effect::QueueOrder;
use crate::{
    domain::{id::SavedViewId, unit::Unit},
    lang::Lang,
    store::SavedView,
};

const STANDING: &str = include_str!("../../data/views.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    view: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    zh: String,
    en: String,
    filter: String,
    filter_en: Option<String>,
}

/// A list to choose, with how many items it has when that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The row of one that somebody saved.
    pub own: Option<SavedViewId>,
    /// Its name.
    pub name: String,
    /// Its filter as typed.
    pub filter: String,
    /// Its order.
    pub order: QueueOrder,
    /// How many items it has.
    pub count: Option<usize>,
}

fn standing() -> Table {
    toml::from_str(STANDING).expect("embedded; `every_list_that_ships_means_something` reads it")
}

/// Returns the lists that come with the program, then the saved ones.
pub fn views(saved: Vec<SavedView>, lang: Lang, unit: &Unit, user: &str) -> Vec<View> {
    let table = standing();
    let staff = unit.staff.iter().find(|staff| staff.name == user);
    let section = staff.and_then(|staff| staff.section.as_deref());
    let known = [
        ("{section}", section),
        ("{person}", staff.map(|staff| staff.name.as_str())),
    ];
    let standing = table.view.into_iter().filter_map(|row| {
        let english = row.filter_en.filter(|_| lang == Lang::En);
        let mut filter = english.unwrap_or(row.filter);
        for (blank, value) in known {
            if filter.contains(blank) {
                filter = filter.replace(blank, value?);
            }
        }
        Some(View {
            own: None,
            name: match lang {
                Lang::Zh => row.zh,
                Lang::En => row.en,
            },
            filter,
            order: QueueOrder::Due,
            count: None,
        })
    });
    let saved = saved.into_iter().map(|view| View {
        own: Some(view.id),
        name: view.name,
        filter: view.filter,
        order: view.order,
        count: None,
    });
    standing.chain(saved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::filter::Filter, domain::unit::Staff, rules::pack_of};

    #[test]
    fn every_list_that_ships_means_something() {
        let staff = Staff {
            name: "李示".into(),
            section: Some("经济 技术科".into()),
            ..Staff::default()
        };
        let unit = Unit {
            staff: vec![staff],
            ..Unit::default()
        };
        let all = views(Vec::new(), Lang::Zh, &unit, "李示");
        assert_eq!(all.len(), 14);
        for view in &all {
            let filter = Filter::read(&view.filter, &pack_of(None));
            assert_eq!(filter.wrong().next(), None, "{}", view.filter);
            assert_eq!(filter.is_empty(), view.name == "全部", "{}", view.filter);
            assert!(!view.filter.contains('{'), "{}", view.filter);
        }
        // In English they are the same lists, in English words.
        let english = views(Vec::new(), Lang::En, &unit, "李示");
        for (zh, en) in all.iter().zip(&english) {
            let (own, other) = (&zh.filter, &en.filter);
            let wanted = |text: &str| -> Vec<_> {
                let filter = Filter::read(text, &pack_of(None));
                assert_eq!(filter.wrong().next(), None, "{text}");
                let fields = filter.fields();
                let told = fields.map(|own| (own.field, own.sense, own.wants.clone()));
                told.collect()
            };
            assert_eq!(wanted(own), wanted(other), "{other}");
            let names = ["李示", "经济", "技术科"];
            let bare = names
                .iter()
                .fold(other.clone(), |own, name| own.replace(name, ""));
            assert!(bare.is_ascii(), "{other}");
        }
        // An account without a profile has no section and no items of its own.
        let stranger = views(Vec::new(), Lang::En, &Unit::default(), "somebody");
        assert_eq!(stranger.len(), 12);
    }

    #[test]
    fn saved_lists_stand_behind() {
        let saved = SavedView {
            id: SavedViewId(3),
            name: "e\u{301}".into(),
            filter: "\u{1b}[31m".into(),
            order: QueueOrder::Newest,
        };
        let all = views(vec![saved], Lang::Zh, &Unit::default(), "");
        assert_eq!(all.last().and_then(|view| view.own), Some(SavedViewId(3)));
    }
}
