"""Lists of codes that the register shares with the Department for Education and with people's own words.

Ethnicity and disability are the codes of the children in need census (and of the return for children in care), so that
nothing has to be translated when a return is made. What a person says of themselves stands beside the code.
"""

from __future__ import annotations

from typing import Final

from django.db import models


class Ethnicity(models.TextChoices):
    """Ethnicity as the DfE counts it. ``REFUSED`` is an answer; ``NOT_YET`` is none."""

    WBRI = "WBRI", "White British"
    WIRI = "WIRI", "White Irish"
    WIRT = "WIRT", "Traveller of Irish heritage"
    WROM = "WROM", "Gypsy or Roma"
    WOTH = "WOTH", "Any other White background"
    MWBC = "MWBC", "White and Black Caribbean"
    MWBA = "MWBA", "White and Black African"
    MWAS = "MWAS", "White and Asian"
    MOTH = "MOTH", "Any other Mixed background"
    AIND = "AIND", "Indian"
    APKN = "APKN", "Pakistani"
    ABAN = "ABAN", "Bangladeshi"
    AOTH = "AOTH", "Any other Asian background"
    BCRB = "BCRB", "Black Caribbean"
    BAFR = "BAFR", "Black African"
    BOTH = "BOTH", "Any other Black background"
    CHNE = "CHNE", "Chinese"
    OOTH = "OOTH", "Any other ethnic group"
    REFUSED = "REFU", "Would rather not say"
    NOT_YET = "NOBT", "Not asked yet"


class Religion(models.TextChoices):
    """Religion in the words of the census of England and Wales."""

    NONE = "none", "No religion"
    BUDDHIST = "buddhist", "Buddhist"
    CHRISTIAN = "christian", "Christian"
    HINDU = "hindu", "Hindu"
    JEWISH = "jewish", "Jewish"
    MUSLIM = "muslim", "Muslim"
    SIKH = "sikh", "Sikh"
    OTHER = "other", "Another religion"
    REFUSED = "refused", "Would rather not say"


class DisabilityCode(models.TextChoices):
    """Disability as the children in need census asks for it."""

    NONE = "NONE", "No disability"
    MOBILITY = "MOB", "Moving about"
    HAND = "HAND", "Using their hands"
    PERSONAL_CARE = "PC", "Personal care"
    CONTINENCE = "INC", "Continence"
    COMMUNICATION = "COMM", "Communicating"
    LEARNING = "LD", "Learning"
    HEARING = "HEAR", "Hearing"
    VISION = "VIS", "Seeing"
    BEHAVIOUR = "BEH", "Behaviour (ADHD among others)"
    CONSCIOUSNESS = "CON", "Consciousness (seizures)"
    AUTISM = "AUT", "Autism, diagnosed"
    OTHER = "DDA", "Another disability under the Equality Act"


class NoPupilNumber(models.TextChoices):
    """Why a child has no pupil number, as the census asks."""

    TOO_YOUNG = "UN1", "Not of school age yet"
    NEVER_ATTENDED = "UN2", "Never attended a maintained school in England"
    OUTSIDE_ENGLAND = "UN3", "Educated outside England"
    NEWLY_KNOWN = "UN4", "Newly known to us: number asked for"
    SOURCES_DISAGREE = "UN5", "Sources disagree, so none is sure"


class Leave(models.TextChoices):
    """The right a person has to be in the United Kingdom, in a caseworker's words rather than a form's."""

    BRITISH = "british", "British citizen"
    IRISH = "irish", "Irish citizen"
    SETTLED = "settled", "Settled status (EU settlement scheme)"
    PRE_SETTLED = "pre_settled", "Pre-settled status (EU settlement scheme)"
    INDEFINITE = "indefinite", "Indefinite leave to remain"
    ASYLUM_CLAIM = "asylum_claim", "Has asked for asylum, waiting"
    REFUGEE = "refugee", "Refugee status"
    HUMANITARIAN = "humanitarian", "Humanitarian protection"
    UASC_LEAVE = "uasc_leave", "Leave as an unaccompanied child"
    LIMITED = "limited", "Limited leave (visa, family, study)"
    REFUSED = "appeal_over", "Refused, appeals at an end"
    NONE = "no_leave", "No leave to remain"
    UNKNOWN = "not_known", "Not known yet: being found out"


class Communication(models.TextChoices):
    """What makes it possible to understand, and to be understood by, this person."""

    MAKATON = "makaton", "Makaton"
    BSL = "bsl", "British Sign Language"
    EASY_READ = "easy_read", "Easy read"
    LARGE_PRINT = "large_print", "Large print"
    BRAILLE = "braille", "Braille"
    PICTURES = "pictures", "Pictures or symbols (PECS)"
    DEVICE = "device", "A talking device or tablet"
    LIP_READING = "lip_reading", "Lip-reading: face them when speaking"
    HEARING_LOOP = "hearing_loop", "Hearing loop"
    READ_ALOUD = "read_aloud", "Letters read aloud"
    MORE_TIME = "more_time", "More time, short sentences"
    OTHER = "other", "Something else"


class ContactBy(models.TextChoices):
    """How a person likes to be contacted."""

    CALL = "call", "Phone call"
    TEXT = "text", "Text message"
    MESSAGE = "message", "Messaging app"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    IN_PERSON = "in_person", "In person"
    THROUGH = "through", "Through somebody they trust"


NO_ANSWER: Final = frozenset({"", Ethnicity.NOT_YET.value})
"""Ethnicity codes that leave the question open."""
