//! The whole file of an item as one .zip, in the order of a case file: list, originals, letters,
//! opinions of co-handlers, slips, what happened.
//!
//! Everything is made from the store as it is; nothing is masked, because the archive is the unit's
//! own file. The same item gives the same bytes.

use std::{
    collections::HashSet,
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::{
    drafts::{SlipForm, Whom, slip_file_name},
    export::{make, stem},
    fonts::SystemFonts,
    office::Office,
};
use crate::{
    app::{history::says_of, history::taken_back_by, views::ItemView},
    domain::letter::{Letter, LetterKind, LetterStage},
    lang::Lang,
    letter::{
        output::{Unwritten, named},
        page::Head,
    },
    sheet::{Bom, Column, ColumnKind, Table, csv},
    store::Result,
};

/// The kinds of letter that proposers judge.
const REPLIES: [LetterKind; 3] = [
    LetterKind::LeadReply,
    LetterKind::SeparateReply,
    LetterKind::FollowUpReply,
];

/// An archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The names of the files in it, in order.
    pub files: Vec<String>,
}

/// Makes the archive of an item.
///
/// # Errors
/// When the store cannot be read; inside, when a file cannot be made.
pub fn archive(
    office: &Office,
    item: &ItemView,
    head: Head,
    lang: Lang,
) -> Result<std::result::Result<Archive, Unwritten>> {
    let mut files = Files::default();
    let folder = |key: &str| lang.say(&format!("archive.{key}")).to_owned();
    let proposal = folder("proposal");
    for own in &item.attachments {
        if let Some(kept) = office.store.attachment(own.id)? {
            files.add(&proposal, &plain_name(&kept.name), kept.bytes);
        }
    }
    let content = format!("{}.txt", lang.say("archive.content"));
    files.add(&proposal, &content, content_of(item).into_bytes());
    let mut letters = Vec::new();
    for own in &item.letters {
        letters.extend(office.store.letter(own.id)?);
    }
    // What others wrote for us stands apart from what we wrote.
    let is_opinion = |letter: &Letter| {
        letter.value.kind == LetterKind::CoOpinion && letter.value.stage == LetterStage::Imported
    };
    let (opinions, ours): (Vec<Letter>, Vec<Letter>) = letters.into_iter().partition(is_opinion);
    let fonts = SystemFonts::of(Vec::new());
    for (folder, letters) in [(folder("letters"), ours), (folder("opinions"), opinions)] {
        for (at, letter) in letters.iter().enumerate() {
            let kind = lang.word("letter", letter.value.kind.code());
            let name = stem(Some(&format!("{:02}-{kind}", at + 1)), &letter.value.title);
            let mut paper = letter.value.clone();
            paper.text = office.printed(letter.id, &paper, &paper.text)?;
            for form in ["docx", "txt"].into_iter().filter_map(named) {
                let made = match make(office, &paper, (form, head), &fonts) {
                    Ok(made) => made,
                    Err(error) => return Ok(Err(error)),
                };
                files.add(&folder, &format!("{name}.{}", form.extension), made.bytes);
            }
        }
    }
    if item.letters.iter().any(|head| REPLIES.contains(&head.kind)) {
        let number = item.proposal.value.number_printed.as_deref();
        let slips = office.slips(item.proposal.id, Whom::AsTheRegionSays)?;
        for (at, (proposer, text)) in slips.into_iter().enumerate() {
            let name = slip_file_name(number.unwrap_or_default(), at, &proposer);
            let name = format!("{name}.{}", SlipForm::Txt.extension());
            files.add(&folder("slips"), &name, text.into_bytes());
        }
    }
    if !item.deliveries.is_empty() {
        let table = csv(&slips(item, lang), Bom::Yes);
        files.add(
            &folder("slips"),
            &format!("{}.csv", lang.say("archive.slips_file")),
            table,
        );
    }
    let course = csv(&course(office, item, lang), Bom::Yes);
    files.add("", &format!("{}.csv", folder("course")), course);
    let names: Vec<&str> = files.0.iter().map(|(name, _)| name.as_str()).collect();
    let list = contents(item, &names);
    files.0.insert(
        0,
        (
            format!("{}.txt", lang.say("archive.list")),
            list.into_bytes(),
        ),
    );
    Ok(packed(files).map_err(|error| Unwritten::Failed(error.to_string())))
}

/// Files with their names, no name twice.
#[derive(Default)]
struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    fn add(&mut self, folder: &str, name: &str, bytes: Vec<u8>) {
        let taken: HashSet<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        let whole = |name: &str| match folder {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        };
        let mut own = whole(name);
        let mut count = 1;
        while taken.contains(own.as_str()) {
            count += 1;
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            own = whole(&format!("{stem}-{count}.{ending}"));
        }
        self.0.push((own, bytes));
    }
}

/// The name of an original without what leads out of its folder.
fn plain_name(name: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|c| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c))
        .collect();
    let kept = kept.trim().trim_start_matches('.');
    if kept.is_empty() {
        "1".to_owned()
    } else {
        kept.to_owned()
    }
}

fn content_of(item: &ItemView) -> String {
    let own = &item.proposal.value;
    let names: Vec<&str> = own.proposers.iter().map(|one| one.name.as_str()).collect();
    let asks = own.asks.iter().map(|ask| ask.text.as_str());
    let lines: Vec<&str> = [own.title.as_str()]
        .into_iter()
        .chain([own.body.as_str()])
        .chain(asks)
        .filter(|line| !line.is_empty())
        .collect();
    format!("{}\n{}\n", lines.join("\n\n"), names.join("、"))
}

fn contents(item: &ItemView, names: &[&str]) -> String {
    let own = &item.proposal.value;
    let number = own.number_printed.as_deref().unwrap_or_default();
    let mut out = format!("{} {}\n\n", number, own.title)
        .trim_start()
        .to_owned();
    for (at, name) in names.iter().enumerate() {
        let _ = writeln!(out, "{:>2}  {name}", at + 1);
    }
    out
}

fn columns(lang: Lang, keys: &[(&str, ColumnKind)]) -> Vec<Column> {
    keys.iter()
        .map(|(key, kind)| Column {
            label: lang.say(&format!("archive.column.{key}")).to_owned(),
            kind: *kind,
        })
        .collect()
}

fn slips(item: &ItemView, lang: Lang) -> Table {
    use ColumnKind::{Day, Text};
    let keys = [
        ("proposer", Text),
        ("delivered", Day),
        ("channel", Text),
        ("receipt", Day),
        ("reminded", Text),
        ("slip", Day),
        ("attitude", Text),
        ("result", Text),
        ("evidence", Text),
        ("typed_by", Text),
    ];
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut rows = Vec::new();
    for own in &item.deliveries {
        let reminded: Vec<String> = own.reminded.iter().map(ToString::to_string).collect();
        let channel = own.delivered.and_then(|(_, channel)| channel);
        let about = [
            own.proposer.clone(),
            day(own.delivered.map(|(on, _)| on)),
            channel
                .map(|own| lang.word("channel", own.code()))
                .unwrap_or_default(),
            day(own.receipt),
            reminded.join("、"),
        ];
        // Every slip is kept, also one that a later one replaced.
        let slips: Vec<[String; 5]> = own
            .slips
            .iter()
            .map(|slip| {
                let rating = |own: crate::domain::outcome::Rating| lang.word("rating", own.code());
                [
                    slip.on.to_string(),
                    slip.attitude.map(rating).unwrap_or_default(),
                    rating(slip.result),
                    slip.evidence.clone().unwrap_or_default(),
                    slip.typed_by.clone(),
                ]
            })
            .collect();
        let slips = if slips.is_empty() {
            vec![Default::default()]
        } else {
            slips
        };
        rows.extend(
            slips
                .into_iter()
                .map(|slip| about.iter().cloned().chain(slip).collect()),
        );
    }
    Table {
        name: lang.say("archive.slips_file").to_owned(),
        title: None,
        columns: columns(lang, &keys),
        rows,
    }
}

fn course(office: &Office, item: &ItemView, lang: Lang) -> Table {
    use ColumnKind::{Count, Day, Text};
    let keys = [
        ("event", Count),
        ("on", Day),
        ("what", Text),
        ("says", Text),
        ("by", Text),
        ("recorded", Text),
        ("reversed", Text),
    ];
    let rows = item
        .events
        .iter()
        .map(|event| {
            let fact = &event.fact;
            let back = taken_back_by(event, &item.events);
            vec![
                event.id.0.to_string(),
                fact.on.to_string(),
                lang.word("event", fact.kind.code()),
                says_of(fact, &office.rules.pack, lang).join(lang.pick("；", "; ")),
                fact.actor.clone(),
                fact.recorded_at.format("%Y-%m-%d %H:%M:%S").to_string(),
                back.map(|own| own.id.0.to_string()).unwrap_or_default(),
            ]
        })
        .collect();
    Table {
        name: lang.say("archive.course").to_owned(),
        title: None,
        columns: columns(lang, &keys),
        rows,
    }
}

fn packed(files: Files) -> ZipResult<Archive> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut names = Vec::new();
    for (name, bytes) in files.0 {
        zip.start_file(name.as_str(), SimpleFileOptions::default())?;
        zip.write_all(&bytes)?;
        names.push(name);
    }
    Ok(Archive {
        bytes: zip.finish()?.into_inner(),
        files: names,
    })
}
