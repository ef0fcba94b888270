//! What one screen shows, read by indexes: its cost is that of what it shows, not of what is there.

use rusqlite::Params;

use crate::domain::codes::ServiceState;
use crate::domain::moment::Moment;
use crate::domain::number::RecordKind;
use crate::domain::records::{Service, Task};
use crate::domain::situation::{Glance, Part};

use super::error::StoreError;
use super::query::{IN_ORDER, OPEN_TASK, UNASSIGNED, View};
use super::rows::utc;

/// The newest decisions that a screen has room for, however few other matters there are.
const DECISIONS: usize = 3;

impl View<'_> {
    /// The first records of each list, at most so many.
    pub fn glance(&self, as_of: Moment, most: usize) -> Result<Glance, StoreError> {
        let now = utc(as_of.at);
        let count = |table: &str, condition: &str| {
            let sql =
                format!("SELECT count(*) FROM {table} WHERE voided_at IS NULL AND {condition}");
            self.count(&sql, [])
        };
        Ok(Glance {
            log: self.head.clone(),
            as_of,
            empty: self.entries()? <= 1,
            incidents_open: count("incident", "status = 'open'")?,
            tasks_open: self.count_open("TRUE")?,
            services: count("service", "TRUE")?,
            overdue: self.first_tasks("due < ?1", [&now], most)?,
            unclear: self.unclear_tasks(most)?,
            next: self.first_tasks("due >= ?1", [&now], most)?,
            impaired: self.worst_services(most)?,
            decisions: self.decisions(most.min(DECISIONS), true)?,
            last_report: None,
            to_review: self.decisions_to_review(as_of)?,
            promised: self.services_that(
                "id IN (SELECT service FROM service_state WHERE expected_back < ?1 OR valid_until < ?1)",
                [&now],
                usize::MAX,
                1,
            )?,
            notices: self.notices(0)?.items,
        })
    }

    /// The first open tasks of those that a condition on their date holds for.
    fn first_tasks(
        &self,
        condition: &str,
        parameters: impl Params + Clone,
        most: usize,
    ) -> Result<Part<Task>, StoreError> {
        let matching = format!("FROM task WHERE {OPEN_TASK} AND {condition}");
        let first = format!("SELECT * {matching} ORDER BY {IN_ORDER} LIMIT {most}");
        Ok(Part {
            items: self.all(&first, parameters.clone(), |reader| {
                reader.record(RecordKind::Task)
            })?,
            total: self.count(&format!("SELECT count(*) {matching}"), parameters)?,
        })
    }

    /// The first open tasks without assignee or date.
    fn unclear_tasks(&self, most: usize) -> Result<Part<Task>, StoreError> {
        let dated = format!("{UNASSIGNED} AND due > ''");
        let mut unclear = self.first_tasks(&dated, [], most)?;
        let undated = self.first_tasks("due IS NULL", [], most - unclear.items.len())?;
        unclear.items.extend(undated.items);
        unclear.total += undated.total;
        Ok(unclear)
    }

    /// The impaired services, the worst first.
    fn worst_services(&self, most: usize) -> Result<Part<Service>, StoreError> {
        let mut impaired: Vec<ServiceState> = ServiceState::ALL.to_vec();
        impaired.retain(|state| state.is_impaired());
        impaired.sort_by_key(|state| state.rank());
        let mut worst = Part::default();
        for state in impaired {
            let left = most - worst.items.len();
            if left > 0 {
                let first = self.services_that("state = ?1", [state.code()], left, 1)?;
                worst.items.extend(first);
            }
            let sql = "SELECT count(*) FROM service WHERE voided_at IS NULL AND state = ?1";
            worst.total += self.count(sql, [state.code()])?;
        }
        Ok(worst)
    }
}
