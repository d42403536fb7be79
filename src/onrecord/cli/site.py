"""`serve`, `notify`, `subscriptions`, `backup`: the site, and what keeps it running."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import output
from onrecord.cli.output import ArchiveOption, Json, emit
from onrecord.errors import UsageError
from onrecord.store import Archive

if TYPE_CHECKING:
    from onrecord.web.settings import Settings

BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="The site's public address, for mails, feeds and data.")
]
Smtp = Annotated[
    str | None, typer.Option(metavar="URL", help="Mail server: smtp://, smtp+tls:// or smtps://[user:password@]host.")
]
Sender = Annotated[str | None, typer.Option(metavar="ADDRESS", help="The From of mails.")]


SUBSCRIPTIONS = """Who is told of new statements: list, add, end.

Example: onrecord subscriptions list
"""


def register(app: typer.Typer) -> None:
    output.group(app, serve, notify, backup)
    managing = typer.Typer(no_args_is_help=True, help=SUBSCRIPTIONS)
    output.group(managing, list_, add, end)
    app.add_typer(managing, name="subscriptions")


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 1,
    base_url: BaseUrl = None,
    title: Annotated[str | None, typer.Option(help="The name in the masthead.")] = None,
    smtp: Smtp = None,
    sender: Sender = None,
    worker: Annotated[bool, typer.Option(help="Send alerts from the server itself.")] = True,
    archive: ArchiveOption = None,
) -> None:
    """Open the archive in a browser. Also an API: the same addresses give JSON, CSV, JSON-LD and feeds.

    Who has the token in ONRECORD_TOKEN may add pages and manage subscriptions; without one the site is read-only.

    Example: onrecord serve --port 8000
    """
    settings = _settings(archive, base_url or _default_base(host, port), title=title, smtp=smtp, sender=sender)
    settings = replace(settings, worker=worker)
    Archive.open(settings.archive).close()  # says what is wrong before any process starts
    try:
        import uvicorn
    except ImportError as e:
        raise UsageError("the site needs some more packages: pip install 'onrecord[web]'") from e
    os.environ.update(settings.environment())
    output.note(f"onrecord serves {settings.archive} at {settings.base_url} (Ctrl-C ends it)")
    uvicorn.run(
        "onrecord.web.app:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        ws="none",
    )


def notify(
    watch: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=1, help="Run again every so many seconds.")
    ] = None,
    base_url: BaseUrl = None,
    smtp: Smtp = None,
    sender: Sender = None,
    json: Json = False,
    archive: ArchiveOption = None,
) -> None:
    """Tell subscribers of new statements: one message per subscription and period, none twice, none lost.

    `onrecord serve` does the same by itself; use this from cron or as a service of its own, with `serve --no-worker`.

    Example: onrecord notify --smtp smtp://localhost --sender alerts@example.org --base-url https://example.org
    """
    from onrecord.alerts import notify as alerts
    from onrecord.codec import plain
    from onrecord.web.app import post

    settings = _settings(archive, base_url, smtp=smtp, sender=sender)
    with Archive.open(settings.archive, write=True) as opened:
        while True:
            report = alerts.run(opened, post(settings), datetime.now(UTC))
            if json:
                emit(plain(report))
            elif report != alerts.Report() or watch is None:
                output.out.print(
                    f"{report.arrivals} new statements, {report.made} messages made, {report.sent} sent, "
                    f"{report.put_off} put off, {report.failed} given up"
                )
            output.flush()
            if watch is None:
                return
            time.sleep(watch)


def backup(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A new or empty folder, or that of the last backup.")
    ],
    archive: ArchiveOption = None,
) -> None:
    """Copy the archive, whole, while it is being read and written. The copy is an archive itself.

    Into the folder of an earlier backup only what is new is copied.

    Example: onrecord backup /backups/onrecord
    """
    from onrecord.store.backup import backup as copy

    with Archive.open(output.archive_address(archive)) as opened:
        made = copy(opened, folder)
    output.out.print(
        f"{made.folder}: database of {made.database:,} bytes, {made.copied} captures copied, {made.kept} already there"
    )


def list_(json: Json = False, archive: ArchiveOption = None) -> None:
    """List subscriptions, the latest first.

    Example: onrecord subscriptions list
    """
    from onrecord.store import subscriptions as rows

    with Archive.open(output.archive_address(archive)) as opened:
        found = rows.all_of(opened.db)
    for one in found:
        if json:
            names = ("id", "target", "label", "channel", "address", "period", "wants", "state", "created", "reason")
            emit({name: getattr(one, name) for name in names})
        else:
            why = f" ({one.reason})" if one.reason else ""
            output.out.print(f"{one.id}  {one.state}{why}  {one.period}  {one.channel} {one.address}  {one.target}")
    output.flush()


def add(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="all, person:KEY, body:KEY, country:by, outlet:KEY, search:q=…")
    ],
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="A mail address, or https://… for a webhook.")],
    period: Annotated[str, typer.Option(help="instant, daily or weekly.")] = "instant",
    wants: Annotated[
        str, typer.Option(help="new statements, changes (quotations changed or withdrawn), or all.")
    ] = "new",
    private: Annotated[bool, typer.Option("--private", help="Allow a webhook in a private network.")] = False,
    archive: ArchiveOption = None,
) -> None:
    """Subscribe an address without asking it to confirm. Prints the id, and the secret that signs a webhook.

    Example: onrecord subscriptions add person:aleksandr-lukashenko https://news.example/hook
    """
    from onrecord.alerts import subscribing
    from onrecord.alerts.targets import parse

    channel = "webhook" if "://" in address else "mail"
    checked = (
        subscribing.webhook_address(address, private=private)
        if channel == "webhook"
        else subscribing.mail_address(address)
    )
    wanted = parse(target)
    with Archive.open(output.archive_address(archive), write=True) as opened:
        made = subscribing.add(opened, wanted, wanted.words(), channel, checked, period, datetime.now(UTC), wants)
    output.out.print(made.id + (f"  secret {made.secret}" if channel == "webhook" else ""), soft_wrap=True)


def end(
    id: Annotated[str, typer.Argument(metavar="ID", help="The subscription's id, as `list` shows it.")],
    archive: ArchiveOption = None,
) -> None:
    """End a subscription; messages that wait are not sent.

    Example: onrecord subscriptions end sub_0123456789abcdef01234567
    """
    from onrecord.alerts import subscribing

    with Archive.open(output.archive_address(archive), write=True) as opened:
        subscribing.end(opened, id, "ended from the command line", datetime.now(UTC))
    output.out.print(f"{id} has ended")


def _settings(
    archive: str | None, base_url: str | None, *, title: str | None = None, smtp: str | None, sender: str | None
) -> Settings:
    """The environment's settings with what the command line says in their place."""
    try:
        from onrecord.web.settings import from_environment
    except ImportError as e:
        raise UsageError("the site needs some more packages: pip install 'onrecord[web]'") from e

    given = {"base_url": base_url, "title": title, "smtp": smtp, "sender": sender}
    chosen = {name: value for name, value in given.items() if value}
    return replace(from_environment(), archive=output.archive_address(archive), **chosen)  # type: ignore[arg-type]


def _default_base(host: str, port: int) -> str | None:
    """Where the server listens, unless the environment names the public address."""
    if os.environ.get("ONRECORD_BASE_URL"):
        return None
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"
