"""The rows of the city on their way to the database, table by table."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

# Columns of each table as the city gives them; every other column takes the database's default. The order of the
# tables is the order of loading: nothing refers to a later one.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "access.Account": ("id", "password", "email", "name", "roles", "organisation", "is_active"),
    "access.Agreement": ("organisation", "title", "lawful_basis", "acts", "starts", "ends"),
    "access.PartnerKey": ("account_id", "token_hash", "made_at", "ends_at"),
    "workforce.Team": ("id", "code", "name", "area", "manager_id"),
    "workforce.Worker": ("id", "account_id", "name", "title", "team_id", "manager_id", "starts", "ends"),
    "workforce.Absence": ("worker_id", "kind", "starts", "ends", "cover_id"),
    "people.Person": (
        "id", "forename", "surname", "preferred_name", "birth_date", "birth_date_kind", "sex", "ethnicity", "language",
        "needs_interpreter", "unaccompanied", "authority", "tier", "died_on",
    ),
    "people.Address": ("id", "name", "kind", "line", "locality", "postcode", "area", "authority"),
    "people.Residence": ("person_id", "address_id", "starts", "ends", "protected"),
    "people.Relationship": ("person_id", "other_id", "kind", "parental_responsibility"),
    "people.Identifier": ("person_id", "kind", "value"),
    "people.Involvement": ("child_id", "kind", "starts", "ends"),
    "people.Placement": ("child_id", "address_id", "kind", "starts", "ends"),
    "workforce.Allocation": ("child_id", "worker_id", "primary", "starts", "ends", "reason"),
    "missing.Episode": (
        "id", "child_id", "police_force", "police_reference", "missing_from", "notified", "returned", "cancelled",
        "cancelled_reason", "where_from", "address_id", "status", "placement", "area", "team_id", "authority", "forwarded",
        "unaccompanied", "risk", "last_seen", "found_where", "found_how", "strategy_held", "checked", "support_worker_id",
        "offered", "accepted", "declined", "declined_by", "decline_reason", "held",
    ),
    "missing.Sighting": ("episode_id", "seen_at", "place", "source", "notice_key"),
    "missing.Offer": (
        "episode_id", "at", "how", "worker_id", "spoken_to", "answer", "declined_by", "decline_reason", "in_hours", "note",
    ),
    "missing.Interview": (
        "id", "episode_id", "held_at", "recorded_at", "worker_id", "place_kind", "where", "child_seen_alone", "own_words",
        "push_factors", "pull_factors", "harm", "harm_note", "summary", "sent_to_id", "sent_at", "shared_with_police_at",
    ),
    "missing.InterviewPlace": ("interview_id", "name", "kind"),
    "missing.InterviewPerson": ("interview_id", "name", "relation", "note"),
    "missing.RiskAssessment": (
        "child_id", "made_at", "by_id", "description", "contacts", "likely_places", "risks", "what_helps", "carer_given_at",
        "superseded",
    ),
    "missing.StrategyDiscussion": ("episode_id", "held_at", "chaired_by_id", "present", "decisions"),
    "missing.Action": ("episode_id", "text", "owner_id", "agreed_at", "due_at", "done_at", "outcome"),
    "missing.Decision": ("episode_id", "meeting_on", "decided_at", "text", "by_id"),
    "missing.Together": ("first_id", "second_id", "why", "linked_at", "by_id"),
    "missing.Check": ("episode_id", "at", "with_whom", "by_id", "outcome", "next_due_at"),
    "missing.Forward": ("episode_id", "child_name", "authority", "due_at", "forwarded_at", "by_id", "how"),
    "missing.Support": ("episode_id", "at", "kind", "worker_id", "note"),
    "missing.DipSample": ("id", "starts", "ends", "seed", "size", "drawn_at", "by_id"),
    "missing.SampledInterview": ("sample_id", "interview_id", "grade", "themes", "note", "graded_at", "graded_by_id"),
    "intake.Message": (
        "id", "sender", "kind", "key", "revision", "series", "body", "received_at", "happened_at", "state", "reason", "owner",
        "due_at", "subject_id", "settled_at", "settled_by", "note",
    ),
}  # fmt: skip


class Tables:
    """Rows by table; each row as long as the table's columns."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)

    def add(self, table: str, *values: object) -> None:
        """Add one row. Raises ValueError when it has not one value for each column."""
        if len(values) != len(COLUMNS[table]):
            raise ValueError(f"A row of {table} has {len(COLUMNS[table])} values, not {len(values)}.")
        self.rows[table].append(values)
