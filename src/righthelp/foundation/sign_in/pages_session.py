"""How long one stays signed in, and putting the end off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from righthelp.foundation.access.route import open_route
from righthelp.foundation.access.sessions import SessionStore
from righthelp.foundation.sign_in.arriving import safe_target


@open_route("It speaks only of the visitor's own session, and opens nothing.")
def session(request: HttpRequest) -> HttpResponse:
    """POST puts the end of one's own session off; the answer says in seconds when it ends.

    A script gets JSON; without scripts the button leads back to the page it was on.
    """
    store = request.session
    assert isinstance(store, SessionStore)  # noqa: S101  settings say so
    inside = request.user.is_authenticated
    if request.method == "POST" and inside:
        store.moved_on(at_once=True)
    if request.method == "POST" and "next" in request.POST:
        return HttpResponseRedirect(safe_target(request, request.POST["next"]))
    left = store.seconds_left() if inside else 0
    return JsonResponse({"left": left, "last": inside and store.last_stretch()})
