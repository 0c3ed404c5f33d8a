"""What is asked of a person who decides about two records. Fields are named as the verbs' parameters."""

from __future__ import annotations

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.duplicates.queries import Line
from righthelp.practice.duplicates.undoing import KEEP, PUT_BACK

_ASK = {"required": "Say why."}


def _why(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=500, widget=forms.Textarea, error_messages=_ASK)


class ApartForm(Form):
    """These are two people."""

    reason = _why("What shows that these are two people?", "For example: twins; both were seen; two NHS numbers.")


class ProposeForm(Form):
    """These are one person: which record is kept, and each fact from which."""

    kept = forms.ChoiceField(
        label="Which record is kept?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which record is kept."},
        help_text="Choose the one with more in it. Everything in the other moves over to it.",
    )
    reason = _why("What shows that these are one person?", "For example: the mother confirmed it; the school has one.")
    numbers_checked = forms.BooleanField(
        label="The NHS has been asked which number is right", required=False, widget=forms.CheckboxInput
    )

    def __init__(
        self, *args: object, people: list[tuple[int, str]], lines: list[Line], two_numbers: bool, **more: object
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        kept = self.fields["kept"]
        assert isinstance(kept, forms.ChoiceField)  # noqa: S101  declared above
        kept.choices = [(str(pk), name) for pk, name in people]
        self.facts = [line for line in lines if line.field and line.differs]
        for line in self.facts:
            self.fields[f"fact_{line.field}"] = forms.ChoiceField(
                label=line.words,
                choices=[("first", line.first or "Not recorded"), ("second", line.second or "Not recorded")],
                initial="first" if line.first else "second",
                widget=forms.RadioSelect,
            )
        if not two_numbers:
            del self.fields["numbers_checked"]

    def choices(self, first: int) -> list[str]:
        """The facts to be taken from the record that is not kept."""
        other = "second" if self.cleaned_data["kept"] == str(first) else "first"
        return [line.field for line in self.facts if self.cleaned_data[f"fact_{line.field}"] == other]


class ApproveForm(Form):
    """The second person agrees. ``seen`` is the fingerprint of the preview beside the button."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class DeclineForm(Form):
    """Not merged, for a reason."""

    reason = _why("Why not?")


class UndoForm(Form):
    """They are two people after all."""

    reason = _why("What shows that these are two people?")
    later = forms.ChoiceField(
        label="What was changed since the merge",
        required=False,
        error_messages={"required": "Choose what is to become of what was changed since the merge."},
        widget=forms.RadioSelect,
        choices=[
            (KEEP, "Stays as it is now, on the record that it belonged to before the merge"),
            (PUT_BACK, "Becomes again what it was before the merge"),
        ],
    )


class WithdrawForm(Form):
    """They may be one person after all."""

    reason = _why("Why may they be one person after all?")
