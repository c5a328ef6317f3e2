//! An answer or opinion: head, title, salutation, body with its sections, signature, after-matter.
//!
//! Nothing is mandatory. The head is what stands above the salutation; the tail begins at the
//! signature, the date or the first labelled line after the body.

use super::{
    class,
    contact::{read_contact, read_copies},
    date, level, marks, meeting, number, organ, quoted, salutation, sitting,
    tail::{Tail, is_date_line},
    title::{Title, without_note},
};
use crate::{
    domain::{letter::LetterKind, paper::Sure, proposal::Role, sitting::Kind},
    ingest::{
        field::Field,
        lines::Line,
        problem::Problem,
        reading::{Addressee, AddresseeKind, LetterPaper, Numbered, SittingRead},
    },
};

/// How far below the title a salutation may stand, in lines.
const SALUTATION_WITHIN: usize = 14;

/// Reads a letter from its lines; `title` is where its title stands in them, if it has one.
pub fn read(lines: &[Line], title: Option<&Title>, problems: &mut Vec<Problem>) -> LetterPaper {
    let after_title = title.map_or(0, |t| t.last + 1);
    let greeting = (after_title..lines.len().min(after_title + SALUTATION_WITHIN))
        .find_map(|at| salutation::read(&lines[at]).map(|s| (at, s)));
    // Without a salutation, short lines of the head may still stand below the title.
    let under_title = lines[after_title..]
        .iter()
        .take(4)
        .take_while(|l| title.is_some() && is_head_line(l))
        .count();
    let head_to = greeting
        .as_ref()
        .map_or(after_title + under_title, |(at, _)| *at);
    let body_from = match &greeting {
        Some((at, s)) if s.rest.is_empty() => at + 1,
        _ => head_to,
    };
    let tail = Tail::find(lines, body_from, problems);
    let body = &lines[body_from.min(tail.start)..tail.start];
    let head = &lines[..head_to.min(lines.len())];

    let organ = read_organ(head, title, lines, &tail);
    let places = organ
        .as_ref()
        .map(|o| level::of_organ(&o.value))
        .unwrap_or_default();
    let places = if places.is_empty() {
        tail.signature
            .as_ref()
            .map(|s| level::of_organ(&s.value))
            .unwrap_or_default()
    } else {
        places
    };
    let opening: Vec<&Line> = body.iter().take(3).collect();
    let (addressees, counted) = match &greeting {
        Some((at, s)) => (
            s.addressees
                .iter()
                .map(|a| Field::certain(a.clone(), &lines[*at]))
                .collect(),
            s.count.map(|n| Field::certain(n, &lines[*at])),
        ),
        None => (Vec::new(), None),
    };
    let kind = read_kind(title, lines, &opening, &addressees);
    let role = match kind.value {
        LetterKind::CoOpinion => Role::Co,
        LetterKind::SeparateReply => Role::Separate,
        _ => Role::Lead,
    };
    let (contact, phone) = read_contact(&lines[body_from.min(lines.len())..]);
    LetterPaper {
        lines: (
            lines.first().map_or(0, |l| l.number),
            lines.last().map_or(0, |l| l.number),
        ),
        role,
        sitting: read_sitting(title, lines, &opening, &places, &addressees),
        item_number: read_item_number(title, lines, &opening),
        item_title: read_item_title(title, lines, &opening),
        number: head.iter().find_map(|l| {
            let short = l.text.chars().count() <= 80;
            number::document_number(&l.text)
                .filter(|_| short)
                .map(|n| Field::certain(n, l))
        }),
        class: read_class(head, &lines[tail.start..]),
        title: title.map(|t| own_title(t, lines)),
        sections: sections(body),
        body: body.first().map(|first| {
            let text: Vec<&str> = body.iter().map(|l| l.text.as_str()).collect();
            Field::certain(text.join("\n"), first)
        }),
        copies: read_copies(&lines[body_from.min(lines.len())..]),
        text: lines
            .iter()
            .map(|l| l.text.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
        signature: tail.signature,
        date: tail
            .date
            .or_else(|| date_under_title(&lines[after_title..head_to.max(after_title)])),
        organ,
        addressees,
        counted,
        kind,
        contact,
        phone,
    }
}

/// The title as a field; of one in several lines the first is its place.
fn own_title(title: &Title, lines: &[Line]) -> Field<String> {
    let whole = (title.first..=title.last).find(|at| lines[*at].flat.contains(&title.text));
    let line = &lines[whole.unwrap_or(title.first)];
    Field::certain(without_class(&title.text).to_string(), line)
}

/// Drops （B类） at a title's end: the class is a field of its own.
fn without_class(text: &str) -> &str {
    let bare = without_note(text);
    if class::find(&text[bare.len()..]).is_some() {
        bare
    } else {
        text
    }
}

/// A number, class letter, date or line of a web page below a title.
fn is_head_line(line: &Line) -> bool {
    let length = line.flat.chars().count();
    length <= 70
        && (number::document_number(&line.text).is_some()
            || class::find(&line.flat).is_some()
            || is_date_line(line)
            || line.flat.contains("来源")
            || line.flat.contains("发布时间")
            || line.flat.contains("发布日期")
            || line.flat.contains("浏览"))
}

/// Reads the sections of a body: the topmost numbering, each with its heading or leading sentence.
pub fn sections(body: &[Line]) -> Vec<Field<String>> {
    marks::topmost(body.iter().map(|l| l.flat.as_str()))
        .into_iter()
        .map(|part| {
            let line = &body[part.line];
            let sure = if line.flat.starts_with(&part.text) {
                Sure::Certain
            } else {
                Sure::Likely
            };
            Field::new(part.text, line, sure)
        })
        .collect()
}

fn date_under_title(lines: &[Line]) -> Option<Field<chrono::NaiveDate>> {
    lines.iter().find_map(|line| {
        let bracketed = line.flat.starts_with(['（', '(']) && line.flat.ends_with(['）', ')']);
        let found = date::find(&line.flat)?;
        let alone = found.start == 0 && found.end == line.flat.len();
        (bracketed && line.flat.chars().count() <= 16 || alone)
            .then(|| found.day.map(|day| Field::likely(day, line)))?
    })
}

fn read_organ(
    head: &[Line],
    title: Option<&Title>,
    lines: &[Line],
    tail: &Tail,
) -> Option<Field<String>> {
    let above = title.map_or(head.len(), |t| t.first);
    // The nearest head line above the title is the organ; further up may be a site's name.
    let from_head = head[..above.min(head.len())]
        .iter()
        .rev()
        .find_map(|line| Some(Field::certain(organ::from_head(&line.flat)?, line)));
    let from_title = title.and_then(|t| {
        let before = ["关于", "对"]
            .iter()
            .filter_map(|cut| t.text.split_once(cut))
            .map(|(before, _)| before)
            .find(|before| organ::is_name(before))?;
        Some(Field::certain(before.to_string(), &lines[t.first]))
    });
    // A joint letter has its organs above each other, and all of them in its signature.
    if let (Some(own), Some(signed)) = (&from_head, &tail.signature)
        && signed.value.contains('、')
        && signed.value.split('、').any(|name| name == own.value)
    {
        return Some(Field {
            value: signed.value.clone(),
            ..own.clone()
        });
    }
    match (from_head, from_title) {
        // 某某区人民政府 over 某某区文化局关于…: the site is the government's, the letter the bureau's.
        (Some(above), Some(own)) if !same_organ(&above.value, &own.value) => return Some(own),
        (Some(found), _) | (None, Some(found)) => return Some(found),
        (None, None) => {}
    }
    tail.signature.as_ref().map(|s| Field {
        sure: Sure::Likely,
        ..s.clone()
    })
}

/// Bodies that hand items out and watch over them; they lead none themselves.
fn is_overseer(name: &str) -> bool {
    [
        "人大常委会",
        "人大",
        "代表工委",
        "人大代表工作委员会",
        "选联工委",
        "代工委",
        "政协",
        "提案委",
        "提案委员会",
        "督查室",
        "人大主席团",
    ]
    .iter()
    .any(|end| name.ends_with(end))
}

/// Tells whether a title's organ can be the head's by a shorter name: 区教育局, 云桥区教育局.
fn same_organ(above: &str, own: &str) -> bool {
    let core = own.trim_start_matches(['我', '省', '市', '区', '县', '州', '旗', '镇', '乡']);
    above.ends_with(core) || level::of_organ(own).is_empty()
}

fn read_kind(
    title: Option<&Title>,
    lines: &[Line],
    opening: &[&Line],
    addressees: &[Field<Addressee>],
) -> Field<LetterKind> {
    let of = |text: &str| {
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        // 关于…延期…建议的答复 is an answer, whatever its item is about.
        let answers = has(&["答复", "复函", "回复"]);
        if !answers && has(&["退办", "退回"]) {
            Some(LetterKind::ReturnLetter)
        } else if !answers && has(&["延期"]) {
            Some(LetterKind::ExtensionRequest)
        } else if has(&["再答复", "再次答复", "二次答复", "跟踪答复", "补充答复"])
        {
            Some(LetterKind::FollowUpReply)
        } else if has(&["协办", "会办"]) {
            Some(LetterKind::CoOpinion)
        } else if text.contains("分办") {
            Some(LetterKind::SeparateReply)
        } else {
            None
        }
    };
    if let Some(t) = title {
        let line = &lines[t.last];
        let bare =
            quoted::item_title(&t.text).map_or(t.text.clone(), |item| t.text.replace(&item, ""));
        if let Some(kind) = of(&bare) {
            return Field::certain(kind, line);
        }
    }
    let first = opening.first().copied().or(lines.first());
    if title.is_none_or(|t| !t.text.contains("答复")) {
        for line in opening {
            for cue in ["协办意见", "会办意见", "协办情况", "会办情况"] {
                if line.flat.contains(cue) {
                    return Field::likely(LetterKind::CoOpinion, line);
                }
            }
        }
        if let Some(unit) = addressees
            .first()
            .filter(|a| a.value.kind == AddresseeKind::Unit && !is_overseer(&a.value.name))
        {
            return Field {
                value: LetterKind::CoOpinion,
                origin: unit.origin.clone(),
                sure: Sure::Unsure,
            };
        }
    }
    let at = title.map(|t| &lines[t.last]).or(first);
    match at {
        Some(line) => Field::new(
            LetterKind::LeadReply,
            line,
            if title.is_some() {
                Sure::Certain
            } else {
                Sure::Likely
            },
        ),
        None => Field {
            value: LetterKind::LeadReply,
            origin: crate::ingest::field::Origin {
                line: 0,
                text: String::new(),
            },
            sure: Sure::Unsure,
        },
    }
}

fn read_sitting(
    title: Option<&Title>,
    lines: &[Line],
    opening: &[&Line],
    organ: &[level::Place],
    addressees: &[Field<Addressee>],
) -> SittingRead {
    let mut read = SittingRead::default();
    let from_title = title.and_then(|t| {
        let phrase = sitting::find(&t.text)?;
        let line = (t.first..=t.last)
            .map(|at| &lines[at])
            .find(|l| l.flat.contains('届'));
        Some((phrase, line.unwrap_or(&lines[t.first])))
    });
    let from_opening = || {
        opening.iter().find_map(|line| {
            // A meeting of a party or an earlier year is further on in the text.
            let head: String = line.flat.chars().take(120).collect();
            sitting::find(&head).map(|phrase| (phrase, *line))
        })
    };
    let found = match from_title {
        Some((mut phrase, line)) if phrase.term.is_some() => {
            // 第十八届人大一次会议 in the title, 县第十八届人大一次会议 in the text.
            if phrase.place.is_empty()
                && let Some((fuller, _)) = from_opening()
                && fuller.term == phrase.term
            {
                phrase.place = fuller.place;
                phrase.kind = phrase.kind.or(fuller.kind);
            }
            Some((phrase, line))
        }
        weak => from_opening()
            .filter(|(phrase, _)| phrase.term.is_some())
            .or(weak),
    };
    if let Some((phrase, line)) = found {
        meeting::fill(&mut read, &phrase, line, organ);
    } else if let (Some(last), Some(line)) = (organ.last(), lines.first()) {
        read.place = Some(Field::new(level::joined(organ), line, Sure::Unsure));
        read.level = Some(Field::new(last.level, line, Sure::Unsure));
    }
    if read.kind.is_none() {
        read.kind = read_item_kind(title, lines, opening, addressees);
    }
    read.period = meeting::period(lines.iter().take(title.map_or(6, |t| t.last + 4)));
    read
}

fn read_item_kind(
    title: Option<&Title>,
    lines: &[Line],
    opening: &[&Line],
    addressees: &[Field<Addressee>],
) -> Option<Field<Kind>> {
    let of = |text: &str| {
        let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
        match (
            has(&["提案", "政协", "委员"]),
            has(&["建议", "议案", "人大", "代表"]),
        ) {
            (true, false) => Some(Kind::Cppcc),
            // 关于代表建议的提案 is a proposal; 第5号建议（原提案…） is a suggestion.
            (true, true)
                if text.contains("政协") || text.contains("提案") && !text.contains("号建议") =>
            {
                Some(Kind::Cppcc)
            }
            (_, true) => Some(Kind::Suggestion),
            (false, false) => None,
        }
    };
    if let Some(t) = title
        && let Some(kind) = of(&t.text)
    {
        return Some(Field::likely(kind, &lines[t.last]));
    }
    for addressee in addressees {
        let kind = match addressee.value.kind {
            AddresseeKind::Deputy => Kind::Suggestion,
            AddresseeKind::Member => Kind::Cppcc,
            AddresseeKind::Body | AddresseeKind::Unit => continue,
        };
        return Some(Field {
            value: kind,
            origin: addressee.origin.clone(),
            sure: Sure::Likely,
        });
    }
    opening.iter().find_map(|line| {
        let head: String = line.flat.chars().take(80).collect();
        of(&head).map(|kind| Field::likely(kind, line))
    })
}

fn read_item_number(
    title: Option<&Title>,
    lines: &[Line],
    opening: &[&Line],
) -> Option<Field<Numbered>> {
    let numbered = |n: number::ItemNumber| Numbered {
        printed: n.printed,
        key: n.key,
    };
    if let Some(t) = title
        && let Some(found) = number::item_number(&t.text)
    {
        let line = (t.first..=t.last)
            .map(|at| &lines[at])
            .find(|l| l.flat.contains('号'));
        return Some(Field::certain(
            numbered(found),
            line.unwrap_or(&lines[t.first]),
        ));
    }
    opening.iter().take(2).find_map(|line| {
        let head: String = line.flat.chars().take(140).collect();
        number::item_number(&head).map(|n| Field::likely(numbered(n), line))
    })
}

fn read_item_title(
    title: Option<&Title>,
    lines: &[Line],
    opening: &[&Line],
) -> Option<Field<String>> {
    for line in opening.iter().take(2) {
        let head: String = line.flat.chars().take(220).collect();
        if let Some(found) = quoted::item_title(&head) {
            return Some(Field::likely(found, line));
        }
    }
    let t = title?;
    quoted::item_title(&t.text).map(|found| Field::likely(found, &lines[t.first]))
}

fn read_class(head: &[Line], tail: &[Line]) -> Option<Field<String>> {
    let of = |line: &Line| {
        // The letter of a long line is a word of its text.
        let short = line.flat.chars().count() <= 60;
        short
            .then(|| class::find(&line.flat).or_else(|| class::apart(&line.text)))
            .flatten()
            .map(|class| {
                let alone = line.flat.chars().count() == 1;
                Field::new(
                    class,
                    line,
                    if alone { Sure::Likely } else { Sure::Certain },
                )
            })
    };
    head.iter()
        .find_map(of)
        .or_else(|| tail.iter().find_map(of))
}
