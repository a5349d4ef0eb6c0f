"""Downloading a model's files: whole, checked, and gone on with where they were cut off.

The only code that reaches for the network; `mock-panel models fetch` calls it, nothing else does.
"""

import contextlib
import hashlib
import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mock_panel.errors import MockPanelError, StorageError
from mock_panel.speech.model_store import megabytes
from mock_panel.speech.models import Model

HUB = "https://huggingface.co"
_TIMEOUT_SECONDS = 30.0
_BLOCK_BYTES = 1 << 18
_TRIES = 5
"""In a row, without a byte of progress; each waits twice as long as the one before."""
_REDIRECTS = 5
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SHA256_LENGTH, _SHA1_LENGTH = 64, 40
_CUT = (http.client.HTTPException, ConnectionError, TimeoutError, ssl.SSLError)
"""What a connection that breaks in the middle looks like."""


class FetchError(MockPanelError):
    """A model could not be downloaded; what has come so far is kept."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as the server describes it."""

    name: str
    url: str
    size: int
    """Bytes."""
    checksum: str
    """SHA-256, or the object id that Git gives a small file; empty if the server tells none."""

    def matches(self, path: Path) -> bool:
        """Whether a file on the disk is this one, as far as the server lets us tell.

        Raises:
            OSError: it cannot be read.
        """
        if path.stat().st_size != self.size:
            return False
        if not self.checksum:
            return True
        with path.open("rb") as stream:
            if len(self.checksum) == _SHA256_LENGTH:
                return hashlib.file_digest(stream, "sha256").hexdigest() == self.checksum
            git = hashlib.sha1(b"blob %d\0" % self.size, usedforsecurity=False)
            while block := stream.read(_BLOCK_BYTES):
                git.update(block)
            return git.hexdigest() == self.checksum


class Downloader:
    """Gets the files of one model.

    Args:
        model: which.
        server: Hugging Face, or a mirror of it; https, or else on this very machine.
        wait: sleeps for seconds, between two tries.

    Raises:
        FetchError: the server's address is none that is safe to use.
    """

    def __init__(
        self, model: Model, server: str = HUB, *, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._model = model
        self._server = server.rstrip("/")
        self._wait = wait
        self._host = urlsplit(server).netloc
        if not _is_safe(server):
            raise FetchError(f"{server}: is not an https address", "Mend HF_ENDPOINT.")
        self._head = urllib.request.build_opener(_NoRedirects)
        self._get = urllib.request.build_opener(_SafeRedirects)

    def look(self) -> list[RemoteFile]:
        """Ask the server for the size and the checksum of each file.

        Raises:
            FetchError: it does not answer, or has no such file.
        """
        return [self._describe(name) for name in self._model.files]

    def download(self, file: RemoteFile, folder: Path, on_bytes: Callable[[int], None]) -> None:
        """Get one file, or the rest of it.

        Args:
            file: as `look` gave it.
            folder: an existing one; it may hold the beginning of the file.
            on_bytes: called with each number of bytes that is there, first what was there already.

        Raises:
            FetchError: it could not be got, or its checksum is wrong, and then it is gone again.
            StorageError: it cannot be written.
        """
        path = folder / file.name
        try:
            here = _size(path)
            if here > file.size:
                path.unlink()
                here = 0
            on_bytes(here)
            self._complete(file, path, on_bytes)
            if not file.matches(path):
                path.unlink()
                raise FetchError(
                    f"{file.name}: its checksum is not the one that {self._host} tells;"
                    " nothing was installed",
                    "Run the same command again. If that does not help, something between here"
                    " and there changes what passes.",
                )
        except OSError as error:
            raise StorageError(
                f"{path}: cannot be written: {error.strerror or error}",
                "Free some space, then run the same command again: it goes on from here.",
            ) from error

    def _complete(self, file: RemoteFile, path: Path, on_bytes: Callable[[int], None]) -> None:
        tries = 0
        while (before := _size(path)) < file.size:
            cut: Exception | None = None
            try:
                self._get_rest(file, path, on_bytes)
            except _CUT as error:
                cut = error
            except urllib.error.URLError as error:
                if isinstance(error, urllib.error.HTTPError) and error.code < 500:
                    raise self._refused(file.name, error) from error
                cut = error
            tries = 0 if _size(path) > before else tries + 1
            if tries == _TRIES:
                got = f"{megabytes(_size(path))} of {megabytes(file.size)} MB"
                raise FetchError(
                    f"{file.name}: the connection to {self._host} was cut off after {got}"
                    f" ({_cause(cut)})",
                    "Run the same command again: it goes on from there.",
                ) from cut
            if tries:
                self._wait(2.0 ** (tries - 1))

    def _get_rest(self, file: RemoteFile, path: Path, on_bytes: Callable[[int], None]) -> None:
        here = _size(path)
        request = urllib.request.Request(file.url)  # noqa: S310 - the address has been checked
        if here:
            request.add_header("Range", f"bytes={here}-")
        with self._get.open(request, timeout=_TIMEOUT_SECONDS) as answer:
            if here and answer.status != http.client.PARTIAL_CONTENT:
                # This server begins anew, whatever it was asked.
                on_bytes(-here)
                here = 0
            with path.open("ab" if here else "wb") as stream:
                left = file.size - here
                while left and (block := _read(answer, min(left, _BLOCK_BYTES))):
                    stream.write(block)
                    on_bytes(len(block))
                    left -= len(block)

    def _describe(self, name: str) -> RemoteFile:
        url = f"{self._server}/{self._model.repository}/resolve/main/{name}"
        for _ in range(_REDIRECTS):
            answer = self._ask(name, url)
            headers = answer.headers
            checksum = headers.get("X-Linked-Etag") or headers.get("ETag") or ""
            size = headers.get("X-Linked-Size")
            if size is None and answer.status == http.client.OK:
                size = headers.get("Content-Length")
            if size is not None and size.isdigit():
                return RemoteFile(name, url, int(size), _normal(checksum))
            # A repository that was renamed says where it is now, and nothing of the file.
            target = urljoin(url, headers.get("Location") or "")
            if target == url or not _is_safe(target):
                break
            url = target
        raise FetchError(f"{url}: {self._host} does not tell how large it is", self._by_hand)

    def _ask(self, name: str, url: str) -> Any:
        request = urllib.request.Request(url, method="HEAD")  # noqa: S310 - checked
        # The size of the file, not of what would travel.
        request.add_header("Accept-Encoding", "identity")
        try:
            return self._head.open(request, timeout=_TIMEOUT_SECONDS)
        except urllib.error.HTTPError as error:
            if error.code in _REDIRECTING:
                error.close()
                return error
            raise self._refused(name, error) from error
        except (OSError, http.client.HTTPException) as error:
            words = f"{self._host} cannot be reached: {_cause(error)}"
            raise FetchError(words, self._by_hand) from error

    def _refused(self, name: str, error: urllib.error.HTTPError) -> FetchError:
        error.close()
        if error.code == http.client.NOT_FOUND:
            words = f"{self._host} has no {name} of {self._model.repository} any more (404)"
        else:
            words = f"{self._host} refuses {name}: {error.code} {error.reason}"
        return FetchError(words, self._by_hand)

    @property
    def _by_hand(self) -> str:
        page = f"{HUB}/{self._model.repository}"
        return (
            f"Without a connection: on another machine, download {', '.join(self._model.files)}"
            f" from {page} into a folder, carry it over, and run\n"
            f"  mock-panel models fetch {self._model.id} --from FOLDER"
        )


_REDIRECTING = (301, 302, 303, 307, 308)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """The checksum stands in the first answer, and not in that of the store it points to."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows to no address that is not as safe as the first."""

    def redirect_request(  # noqa: PLR0917 - urllib's signature
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not _is_safe(newurl):
            raise urllib.error.HTTPError(newurl, 403, "it points to an unsafe place", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _read(answer: Any, size: int) -> bytes:
    """The next block; what has come before a connection is cut is not thrown away."""
    try:
        block: bytes = answer.read1(size)
    except http.client.IncompleteRead as error:
        return error.partial
    return block


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _normal(etag: str) -> str:
    """The checksum in an ETag; empty if it holds none."""
    told = etag.removeprefix("W/").strip('"').lower()
    is_checksum = len(told) in (_SHA256_LENGTH, _SHA1_LENGTH) and set(told) <= set(
        "0123456789abcdef"
    )
    return told if is_checksum else ""


def _size(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def _cause(error: Exception | None) -> str:
    if error is None:
        return "it ended too early"
    reason = getattr(error, "reason", None) or error
    return str(reason) or type(error).__name__
