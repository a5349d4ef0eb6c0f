"""Somebody who guesses codes as fast as they are taken."""

import asyncio
from collections import Counter


async def guess(port: int, codes: range) -> Counter[str]:
    """Send guesses one after another without waiting for answers; how often each came."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    host = f"127.0.0.1:{port}"
    head = (
        f"POST /join HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n"
    )
    answers: Counter[str] = Counter()

    async def count() -> None:
        while line := await reader.readline():
            if line.startswith(b"HTTP/1.1"):
                answers[line.split()[1].decode()] += 1

    counting = asyncio.create_task(count())
    for number in codes:
        last = "Connection: close\r\n" if number == codes[-1] else ""
        writer.write(f"{head}{last}\r\ncode=A{number:07}".encode())
        await writer.drain()
    await counting
    writer.close()
    return answers
