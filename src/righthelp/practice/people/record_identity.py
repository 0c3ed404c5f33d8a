"""The verbs that write who a person is: names, birth, numbers, their own words, language, how to talk with them.

Where a page shows a fact and a person changes it, ``seen`` is what they saw (:func:`fingerprint`): when somebody else
changed it meanwhile the slower one is told, and what they typed stays in their form.
"""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.codes import ContactBy, Ethnicity, NoPupilNumber, Religion
from righthelp.practice.people.hearing import told_of_birth
from righthelp.practice.people.models import BirthDateKind, Identifier, IdentifierKind, Person, Sex
from righthelp.practice.people.models_identity import About, Name, NameKind
from righthelp.practice.people.numbers import checked
from righthelp.practice.people.writing import locked, not_later, one_of, optional, possible_birth, words, writing

NAME_TWICE = ("forename", "This name is recorded already.")
_CHANGED = (
    "Somebody else changed this while you were typing. What it says now is at the top of the page; your text is still "
    "here. Send it again if it should replace theirs."
)


def fingerprint(*values: object) -> str:
    """A short mark of what a page showed, to notice that somebody changed it meanwhile."""
    return sha256("\x1f".join(map(str, values)).encode()).hexdigest()[:16]


def names_seen(person: Person) -> str:
    """The mark of a person's names."""
    return fingerprint(person.forename, person.surname, person.preferred_name)


def birth_seen(person: Person) -> str:
    """The mark of a person's birth date and sex."""
    return fingerprint(person.birth_date, person.birth_date_kind, person.sex)


def about_seen(person: Person, about: About) -> str:
    """The mark of what a person says of themselves, their languages and how they like to be met."""
    mine = [getattr(about, field.attname) for field in About._meta.concrete_fields if not field.primary_key]
    return fingerprint(person.ethnicity, person.language, person.needs_interpreter, *mine)


def renamed(
    *,
    person: int,
    forename: str,
    surname: str,
    preferred_name: str = "",
    kind: str = NameKind.FORMER,
    on: date | None = None,
    source: str = "",
    seen: str = "",
    by: Account,
    now: datetime,
) -> Person:
    """A person's names as they are now. The former one is kept beside them, so that they are still found by it.

    ``kind`` says what the former name was: a former, birth or married name, or only another spelling of the same.
    ``on`` is the day of the change, where it is known.
    """
    forename = words("forename", forename, 80, "Enter the forename.")
    surname = words("surname", surname, 80, "Enter the surname.")
    one_of("kind", kind, NameKind.values)
    if on:
        not_later("on", on, now, "A name is changed here when it has changed.")
    with writing(by):
        held = locked(person, "person")
        _unchanged(seen, names_seen(held))
        liked = optional("preferred_name", preferred_name, 80)
        was = (held.forename, held.surname)
        if was != (forename, surname):
            _keep_name(held.pk, kind, *was, ends=on, source=source)
        if held.preferred_name and held.preferred_name.lower() not in {liked.lower(), forename.lower()}:
            _keep_name(held.pk, NameKind.PREFERRED_PAST, held.preferred_name, "", ends=None, source="")
        held.forename, held.surname, held.preferred_name = forename, surname, liked
        held.save(update_fields=["forename", "surname", "preferred_name"])
        Name.objects.filter(person=held, forename__iexact=forename, surname__iexact=surname, withdrawn=False).update(
            withdrawn=True
        )
    return held


def _keep_name(person: int, kind: str, forename: str, surname: str, *, ends: date | None, source: str) -> None:
    same = Name.objects.filter(person_id=person, forename__iexact=forename, surname__iexact=surname, withdrawn=False)
    if not same.exists():
        Name.objects.create(
            person_id=person, kind=kind, forename=forename, surname=surname, ends=ends, source=source.strip()[:80]
        )


def also_named(
    *,
    person: int,
    kind: str,
    forename: str = "",
    surname: str = "",
    starts: date | None = None,
    ends: date | None = None,
    source: str = "",
    by: Account,
    now: datetime,
) -> Name:
    """Another name a person has, had, or is written by elsewhere. Either part may be missing, not both."""
    one_of("kind", kind, NameKind.values)
    forename, surname = optional("forename", forename, 80), optional("surname", surname, 80)
    if not forename and not surname:
        raise Refused("forename", "Enter a forename or a surname.")
    for field, day in (("starts", starts), ("ends", ends)):
        if day:
            not_later(field, day, now, "Enter a day that has come.")
    if starts and ends and ends <= starts:
        raise Refused("ends", f"It began on {say_date(starts)}; enter a later day.")
    with writing(by, {"name_once": NAME_TWICE}):
        held = locked(person, "person")
        if (forename.lower(), surname.lower()) == (held.forename.lower(), held.surname.lower()):
            raise Refused("forename", "This is the name on their record already.")
        return Name.objects.create(
            person=held,
            kind=kind,
            forename=forename,
            surname=surname,
            starts=starts,
            ends=ends,
            source=optional("source", source, 80),
        )


def name_withdrawn(*, name: int, person: int, by: Account, now: datetime) -> Name:
    """A name was never theirs. It is no longer shown or found; that it stood here stays in the history."""
    with writing(by):
        held = Name.objects.select_for_update().filter(pk=name, person_id=person, withdrawn=False).first()
        if held is None:
            raise Refused("name", "This name is no longer there. Look at the page again.")
        held.withdrawn = True
        held.save(update_fields=["withdrawn"])
    return held


def birth_corrected(
    *,
    person: int,
    birth_date: date | None,
    birth_date_kind: str,
    sex: str,
    seen: str = "",
    by: Account,
    now: datetime,
) -> Person:
    """The birth date (known or estimated) or due date, and the sex, as we know them now."""
    one_of("sex", sex, Sex.values)
    possible_birth(birth_date, birth_date_kind, now)
    with writing(by):
        held = locked(person, "person")
        _unchanged(seen, birth_seen(held))
        if held.died_on and birth_date and birth_date > held.died_on:
            raise Refused("birth_date", f"They died on {say_date(held.died_on)}. Check the date.")
        moved = held.birth_date != birth_date
        held.birth_date, held.birth_date_kind, held.sex = birth_date, birth_date_kind, sex
        held.save(update_fields=["birth_date", "birth_date_kind", "sex"])
        if moved:
            told_of_birth(held.pk, now)
    return held


def born(
    *,
    person: int,
    birth_date: date,
    forename: str,
    surname: str,
    sex: str = Sex.UNKNOWN,
    seen: str = "",
    by: Account,
    now: datetime,
) -> Person:
    """An expected baby is born: the due date becomes the birth date, and the baby may have got a name."""
    forename = words("forename", forename, 80, "Enter the forename; ‘Baby’ if there is none yet.")
    surname = words("surname", surname, 80, "Enter the surname.")
    one_of("sex", sex, Sex.values)
    not_later("birth_date", birth_date, now, "A birth is recorded when the baby has been born.")
    with writing(by):
        held = locked(person, "person")
        if held.birth_date_kind != BirthDateKind.DUE:
            raise Refused("birth_date", "This birth is recorded already.")
        _unchanged(seen, birth_seen(held))
        if held.birth_date and abs((birth_date - held.birth_date).days) > 140:
            raise Refused("birth_date", f"The baby was due on {say_date(held.birth_date)}. Check the date.")
        if (held.forename, held.surname) != (forename, surname):
            _keep_name(held.pk, NameKind.BIRTH, held.forename, held.surname, ends=birth_date, source="Before birth")
        held.forename, held.surname, held.sex = forename, surname, sex
        held.birth_date, held.birth_date_kind = birth_date, BirthDateKind.KNOWN
        held.save(update_fields=["forename", "surname", "sex", "birth_date", "birth_date_kind"])
        told_of_birth(held.pk, now)
    return held


def described(
    *,
    person: int,
    ethnicity: str,
    ethnicity_words: str = "",
    religion: str = "",
    religion_words: str = "",
    pronouns: str = "",
    seen: str = "",
    by: Account,
    now: datetime,
) -> About:
    """How a person describes themselves: pronouns, ethnicity and religion, by code and in their own words."""
    one_of("ethnicity", ethnicity, ["", *Ethnicity.values])
    one_of("religion", religion, ["", *Religion.values])
    with writing(by):
        held, about = _about(person, seen)
        held.ethnicity = ethnicity
        held.save(update_fields=["ethnicity"])
        about.ethnicity_words = optional("ethnicity_words", ethnicity_words, 120)
        about.religion, about.religion_words = religion, optional("religion_words", religion_words, 120)
        about.pronouns = optional("pronouns", pronouns, 40)
        about.save()
    return about


def speaks(
    *,
    person: int,
    language: str,
    other_languages: str = "",
    needs_interpreter: bool = False,
    interpreter_language: str = "",
    interpreter_sex: str = "",
    interpreter_booked_by: str = "",
    seen: str = "",
    by: Account,
    now: datetime,
) -> About:
    """First and other languages, and the interpreter: in which language, whether a woman or a man, who books one."""
    one_of("interpreter_sex", interpreter_sex, ["", Sex.FEMALE, Sex.MALE])
    language = optional("language", language, 40)
    if needs_interpreter and not (language or interpreter_language.strip()):
        raise Refused("interpreter_language", "Enter the language to interpret from.")
    with writing(by):
        held, about = _about(person, seen)
        held.language, held.needs_interpreter = language, needs_interpreter
        held.save(update_fields=["language", "needs_interpreter"])
        about.other_languages = optional("other_languages", other_languages, 120)
        about.interpreter_language = optional("interpreter_language", interpreter_language, 40)
        about.interpreter_sex = interpreter_sex
        about.interpreter_booked_by = optional("interpreter_booked_by", interpreter_booked_by, 80)
        about.save()
    return about


def met(
    *,
    person: int,
    contact_by: str = "",
    contact_words: str = "",
    about_me: str = "",
    seen: str = "",
    by: Account,
    now: datetime,
) -> About:
    """How a person likes to be contacted, and what they want whoever meets them to know, in their own words."""
    one_of("contact_by", contact_by, ["", *ContactBy.values])
    with writing(by):
        _, about = _about(person, seen)
        about.contact_by = contact_by
        about.contact_words = optional("contact_words", contact_words, 400)
        about.about_me = optional("about_me", about_me, 600)
        about.save()
    return about


def _about(person: int, seen: str) -> tuple[Person, About]:
    held = locked(person, "person")
    about = About.objects.filter(person=held).first() or About(person=held)
    _unchanged(seen, about_seen(held, about))
    return held, about


def _unchanged(seen: str, now: str) -> None:
    if seen and seen != now:
        raise Refused("seen", _CHANGED)


def identified(*, person: int, kind: str, value: str, by: Account, now: datetime) -> Identifier:
    """Another organisation's number for a person, checked where numbers of its kind can be.

    A new pupil number makes the one before it the former one, since a child has one at a time.
    """
    one_of("kind", kind, IdentifierKind.values)
    tidy = checked(kind, value)
    taken = ("value", "This number belongs to another person on the register. Check it with whoever gave it.")
    with writing(by, {"identifier_one_person": taken}):
        held = locked(person, "person")
        standing = Identifier.objects.filter(person=held, ended_on__isnull=True)
        if standing.filter(kind=kind, value=tidy).exists():
            raise Refused("value", "This number is recorded already.")
        if kind == IdentifierKind.NHS and standing.filter(kind=kind).exists():
            raise Refused("value", "They have an NHS number already. End that one first if it is wrong.")
        if kind == IdentifierKind.UPN:
            for former in standing.filter(kind=IdentifierKind.UPN):
                former.kind = IdentifierKind.FORMER_UPN
                former.save(update_fields=["kind"])
            About.objects.filter(person=held).exclude(no_pupil_number="").update(no_pupil_number="")
        return Identifier.objects.create(person=held, kind=kind, value=tidy)


def number_ended(*, person: int, identifier: int, why: str, by: Account, now: datetime) -> Identifier:
    """A number is not, or is no longer, this person's."""
    why = words("why", why, 120, "Say why: was it never theirs, or is it theirs no longer?")
    with writing(by):
        held = Identifier.objects.select_for_update().filter(pk=identifier, person_id=person, ended_on=None).first()
        if held is None:
            raise Refused("identifier", "This number is no longer there. Look at the page again.")
        held.ended_on, held.ended_why = local_date(now), why
        held.save(update_fields=["ended_on", "ended_why"])
    return held


def without_pupil_number(*, person: int, why: str, by: Account, now: datetime) -> About:
    """Why a child has no pupil number, by the census's code."""
    one_of("why", why, ["", *NoPupilNumber.values])
    with writing(by):
        held, about = _about(person, "")
        if why and Identifier.objects.filter(person=held, kind=IdentifierKind.UPN, ended_on=None).exists():
            raise Refused("why", "A pupil number is recorded, so there is no reason for none.")
        about.no_pupil_number = why
        about.save()
    return about
