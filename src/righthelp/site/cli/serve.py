"""``righthelp serve``: the web server (granian, WSGI)."""

from __future__ import annotations

import argparse
import os
import sys

from righthelp.site.cli.house import child_environment, fail

THREADS = 4


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--host", default=os.environ.get("RIGHTHELP_HOST", "127.0.0.1"), help="address to listen at")
    parser.add_argument(
        "--port",
        type=int,
        default=int(os.environ.get("RIGHTHELP_PORT", "8000")),
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
    from righthelp.site.supervise import port_taken

    if port_taken(options.host, options.port):
        return fail(taken(options.port))
    ensure_started()
    environment = child_environment()
    environment["RIGHTHELP_DB_ROLE"] = "app"
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


def taken(port: int) -> str:
    """The sentence for a port in use."""
    return (
        f"Port {port} is in use, perhaps by another Right Help. Stop what uses it, or choose another port: "
        f"make run PORT={port + 1} (or righthelp serve --port {port + 1})."
    )
