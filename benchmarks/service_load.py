"""Measure the service under load: requests a second, p50, p99, and memory as requests go by.

    python benchmarks/service_load.py --requests 100000 --workers 2 --connections 8

The service runs as its own process on this machine, and so does this client: both share its
cores, so the figures are those of a small machine that does both.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from importlib import resources
from pathlib import Path
from statistics import quantiles
from urllib.error import URLError
from urllib.request import urlopen

_START_SECONDS = 60
_LOOKS = 10
_APART = 0.05  # seconds between connections: those that come at once are taken by one worker


def main() -> None:
    """Print the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=100_000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--connections", type=int, default=8)
    options.add_argument("--path", default="/v1/recommend")
    chosen = options.parse_args()
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "birads", "serve", "--quiet", "--port", str(port)]
    command += ["--workers", str(chosen.workers)]
    service = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        _wait(port)
        print(json.dumps(asyncio.run(_measure(chosen, port, service.pid)), indent=2))
    finally:
        service.send_signal(signal.SIGTERM)
        service.wait()


def _wait(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        with suppress(URLError, ConnectionError), urlopen(f"http://127.0.0.1:{port}/health"):
            return
        time.sleep(0.2)
    raise SystemExit("the service does not answer")


async def _measure(chosen: argparse.Namespace, port: int, process: int) -> dict[str, object]:
    request = _request(chosen.path)
    memory, took, failed, spent = [], [], 0, 0.0
    for _ in range(_LOOKS):
        share = chosen.requests // _LOOKS // chosen.connections
        start = time.perf_counter()
        parts = await asyncio.gather(
            *(_ask(port, request, share, place * _APART) for place in range(chosen.connections))
        )
        spent += time.perf_counter() - start
        took += [one for times, _ in parts for one in times]
        failed += sum(bad for _, bad in parts)
        memory.append(round(sum(map(_resident, _family(process))) / 1024 / 1024, 1))
    cuts = quantiles(took, n=100)
    return {
        "path": chosen.path,
        "requests": len(took),
        "not_200": failed,
        "workers": chosen.workers,
        "connections": chosen.connections,
        "cores": os.cpu_count(),
        "requests_per_second": round(len(took) / spent),
        "p50_ms": round(cuts[49] * 1000, 2),
        "p99_ms": round(cuts[98] * 1000, 2),
        "memory_mib_after_each_tenth": memory,
    }


def _request(path: str) -> bytes:
    body = (resources.files("birads.service") / "page" / "sample.json").read_bytes()
    head = f"POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _ask(port: int, request: bytes, count: int, later: float) -> tuple[list[float], int]:
    await asyncio.sleep(later)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    times, failed = [], 0
    for _ in range(count):
        start = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next(int(line[15:]) for line in lines if line.startswith(b"content-length"))
        await reader.readexactly(length)
        times.append(time.perf_counter() - start)
        failed += not head.startswith(b"HTTP/1.1 200")
    writer.close()
    return times, failed


def _family(process: int) -> list[int]:
    """Return a process and those that it started."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [process, *(one for child in found.split() for one in _family(int(child)))]


def _resident(process: int) -> int:
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
