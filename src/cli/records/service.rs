//! The verbs of services, which are found by their number or a part of their name.

use crate::cli::common::Clearable;
use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Verb, verb};
use crate::cli::vocabulary;
use crate::cli::writing::{
    Act, Said, Writing, confirmed, each_once, edited, edited_due, edited_text, renamed,
};
use crate::document::Phrase;
use crate::domain::codes::ServiceState;
use crate::domain::entry::Edit;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::Service;
use crate::domain::records::service::{
    Named, Names, ServiceAdded, ServiceChanged, ServiceEvent, ServiceStateSet, StateSaid, StateSpan,
};
use crate::domain::refusal::Refusal;
use crate::domain::text::{optional, said, slipped};
use crate::domain::time_input::parse_duration;
use crate::report::label;
use crate::report::records::service as shown;
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
        hotline: Option<String>,
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
        group: Option<Clearable>,
        place: Option<Clearable>,
        owner: Option<Clearable>,
        contact: Option<Clearable>,
        hotline: Option<Clearable>,
        depends_on: Option<Vec<String>>,
        max_outage: Option<Clearable>,
    }
}

verb! {
    ServiceSet "set" "setzen" [] ("service+", "state") {
        service: String,
        state: String,
        since: Option<String>,
        cause: Option<Clearable>,
        restriction: Option<Clearable>,
        workaround: Option<Clearable>,
        expected_back: Option<Clearable>,
        valid_until: Option<Clearable>,
    }
}

/// The service meant by a number, by its name and place, or by a part of them that only one has.
///
/// Refused where several fit, with all of them named: setting the wrong service's state is worse than typing again.
pub fn find(view: &View<'_>, input: &str) -> Result<RecordNumber, Failure> {
    match by_number(view, input)? {
        Some(number) => Ok(number),
        None => by_name(&view.service_names()?, input),
    }
}

/// The same in a write, which knows what services are called.
fn find_to_write(writing: &Writing<'_, '_>, input: &str) -> Result<RecordNumber, Failure> {
    match by_number(&writing.view(), input)? {
        Some(number) => Ok(number),
        None => by_name(&*writing.writer.service_names()?, input),
    }
}

fn by_number(view: &View<'_>, input: &str) -> Result<Option<RecordNumber>, Failure> {
    if let Some(number) =
        RecordNumber::parse(input).filter(|number| number.kind == RecordKind::Service)
    {
        return if view.exists(number)? {
            Ok(Some(number))
        } else {
            Err(StoreError::NoSuchRecord { number }.into())
        };
    }
    let bare = RecordNumber::parse_as(RecordKind::Service, input);
    match bare {
        Some(number) if view.exists(number)? => Ok(Some(number)),
        _ => Ok(None),
    }
}

fn by_name(names: &Names, input: &str) -> Result<RecordNumber, Failure> {
    match names.meant(input).as_slice() {
        [] => Err(Failure::NoSuchService {
            input: input.to_owned(),
            near: near(input, names),
        }),
        [one] => Ok(one.number),
        several => Err(Failure::AmbiguousService {
            input: input.to_owned(),
            candidates: several.iter().map(|one| (one.number, one.full())).collect(),
        }),
    }
}

/// The services that a slip of the fingers may have meant.
fn near(input: &str, names: &Names) -> Vec<String> {
    const MOST: usize = 3;
    let is_near = |one: &&Named| {
        let words = one.name.split([' ', '-', '/']);
        words.chain([&*one.name]).any(|word| slipped(input, word))
    };
    let near = names.all().filter(is_near).take(MOST);
    near.map(|one| format!("{} {}", one.number, one.full()))
        .collect()
}

/// The services that one depends on: they exist, and no circle appears.
fn depends_on(
    writing: &Writing<'_, '_>,
    number: RecordNumber,
    inputs: &[String],
) -> Result<Vec<RecordNumber>, Failure> {
    let inputs = inputs.iter().map(String::as_str);
    let numbers = each_once(inputs, |input| find_to_write(writing, input))?;
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
            cause: self.cause.clone().map(Clearable),
            restriction: self.restriction.clone().map(Clearable),
            workaround: self.workaround.clone().map(Clearable),
            expected_back: self.expected_back.clone().map(Clearable),
            valid_until: self.valid_until.clone().map(Clearable),
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

    /// Appends the state; gives the answer.
    fn append(
        &self,
        writing: &mut Writing<'_, '_>,
        service: &Service,
        key: &'static str,
    ) -> Result<Said, Failure> {
        let state = vocabulary::read(&self.state, "state", writing.words)?;
        let number = service.track.number;
        let named = writing.since(self.since.as_ref())?;
        let since = named.unwrap_or(writing.happened_at);
        let cause = edited_text("cause", self.cause.as_ref())?;
        let set = ServiceStateSet {
            restriction: edited_text("restriction", self.restriction.as_ref())?,
            workaround: edited_text("workaround", self.workaround.as_ref())?,
            expected_back: edited_due(
                writing,
                "warn-expected-in-past",
                self.expected_back.as_ref(),
            )?,
            valid_until: edited_due(
                writing,
                "warn-valid-until-in-past",
                self.valid_until.as_ref(),
            )?,
            no_cause: cause == Edit::Clear,
            refines: true,
            begins: service.begins(state, since, named.is_some()),
            ..ServiceStateSet::bare(state)
        };
        let mut text = None;
        cause.set(&mut text);
        let text = text.unwrap_or_default();
        let event = service.set(set.clone())?;
        let entry = writing.append_at(Some(number), since, text.clone(), None, event)?;
        let said = StateSaid { set, cause };
        let standing = writing.view().service(number)?;
        if let Some(span) = standing.current().filter(|span| span.entry == entry.number) {
            return Ok(answer(writing, key, &standing, span, &said));
        }
        let whole = |writing: &Writing<'_, '_>| whole(writing, number);
        let after = whole(writing)?;
        let Some(made) = after.made(entry.number) else {
            return Ok(confirmed(
                "done-service-changed",
                number,
                &after.full_name(),
            ));
        };
        // A beginning that was moved says nothing of what was entered after it: the rest is said of now.
        if made.entry != entry.number && said.is_hidden_by(made) {
            let rest = ServiceStateSet {
                begins: false,
                ..said.set.clone()
            };
            let event = after.set(rest)?;
            let entry = writing.append(number, text, event)?;
            let after = whole(writing)?;
            let made = after.made(entry.number).unwrap_or(made);
            return Ok(answer(writing, key, &after, made, &said));
        }
        Ok(answer(writing, key, &after, made, &said))
    }
}

/// The service with all of its history.
fn whole(writing: &Writing<'_, '_>, number: RecordNumber) -> Result<Service, Failure> {
    let record = writing.view().record(number)?;
    Service::try_from(record).map_err(|number| StoreError::NoSuchRecord { number }.into())
}

/// What was set, what of before goes on to hold with it, and the state in force where that is another one.
fn answer(
    writing: &mut Writing<'_, '_>,
    key: &'static str,
    service: &Service,
    made: &StateSpan,
    said: &StateSaid,
) -> Said {
    let number = service.track.number;
    let confirmation = Phrase::new(key)
        .with("number", number.to_string())
        .with("name", service.full_name())
        .with("state", label::service_state_words(made.state))
        .with("since", shown::since_words(made));
    let set = |edit: &Edit<Moment>| match edit {
        Edit::Set(moment) => Some(*moment),
        Edit::Keep | Edit::Clear => None,
    };
    let answer = Said::of_record(number, confirmation)
        .at("expected_back", set(&said.set.expected_back), false)
        .at("valid_until", set(&said.set.valid_until), false);
    let ends = made.expected_back.is_some() || made.valid_until.is_some();
    if made.state == ServiceState::Maintenance && !ends {
        let open = Phrase::new("warn-maintenance-open").with("number", number.to_string());
        writing.warn(open);
    }
    match service.current() {
        Some(current) if current.entry != made.entry => answer.holding(
            label::service_state_words(current.state),
            shown::since_words(current),
            current.entry,
        ),
        _ => answer.going_on(shown::goes_on(said, made)),
    }
}

impl Act for ServiceAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let name = said("name", &self.name)?;
        let place = optional("place", self.place.as_deref())?;
        let taken = writing.writer.service_names()?;
        taken.free(&name, place.as_deref(), None)?;
        drop(taken);
        let number = writing.next(RecordKind::Service)?;
        let added = ServiceAdded {
            group: optional("group", self.group.as_deref())?
                .map(|group| vocabulary::group(&group, writing.words)),
            place,
            owner: optional("owner", self.owner.as_deref())?,
            contact: optional("contact", self.contact.as_deref())?,
            hotline: optional("hotline", self.hotline.as_deref())?,
            depends_on: depends_on(writing, number, &self.depends_on)?,
            max_outage: self.max_outage.as_deref().map(max_outage).transpose()?,
        };
        let set = self.set(number);
        // A service comes into the log no later than the earliest state said of it.
        let since = writing.since(set.since.as_ref())?;
        let added_at = since.map_or(writing.happened_at, |since| since.min(writing.happened_at));
        let event = ServiceEvent::Added(added);
        writing.append_at(Some(number), added_at, name, None, event)?;
        let service = writing.view().service(number)?;
        if self.state.is_some() {
            return set.append(writing, &service, "done-service-added-with");
        }
        if !set.says_nothing() {
            return Err(Refusal::TextMissing { field: "state" }.into());
        }
        let name = service.full_name();
        Ok(confirmed("done-service-added", number, &name))
    }
}

impl Act for ServiceEdit {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = find_to_write(writing, &self.service)?;
        let service = writing.view().service(number)?;
        let name = renamed("name", self.name.as_ref())?;
        let place = edited_text("place", self.place.as_ref())?;
        if name.is_some() || !place.is_keep() {
            let mut at = service.place.clone();
            place.clone().apply(&mut at);
            let name = name.as_ref().unwrap_or(&service.name);
            let taken = writing.writer.service_names()?;
            taken.free(name, at.as_deref(), Some(number))?;
        }
        let others = self.depends_on.as_ref();
        let change = ServiceChanged {
            name,
            group: edited(self.group.as_ref(), |group| {
                Ok(vocabulary::group(&said("group", group)?, writing.words))
            })?,
            place,
            owner: edited_text("owner", self.owner.as_ref())?,
            contact: edited_text("contact", self.contact.as_ref())?,
            hotline: edited_text("hotline", self.hotline.as_ref())?,
            depends_on: others
                .map(|inputs| depends_on(writing, number, inputs))
                .transpose()?
                .into(),
            max_outage: edited(self.max_outage.as_ref(), max_outage)?,
        };
        let event = service.edit(change)?;
        writing.append(number, String::new(), event)?;
        let name = writing.view().service(number)?.full_name();
        Ok(confirmed("done-service-changed", number, &name))
    }
}

impl Act for ServiceSet {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = find_to_write(writing, &self.service)?;
        let service = writing.view().service(number)?;
        service.track.usable()?;
        self.append(writing, &service, "done-service-set")
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let services = asked.view.services(1)?;
    let answer = asked.answer("list-services", &services, |items, looking| {
        shown::table(items, items, looking)
    });
    Ok(answer)
}
