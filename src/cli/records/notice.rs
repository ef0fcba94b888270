//! The verbs of notices.

use crate::cli::common::Clearable;
use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Verb, verb};
use crate::cli::vocabulary;
use crate::cli::writing::{Act, Said, Writing, confirmed, edited_text, number, reason};
use crate::document::Phrase;
use crate::domain::audience::Visibility;
use crate::domain::codes::Addressee;
use crate::domain::number::RecordKind;
use crate::domain::records::Notice;
use crate::domain::records::notice::{NoticeEvent, NoticeIssued};
use crate::domain::text::{optional, said};
use crate::domain::time_input::Sense;
use crate::report::records::notice as shown;
use crate::report::{label, lists};

pub const OTHERS: &[&str] = &["bekanntgaben", "notices"];

pub const VERBS: &[Verb] = &[
    NoticeAdd::VERB,
    Verb::LIST,
    Verb::SHOW,
    NoticeReplace::VERB,
    NoticeWithdraw::VERB,
];

verb! {
    NoticeAdd "add" "neu" [] ("text+") {
        text: String,
        to: Option<String>,
        channel: Option<Clearable>,
        valid_from: Option<String>,
        valid_until: Option<Clearable>,
        by: Option<String>,
    }
}

verb! {
    /// `number` is the old notice; its audience, channel and validity go on to hold where nothing else is said.
    NoticeReplace "replace" "ersetzen" [] ("number", "text+") number + NoticeAdd
}

verb! {
    NoticeWithdraw "withdraw" "zurueckziehen" ["zurückziehen"] ("number#", "reason*") {
        number: String,
        reason: Option<String>,
    }
}

impl NoticeAdd {
    fn issue(
        &self,
        writing: &mut Writing<'_, '_>,
        replaces: Option<&Notice>,
    ) -> Result<Said, Failure> {
        let text = said("text", &self.text)?;
        let audience = match (&self.to, replaces) {
            (Some(word), _) => vocabulary::read(word, "to", writing.words)?,
            (None, Some(old)) => old.audience,
            (None, None) => Addressee::Public,
        };
        let valid_from = self.valid_from.as_ref();
        let valid_from = valid_from
            .map(|from| writing.moment(from, Sense::Past))
            .transpose()?;
        let begins = valid_from.unwrap_or(writing.happened_at);
        let mut channel = replaces.and_then(|old| old.channel.clone());
        edited_text("channel", self.channel.as_ref())?.apply(&mut channel);
        let issued = NoticeIssued {
            audience,
            channel,
            valid_from,
            valid_until: match &self.valid_until {
                None => replaces.and_then(|old| old.holds_until(begins)),
                Some(said) => writing.due("warn-valid-until-in-past", Some(&said.0))?,
            },
            released_by: optional("by", self.by.as_deref())?,
            replaces: replaces.map(|old| old.track.number),
        };
        issued.check(writing.happened_at)?;
        let number = writing.next(RecordKind::Notice)?;
        let warning = match (audience, writing.common.public) {
            (Addressee::Public, false) => Some("warn-notice-internal"),
            (Addressee::Public, true) | (_, false) => None,
            (_, true) => Some("warn-not-for-public"),
        };
        if let Some(warning) = warning.filter(|_| !writing.imported) {
            writing.warn(Phrase::new(warning).with("number", number.to_string()));
        }
        if let Some(old) = replaces.filter(|old| old.track.visibility == Visibility::PUBLIC)
            && warning == Some("warn-notice-internal")
        {
            writing.leave_unpublished(old.track.number);
        }
        // What goes on to hold is named as such.
        let said_until = self.valid_until.as_ref().and(issued.valid_until);
        let from = issued.valid_from;
        writing.append(number, text.clone(), NoticeEvent::Issued(issued))?;
        let said = match replaces {
            None => confirmed("done-notice-issued", number, &text),
            Some(old) => confirmed("done-notice-replaced", number, &text)
                .with("old", old.track.number.to_string()),
        };
        Ok(said
            .with("audience", label::audience_words(audience))
            .at("valid_from", from, false)
            .at("valid_until", said_until, false))
    }
}

impl Act for NoticeAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        self.issue(writing, None)
    }
}

impl Act for NoticeReplace {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let old = number(&self.number, RecordKind::Notice)?;
        let notice = writing.view().notice(old)?;
        let new = writing.next(RecordKind::Notice)?;
        let replaced = notice.replace(new)?;
        writing.together();
        let said = self.with.issue(writing, Some(&notice))?;
        writing.append(old, String::new(), replaced)?;
        let notice = writing.view().notice(new)?;
        let named = [self.with.channel.is_some(), self.with.valid_until.is_some()];
        Ok(said.going_on(shown::goes_on(&notice, named)))
    }
}

impl Act for NoticeWithdraw {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = number(&self.number, RecordKind::Notice)?;
        let notice = writing.view().notice(number)?;
        let event = notice.withdraw()?;
        let reason = reason(self.reason.as_deref())?;
        writing.append(number, reason.clone(), event)?;
        Ok(confirmed("done-notice-withdrawn", number, &notice.text).with("reason", reason))
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let part = asked.view.notices(asked.ended())?;
    let listing = asked.answer("list-notices", &part.items, lists::table);
    Ok(listing.without(part.omitted()))
}
