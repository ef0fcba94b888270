//! Finding a service by its number or an unambiguous part of its name.

use crate::domain::number::{RecordKind, RecordNumber};
use crate::store::error::StoreError;
use crate::store::query::View;

use super::failure::Failure;
use super::vocabulary::plain;

/// The service meant by a number, its whole name, or a part of the name that only one has.
///
/// Refused where several fit, with all of them named: setting the wrong service's state is worse than typing again.
pub fn find_service(view: &View<'_>, input: &str) -> Result<RecordNumber, Failure> {
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
