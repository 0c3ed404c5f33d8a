"""Start-up fails for a URL that does not declare its policy, or that names an act the matrix does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from righthelp.foundation.access.decision import acts
from righthelp.foundation.access.route import Policy


def routes(resolver: URLResolver | None = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every URL as (pattern, name, view), namespaces resolved."""
    for item in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            inner = f"{space}{item.namespace}:" if item.namespace else space
            yield from routes(item, pattern, inner)
        elif isinstance(item, URLPattern):
            yield pattern, f"{space}{item.name or ''}", item.callback


def policy_of(view: Any) -> Policy | None:
    """The policy a view declares, if any."""
    policy = getattr(view, "policy", None)
    return policy if isinstance(policy, Policy) else None


@register("access")
def every_url_declares_its_policy(**_: object) -> list[CheckMessage]:
    """E001 for a URL without a policy, E002 for an unknown act, E003 for an open URL without its reason."""
    errors: list[CheckMessage] = []
    known = acts()
    for pattern, _name, view in routes():
        policy = policy_of(view)
        if policy is None:
            errors.append(
                Error(
                    f"/{pattern} declares no policy.",
                    hint="Decorate its view with @route(...).",
                    id="access.E001",
                )
            )
        elif policy.open_because == "":
            unknown = {act for act in (policy.act, policy.writes) if act and act not in known} or (
                {""} if not policy.act else set()
            )
            if unknown:
                errors.append(
                    Error(
                        f"/{pattern} names acts the matrix does not know: {sorted(unknown)}.",
                        id="access.E002",
                    )
                )
        elif len(policy.open_because) < 10:
            errors.append(Error(f"/{pattern} is open without a reason.", id="access.E003"))
    return errors
