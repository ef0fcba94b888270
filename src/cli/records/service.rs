//! The verbs of services, which are found by their number or a part of their name.

use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Act, Verb, verb};
use crate::cli::vocabulary;
use crate::cli::writing::{Said, Writing, confirmed, each_once, edited, edited_text, renamed};
use crate::document::Phrase;
use crate::domain::codes::ServiceState;
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::records::Service;
use crate::domain::records::service::{
    ServiceAdded, ServiceChanged, ServiceEvent, ServiceStateSet,
};
use crate::domain::refusal::Refusal;
use crate::domain::text::{optional, plain, said};
use crate::domain::time_input::parse_duration;
use crate::report::{label, lists};
use crate::store::error::StoreError;
use crate::store::query::View;

pub const OTHERS: &[&str] = &["dienste", "services"];

pub const VERBS: &[Verb] = &[
    ServiceAdd::VERB,
    Verb::LIST,
    Verb {
        positionals: &["service+"],
        ..Verb::SHOW
    },
    ServiceEdit::VERB,
    ServiceSet::VERB,
];

verb! {
    /// With `state`, the service starts with that state; otherwise it is unknown.
    ServiceAdd "add" "neu" [] ("name+") {
        name: String,
        group: Option<String>,
        place: Option<String>,
        owner: Option<String>,
        contact: Option<String>,
        depends_on: Vec<String>,
        max_outage: Option<String>,
        state: Option<String>,
        since: Option<String>,
        cause: Option<String>,
        restriction: Option<String>,
        workaround: Option<String>,
        expected_back: Option<String>,
        valid_until: Option<String>,
    }
}

verb! {
    ServiceEdit "edit" "aendern" ["ändern"] ("service+") {
        service: String,
        name: Option<String>,
        group: Option<String>,
        place: Option<String>,
        owner: Option<String>,
        contact: Option<String>,
        depends_on: Option<Vec<String>>,
        max_outage: Option<String>,
    }
}

verb! {
    ServiceSet "set" "setzen" [] ("service+", "state") {
        service: String,
        state: String,
        since: Option<String>,
        cause: Option<String>,
        restriction: Option<String>,
        workaround: Option<String>,
        expected_back: Option<String>,
        valid_until: Option<String>,
    }
}

/// The service meant by a number, its whole name, or a part of the name that only one has.
///
/// Refused where several fit, with all of them named: setting the wrong service's state is worse than typing again.
pub fn find(view: &View<'_>, input: &str) -> Result<RecordNumber, Failure> {
    if let Some(number) =
        RecordNumber::parse(input).filter(|number| number.kind == RecordKind::Service)
    {
        return if view.exists(number)? {
            Ok(number)
        } else {
            Err(StoreError::NoSuchRecord { number }.into())
        };
    }
    let bare = RecordNumber::parse_as(RecordKind::Service, input);
    if let Some(number) = bare
        && view.exists(number)?
    {
        return Ok(number);
    }
    let wanted = plain(input);
    let none = || Failure::NoSuchService {
        input: input.to_owned(),
    };
    if wanted.is_empty() {
        return Err(none());
    }
    let mut candidates = view.service_names()?;
    if let Some((number, _)) = candidates.iter().find(|(_, name)| plain(name) == wanted) {
        return Ok(*number);
    }
    candidates.retain(|(_, name)| plain(name).contains(&wanted));
    match candidates.as_slice() {
        [] => Err(none()),
        [(number, _)] => Ok(*number),
        _ => Err(Failure::AmbiguousService {
            input: input.to_owned(),
            candidates,
        }),
    }
}

/// The services that one depends on: they exist, and no circle appears.
fn depends_on(
    writing: &Writing<'_, '_>,
    number: RecordNumber,
    inputs: &[String],
) -> Result<Vec<RecordNumber>, Failure> {
    let inputs = inputs.iter().map(String::as_str);
    let numbers = each_once(inputs, |input| find(&writing.view(), input))?;
    Service::check_depends(number, &numbers, writing.circle_of(number)?)?;
    Ok(numbers)
}

/// Minutes that a service may be down.
fn max_outage(input: &str) -> Result<i64, Failure> {
    let duration = parse_duration(input).filter(|duration| duration.num_minutes() > 0);
    let unreadable = || Refusal::DurationUnreadable {
        input: input.to_owned(),
    };
    Ok(duration.ok_or_else(unreadable)?.num_minutes())
}

impl ServiceAdd {
    /// The fields of its first state.
    fn set(&self, number: RecordNumber) -> ServiceSet {
        ServiceSet {
            service: number.to_string(),
            state: self.state.clone().unwrap_or_default(),
            since: self.since.clone(),
            cause: self.cause.clone(),
            restriction: self.restriction.clone(),
            workaround: self.workaround.clone(),
            expected_back: self.expected_back.clone(),
            valid_until: self.valid_until.clone(),
        }
    }
}

impl ServiceSet {
    /// Whether only the service itself is named.
    fn says_nothing(&self) -> bool {
        let nothing = ServiceSet {
            service: self.service.clone(),
            ..ServiceSet::default()
        };
        *self == nothing
    }

    fn append(
        &self,
        writing: &mut Writing<'_, '_>,
        service: &Service,
    ) -> Result<(ServiceState, EntryNumber), Failure> {
        let state = vocabulary::read(&self.state, "state", writing.words)?;
        let since = writing
            .since(self.since.as_ref())?
            .unwrap_or(writing.happened_at);
        let set = ServiceStateSet {
            state,
            restriction: optional("restriction", self.restriction.as_deref())?,
            workaround: optional("workaround", self.workaround.as_deref())?,
            expected_back: writing.due("warn-expected-in-past", self.expected_back.as_ref())?,
            valid_until: writing.due("warn-valid-until-in-past", self.valid_until.as_ref())?,
        };
        let cause = optional("cause", self.cause.as_deref())?.unwrap_or_default();
        let number = service.track.number;
        let entry = writing.append_at(Some(number), since, cause, None, service.set(set)?)?;
        Ok((state, entry.number))
    }
}

impl Act for ServiceAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let name = said("name", &self.name)?;
        Service::free_name(&name, None, writing.view().service_names()?)?;
        let number = writing.next(RecordKind::Service)?;
        let added = ServiceAdded {
            group: optional("group", self.group.as_deref())?
                .map(|group| vocabulary::group(&group, writing.words)),
            place: optional("place", self.place.as_deref())?,
            owner: optional("owner", self.owner.as_deref())?,
            contact: optional("contact", self.contact.as_deref())?,
            depends_on: depends_on(writing, number, &self.depends_on)?,
            max_outage: self.max_outage.as_deref().map(max_outage).transpose()?,
        };
        let set = self.set(number);
        // A service comes into the log no later than the earliest state said of it.
        let since = writing.since(set.since.as_ref())?;
        let added_at = since.map_or(writing.happened_at, |since| since.min(writing.happened_at));
        let event = ServiceEvent::Added(added);
        writing.append_at(Some(number), added_at, name.clone(), None, event)?;
        if self.state.is_some() {
            let service = writing.view().service(number)?;
            set.append(writing, &service)?;
        } else if !set.says_nothing() {
            return Err(Refusal::TextMissing { field: "state" }.into());
        }
        Ok(confirmed("done-service-added", number, &name))
    }
}

impl Act for ServiceEdit {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = find(&writing.view(), &self.service)?;
        let service = writing.view().service(number)?;
        let name = renamed("name", self.name.as_ref())?;
        if let Some(name) = &name {
            Service::free_name(name, Some(number), writing.view().service_names()?)?;
        }
        let others = self.depends_on.as_ref();
        let change = ServiceChanged {
            name: name.clone(),
            group: edited(self.group.as_ref(), |group| {
                Ok(vocabulary::group(&said("group", group)?, writing.words))
            })?,
            place: edited_text("place", self.place.as_ref())?,
            owner: edited_text("owner", self.owner.as_ref())?,
            contact: edited_text("contact", self.contact.as_ref())?,
            depends_on: others
                .map(|inputs| depends_on(writing, number, inputs))
                .transpose()?
                .into(),
            max_outage: edited(self.max_outage.as_ref(), max_outage)?,
        };
        let event = service.edit(change)?;
        writing.append(number, String::new(), event)?;
        let name = name.unwrap_or(service.name);
        Ok(confirmed("done-service-changed", number, &name))
    }
}

impl Act for ServiceSet {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = find(&writing.view(), &self.service)?;
        let service = writing.view().service(number)?;
        service.track.usable()?;
        let (state, entry) = self.append(writing, &service)?;
        let confirmation = Phrase::new("done-service-set")
            .with("number", number.to_string())
            .with("name", service.name)
            .with("state", label::service_state_words(state));
        let after = writing.view().service(number)?;
        let said = Said::of_record(number, confirmation);
        Ok(match after.current().filter(|span| span.entry != entry) {
            Some(span) => {
                let state = label::service_state_words(span.state);
                said.holding(state, span.since, span.entry)
            }
            None => said,
        })
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let services = asked.view.services(1)?;
    Ok(asked.answer("list-services", &services, lists::table))
}
