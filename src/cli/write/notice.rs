//! What writes notices.

use crate::document::Phrase;
use crate::domain::codes::Addressee;
use crate::domain::entry::Event;
use crate::domain::number::RecordKind;
use crate::domain::records::notice::Notice;
use crate::domain::records::notice::{NoticeEvent, NoticeIssued};
use crate::domain::refusal::Refusal;
use crate::domain::time_input::Sense;

use super::super::request::{NoticeAdd, NoticeWithdraw};
use super::super::vocabulary;
use super::{Act, Answer, Subject, said};

impl Act<'_, '_> {
    pub(super) fn notice_add(&mut self, request: &NoticeAdd, replaces: Option<&Notice>) -> Answer {
        let text = self.text("text", &request.text)?;
        let audience = match (&request.to, replaces) {
            (Some(word), _) => vocabulary::read(word, "to", self.words)?,
            (None, Some(old)) => old.audience,
            (None, None) => Addressee::Public,
        };
        let valid_from = request
            .valid_from
            .as_ref()
            .map(|from| self.moment(from, Sense::Past))
            .transpose()?;
        let valid_until = self.due("warn-valid-until-in-past", request.valid_until.as_ref())?;
        if let (begin, Some(end)) = (valid_from.unwrap_or(self.happened_at), valid_until)
            && end.at < begin.at
        {
            return Err(Refusal::EndsBeforeItBegins { begin, end }.into());
        }
        let number = self.next(RecordKind::Notice)?;
        let issued = NoticeIssued {
            audience,
            channel: self
                .optional("channel", request.channel.as_ref())?
                .or(replaces.and_then(|old| old.channel.clone())),
            valid_from,
            valid_until,
            released_by: self.optional("by", request.by.as_ref())?,
            replaces: replaces.map(|old| old.track.number),
        };
        if audience == Addressee::Public && !self.common.public && !self.imported {
            self.warnings
                .push(Phrase::new("warn-notice-internal").with("number", number.to_string()));
        }
        self.append(
            number,
            text.clone(),
            Event::Notice(NoticeEvent::Issued(issued)),
        )?;
        Ok(said("done-notice-issued", number, &text))
    }

    pub(super) fn notice_replace(&mut self, number: &str, with: &NoticeAdd) -> Answer {
        let old = self.number(number, RecordKind::Notice)?;
        let notice = self.writer.view().notice(old)?;
        let new = self.next(RecordKind::Notice)?;
        let replaced = notice.replace(new)?;
        self.notice_add(with, Some(&notice))?;
        self.append(old, String::new(), replaced)?;
        let phrase = Phrase::new("done-notice-replaced")
            .with("number", new.to_string())
            .with("old", old.to_string());
        Ok((phrase, Subject::Record(new)))
    }

    pub(super) fn notice_withdraw(&mut self, request: &NoticeWithdraw) -> Answer {
        let number = self.number(&request.number, RecordKind::Notice)?;
        let notice = self.writer.view().notice(number)?;
        let event = notice.withdraw()?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        Ok(said("done-notice-withdrawn", number, &notice.text))
    }
}
