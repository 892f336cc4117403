"""Hold the strategies to first draws, and first answers, that are no slower than later ones."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import time
from hypothesis import HealthCheck, Phase, given, settings
from birads.testing import near_valid_reports, reports

def spent(strategy, examples):
    times = []
    @settings(max_examples=examples, phases=[Phase.generate], database=None, deadline=None,
              derandomize=True, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def law(_):
        times.append(time.process_time())
    start = time.process_time()
    law()
    return times[0] - start, (times[-1] - start) / len(times)

made = {make}()
first, _ = spent(made, 1)
_, later = spent(made, 40)
assert first < 10 * later + 0.02, (first, later)
"""


def test_a_strategy_is_built_before_a_test_draws_from_it() -> None:
    for make in ("reports", "near_valid_reports"):
        program = PROGRAM.replace("{make}", make)
        subprocess.run([sys.executable, "-c", program], check=True)


ANSWERS = """
import time
import birads
from hypothesis import HealthCheck, Phase, given, settings
from birads.testing import reports

spent = {verb: [] for verb in (birads.check, birads.recommend, birads.explain)}

@settings(max_examples=30, phases=[Phase.generate], database=None, deadline=None,
          derandomize=True, suppress_health_check=list(HealthCheck))
@given(reports(pattern=True))
def law(report):
    for verb, times in spent.items():
        start = time.process_time()
        verb(report)
        times.append(time.process_time() - start)

law()
for verb, (first, *later) in spent.items():
    assert first < 2 * max(later) + 0.01, (verb, first, max(later))
"""


def test_what_answers_need_is_loaded_before_a_test_asks() -> None:
    subprocess.run([sys.executable, "-c", ANSWERS], check=True)
