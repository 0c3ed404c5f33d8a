"""Addresses of legal work."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.court import pages, pages_consent, pages_family, pages_work

app_name = "court"

_CHILD = "children/<int:child_id>/legal"
_ROW = "legal/matters/<int:row_id>"
_CONSENT = "legal/section-20/<int:consent_id>"

urlpatterns = [
    path("legal/", pages.board, name="board"),
    path("legal/orders", pages.orders, name="orders"),
    path(_CHILD, pages.child, name="child"),
    path(f"{_CHILD}/ask", pages_work.ask, name="ask"),
    path(f"{_CHILD}/decide", pages_work.decide, name="decide"),
    path("legal/advice/<int:advice_id>", pages.of_advice, name="of-advice"),
    path("legal/advice/<int:advice_id>/answer", pages_work.answer, name="answer"),
    path(_ROW, pages.of_matter, name="of-matter"),
    path(f"{_ROW}/letter", pages_work.letter, name="letter"),
    path(f"{_ROW}/review", pages_work.review, name="review"),
    path(f"{_ROW}/end", pages_work.end, name="end"),
    path(f"{_ROW}/issue", pages_work.issue, name="issue"),
    path(f"{_ROW}/extend", pages_work.extend, name="extend"),
    path(f"{_ROW}/hearing", pages_work.hearing, name="hearing"),
    path(f"{_ROW}/hearings/<int:hearing_id>/held", pages_work.held, name="held"),
    path(f"{_ROW}/filing", pages_work.filing, name="filing"),
    path(f"{_ROW}/filings/<int:filing_id>/filed", pages_work.filed, name="filed"),
    path(f"{_ROW}/delay", pages_work.delay, name="delay"),
    path(f"{_ROW}/order", pages_work.order, name="order"),
    path(f"{_ROW}/conclude", pages_work.conclude, name="conclude"),
    path("legal/relatives", pages_family.relatives, name="relatives"),
    path("legal/challenges", pages_family.challenges, name="challenges"),
    path("legal/advice", pages_family.advice, name="advice"),
    path("legal/pre-proceedings", pages_family.before_court, name="before-court"),
    path(f"{_CHILD}/relative", pages_family.relative, name="relative"),
    path("legal/relatives/<int:assessment_id>", pages_family.of_relative, name="of-relative"),
    path("legal/relatives/<int:assessment_id>/viability", pages_family.viable, name="viable"),
    path("legal/relatives/<int:assessment_id>/full", pages_family.assessed, name="assessed"),
    path("legal/relatives/<int:assessment_id>/end", pages_family.relative_end, name="relative-end"),
    path(f"{_CHILD}/challenge", pages_family.challenge, name="challenge"),
    path("legal/challenges/<int:challenge_id>", pages_family.of_challenge, name="of-challenge"),
    path("legal/challenges/<int:challenge_id>/answer", pages_family.answered, name="challenge-answered"),
    path("legal/challenges/<int:challenge_id>/over", pages_family.closed, name="challenge-closed"),
    path("legal/taken-back/<slug:kind>/<int:number>", pages_family.row_back, name="row-back"),
    path(f"{_CHILD}/taken-back/<slug:kind>/<int:number>", pages_family.take_back, name="take-back"),
    path("legal/section-20", pages_consent.register, name="section-20"),
    path(f"{_CHILD}/consent", pages_consent.consent, name="consent"),
    path(_CONSENT, pages_consent.of_consent, name="of-consent"),
    path(f"{_CONSENT}/review", pages_consent.review, name="consent-review"),
    path(f"{_CONSENT}/objection", pages_consent.objection, name="objection"),
    path(f"{_CONSENT}/settled", pages_consent.settled, name="settled"),
    path("legal/section-20/reviews/<int:due_id>", pages_consent.of_consent_review, name="of-consent-review"),
]
