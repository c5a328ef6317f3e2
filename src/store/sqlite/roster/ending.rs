//! What ends soon: certificates, honours, classes, studios' terms.

use rusqlite::{Connection, params};

use super::rows;
use crate::{
    domain::{
        craftsman::SkillLevel,
        id::{CraftsmanId, StudioId},
    },
    store::{Ending, EndingKind, NameId, sqlite::trouble::Answer},
};

use chrono::NaiveDate;

/// A certificate that a later one of the same trade and level follows does not end anything.
const CERTIFICATES: &str =
    "SELECT craftsman.id AS id, craftsman.name AS name, craftsman.employer_name AS place,
        certificate.expires AS ends, certificate.trade AS about, certificate.level AS level
    FROM certificate JOIN craftsman ON craftsman.id = certificate.craftsman
    WHERE certificate.expires BETWEEN ?1 AND ?2
        AND NOT EXISTS (SELECT 1 FROM certificate AS later
            WHERE later.craftsman = certificate.craftsman AND later.trade = certificate.trade
                AND later.level = certificate.level
                AND (later.expires > certificate.expires
                    OR later.expires IS NULL AND later.issued > certificate.issued))
    ORDER BY ends, id";

const HONOURS: &str =
    "SELECT craftsman.id AS id, craftsman.name AS name, craftsman.employer_name AS place,
        honour.valid_until AS ends, honour.name AS about, NULL AS level
    FROM honour JOIN craftsman ON craftsman.id = honour.craftsman
    WHERE honour.valid_until BETWEEN ?1 AND ?2 AND honour.revoked IS NULL
    ORDER BY ends, id";

/// A removed studio has no term any more.
const TERMS: &str = "SELECT id, name, host_name AS place, term_end AS ends,
        coalesce(leader_name, '') AS about, NULL AS level
    FROM studio
    WHERE term_end BETWEEN ?1 AND ?2
        AND NOT EXISTS (SELECT 1 FROM studio_review
            WHERE studio_review.studio = studio.id AND studio_review.kind = 'removal')
    ORDER BY ends, id";

pub(in super::super) fn between(
    db: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Answer<Vec<Ending>> {
    let mut ending = Vec::new();
    for (what, question) in [
        (EndingKind::Certificate, CERTIFICATES),
        (EndingKind::Honour, HONOURS),
        (EndingKind::Term, TERMS),
    ] {
        let mut asked = db.prepare_cached(question)?;
        let found = asked.query_map(params![rows::day_text(from), rows::day_text(to)], |row| {
            let id = row.get("id")?;
            let level = rows::code_opt(row, "level", SkillLevel::from_code)?;
            let about = rows::line(row, "about")?;
            Ok(Ending {
                what,
                of: match what {
                    EndingKind::Term => NameId::Studio(StudioId(id)),
                    _ => NameId::Craftsman(CraftsmanId(id)),
                },
                name: rows::line(row, "name")?,
                about: match level {
                    Some(level) => format!("{about} {}", level.word()),
                    None => about,
                },
                place: rows::line_opt(row, "place")?,
                on: rows::day(row, "ends")?,
            })
        })?;
        for own in found {
            ending.push(own?);
        }
    }
    ending.sort_by(|a, b| (a.on, a.what, a.of).cmp(&(b.on, b.what, b.of)));
    Ok(ending)
}
