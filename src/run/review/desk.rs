//! A letter's way through the office as the desk asks for it.

use crate::{
    app::{
        Effect, Msg, effect::Settling, msg::Trouble, overlay::changes::Changed, review::StepAct,
    },
    domain::{
        id::{LetterId, Version},
        letter_promise::LetterPromise,
        remark::Remark,
    },
    lang::Lang,
    letter::diff,
    run::{office::Office, perform::Performed},
    store::{NewRemark, Result},
};

fn said(says: String) -> Performed {
    Performed {
        messages: vec![Msg::Failed(Trouble::said(says))],
        ..Performed::default()
    }
}

fn of(msg: Msg) -> Performed {
    Performed {
        messages: vec![msg],
        ..Performed::default()
    }
}

/// Performs what concerns a letter's way; other effects do nothing here.
pub fn perform(office: &mut Office, effect: Effect, lang: Lang) -> Result<Performed> {
    match effect {
        Effect::TakeStep(act) => take_step(office, &act, lang),
        Effect::KeepPromises(id, promises) => Ok(keep_promises(office, id, &promises, lang)),
        Effect::AddRemark { id, seen, remark } => add_remark(office, id, seen, &remark),
        Effect::SettleRemark(letter, id, how) => {
            let by = match how {
                Settling::Settled => Some(office.actor()),
                Settling::Reopened => None,
            };
            office.store.settle_remarks(letter, &[id], by.as_deref())?;
            Ok(of(Msg::RemarkSettled(letter, id, by)))
        }
        Effect::FindPromises(id) => {
            let view = office.letter_there(id)?;
            let found = office.promises_in(&view.letter.value);
            Ok(of(Msg::PromisesFound(id, found, view.review.promises)))
        }
        Effect::ReadChanges(id) => changes(office, id, lang),
        _ => Ok(Performed::default()),
    }
}

/// Takes a step, and reads the letter again.
fn take_step(office: &mut Office, act: &StepAct, lang: Lang) -> Result<Performed> {
    match office.take_step(act) {
        Ok((stepped, acted)) => {
            let view = office.letter_there(act.letter)?;
            let items = view.letter.value.proposal.into_iter().collect();
            let msg = Msg::Stepped(Box::new(stepped), acted, Box::new(view));
            Ok(Performed {
                messages: vec![msg],
                items,
                names: Vec::new(),
            })
        }
        Err(why) => {
            let called = called(office, act.letter)?;
            Ok(said(why.sentence(&called, lang)))
        }
    }
}

/// Returns what a letter is called in a sentence: by its item's number, which leaves the line to what
/// is wrong; by its title where it has no item.
fn called(office: &Office, id: LetterId) -> Result<String> {
    let view = office.letter(id)?;
    let called = view.and_then(|view| {
        let title = view.letter.value.title;
        let number = view.item.map(|(number, _)| number);
        [number, Some(title)]
            .into_iter()
            .flatten()
            .find(|own| !own.is_empty())
    });
    Ok(called.unwrap_or_else(|| format!("letter:{}", id.0)))
}

/// Keeps what a letter promises.
fn keep_promises(
    office: &mut Office,
    id: LetterId,
    promises: &[LetterPromise],
    lang: Lang,
) -> Performed {
    match office.keep_promises(id, promises) {
        Ok(()) => of(Msg::PromisesKept(promises.len())),
        Err(why) => said(why.sentence(&format!("letter:{}", id.0), lang)),
    }
}

/// Keeps a remark.
fn add_remark(
    office: &mut Office,
    id: LetterId,
    seen: Version,
    remark: &NewRemark,
) -> Result<Performed> {
    let (by, at) = (office.actor(), office.now());
    let row = office.store.add_remark(id, seen, remark, &by, at)?;
    let kept = Remark {
        id: row,
        letter: id,
        quote: remark.quote.clone(),
        text: remark.text.clone(),
        by,
        at,
        settled_by: None,
    };
    let version = Version(seen.0 + 1);
    let range = remark.range.clone();
    Ok(of(Msg::Remarked(id, version, Box::new(kept), range)))
}

/// Tells what changed in a letter since its last step.
fn changes(office: &Office, id: LetterId, lang: Lang) -> Result<Performed> {
    let view = office.letter_there(id)?;
    let all = office.store.letter_versions(id)?;
    let to = all.last().map_or(1, |own| own.ordinal);
    let from = view.review.compared_from(to);
    if from == to {
        return Ok(said(lang.say("way.one_version").to_owned()));
    }
    let text = |ordinal: i64| {
        let found = all.iter().find(|own| own.ordinal == ordinal);
        found.map(|own| own.text.as_str()).unwrap_or_default()
    };
    let values = [("from", &*from.to_string()), ("to", &*to.to_string())];
    let title = lang.say_with("cli.review.compared", &values);
    let all = diff::diff(text(from), text(to));
    Ok(of(Msg::Compared(
        title,
        all.iter().map(Changed::of).collect(),
    )))
}
