"""What a web server does beside its first pages, so that nobody waits for what only the first reader would wait for.

Ibis takes a second to load and to compile each definition, the chart library half a second to start. A thread does both
once; until it has, a page that needs them simply waits as it would have.
"""

from __future__ import annotations

import gc
import logging
import threading

from django.db import connection

from righthelp.foundation import calendar

log = logging.getLogger(__name__)


def warmed() -> None:
    """Compute every indicator of the catalogue and draw one chart; what fails here is only slower later."""
    from righthelp.foundation.pages import charts
    from righthelp.insight.indicators import queries, shown
    from righthelp.insight.indicators.catalogue import INDICATORS

    try:
        found = queries.many(INDICATORS, calendar.today())
        charts.svg(shown.drawn(next(iter(found.values()))))
    except Exception as problem:
        log.warning("Warming up failed with %s; first pages will be slower.", type(problem).__name__)
    finally:
        connection.close()
    # What is loaded now stays for as long as the server runs: nobody’s page waits while it is searched for waste again,
    # which takes a fifth of a second.
    gc.collect()
    gc.freeze()


def begin() -> None:
    """Warm up in a thread of its own, which never keeps the server from stopping."""
    threading.Thread(target=warmed, name="warm", daemon=True).start()
