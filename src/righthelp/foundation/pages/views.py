"""The pages that belong to no area: keeping a draft, the state of the house."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from righthelp.foundation import calendar
from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, open_route, route
from righthelp.foundation.pages import drafts


@route(act="draft.keep", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def draft(request: PageRequest) -> HttpResponse:
    """Called by the form's script every few seconds: keeps what is typed. Answers when it was kept."""
    path = request.POST.get("draft_path", "")
    if request.method != "POST" or not path.startswith("/"):
        return JsonResponse({"kept": False, "say": "Nothing was sent to keep."}, status=400)
    if len(request.POST.urlencode()) > drafts.LARGEST:
        return JsonResponse(
            {"kept": False, "say": "This text is too long to keep as a draft. Record it now."}, status=413
        )
    fields = request.POST.copy()
    del fields["draft_path"]
    drafts.keep(request.account, path, fields, request.now)
    return JsonResponse({"kept": True, "say": f"Draft saved at {calendar.local(request.now):%H:%M}"})


@open_route("Answers only whether the server and its database are up.")
def health(request: HttpRequest) -> HttpResponse:
    """For the supervisor and load balancers: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"up": True})
