"""What a password must be: long, not one that many people use, and not one's own name. Nothing about symbols."""

from __future__ import annotations

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

from righthelp.foundation.access.models import Account

SHORTEST = 12
LONGEST = 128
"""Characters. Longer ones would only make the server's work expensive."""


_MARKS = frozenset("0123456789!?.,*#_-+ ")
_WORTH_SEEING = 5
"""Shorter common words are parts of good passwords too."""


class LongEnough(MinimumLengthValidator):
    """At least twelve characters: three words that have nothing to do with one another are enough."""

    def __init__(self) -> None:
        super().__init__(min_length=SHORTEST)

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise for a password that is too short or too long."""
        if len(password) < SHORTEST:
            raise ValidationError(f"Use at least {SHORTEST} characters. Three unrelated words are easy to remember.")
        if len(password) > LONGEST:
            raise ValidationError(f"Use at most {LONGEST} characters.")


class NotCommon(CommonPasswordValidator):
    """Not among the twenty thousand most used, nor one of them with digits and signs put around it."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise for a common password."""
        plain = password.lower().strip()
        if self._common(plain) or self._repeats(plain) or set(plain) <= _MARKS:
            raise ValidationError("Many people use this password or one like it. Choose another.")

    def _common(self, plain: str) -> bool:
        """Whether it is a common password, alone or with nothing but digits and signs before or after it."""
        return any(
            (plain[:cut] in self.passwords and set(plain[cut:]) <= _MARKS)
            or (plain[-cut:] in self.passwords and set(plain[:-cut]) <= _MARKS)
            for cut in range(_WORTH_SEEING, len(plain) + 1)
        )

    @staticmethod
    def _repeats(plain: str) -> bool:
        return any(plain == plain[:size] * (len(plain) // size) for size in range(1, len(plain) // 2 + 1))


class NotOnesOwnName(UserAttributeSimilarityValidator):
    """Not the person's own name or e-mail address, nor the product's."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("name", "email"), max_similarity=0.7)

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise for a password that is a person's own name, or the product's name."""
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError("This is too much like your name or e-mail address. Choose another.") from None
        if "righthelp" in password.lower().replace(" ", ""):
            raise ValidationError("Leave the name of this system out of your password.")
