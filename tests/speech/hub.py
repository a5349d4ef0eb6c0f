"""A small Hugging Face on this machine, with the faults of the real network."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


class Hub:
    """What it serves and how; may be changed while it runs."""

    def __init__(self, repository: str, files: dict[str, bytes]) -> None:
        self.repository = repository
        self.files = files
        self.address = ""
        self.served: dict[str, bytes] = {}
        """What the store sends in place of a file, whose checksum stays that of the file."""
        self.cuts: list[int] = []
        """Bytes after which each of the next downloads is cut off; 0 sends nothing at all."""
        self.refusals: list[int] = []
        """Answers to the next downloads."""
        self.ignores_ranges = False
        self.tells_checksums = True
        self.old_name = ""
        """Under which the repository is known too, and points to its name of today."""
        self.store = "/store"
        """Where large files are; another address makes it an unsafe one."""
        self.requests: list[tuple[str, str, str]] = []
        """Method, path and range of each."""

    def large(self, name: str) -> bool:
        """Whether Git LFS would have it."""
        return not name.endswith((".json", ".txt"))


@contextmanager
def hub(repository: str, files: dict[str, bytes]) -> Iterator[Hub]:
    """Serve a repository."""
    state = Hub(repository, files)

    class Handler(_Handler):
        served_hub = state

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    served_hub: Hub

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""

    def _answer(self) -> None:
        state, path = self.served_hub, unquote(self.path)
        state.requests.append((self.command, path, self.headers.get("Range", "")))
        resolve, old = f"/{state.repository}/resolve/main/", f"/{state.old_name}/resolve/main/"
        if state.old_name and path.startswith(old):
            self._redirect(307, path.replace(old, resolve), {})
            return
        name = path.rpartition("/")[2]
        if name not in state.files or not path.startswith((resolve, "/store/")):
            self.send_error(404)
            return
        content = state.files[name]
        if path.startswith(resolve) and state.large(name):
            told = {"X-Linked-Size": str(len(content))}
            if state.tells_checksums:
                told["X-Linked-Etag"] = f'"{hashlib.sha256(content).hexdigest()}"'
            self._redirect(302, f"{state.store}/{name}", told)
            return
        self._send(content, state.served.get(name, content))

    def _send(self, content: bytes, served: bytes) -> None:
        state = self.served_hub
        if self.command == "GET" and state.refusals:
            self.send_error(state.refusals.pop(0))
            return
        start = 0
        if (wanted := self.headers.get("Range", "")) and not state.ignores_ranges:
            start = int(wanted.removeprefix("bytes=").partition("-")[0])
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(served) - start))
        if state.tells_checksums:
            blob = b"blob %d\0" % len(content) + content
            git = hashlib.sha1(blob, usedforsecurity=False)
            self.send_header("ETag", f'W/"{git.hexdigest()}"')
        self.end_headers()
        if self.command == "GET":
            end = start + state.cuts.pop(0) if state.cuts else len(served)
            self.wfile.write(served[start:end])

    def _redirect(self, code: int, target: str, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in {"Location": target, "Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
