"""The parts of a person's record that are entered on pages of their own: each with its form, its verb, its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from righthelp.practice.people import forms_facts as forms
from righthelp.practice.people import (
    record_death,
    record_identity,
    record_needs,
    record_partners,
)
from righthelp.practice.people.models import Person
from righthelp.practice.people.models_identity import About
from righthelp.practice.people.queries_identity import Profile

Initial = Callable[[Person, About, Profile], Mapping[str, Any]]


@dataclass(frozen=True)
class Part:
    """One page on which a fact is entered. ``title`` may hold ``{called}``; ``said`` is shown when it is recorded."""

    key: str
    title: str
    button: str
    form: type[forms.FactForm]
    verb: Callable[..., object]
    said: str
    initial: Initial = field(default=lambda person, about, shown: {})
    section: str = ""
    hint: str = ""
    act: str = "child.record"

    @property
    def name(self) -> str:
        """The name of its address."""
        return f"fact-{self.key}"


@dataclass(frozen=True)
class Ending:
    """One page on which a fact of a list ends. ``of`` names the list in the profile."""

    key: str
    of: str
    title: str
    button: str
    form: type[forms.FactForm]
    verb: Callable[..., object]
    row: str
    said: str
    section: str
    hint: str = ""
    act: str = "child.record"

    @property
    def name(self) -> str:
        """The name of its address."""
        return f"end-{self.key}"


def _names(person: Person, about: About, shown: Profile) -> dict[str, Any]:
    liked = {"forename": person.forename, "surname": person.surname, "preferred_name": person.preferred_name}
    return {**liked, "seen": record_identity.names_seen(person)}


def _birth(person: Person, about: About, shown: Profile) -> dict[str, Any]:
    now = {"birth_date": person.birth_date, "birth_date_kind": person.birth_date_kind, "sex": person.sex}
    return {**now, "seen": record_identity.birth_seen(person)}


def _born(person: Person, about: About, shown: Profile) -> dict[str, Any]:
    named = {"forename": person.forename, "surname": person.surname, "sex": person.sex}
    return {**named, "seen": record_identity.birth_seen(person)}


def _from_about(*fields: str, of_person: tuple[str, ...] = ()) -> Initial:
    def initial(person: Person, about: About, shown: Profile) -> dict[str, Any]:
        mine = {name: getattr(about, name) for name in fields} | {name: getattr(person, name) for name in of_person}
        return {**mine, "seen": record_identity.about_seen(person, about)}

    return initial


def _needs(person: Person, about: About, shown: Profile) -> dict[str, Any]:
    now = shown.now(shown.communication)
    return {"needs": [each.kind for each in now], "in_words": now[0].detail if now else ""}


PARTS: Final[tuple[Part, ...]] = (
    Part(
        "names", "Names", "Keep these names", forms.NamesForm, record_identity.renamed,
        "The names are recorded.", _names, "names",
    ),
    Part(
        "other-name", "Another name {called} has or had", "Add this name", forms.OtherNameForm,
        record_identity.also_named, "The name is added. They are found by it now.", section="names",
        hint="An alias, a name at birth or by marriage, or how the name is written elsewhere.",
    ),
    Part(
        "birth", "Birth date and sex", "Keep this", forms.BirthForm, record_identity.birth_corrected,
        "The birth date is recorded.", _birth, "names",
    ),
    Part(
        "born", "{called} is born", "Record the birth", forms.BornForm, record_identity.born,
        "The birth is recorded. The due date is now the birth date.", _born, "names",
    ),
    Part(
        "description", "How {called} describes themselves", "Keep this", forms.DescriptionForm,
        record_identity.described, "This is recorded.",
        _from_about("pronouns", "ethnicity_words", "religion", "religion_words", of_person=("ethnicity",)), "self",
        hint="Ask; never guess from a name or a face. ‘Would rather not say’ is an answer.",
    ),
    Part(
        "languages", "Languages and interpreter", "Keep this", forms.LanguagesForm, record_identity.speaks,
        "The languages are recorded.",
        _from_about(
            "other_languages", "interpreter_language", "interpreter_sex", "interpreter_booked_by",
            of_person=("language", "needs_interpreter"),
        ),
        "talking", hint="A child or relative never interprets for their own family.",
    ),
    Part(
        "communication", "Talking with {called}", "Keep this", forms.CommunicationForm, record_needs.communicates,
        "What makes talking possible is recorded.", _needs, "talking",
    ),
    Part(
        "contact", "How {called} likes to be contacted", "Keep this", forms.ContactForm, record_identity.met,
        "This is recorded.", _from_about("contact_by", "contact_words", "about_me"), "talking",
    ),
    Part(
        "phone", "A number or address that reaches {called}", "Add this", forms.PointForm, record_needs.reached_by,
        "It is added.", section="talking",
    ),
    Part(
        "school", "Where {called} learns", "Record this", forms.SchoolForm, record_partners.attended,
        "Where they learn is recorded.", section="school",
        hint="What was before ends on the day the new one begins. Alternative provision runs beside school.",
    ),
    Part(
        "health", "GP and other health services", "Record this", forms.HealthForm, record_partners.registered_with,
        "This is recorded.", section="health",
    ),
    Part(
        "disability", "Disability", "Record this", forms.DisabilityForm, record_needs.disability_known,
        "This is recorded.", section="health", act="child.health",
        hint="‘No disability’ says that somebody asked. Leave it out when nobody has.",
    ),
    Part(
        "number", "A number {called} is known by", "Add this number", forms.NumberForm, record_identity.identified,
        "The number is added.", section="numbers",
        hint="A new pupil number makes the one before it a former one.",
    ),
    Part(
        "no-number", "Why there is no pupil number", "Keep this", forms.NoNumberForm,
        record_identity.without_pupil_number, "This is recorded.",
        lambda person, about, shown: {"why": about.no_pupil_number}, "numbers",
    ),
    Part(
        "leave", "Leave to be in the country", "Record this", forms.LeaveForm, record_needs.leave_given,
        "The status is recorded.", section="immigration", act="child.sensitive",
        hint="What was before ends on the day the new status begins.",
    ),
    Part(
        "alone", "Whether {called} came alone", "Keep this", forms.AloneForm, record_needs.came_alone,
        "This is recorded.", lambda person, about, shown: {"unaccompanied": person.unaccompanied}, "immigration",
        act="child.sensitive",
    ),
    Part(
        "agreed", "What was said about sharing", "Record this", forms.AgreedForm, record_needs.agreed,
        "What was said is recorded.", section="sharing",
        hint="What has to be shared to protect a child is shared whatever is written here; say so, and write down why.",
    ),
    Part(
        "worry", "Somebody is worried about {called}", "Record this worry", forms.WorryForm, record_needs.worried,
        "The worry is recorded. It shows on the first page of their record.", section="worries",
    ),
    Part(
        "died", "{called} has died", "Record the death", forms.DiedForm, record_death.died,
        "The death is recorded. Nothing will be asked for as late. What has to happen next is below.",
        section="death",
        hint="From the moment this is recorded nothing on this record is shown as late, and no list chases it.",
    ),
    Part(
        "death-step", "What has been done", "Record this", forms.StepForm, record_death.step_taken,
        "This is recorded as done.", section="death",
    ),
    Part(
        "death-mistake", "The death was recorded by mistake", "Take the death back", forms.WhyForm,
        record_death.death_withdrawn, "The death is taken back. Their record stands as it did before.",
        section="death", act="child.undo_death",
        hint="For a mistake only. What was recorded, and why it was wrong, stays in the history.",
    ),
)  # fmt: skip

ENDINGS: Final[tuple[Ending, ...]] = (
    Ending("name", "names", "This was never their name", "Take this name out", forms.NothingForm,
           record_identity.name_withdrawn, "name", "The name is taken out. The history keeps it.", "names"),
    Ending("number", "numbers", "This number is not theirs", "End this number", forms.WhyForm,
           record_identity.number_ended, "identifier", "The number is ended.", "numbers"),
    Ending("school", "learning", "They have left", "Record the end", forms.EndWhyForm,
           record_partners.attendance_over, "attendance", "The end is recorded.", "school",
           hint="If they went to another school, record that instead: this one then ends by itself."),
    Ending("health", "health", "They are no longer with this service", "Record the end", forms.EndForm,
           record_partners.registration_over, "registration", "The end is recorded.", "health"),
    Ending("disability", "disabilities", "This no longer stands", "Record the end", forms.EndForm,
           record_needs.disability_over, "disability", "The end is recorded.", "health", act="child.health"),
    Ending("phone", "points", "This no longer reaches them", "Take it out of use", forms.NothingForm,
           record_needs.reached_no_more, "point", "It is out of use.", "talking"),
    Ending("worry", "worries", "This worry is over", "Record that it is over", forms.EndWhyForm,
           record_needs.worry_over, "worry", "That it is over is recorded.", "worries",
           hint="Say how we know: who says so, what is different."),
)  # fmt: skip

PART: Final = {part.key: part for part in PARTS}
ENDING: Final = {ending.key: ending for ending in ENDINGS}
