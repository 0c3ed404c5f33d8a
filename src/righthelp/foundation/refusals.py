"""The one way a verb says no: a field, and a sentence that says what to do."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  the house says "refused", as people do
    """A verb will not record what it was given.

    ``field`` names the verb's parameter (and so the form's field) that is wrong, or is empty when the whole is.
    ``sentence`` tells the person what to do about it and never holds personal data. Nothing was written.
    """

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence
