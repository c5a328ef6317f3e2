//! Several facts in one cell: honours, certificates, grants, recognitions. Written in one form and read from many.
//!
//! What we write: `名称（部分，部分）；名称（…）`. A part with a sign of this form in it stands in `"`, so
//! that reading gives exactly what was written. What offices write besides: 2018年浙江工匠、浙江工匠(2018).

mod certificates;
mod form;
mod honours;
mod level;
mod standings;

use self::form::{bracketed, items, opened, year, yuan};
pub use self::{
    certificates::certificates_text, honours::honours_text, level::level_word,
    standings::standings_text,
};
pub(super) use self::{
    certificates::{certificate_kind, certificates},
    honours::honours,
    level::honour_level,
    standings::standings,
};
use crate::{domain::studio::Grant, ingest::sheet::Cell};

/// Writes grants.
pub fn grants_text(grants: &[Grant]) -> String {
    let one = |own: &Grant| {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(own.year.map(|year| format!("{year}年")));
        parts.push(format!("{}元", own.amount_yuan));
        bracketed(level_word(own.level), &parts)
    };
    grants.iter().map(one).collect::<Vec<_>>().join("；")
}

/// Reads grants; `None` when one of them is none.
pub(super) fn grants(text: &str) -> Option<Vec<Grant>> {
    let one = |item: &&str| {
        let (head, parts) = opened(item);
        Some(Grant {
            level: honour_level(head)?,
            year: parts.iter().find_map(|part| year(part)),
            amount_yuan: parts.iter().find_map(|part| yuan(part))?,
        })
    };
    items(text).iter().map(one).collect()
}

/// Returns a cell's text.
pub(super) fn shown(cell: &Cell) -> std::borrow::Cow<'_, str> {
    match cell {
        Cell::Text(text) => text.into(),
        other => other.shown().into(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        craftsman::{Certificate, CertificateKind, Honour, HonourLevel, SkillLevel},
        employer::{Standing, StandingKind},
        private::Private,
    };

    #[test]
    fn grants_and_certificates_are_read_back() {
        assert_eq!(
            grants("市级（2021年，10万元）"),
            Some(vec![Grant {
                level: HonourLevel::City,
                year: Some(2021),
                amount_yuan: 100_000
            }])
        );
        assert_eq!(grants("一些钱"), None);
        let (found, others) = certificates("焊工 高级工（职业资格证书，2020-05-01）；旧证一本");
        assert_eq!(found[0].level, SkillLevel::Senior);
        assert_eq!(found[0].issued, "2020-05-01".parse().ok());
        assert_eq!(others, ["旧证一本"]);
    }

    #[test]
    fn recognitions_are_read_as_offices_write_them() {
        let text = "2021年度模范单位、自主评价企业（2022.5.1，有效期至2025-04-30，高级工及以下）；高新技术企业";
        let (found, others) = standings(text);
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let words: Vec<_> = found
            .iter()
            .map(|own| (own.kind, own.since, own.until))
            .collect();
        assert_eq!(
            words,
            [
                (StandingKind::ModelUnit, day("2021-01-01"), None),
                (
                    StandingKind::SelfAssessing,
                    day("2022-05-01"),
                    day("2025-04-30")
                ),
            ]
        );
        assert_eq!(others, ["高级工及以下", "高新技术企业"]);
        assert_eq!(standings(""), (Vec::new(), Vec::new()));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            name in "[^\\p{C}\\p{Z}]{1,8}",
            body in proptest::option::of("[a-z（），；\"、《省级年元2018]{1,8}"),
            year in proptest::option::of(1950..2100_i32),
            yuan in proptest::option::of(0..10_000_000_i64),
            level in proptest::sample::select(HonourLevel::ALL),
            skill in proptest::sample::select(SkillLevel::ALL),
        ) {
            let day = year.and_then(|year| NaiveDate::from_ymd_opt(year, 2, 3));
            let honour = Honour {
                year,
                body: body.clone(),
                grant_yuan: yuan,
                tier: body.clone(),
                document: body.clone(),
                valid_until: day,
                revoked: day,
                revoked_why: body.clone(),
                ..Honour::named(name.clone(), level)
            };
            let all = vec![honour.clone(), honour];
            prop_assert_eq!(honours(&honours_text(&all)), (all, Vec::new()));
            let own = vec![Certificate {
                kind: CertificateKind::Qualification,
                issuer: body.clone(),
                issued: day,
                expires: day,
                trade_code: body.clone(),
                number: body.map(Private::new),
                ..Certificate::of(skill, name)
            }];
            prop_assert_eq!(certificates(&certificates_text(&own)), (own.clone(), Vec::new()));
            let own: Vec<Standing> = StandingKind::ALL.iter().map(|kind| Standing {
                since: day,
                until: day,
                number: own[0].number.as_ref().map(|own| own.reveal().to_owned()),
                ..Standing::of(*kind)
            }).collect();
            prop_assert_eq!(standings(&standings_text(&own)), (own, Vec::new()));
            let own = vec![Grant { level, year, amount_yuan: yuan.unwrap_or(0) }];
            prop_assert_eq!(grants(&grants_text(&own)), Some(own));
        }
    }
}
