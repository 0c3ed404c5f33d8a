"""What a partner who signs in sees and does; and, for MASH, sharing answers and giving the sign-in."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.models import TRUST, Account
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.mash import law, queries, queries_partner, record_partner
from righthelp.practice.mash.access import PARTNER_ROLES
from righthelp.practice.mash.forms import NothingForm
from righthelp.practice.mash.forms_partner import OwnAnswerForm, ShareForm, SignInForm
from righthelp.practice.mash.models import Partner
from righthelp.practice.mash.pages_shared import asked, check_subject, crumbs, enquiry_of, enquiry_subject
from righthelp.practice.mash.protocols import BY_AGENCY
from righthelp.practice.mash.tables_partner import questions_table


@route(act="mash.partner", audit=Kind.LIST, purpose=Purpose.DUTY)
def questions(request: PageRequest) -> HttpResponse:
    """The questions MASH has put to the reader's agency: those that wait first."""
    partner = queries_partner.partner_of(request.account, request.now)
    rows = list(queries_partner.questions(request.account, request.now))
    shown = questions_table(request.now).shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    waits = [row for row in rows if row.answered is None]
    context = {
        "title": "Questions of MASH",
        "partner": partner,
        "shown": shown,
        "waits": len(waits),
        "late": sum(1 for row in waits if law.due(row.running, row.rating) < request.now),
        "protocol": BY_AGENCY[partner.agency] if partner else None,
    }
    return render(request, "mash/questions.html", context)


@route(act="mash.partner", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=check_subject)
def question(request: PageRequest, check_id: int) -> HttpResponse:
    """One question to the reader's agency: what we ask and why we may, and their answer."""
    found = queries_partner.question(check_id, request.account, request.now)
    if found is None:
        raise Http404
    row = found.check
    saw(request, [each.child_id for each in found.same])
    choices = [(each.pk, str(each.child)) for each in found.same]
    form = opened(request, OwnAnswerForm, initial={"checks": [row.pk]}, waiting=choices or [(row.pk, str(row.child))])
    if form.recorded(lambda data: record_partner.answered_here(by=request.account, now=request.now, **data)):
        return done(request, "mash:questions", say="MASH has your answer.")
    context = {
        "title": str(row.child),
        "caption": "MASH asks your agency",
        "crumbs": [{"text": "Questions of MASH", "href": reverse("mash:questions")}],
        "found": found,
        "row": row,
        "name_of": queries.name_of,
        "form": form,
        "now": request.now,
        "protocol": BY_AGENCY[row.agency],
    }
    return render(request, "mash/question.html", context)


@route(act="mash.decide", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def share(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Let agencies that were asked about a child read what others said."""
    row = enquiry_of(enquiry_id)
    checks = [each for each in row.checks.all() if each.dropped is None]
    answers = [(each.pk, f"{queries.name_of(each)}: {each.given_by}") for each in checks if each.answered]
    readers = [(each.pk, queries.name_of(each)) for each in checks]
    form = opened(request, ShareForm, answers=answers, readers=readers)
    if form.recorded(
        lambda data: record_partner.picture_shared(enquiry=enquiry_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "mash:enquiry", enquiry_id, say="The agencies you ticked may read the answers you ticked.")
    said = (
        "Each agency reads its own answer and, from now on, those ticked here, while it may open the question. It "
        "reads nothing about brothers and sisters by this."
    )
    return asked(
        request, form, title="Share answers with partners", button="Share them", fields=("answers", "readers", "why"),
        back=crumbs(row), caption=str(row.child), said=said, warn=True,
    )  # fmt: skip


@route(act="mash.decide", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def unshare(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Nothing is shared with other agencies any longer."""
    row = enquiry_of(enquiry_id)
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record_partner.sharing_ended(enquiry=enquiry_id, by=request.account, now=request.now)):
        return done(request, "mash:enquiry", enquiry_id, say="Each agency reads its own answer only.")
    said = "Each agency reads only its own answer from now on. What it has read it knows; that it could stays written."
    return asked(
        request, form, title="Stop sharing answers", button="Stop sharing", fields=(), back=crumbs(row),
        caption=str(row.child), said=said, warn=True,
    )  # fmt: skip


@route(act="mash.roster", audit=Kind.PAGE, purpose=Purpose.DUTY)
def sign_in(request: PageRequest, partner_id: int) -> HttpResponse:
    """With which account a partner signs in."""
    row = Partner.objects.filter(pk=partner_id).first()
    if row is None:
        raise Http404
    free = Account.objects.filter(is_active=True, roles__overlap=sorted(PARTNER_ROLES)).exclude(organisation=TRUST)
    free = free.filter(mash_partner__isnull=True) | free.filter(mash_partner=row)
    accounts = [(each.pk, f"{each.name}, {each.organisation}") for each in free.distinct().order_by("name", "pk")]
    form = opened(request, SignInForm, initial={"account": row.account_id}, accounts=accounts)
    if form.recorded(
        lambda data: record_partner.sign_in_given(
            partner=partner_id, account=data["account"], by=request.account, now=request.now
        )
    ):
        return done(request, "mash:partner", partner_id, say="It is recorded.")
    said = (
        "They see the questions put to their agency and answer them: no other agency’s answers, and nothing else of "
        "the record. Whoever keeps accounts makes the account; an information-sharing agreement has to cover it."
    )
    back = [*crumbs(), {"text": "Partners", "href": reverse("mash:roster")}]
    return asked(
        request, form, title="A partner’s sign-in", button="Record it", fields=("account",), back=back,
        caption=row.name, said=said,
    )  # fmt: skip


__all__ = ["question", "questions", "share", "sign_in", "unshare"]
