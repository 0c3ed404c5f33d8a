"""Forms that keep what was typed: opened from a draft, recorded by a verb, refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from righthelp.foundation import calendar
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.pages import drafts
from righthelp.foundation.refusals import Refused


class Form(forms.Form):
    """A form of the house. ``restored_at`` is set when it was opened from a draft."""

    use_required_attribute = False
    restored_at: datetime | None = None
    sent = False
    request: PageRequest

    def recorded(self, verb: Callable[[dict[str, Any]], object]) -> bool:
        """Whether the form was sent, was valid, and ``verb`` recorded it; a refusal becomes the field's error."""
        if not self.sent or not self.is_valid():
            return False
        try:
            verb(self.cleaned_data)
        except Refused as no:
            self.add_error(no.field if no.field in self.fields else None, no.sentence)
            return False
        drafts.forget(self.request.account, self.request.path)
        return True

    def sent_about(self, **changes: object) -> None:
        """After a refusal: what was typed stands, but the next sending is about what is saved now, as these hidden
        fields say."""
        data = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        for name, value in changes.items():
            data[name] = str(value)
        self.data = data

    @property
    def problems(self) -> list[dict[str, str]]:
        """For the error summary: each error with a link to its field. Empty until the form has been sent."""
        if not self.sent:
            return []
        found: list[dict[str, str]] = []
        for name, errors in self.errors.items():
            target = f"#id_{name}" if name in self.fields else ""
            found += [{"text": str(error), "href": target} for error in errors]
        return found

    def error_of(self, name: str) -> str:
        """The first error of a field, or nothing."""
        if not self.sent:
            return ""
        errors = self.errors.get(name)
        return str(errors[0]) if errors else ""


F = TypeVar("F", bound=Form)


def opened(request: PageRequest, form_class: type[F], *, initial: Mapping[str, Any] | None = None, **more: Any) -> F:
    """The form of this request: sent (POST), restored from the person's draft, or fresh."""
    start = dict(initial or {})
    if request.method == "POST" and "discard_draft" in request.POST:
        drafts.forget(request.account, request.path)
    elif request.method == "POST":
        form = form_class(data=request.POST, initial=start, **more)
        form.sent, form.request = "save_draft" not in request.POST, request
        drafts.keep(request.account, request.path, request.POST, request.now)
        if not form.sent:
            form.restored_at = request.now
        return form
    draft = drafts.kept(request.account, request.path)
    if draft:
        form = form_class(data=draft[0], initial=start, **more)
        form.restored_at, form.request = draft[1], request
        return form
    form = form_class(initial=start, **more)
    form.request = request
    return form


def done(request: PageRequest, route: str, *args: object, say: str) -> HttpResponse:
    """After a verb has recorded: go to ``route`` and show ``say`` (no personal data) at its top."""
    messages.success(request, say)
    return HttpResponseRedirect(reverse(route, args=args))


class DayWidget(forms.Widget):
    """Day, month and year, typed in three boxes."""

    parts: tuple[str, ...] = ("day", "month", "year")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str] | None:
        values = [str(data.get(f"{name}_{part}", "")).strip() for part in self.parts]
        return values if any(values) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in self.parts)

    def split(self, value: object) -> list[str]:
        """What to show in the boxes for an initial value or for what was typed."""
        if isinstance(value, list):
            return [str(part) for part in value]
        if isinstance(value, datetime):
            value = calendar.local(value)
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return [""] * len(self.parts)


class MomentWidget(DayWidget):
    """Day, month, year and time; and, in the night the clocks go back, which of the two hours."""

    parts = ("day", "month", "year", "time", "fold")

    def split(self, value: object) -> list[str]:
        boxes = super().split(value)
        if isinstance(value, datetime):
            return [*boxes[:3], calendar.local(value).strftime("%H:%M"), ""]
        return (boxes + [""] * 5)[:5]


def _number(text: str, what: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise forms.ValidationError(f"Enter the {what} as a number.")
    return int(text)


def _day(value: list[str]) -> date:
    day, month, year = (_number(text, what) for text, what in zip(value[:3], ("day", "month", "year"), strict=True))
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        raise forms.ValidationError("Enter a date that exists, like 27 3 2021.") from None


def _time(text: str) -> time:
    tidy = text.lower().replace(".", ":").replace(" ", "")
    for pattern in ("%H:%M", "%I:%M%p", "%I%p", "%H%M"):
        try:
            return datetime.strptime(tidy, pattern).time()  # noqa: DTZ007  a time of day has no zone
        except ValueError:
            continue
    raise forms.ValidationError("Enter the time like 9:30am or 21:30.")


class DayField(forms.Field):
    """A calendar day; gives a ``date``."""

    widget = DayWidget

    def to_python(self, value: Any) -> date | None:
        return _day(value) if value else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


class MomentField(forms.Field):
    """A moment on the London clock; gives an aware UTC ``datetime``.

    In the hour that happens twice in October the person is asked which one; the hour that does not exist in March is
    refused with the reason.
    """

    widget = MomentWidget

    def to_python(self, value: Any) -> datetime | None:
        if not value:
            return None
        if not value[3]:
            raise forms.ValidationError("Enter the time as well as the date, like 9:30am or 21:30.")
        fold = int(value[4]) if len(value) > 4 and value[4] in {"0", "1"} else None
        typed = datetime.combine(_day(value), _time(value[3]))
        try:
            return calendar.from_local(typed, fold)
        except (calendar.AmbiguousTime, calendar.NonexistentTime) as no:
            raise forms.ValidationError(str(no)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


class PoundsField(forms.DecimalField):
    """An amount typed in pounds; gives whole pence."""

    def __init__(self, label: str, hint: str = "In pounds, like 37.75") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            decimal_places=2,
            error_messages={
                "required": "Enter the amount.",
                "invalid": "Enter the amount in pounds, like 37.75.",
                "max_decimal_places": "Enter pounds and pence, like 37.75.",
            },
        )

    def clean(self, value: Any) -> Any:
        typed = value.replace("£", "").replace(",", "").strip() if isinstance(value, str) else value
        pounds = super().clean(typed)
        return int(Decimal(pounds) * 100) if pounds is not None else None
