//! What writes services and their states.

use crate::document::Phrase;
use crate::domain::codes::ServiceState;
use crate::domain::entry::{Edit, Event};
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::service::{
    ServiceAdded, ServiceChanged, ServiceEvent, ServiceStateSet,
};
use crate::domain::records::task::circle;
use crate::domain::refusal::Refusal;
use crate::domain::time_input::parse_duration;
use crate::report::label;

use super::super::failure::Failure;
use super::super::request::{ServiceAdd, ServiceEdit, ServiceSet};
use super::super::service_name::find_service;
use super::super::vocabulary;
use super::{Act, Answer, Subject, said};

impl Act<'_, '_> {
    fn depends_on(
        &self,
        number: RecordNumber,
        inputs: &[String],
    ) -> Result<Vec<RecordNumber>, Failure> {
        let mut numbers = Vec::new();
        for input in inputs {
            let other = find_service(&self.writer.view(), input)?;
            if !numbers.contains(&other) {
                numbers.push(other);
            }
        }
        let circle = circle(number, &numbers, |service| {
            self.writer.view().points_at(service)
        })?;
        circle.map_or(Ok(numbers), |circle| {
            Err(Refusal::DependsOnItself { circle }.into())
        })
    }

    fn max_outage(&self, input: &str) -> Result<i64, Failure> {
        let duration = parse_duration(input).filter(|duration| duration.num_minutes() > 0);
        duration
            .map(|duration| duration.num_minutes())
            .ok_or_else(|| {
                Refusal::DurationUnreadable {
                    input: input.to_owned(),
                }
                .into()
            })
    }

    fn name_is_free(&self, name: &str, except: Option<RecordNumber>) -> Result<(), Failure> {
        let wanted = vocabulary::plain(name);
        let taken = self
            .writer
            .view()
            .service_names()?
            .into_iter()
            .find(|(number, taken)| Some(*number) != except && vocabulary::plain(taken) == wanted);
        match taken {
            Some((number, name)) => Err(Refusal::ServiceNameTaken { name, number }.into()),
            None => Ok(()),
        }
    }

    pub(super) fn service_add(&mut self, request: &ServiceAdd) -> Answer {
        let name = self.text("name", &request.name)?;
        self.name_is_free(&name, None)?;
        let number = self.next(RecordKind::Service)?;
        let added = ServiceAdded {
            group: self
                .optional("group", request.group.as_ref())?
                .map(|group| vocabulary::group(&group, self.words)),
            place: self.optional("place", request.place.as_ref())?,
            owner: self.optional("owner", request.owner.as_ref())?,
            contact: self.optional("contact", request.contact.as_ref())?,
            depends_on: self.depends_on(number, &request.depends_on)?,
            max_outage: request
                .max_outage
                .as_ref()
                .map(|input| self.max_outage(input))
                .transpose()?,
        };
        let set = ServiceSet {
            service: number.to_string(),
            state: request.state.clone().unwrap_or_default(),
            since: request.since.clone(),
            cause: request.cause.clone(),
            restriction: request.restriction.clone(),
            workaround: request.workaround.clone(),
            expected_back: request.expected_back.clone(),
            valid_until: request.valid_until.clone(),
        };
        // A service comes into the log no later than the earliest state said of it.
        let since = self.since(set.since.as_ref())?;
        let happened_at = since.map_or(self.happened_at, |since| since.min(self.happened_at));
        self.append_at(
            Some(number),
            happened_at,
            name.clone(),
            None,
            Event::Service(ServiceEvent::Added(added)),
        )?;
        if request.state.is_some() {
            self.set_state(number, &set)?;
        } else if set
            != (ServiceSet {
                service: number.to_string(),
                ..ServiceSet::default()
            })
        {
            return Err(Refusal::TextMissing { field: "state" }.into());
        }
        Ok(said("done-service-added", number, &name))
    }

    pub(super) fn service_edit(&mut self, request: &ServiceEdit) -> Answer {
        let number = find_service(&self.writer.view(), &request.service)?;
        let service = self.writer.view().service(number)?;
        let name = self.renamed("name", request.name.as_ref())?;
        if let Some(name) = &name {
            self.name_is_free(name, Some(number))?;
        }
        let group = match self.edited("group", request.group.as_ref())? {
            Edit::Set(group) => Edit::Set(vocabulary::group(&group, self.words)),
            other => other,
        };
        let max_outage = match request.max_outage.as_deref() {
            None => Edit::Keep,
            Some("") => Edit::Clear,
            Some(input) => Edit::Set(self.max_outage(input)?),
        };
        let change = ServiceChanged {
            name: name.clone(),
            group,
            place: self.edited("place", request.place.as_ref())?,
            owner: self.edited("owner", request.owner.as_ref())?,
            contact: self.edited("contact", request.contact.as_ref())?,
            depends_on: request
                .depends_on
                .as_ref()
                .map(|inputs| self.depends_on(number, inputs))
                .transpose()?
                .into(),
            max_outage,
        };
        let event = service.edit(change)?;
        self.append(number, String::new(), event)?;
        Ok(said(
            "done-service-changed",
            number,
            &name.unwrap_or(service.name),
        ))
    }

    pub(super) fn service_set(&mut self, request: &ServiceSet) -> Answer {
        let number = find_service(&self.writer.view(), &request.service)?;
        let service = self.writer.view().service(number)?;
        service.track.usable()?;
        let state = self.set_state(number, request)?;
        let state = label::service_state_words(state);
        let phrase = Phrase::new("done-service-set")
            .with("number", number.to_string())
            .with("name", service.name)
            .with("state", state);
        Ok((phrase, Subject::Record(number)))
    }

    fn set_state(
        &mut self,
        number: RecordNumber,
        request: &ServiceSet,
    ) -> Result<ServiceState, Failure> {
        let state = vocabulary::read(&request.state, "state", self.words)?;
        let since = self
            .since(request.since.as_ref())?
            .unwrap_or(self.happened_at);
        let set = ServiceStateSet {
            state,
            restriction: self.optional("restriction", request.restriction.as_ref())?,
            workaround: self.optional("workaround", request.workaround.as_ref())?,
            expected_back: self.due("warn-expected-in-past", request.expected_back.as_ref())?,
            valid_until: self.due("warn-valid-until-in-past", request.valid_until.as_ref())?,
        };
        let cause = self
            .optional("cause", request.cause.as_ref())?
            .unwrap_or_default();
        self.append_at(
            Some(number),
            since,
            cause,
            None,
            Event::Service(ServiceEvent::StateSet(set)),
        )?;
        Ok(state)
    }
}
