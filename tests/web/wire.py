"""A wire between browsers and the server, which a test may cut."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Wire(threading.Thread):
    """Carries bytes both ways; cut, it carries none, and neither end is told of it.

    Args:
        port: of the server on this machine.
    """

    def __init__(self, port: int) -> None:
        super().__init__(name="wire", daemon=True)
        self._server = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._whole = threading.Event()
        self._whole.set()
        self._over = threading.Event()
        self._other_ends: dict[socket.socket, socket.socket] = {}

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Meanwhile nothing arrives; then all that was sent does, as TCP sends it again."""
        self._whole.clear()
        try:
            yield
        finally:
            self._whole.set()

    def run(self) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._listening, selectors.EVENT_READ)
            while not self._over.is_set():
                self._whole.wait()
                for key, _ in waiting.select(timeout=0.05):
                    if not self._whole.is_set():
                        break
                    if key.fileobj is self._listening:
                        self._join(waiting)
                    elif key.fileobj in self._other_ends:
                        self._carry(waiting, key.fileobj)

    def close(self) -> None:
        """End it, with all connections."""
        self._over.set()
        self._whole.set()
        self.join()
        for end in (self._listening, *self._other_ends):
            end.close()

    def _join(self, waiting: selectors.BaseSelector) -> None:
        near, _ = self._listening.accept()
        far = socket.create_connection(("127.0.0.1", self._server))
        for end, other in ((near, far), (far, near)):
            self._other_ends[end] = other
            waiting.register(end, selectors.EVENT_READ)

    def _carry(self, waiting: selectors.BaseSelector, end: socket.socket) -> None:
        other, data = self._other_ends[end], b""
        with suppress(OSError):
            data = end.recv(65536)
            other.sendall(data)
        if not data:
            for each in (end, other):
                waiting.unregister(each)
                del self._other_ends[each]
                each.close()
