"""``birads serve``: the service, on this machine alone unless a site says how it is protected."""

from __future__ import annotations

import os
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import click

from birads.cli._output import say
from birads.issue import MissingExtra
from birads.service._settings import ENVIRONMENT, Settings

__all__ = ["serve"]

_GRACE = 10  # seconds for open requests after a signal to stop
_MOST_PORT = 65_535
_BACKLOG = 256  # connections that are taken at once, before any of them is counted
_SPARE_FILES = 64 + _BACKLOG  # and what is no connection
_MOST_CONNECTIONS = 1000
_FOR_EACH = 2  # files: as many connections again are told that the place is full
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, _MOST_PORT),
    default=8080,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes answer.",
)
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="A proxy authenticates every request and encrypts the way to it.",
)
@click.option("--certificate", type=_FILE, help="Encrypt with this certificate (PEM).")
@click.option("--key", type=_FILE, help="The key of the certificate (PEM).")
@click.option("--auth", metavar="MODULE:FUNCTION", help="Your own ASGI middleware.")
@click.option("--cors-origin", multiple=True, help="Let pages of this origin read the answers.")
@click.option(
    "--edition",
    type=click.Choice(["2003", "2013", "2025"]),
    help="The edition of prefetched FHIR reports that name none.",
)
@click.option(
    "--topics",
    type=click.Choice(["current"]),
    help="CDS cards of the current topics, beside those of the 2009 table.",
)
@click.option("--quiet", is_flag=True, help="Log faults only.")
def serve(host: str, port: int, workers: int, **chosen: Any) -> None:
    """Answer over HTTP what the other commands answer; the page is at "/".

    Nothing that is sent is kept, logged or passed on. By default only programs on this machine
    can ask. A signal to stop lets open requests finish.
    """
    certificate, key = chosen["certificate"], chosen["key"]
    _check_protection(host, certificate, key, behind_proxy=chosen["behind_proxy"])
    settings = Settings.read()
    settings = _with_options(settings, chosen)
    try:
        import uvicorn

        from birads.service import create_app
        from birads.service._connection import Connection
    except ImportError as error:
        raise MissingExtra("service", error.name or "uvicorn") from None
    # Every process of several makes its own application: the settings reach it this way. A bad
    # setting is told here, before any process starts.
    os.environ[ENVIRONMENT] = settings.to_json()
    application: Any = create_app(settings)
    say(f"birads listens on {'https' if certificate else 'http'}://{_shown(host)}:{port}/")
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "http": Connection,
        "ws": "none",
        "h11_max_incomplete_event_size": settings.max_header,
        "limit_concurrency": _connections(),
        "backlog": _BACKLOG,
        "timeout_graceful_shutdown": _GRACE,
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,  # who asked is nobody's business here
        "log_config": _log(quiet=chosen["quiet"]),
        "ssl_certfile": certificate,
        "ssl_keyfile": key,
    }
    if workers == 1:
        uvicorn.Server(uvicorn.Config(application, **options)).run()
    else:
        uvicorn.run("birads.service:app", workers=workers, **options)


def _with_options(settings: Settings, chosen: dict[str, Any]) -> Settings:
    import attrs

    asked: dict[str, Any] = {}
    for name in ("auth", "edition", "topics"):
        if chosen[name]:
            asked[name] = chosen[name]
    if chosen["cors_origin"]:
        asked["cors_origins"] = chosen["cors_origin"]
    if chosen["behind_proxy"]:
        asked["behind_proxy"] = True
    return attrs.evolve(settings, **asked)


def _check_protection(
    host: str, certificate: Path | None, key: Path | None, *, behind_proxy: bool
) -> None:
    if (certificate is None) is not (key is None):
        raise click.UsageError("--certificate and --key go together.")
    if _is_local(host):
        return
    if certificate is None and not behind_proxy:
        raise click.UsageError(
            f"{host} can be reached by others. Give --certificate and --key, or --behind-proxy "
            "where a proxy authenticates and encrypts."
        )
    say(
        f"Warning: {host} can be reached by others, and this service asks nobody who they are. "
        "Let a proxy or --auth do so."
    )


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _log(*, quiet: bool) -> dict[str, Any]:
    """Return how each process logs: our lines to standard error, the server's from warnings on."""
    level = "WARNING" if quiet else "INFO"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {
            "birads.service": {"handlers": ["stderr"], "level": level, "propagate": False},
            "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        },
    }


def _connections() -> int:
    """Return how many connections can be open: more would need files that the system denies."""
    files = _FOR_EACH * _MOST_CONNECTIONS + _SPARE_FILES
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = files if hard == resource.RLIM_INFINITY else min(files, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        files = files if soft == resource.RLIM_INFINITY else min(files, soft)
    return max(1, (files - _SPARE_FILES) // _FOR_EACH)
