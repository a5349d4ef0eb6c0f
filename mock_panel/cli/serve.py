"""`mock-panel serve`: panels in the browser, for people elsewhere."""

import os
import sys
from dataclasses import replace
from importlib.resources import files
from importlib.util import find_spec
from socket import gethostname

import click

from mock_panel.errors import InputError

_SEAT = (sys.executable, "-m", "mock_panel", "seat")
"""The app of one place, which knows whose it is by its environment."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True,
    help="Where to listen; 0 takes a free one.",
)  # fmt: skip
@click.option("--public-url", metavar="URL", help="The address that browsers use, if another.")
@click.option(
    "--behind-proxy", is_flag=True,
    help="Believe a reverse proxy on this machine about where requests come from.",
)  # fmt: skip
@click.option(
    "--most-sessions", type=click.IntRange(1), default=40, show_default=True,
    help="How many may be connected at the same time.",
)  # fmt: skip
@click.option("--insecure-http", is_flag=True, help="Let codes cross a network without TLS.")
@click.option("--guide", is_flag=True, help="Print how to serve with TLS, and how many it holds.")
def serve(
    host: str,
    port: int,
    public_url: str | None,
    *,
    behind_proxy: bool,
    most_sessions: int,
    insecure_http: bool,
    guide: bool,
) -> None:
    """Serve panels to browsers, for raters and candidates elsewhere.

    Whoever joins needs a code, which `mock-panel panel invite` tells. Without --host nobody
    but this machine can connect: put a reverse proxy with TLS in front (--guide).
    """
    if guide:
        for page in ("SERVING.md", "SCALE.md"):
            click.echo(files("mock_panel.web").joinpath(page).read_text(encoding="utf-8"))
        return
    if find_spec("textual_serve") is None:
        raise InputError(
            "The browser needs a package that is not installed.",
            "Install it with: pip install 'mock-panel[web]'",
        )
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.web.address import (  # noqa: PLC0415 - not for --help
        is_loopback,
        listening_socket,
        public_address,
    )
    from mock_panel.web.doorman import Doorman  # noqa: PLC0415 - not for --help
    from mock_panel.web.journal import Journal  # noqa: PLC0415 - not for --help
    from mock_panel.web.server import PanelServer  # noqa: PLC0415 - not for --help

    # Refused before anybody can connect.
    public_address(public_url, host, port, insecure_http=insecure_http)
    services = build_services()
    with listening_socket(host, port) as listening:
        port = listening.getsockname()[1]
        joining = replace(services.joining, server=f"{gethostname()}:{port}")
        joining.clear_presence()
        address = public_address(public_url, host, port, insecure_http=insecure_http)
        server = PanelServer(
            joining,
            Doorman(address, behind_proxy=behind_proxy),
            Journal(lambda line: click.echo(line, err=True), services.now),
            services.now,
            command=_SEAT,
            environment=os.environ,
            most_sessions=most_sessions,
        )
        click.echo(f"Panels are at {address.origin} until you press Ctrl-C.")
        click.echo("Codes to join with: `mock-panel panel invite PANEL --all`, or g at a desk.")
        if not is_loopback(host):
            click.echo(
                f"Warning: {host} can be reached by others. Without TLS in front, anybody on the "
                "way can read codes and answers: see `mock-panel serve --guide`.",
                err=True,
            )
        if address.secure and not behind_proxy:
            click.echo(
                "Note: without --behind-proxy everybody seems to come from the proxy, and one "
                "person's wrong codes bar them all.",
                err=True,
            )
        sys.stdout.flush()
        server.serve(listening)
