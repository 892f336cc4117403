"""Count requests for Prometheus: methods, routes, statuses, times and sizes; never a content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from birads._version import __version__

__all__ = ["Metrics"]

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Hold the counts of one process."""

    def __init__(self) -> None:
        self.open = 0
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds = 0.0
        self._received = 0
        self._sent = 0

    def add(self, labels: tuple[str, str, int], seconds: float, received: int, sent: int) -> None:
        """Count a request by its method, route and status."""
        self._requests[labels] += 1
        self._seconds += seconds
        self._received += received
        self._sent += sent
        for bucket in _BUCKETS:
            self._buckets[bucket] += seconds <= bucket

    def text(self) -> str:
        """Return the counts in the text format of Prometheus."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        total = self._requests.total()
        yield "# TYPE birads_info gauge"
        yield f'birads_info{{version="{__version__}"}} 1'
        yield "# TYPE birads_requests_open gauge"
        yield f"birads_requests_open {self.open}"
        yield "# TYPE birads_requests_total counter"
        for (method, route, status), count in sorted(self._requests.items()):
            labels = f'method="{method}",route="{route}",status="{status}"'
            yield f"birads_requests_total{{{labels}}} {count}"
        yield "# TYPE birads_request_seconds histogram"
        for bucket in _BUCKETS:
            yield f'birads_request_seconds_bucket{{le="{bucket:g}"}} {self._buckets[bucket]}'
        yield f'birads_request_seconds_bucket{{le="+Inf"}} {total}'
        yield f"birads_request_seconds_sum {self._seconds:.6f}"
        yield f"birads_request_seconds_count {total}"
        yield "# TYPE birads_received_bytes_total counter"
        yield f"birads_received_bytes_total {self._received}"
        yield "# TYPE birads_sent_bytes_total counter"
        yield f"birads_sent_bytes_total {self._sent}"
