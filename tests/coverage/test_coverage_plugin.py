"""Hold the pytest plugin to what it promises, in test suites of its own."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

SUITE = """
import birads
from birads import check, parse, recommend

TREE = {
    "edition": "2013",
    "exams": [{"id": "mg", "modality": "mammography", "purpose": "screening"}],
    "findings": [{"kind": "mg.calcifications", "id": "c", "exam": "mg",
                  "location": {"breast": "left"}, "morphology": ["amorphous"],
                  "distribution": "grouped", "groups": 1, "category": "2"}],
}

def test_names_imported_at_the_top():
    recommend(parse(TREE))
    check(parse(TREE))

def test_names_of_the_package():
    birads.recommend(parse(TREE))
"""
CONFTEST = "from birads import check, parse, recommend\n"


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(test_suite=SUITE)
    return pytester


def _run(suite: pytest.Pytester, *args: str) -> pytest.RunResult:
    return suite.runpytest_subprocess(*args)


def test_nothing_is_said_or_wrapped_without_the_option(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        test_unwrapped="""
        import sys
        import birads
        def test_plain():
            assert "coverage" not in birads.recommend.__code__.co_filename
            assert "birads.coverage._collect" not in sys.modules
        """
    )
    result = _run(suite)
    result.assert_outcomes(passed=3)
    result.stdout.no_fnmatch_line("*birads-coverage*")


def test_every_way_to_call_is_counted(suite: pytest.Pytester) -> None:
    result = _run(suite, "--birads-coverage")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(
        ["*birads-coverage*", "2 reports (0 refused), 2 patterns*", "Variants * 1 of 18 *"]
    )
    result.stdout.no_fnmatch_line("Checks * 0 of *")


def test_the_plugin_may_be_loaded_under_both_names(suite: pytest.Pytester) -> None:
    result = _run(suite, "-p", "birads.coverage._plugin", "--birads-coverage")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["2 reports (0 refused), 2 patterns*"])


def test_without_an_option_next_to_nothing_is_imported(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys
        def test_nothing_loaded():
            assert "birads.pytest_plugin" in sys.modules
            assert not {"pydantic", "birads.parsing._parse", "birads.coverage"} & sys.modules.keys()
        """
    )
    _run(pytester).assert_outcomes(passed=1)


def test_a_threshold_fails_the_run(suite: pytest.Pytester) -> None:
    result = _run(suite, "--birads-coverage-min=99")
    result.assert_outcomes(passed=2)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["FAIL: * % is less than the 99 % asked for"])


def test_a_threshold_that_is_met_passes(suite: pytest.Pytester) -> None:
    assert _run(suite, "--birads-coverage-min=1").ret == pytest.ExitCode.OK


def test_a_failing_suite_stays_failing(suite: pytest.Pytester) -> None:
    suite.makepyfile(test_bad="def test_bad(): assert False")
    assert _run(suite, "--birads-coverage-min=1").ret == pytest.ExitCode.TESTS_FAILED


def test_the_page_is_written(suite: pytest.Pytester) -> None:
    assert _run(suite, "--birads-coverage-html=page.html").ret == pytest.ExitCode.OK
    page = (suite.path / "page.html").read_text("utf-8")
    assert "Rule coverage of a test suite" in page


def test_workers_of_xdist_are_added_up(suite: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    result = _run(suite, "-n", "2", "--birads-coverage-min=1")
    result.assert_outcomes(passed=2)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["2 reports (0 refused), 2 patterns*"])


def test_names_are_given_back_at_the_end(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        run="""
        import sys
        import pytest
        import birads
        original = birads.recommend
        assert pytest.main(["-q", "-p", "birads.coverage._plugin", "--birads-coverage",
                            "test_suite.py"]) == 0
        assert birads.recommend is original
        assert sys.modules["test_suite"].recommend is original
        """
    )
    assert suite.runpython(suite.path / "run.py").ret == 0
