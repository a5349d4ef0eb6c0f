"""An app that speaks Textual's packets and has nothing else in common with Textual.

It says who it is, gives back what is typed, and does a few things on a word. Run with a bare
interpreter it starts in a fraction of the time.
"""

import json
import os
import sys
import time

SLOW: list[str] = []
FILE = b"ratings of a place\n" * 9_000


def say(kind: bytes, data: bytes) -> None:
    os.write(1, kind + len(data).to_bytes(4, "big") + data)


def packed(key: str, chunk: bytes) -> bytes:
    name = key.encode()
    return b"ts13:deliver_chunks%d:%s%d:%se" % (len(name), name, len(chunk), chunk)


def on_typed(data: bytes) -> None:
    word = data.decode()
    if word == "environment":
        say(b"D", json.dumps(dict(os.environ)).encode())
    elif word == "arguments":
        say(b"D", json.dumps([sys.argv, os.getpid(), os.getpgid(0)]).encode())
    elif word == "complain":
        os.write(2, "something\x1b[31m went wrong\n│ answer = 'I stopped it' │\n".encode())
    elif word == "crash":
        os._exit(3)
    elif word == "finish slowly":
        SLOW.append(word)
    elif word == "hang":
        say(b"D", str(os.getpid()).encode())
        time.sleep(60)
    elif word == "deliver":
        offer = {
            "key": "file-of-this-app",
            "path": '/srv/secret/ra"ting\r\ns.csv',
            "open_method": "browser",
            "mime_type": "text/html",
            "encoding": "",
        }
        say(b"M", json.dumps({"type": "deliver_file_start", **offer}).encode())
    elif word == "javascript":
        url = {"type": "open_url", "url": "javascript:alert(1)", "new_tab": True}
        say(b"M", json.dumps(url).encode())
    else:
        say(b"D", b"heard:" + data)


def main() -> None:
    os.write(1, b"a library says something first\n__GANGLION__\n")
    size = f"{os.environ['COLUMNS']}x{os.environ['ROWS']}"
    say(b"D", f"here:{os.environ['MOCK_PANEL_SEAT_TOKEN'][:6]}:{size}".encode())
    given, stdin = 0, sys.stdin.buffer
    while head := stdin.read(5):
        data = stdin.read(int.from_bytes(head[1:], "big"))
        if head[:1] == b"D":
            on_typed(data)
            continue
        order = json.loads(data)
        if order["type"] == "quit":
            time.sleep(0.4 * len(SLOW))
            say(b"M", b'{"type": "exit"}')
            return
        if order["type"] == "deliver_chunk_request":
            chunk = FILE[given : given + order["size"]]
            given += len(chunk)
            say(b"P", packed(order["key"], chunk))
        else:
            say(b"D", data)


if __name__ == "__main__":
    main()
