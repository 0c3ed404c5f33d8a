"""The forms of a missing episode, short ones first; the interview's long form is in ``forms_interview.py``.

Each field is named as the parameter of the verb that records it, so that a refusal finds its field.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms

from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.missing import law
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.models import (
    Answer,
    CheckWith,
    DeclinedBy,
    DeclineReason,
    How,
    Risk,
    Source,
    SupportKind,
    WhereFrom,
)
from righthelp.practice.people.models import Sex

Choices = Sequence[tuple[str, str]]

RISKS: Final = [(risk.value, risk.label) for risk in Risk if risk.value]


def required(sentence: str) -> dict[str, str]:
    """The sentence for a field left empty, in plain words."""
    return {"required": sentence}


def line(label: str, *, empty: str = "", hint: str = "", longest: int = 300) -> forms.CharField:
    """One line of text; ``empty`` is what to say when it is left out, and makes it needed."""
    return forms.CharField(
        label=label,
        required=bool(empty),
        help_text=hint,
        max_length=longest,
        error_messages={**required(empty), "max_length": f"Use {longest} characters or fewer."},
    )


def text(label: str, *, empty: str = "", hint: str = "", longest: int = 20_000) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        required=bool(empty),
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea,
        error_messages={**required(empty), "max_length": f"Use {longest:,} characters or fewer."},
    )


def one_of(label: str, choices: Choices, *, empty: str = "", hint: str = "") -> forms.ChoiceField:
    """One of a few, as radio buttons."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=bool(empty),
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages=required(empty),
    )


def pick(label: str, choices: Choices, *, empty: str = "", hint: str = "") -> forms.ChoiceField:
    """One of many, as a list that opens."""
    return forms.ChoiceField(
        label=label, choices=choices, required=bool(empty), help_text=hint, error_messages=required(empty)
    )


def several(label: str, choices: Choices, *, hint: str = "") -> forms.MultipleChoiceField:
    """Any number of them, as tick boxes; none is an answer too."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, help_text=hint, widget=forms.CheckboxSelectMultiple
    )


def moment(label: str, *, empty: str = "", hint: str = "") -> MomentField:
    """A date and time on the London clock."""
    return MomentField(label=label, required=bool(empty), help_text=hint, error_messages=required(empty))


class ReportedForm(Form):
    """Somebody told us by telephone that a child is missing."""

    missing_from = moment("When did they go missing?", empty="Enter when the child went missing.")
    told_at = moment("When were we told?", empty="Enter when we were told.", hint="Leave as it is if it was just now.")
    where_from = one_of(
        "Where did they go missing from?",
        WhereFrom.choices,
        hint="Leave empty to take it from where the child lives.",
    )
    risk = one_of("The police’s grading of the risk", RISKS, hint="Leave empty if the police have not graded it.")
    last_seen = line("Where were they last seen?", hint="Place, who with, what they wore.")


class SightedForm(Form):
    """The missing child was seen."""

    seen_at = moment("When were they seen?", empty="Enter when the child was seen.")
    place = line("Where?", hint="As exactly as you were told.")
    source = one_of("Who told us?", Source.choices, empty="Say who told us.")


class FoundForm(Form):
    """The child was found or came home."""

    returned = moment(
        "When were they found or came home?",
        empty="Enter when the child was found or came home.",
        hint="The 72 hours for the return home interview start at this moment.",
    )
    found_where = line("Where?")
    found_how = line("How?", hint="For example: came home by themselves, found by police, brought back by family.")


class CancelledForm(Form):
    """The child had not been missing after all."""

    at = moment("When was this known?", empty="Enter when it was known that the child had not been missing.")
    reason = line(
        "Why is the report cancelled?",
        empty="Say why the report is cancelled.",
        hint="Cancel only when the child had not been missing. If they were found, record that instead.",
        longest=200,
    )


class RiskForm(Form):
    """The police graded the risk, or graded it anew."""

    risk = one_of("The police’s grading", RISKS, empty="Choose the grading.")


class StrategyForm(Form):
    """A strategy discussion with the police was held."""

    held_at = moment("When was it held?", empty="Enter when the discussion was held.")
    present = line("Who was there?", empty="Enter who was there.", hint="Names and services.", longest=500)
    decisions = text(
        "What was decided?",
        empty="Enter what was decided.",
        hint="What each service does next, and by when.",
    )


class CheckForm(Form):
    """News was asked of the police or the Home Office."""

    at = moment("When did you ask?", empty="Enter when you asked.")
    with_whom = one_of("Whom did you ask?", CheckWith.choices, empty="Say whom you asked.")
    outcome = line("What did they say?", empty="Enter what they said.", longest=500)
    next_due_at = moment("When is the next check due?", hint="Leave empty for a week after this one.")


class OfferForm(Form):
    """One attempt to offer the return home interview."""

    at = moment("When did you try?", empty="Enter when you tried.")
    how = one_of("How?", How.choices, empty="Say how you tried.")
    spoken_to = line("Whom did you speak to?", hint="The child, a parent, a carer by name.", longest=120)
    answer = one_of("What was the answer?", Answer.choices, empty="Say what the answer was.")
    declined_by = one_of("If declined: by whom?", DeclinedBy.choices, hint="Only for an offer that was declined.")
    decline_reason = one_of("If declined: why?", DeclineReason.choices)
    note = text("Anything the next person should know", hint="For example the best time to ring.", longest=2000)

    def clean(self) -> dict[str, Any]:
        """A decline says by whom and why; any other answer says neither."""
        said = super().clean() or self.cleaned_data
        if said.get("answer") == Answer.DECLINED:
            if not said.get("declined_by"):
                self.add_error("declined_by", "Say who declined.")
            if not said.get("decline_reason"):
                self.add_error("decline_reason", "Say why it was declined.")
        elif said.get("answer"):
            said["declined_by"] = said["decline_reason"] = ""
        return said


class AcceptedForm(Form):
    """The child (or somebody for them) accepted an earlier offer."""

    at = moment("When was it accepted?", empty="Enter when the offer was accepted.")
    how = one_of("How did we hear?", How.choices, empty="Say how we heard.")
    spoken_to = line("Who said so?", hint="The child, a parent, a carer by name.", longest=120)
    note = text("Anything to arrange", hint="Where and when to meet, who should be there.", longest=2000)


class DeclinedForm(Form):
    """An earlier offer was declined."""

    at = moment("When was it declined?", empty="Enter when the offer was declined.")
    declined_by = one_of("Who declined?", DeclinedBy.choices, empty="Say who declined.")
    decline_reason = one_of("Why?", DeclineReason.choices, empty="Say why it was declined.")
    how = one_of("How did we hear?", How.choices, empty="Say how we heard.")
    spoken_to = line("Whom did you speak to?", longest=120)
    note = text("In their words", hint="Needed when the reason is “another reason”.", longest=2000)


class DecisionForm(Form):
    """One line decided about a child at the daily meeting."""

    text = line("What was decided?", empty="Enter what was decided.", hint="One line: who does what, by when.")


class WorkerForm(Form):
    """Base of forms that choose a worker; ``workers`` are (id, words)."""

    worker_field = "worker"

    def __init__(self, *args: Any, workers: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields[self.worker_field]
        if isinstance(chosen, forms.TypedChoiceField):
            chosen.choices = [("", "Choose"), *workers] if not isinstance(chosen.widget, forms.RadioSelect) else workers


class AssignForm(WorkerForm):
    """Who makes the offers and holds the interview for this child."""

    worker = forms.TypedChoiceField(
        label="Who holds this?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=required("Choose a worker."),
        help_text="Children ask for the same worker each time: whoever met the child before stands first.",
    )


class ActionForm(WorkerForm):
    """Something agreed for the child: part of the missing action plan."""

    worker_field = "owner"
    text = line("What is to be done?", empty="Enter what is to be done.", longest=500)
    owner = forms.TypedChoiceField(label="By whom?", coerce=int, error_messages=required("Choose who does it."))
    due_at = moment("By when?", empty="Enter by when it is to be done.")


class ActionDoneForm(Form):
    """The agreed thing was done."""

    done_at = moment("When was it done?", empty="Enter when it was done.")
    outcome = line("What came of it?", empty="Enter what came of it.", longest=500)


class TogetherForm(Form):
    """Two children were missing together."""

    def __init__(self, *args: Any, others: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["other"]
        assert isinstance(chosen, forms.TypedChoiceField)  # noqa: S101  # declared below
        chosen.choices = others

    other = forms.TypedChoiceField(
        label="Which child were they missing with?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=required("Choose the other child."),
        help_text="Children missing at the same time, those with something in common first.",
    )
    why = line("How do we know?", empty="Say how we know that they were together.")


class SupportForm(Form):
    """Help given to the child after they were missing."""

    at = moment("When?", empty="Enter when the help was given.")
    kind = one_of("What help?", SupportKind.choices, empty="Say what help was given.")
    note = text("What happened?", longest=5000)


class ShareForm(Form):
    """The interview was shared with the police's partnership team."""

    at = moment("When was it shared?", empty="Enter when it was shared.")


class RiskAssessmentForm(Form):
    """The missing risk assessment, made before an episode and held by the carers."""

    description = text(
        "What does the child look like?",
        empty="Describe the child so that a stranger could recognise them.",
        hint="Height, build, hair, what they usually wear, anything that stands out.",
    )
    contacts = text(
        "Who should be rung, and on what number?",
        empty="Enter who should be rung.",
        hint="Family, friends and workers the child trusts. One to a line.",
    )
    likely_places = text("Where might they go?", hint="Places and people they went to before.")
    risks = text(
        "What could be done to them while they are missing?",
        empty="Enter the risks.",
        hint="Who may hurt or exploit them; health and medicine; weather and age.",
    )
    what_helps = text("What helps them come home?", hint="Who to send, what to say, what not to do.")
    given_to_carers = forms.BooleanField(
        label="The carers have been given this assessment now",
        required=False,
        help_text="They hold it, and hand it to the police when the child goes missing.",
    )


class ForwardForm(Form):
    """A notice about another council's child was sent on."""

    at = moment("When was it sent on?", empty="Enter when it was sent on.")
    how = line(
        "How, and to whom?",
        empty="Say how it was sent on and to whom.",
        hint="For example: secure e-mail to their emergency duty team.",
        longest=200,
    )


_OTHERS: Final = sorted(((code, name) for code, name in AUTHORITIES.items() if code != law.OURS), key=lambda c: c[1])


class ElsewhereForm(Form):
    """The child in a notice is another council's responsibility."""

    authority = pick("Which council is responsible?", [("", "Choose a council"), *_OTHERS], empty="Choose the council.")


class CloseForm(Form):
    """A message is closed without being taken in."""

    why = line(
        "How was this dealt with?",
        empty="Say how this was dealt with, so that others can follow.",
        hint="Nothing is deleted: the notice stays in the inbox’s history with what you write here.",
    )


class NewChildForm(Form):
    """The child in a notice is not on our records."""

    forename = line("First name", empty="Enter the first name.", longest=80)
    surname = line("Last name", empty="Enter the last name.", longest=80)
    birth_date = DayField(label="Birth date", required=False, help_text="Leave empty if nobody knows it yet.")
    sex = one_of("Sex, as far as it is known", Sex.choices, empty="Choose one; “not recorded” is an answer.")


class SampleForm(Form):
    """Draw interviews at random, to be read for quality."""

    starts = DayField(label="Held from", error_messages=required("Enter the first day."))
    ends = DayField(label="Held until, the last day included", error_messages=required("Enter the last day."))
    size = forms.IntegerField(
        label="How many?",
        min_value=1,
        max_value=500,
        error_messages={**required("Enter how many to draw."), "invalid": "Enter a whole number."},
        widget=forms.TextInput,
    )

    def clean_ends(self) -> Any:
        """The day after the last, as periods are kept."""
        last = self.cleaned_data["ends"]
        return last + timedelta(days=1) if last else last


def month_before(now: datetime) -> dict[str, Any]:
    """The period a sample is drawn from unless somebody says otherwise: the last calendar month."""
    first = local_date(now).replace(day=1)
    last = first - timedelta(days=1)
    return {"starts": last.replace(day=1), "ends": last, "size": 20}
