//! What the desk asks about programmes, performed.

use super::Unentered;
use crate::{
    app::{
        Effect, Msg,
        overlay::programmes::Listed,
        record::{Choice, EntryText},
    },
    lang::Lang,
    run::{office::Office, perform::Performed},
    store::{NameId, Result},
};

/// Performs an effect about programmes; others do nothing here.
///
/// # Errors
/// When the store cannot be read or written, or the programme was changed meanwhile.
pub fn perform(office: &mut Office, effect: &Effect, lang: Lang) -> Result<Performed> {
    let msg = match effect {
        Effect::ReadProgrammes(listed) => {
            let rows = match listed {
                Listed::All => office.programme_rows(lang)?,
                Listed::Over => office.over_rows(lang)?,
            };
            Msg::ProgrammesRead(*listed, rows)
        }
        Effect::BeginEntry(id) => Msg::EntryBegun(office.begin_entry(*id)?.map(Box::new)),
        _ => return Ok(Performed::default()),
    };
    Ok(Performed::of(msg))
}

/// Enters what was typed; what is refused goes back as it was typed, with those to choose from when
/// several have the name.
pub fn enter(office: &mut Office, mut text: Box<EntryText>, lang: Lang) -> Performed {
    let Err(refused) = office.enter(std::slice::from_ref(&*text)) else {
        return Performed::of(Msg::Entered(text.programme));
    };
    if let Unentered::Several { name, .. } = &refused {
        let several = refused.candidates(lang).into_iter().map(|(id, note)| {
            let word = match id {
                NameId::Craftsman(id) => format!("craftsman:{}", id.0),
                NameId::Studio(id) => format!("studio:{}", id.0),
                NameId::Employer(id) => format!("employer:{}", id.0),
                NameId::Programme(id) => format!("programme:{}", id.0),
            };
            let label = format!("{word} {name} {note}");
            Choice::new(word, label)
        });
        text.named = several.collect();
        text.who = text
            .named
            .first()
            .map(|own| own.code.clone())
            .unwrap_or_default();
    } else {
        text.named = Vec::new();
    }
    // Somebody else entered something meanwhile: the next try is at what stands now.
    if let Ok(Some(kept)) = office.store.programme(text.programme) {
        text.seen = kept.version;
    }
    let says = refused.sentence(lang);
    Performed::of(Msg::EntryRefused(text, says))
}
