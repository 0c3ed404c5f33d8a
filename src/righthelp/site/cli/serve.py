"""``righthelp serve``: the web server (granian, WSGI)."""

from __future__ import annotations

import argparse
import os
import sys

from righthelp.site.cli.house import child_environment, fail

THREADS = 4


def port_number(text: str) -> int:
    """A port's number, from 1 to 65535."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; ports are numbers from 1 to 65535")
    return int(text)


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--host", default=os.environ.get("RIGHTHELP_HOST", "127.0.0.1"), help="address to listen at")
    parser.add_argument(
        "--port",
        type=port_number,
        default=os.environ.get("RIGHTHELP_PORT", "8000"),
        help="port to listen at (8000)",
    )
    parser.add_argument("--workers", type=int, default=1, help="server processes (1)")
    parser.add_argument(
        "--threads",
        type=int,
        default=THREADS,
        help=f"requests at once in each process ({THREADS}); each has a connection",
    )


def run(options: argparse.Namespace) -> int:
    """Become the web server. The process is replaced, so a signal reaches it directly."""
    from righthelp.foundation.database.connection import ensure_started
    from righthelp.site.supervise import cannot_listen

    sorry = cannot_listen(options.host, options.port)
    if sorry:
        return fail(sorry)
    ensure_started()
    environment = child_environment()
    environment["RIGHTHELP_DB_ROLE"] = "app"
    environment.setdefault("RIGHTHELP_WARM", "1")
    environment.setdefault("RIGHTHELP_DB_POOL", str(options.threads))
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", options.host, "--port", str(options.port)),
        *("--workers", str(options.workers), "--blocking-threads", str(options.threads)),
        # As many requests wait in the server as would be done in a second or so; further ones wait in the
        # socket.
        *("--backpressure", str(options.threads * 16), "--no-ws", "--respawn-failed-workers"),
        *("--log-level", "warning", "--workers-kill-timeout", "10"),
        "righthelp.site.wsgi:application",
    ]
    sys.stdout.flush()
    return os.execve(sys.executable, command, environment)  # noqa: S606 no shell wanted
