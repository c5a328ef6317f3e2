//! Certificates: 焊工 高级工（职业技能等级证书，…）.

use super::form::{
    CODE, NUMBER, Part, UNTIL, behind, bracketed, day, has_label, items, labelled, opened, written,
};
use crate::{
    domain::{
        craftsman::{Certificate, CertificateKind},
        private::Private,
    },
    ingest::roster::level::level,
};

/// Returns the words of a kind of certificate.
fn kind_word(kind: CertificateKind) -> &'static str {
    match kind {
        CertificateKind::Qualification => "职业资格证书",
        CertificateKind::Grade => "职业技能等级证书",
    }
}

/// Reads a kind of certificate.
pub(in crate::ingest::roster) fn certificate_kind(text: &str) -> Option<CertificateKind> {
    if text.contains("资格") {
        Some(CertificateKind::Qualification)
    } else if text.contains("等级") || text.contains("技能") {
        Some(CertificateKind::Grade)
    } else {
        CertificateKind::from_code(text)
    }
}

/// Writes certificates.
pub fn certificates_text(certificates: &[Certificate]) -> String {
    let one = |own: &Certificate| {
        let mut parts = vec![kind_word(own.kind).to_owned()];
        let is_other =
            |part: &str| certificate_kind(part).is_some() || day(part).is_some() || has_label(part);
        parts.extend(own.issuer.as_ref().map(|text| written(text, is_other)));
        parts.extend(own.issued.map(|day| day.to_string()));
        let expires = own.expires.map(|day| day.to_string());
        let number = own.number.as_ref().map(|number| number.reveal().to_owned());
        let more = [
            (UNTIL, &expires),
            (CODE, &own.trade_code),
            (NUMBER, &number),
        ];
        parts.extend(
            more.iter()
                .filter_map(|(label, value)| labelled(label, value.as_ref())),
        );
        let trade = written(&own.trade, |_| false);
        bracketed(&format!("{trade} {}", own.level.word()), &parts)
    };
    certificates.iter().map(one).collect::<Vec<_>>().join("；")
}

/// Reads whole certificates; what is none comes back as text.
pub(in crate::ingest::roster) fn certificates(text: &str) -> (Vec<Certificate>, Vec<String>) {
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for item in items(text) {
        match certificate(item) {
            Some(own) => found.push(own),
            None => others.push(Part::of(item).into_text()),
        }
    }
    (found, others)
}

fn certificate(item: &str) -> Option<Certificate> {
    let (head, parts) = opened(item);
    let (trade, level_word) = head.rsplit_once(char::is_whitespace)?;
    let trade = Part::of(trade.trim()).into_text();
    let mut own = Certificate::of(level(level_word).ok()?, trade);
    for part in parts {
        match Part::of(part) {
            Part::Quoted(text) => own.issuer = Some(text),
            Part::Plain(text) => {
                if let Some(found) = behind(&text, UNTIL).as_deref().and_then(day) {
                    own.expires = Some(found);
                } else if let Some(words) = behind(&text, CODE) {
                    own.trade_code = Some(words);
                } else if let Some(words) = behind(&text, NUMBER) {
                    own.number = Some(Private::new(words));
                } else if let Some(kind) = certificate_kind(&text) {
                    own.kind = kind;
                } else if let Some(found) = day(&text) {
                    own.issued = Some(found);
                } else {
                    own.issuer = Some(text);
                }
            }
        }
    }
    Some(own)
}
