"""The forms of a report."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.governance.reports.claims import KINDS as CLAIM_KINDS
from righthelp.governance.reports.kinds import KINDS
from righthelp.insight.indicators.catalogue import INDICATORS
from righthelp.insight.indicators.counting import labels

FEW = 8


class NewReport(Form):
    """Which report, as at when."""

    kind = forms.ChoiceField(label="Report", choices=[(kind.code, kind.title) for kind in KINDS.values()])
    as_at = DayField(
        label="As at the end of",
        help_text="The last day of a month reports that month. Any other day reports the month before it.",
        error_messages={"required": "Enter the day that the figures are as at."},
    )


class ProseForm(Form):
    """The writer's paragraphs of one section."""

    text = forms.CharField(
        label="Your paragraphs",
        required=False,
        widget=forms.Textarea,
        help_text="Explain the figures. Figures and trends stand in the sentences above, which are checked. Leave a "
        "blank line between paragraphs.",
    )


class ClaimForm(Form):
    """A claim to be checked."""

    kind = forms.ChoiceField(label="Claim", choices=[(key, kind.title) for key, kind in CLAIM_KINDS.items()])
    code = forms.ChoiceField(label="Of", choices=[(one.code, f"{one.title} ({one.code})") for one in INDICATORS])
    number = forms.IntegerField(
        label="Number",
        required=False,
        min_value=0,
        max_value=1000,
        help_text="How many months, points, or the target, where the claim has one.",
    )
    group = forms.ChoiceField(label="Group", required=False, help_text="Only for claims about a group.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared so above
        field.choices = [("", "No group"), *_groups()]


def _groups() -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for one in INDICATORS:
        for dimension in one.dimensions:
            names = labels(one, dimension)
            if len(names) <= FEW:
                found |= {f"{dimension.key}:{key}": f"{dimension.title}: {name}" for key, name in names.items() if key}
    return list(found.items())


class SendBack(Form):
    """Why a report goes back to its writer."""

    because = forms.CharField(
        label="What should the writer change?",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Say what the writer should change."},
    )
