//! The verbs of services, which are found by their number or a part of their name.

use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Act, Verb, verb};
use crate::cli::vocabulary;
use crate::cli::writing::{Said, Writing, confirmed, each_once, edited, edited_text, renamed};
use crate::document::Phrase;
use crate::domain::codes::ServiceState;
use crate::domain::entry::Edit;
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::records::Service;
use crate::domain::records::service::{
    Named, ServiceAdded, ServiceChanged, ServiceEvent, ServiceStateSet,
};
use crate::domain::refusal::Refusal;
use crate::domain::text::{optional, said, slipped};
use crate::domain::time_input::parse_duration;
use crate::l10n::Words;
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
    ServiceEdit "edit" "aendern" ["ändern"] ("service") {
        service: String,
        name: Option<String>,
        group: Option<String>,
        place: Option<String>,
        owner: Option<String>,
        contact: Option<String>,
        hotline: Option<String>,
        depends_on: Option<Vec<String>>,
        max_outage: Option<String>,
    }
}

verb! {
    ServiceSet "set" "setzen" [] ("service", "state+") {
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

/// The service meant by a number, by its name and place, or by a part of them that only one has.
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
    let all = view.service_names()?;
    match Named::meant(input, all.clone()).as_slice() {
        [] => Err(Failure::NoSuchService {
            input: input.to_owned(),
            near: near(input, &all),
        }),
        [one] => Ok(one.number),
        several => Err(Failure::AmbiguousService {
            input: input.to_owned(),
            candidates: several.iter().map(|one| (one.number, one.full())).collect(),
        }),
    }
}

/// The services that a slip of the fingers may have meant.
fn near(input: &str, all: &[Named]) -> Vec<String> {
    const MOST: usize = 3;
    let is_near = |one: &&Named| {
        let words = one.name.split([' ', '-', '/']);
        words.chain([&*one.name]).any(|word| slipped(input, word))
    };
    let near = all.iter().filter(is_near).take(MOST);
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
    let numbers = each_once(inputs, |input| find(&writing.view(), input))?;
    Service::check_depends(number, &numbers, |other| writing.view().points_at(other))?;
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

/// A moment to come, emptied or set.
fn edited_due(
    writing: &mut Writing<'_, '_>,
    key: &'static str,
    input: Option<&String>,
) -> Result<Edit<Moment>, Failure> {
    if input.is_some_and(|input| input.trim().is_empty()) {
        return Ok(Edit::Clear);
    }
    Ok(writing.due(key, input)?.into())
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

    /// The service and its state: of bare words, the last ones that are a state say it, and those before are the name.
    fn apart(&self, words: &Words) -> Result<(String, ServiceState), Failure> {
        let whole = vocabulary::read(&self.state, "state", words);
        let Err(unknown) = whole else {
            return Ok((self.service.clone(), whole?));
        };
        let said = format!("{} {}", self.service, self.state);
        let said: Vec<&str> = said.split_whitespace().collect();
        let mut failures = vec![unknown];
        for place in 1..said.len() {
            let state = said[place..].join(" ");
            match vocabulary::read(&state, "state", words) {
                Ok(state) => return Ok((said[..place].join(" "), state)),
                // "nicht verfügbar" does not end with a state.
                Err(unknown) if !vocabulary::unclear::<ServiceState>(&state, words).is_empty() => {
                    return Err(unknown);
                }
                Err(unknown) => failures.push(unknown),
            }
        }
        let suggests = |failure: &Failure| matches!(failure, Failure::UnknownWord { near, .. } if !near.is_empty());
        let best = failures.iter().position(suggests).unwrap_or(0);
        Err(failures.swap_remove(best))
    }

    /// Appends the state; gives what was appended last.
    fn append(
        &self,
        writing: &mut Writing<'_, '_>,
        service: &Service,
        state: ServiceState,
    ) -> Result<EntryNumber, Failure> {
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
            begins: named.is_some() || service.would_begin_earlier(state, since),
            ..ServiceStateSet::bare(state)
        };
        let mut text = None;
        cause.apply(&mut text);
        let text = text.unwrap_or_default();
        let event = service.set(set.clone())?;
        let entry = writing.append_at(Some(number), since, text.clone(), None, event)?;
        let after = writing.view().service(number)?;
        // A beginning that was moved says nothing of what was entered after it: the rest is said of now.
        if after.is_hidden(entry.number) {
            let rest = ServiceStateSet {
                begins: false,
                ..set
            };
            let event = after.set(rest)?;
            let entry = writing.append(number, text, event)?;
            return Ok(entry.number);
        }
        Ok(entry.number)
    }
}

impl Act for ServiceAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let name = said("name", &self.name)?;
        let place = optional("place", self.place.as_deref())?;
        let taken = writing.view().service_names()?;
        Service::free_name(&name, place.as_deref(), None, taken)?;
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
        if let Some(state) = &self.state {
            let state = vocabulary::read(state, "state", writing.words)?;
            let entry = set.append(writing, &service, state)?;
            return set_answer(writing, "done-service-added-with", number, entry);
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
        let number = find(&writing.view(), &self.service)?;
        let service = writing.view().service(number)?;
        let name = renamed("name", self.name.as_ref())?;
        let place = edited_text("place", self.place.as_ref())?;
        if name.is_some() || !place.is_keep() {
            let mut at = service.place.clone();
            place.clone().apply(&mut at);
            let name = name.as_ref().unwrap_or(&service.name);
            let taken = writing.view().service_names()?;
            Service::free_name(name, at.as_deref(), Some(number), taken)?;
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
        let (service, state) = self.apart(writing.words)?;
        let number = find(&writing.view(), &service)?;
        let service = writing.view().service(number)?;
        service.track.usable()?;
        let entry = self.append(writing, &service, state)?;
        set_answer(writing, "done-service-set", number, entry)
    }
}

/// What was set, what of before goes on to hold with it, and the state in force where that is another one.
fn set_answer(
    writing: &mut Writing<'_, '_>,
    key: &'static str,
    number: RecordNumber,
    entry: EntryNumber,
) -> Result<Said, Failure> {
    let service = writing.view().service(number)?;
    let Some(span) = service.made(entry) else {
        let name = service.full_name();
        return Ok(confirmed("done-service-changed", number, &name));
    };
    let name = service.full_name();
    let mut answer = Phrase::new(key)
        .with("number", number.to_string())
        .with("name", name)
        .with("state", label::service_state_words(span.state))
        .with("since", shown::since_words(span));
    if let Some(current) = service
        .current()
        .filter(|current| current.entry != span.entry)
    {
        answer = Phrase::new("done-service-not-now")
            .with("done", answer)
            .with("state", label::service_state_words(current.state))
            .with("since", shown::since_words(current));
    } else if let Some(on) = shown::goes_on(&service, entry) {
        answer = Phrase::new("done-goes-on")
            .with("done", answer)
            .with("what", on);
    }
    let ends = span.expected_back.is_some() || span.valid_until.is_some();
    if span.state == ServiceState::Maintenance && !ends {
        let open = Phrase::new("warn-maintenance-open").with("number", number.to_string());
        writing.warn(open);
    }
    Ok(Said::of_record(number, answer))
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let services = asked.view.services(1)?;
    let answer = asked.answer("list-services", &services, |items, looking| {
        shown::table(items, items, looking)
    });
    Ok(answer)
}
