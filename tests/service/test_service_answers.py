"""Hold the service to the bytes of the command line, and to the statuses of the contract."""

from __future__ import annotations

import json
from typing import Any

import pytest

import birads
from birads.service import _capabilities as capabilities
from birads.service._problems import PROBLEM
from tests.service.service_client import NDJSON, command_line, one_line, sample, service


@pytest.fixture(scope="module")
def client() -> Any:
    return service()


@pytest.mark.parametrize("verb", ["check", "recommend", "normalise"])
def test_a_stream_has_the_bytes_of_the_command_line(
    client: Any, verb: str, examples: dict[str, bytes]
) -> None:
    lines = [one_line(data) for data in examples.values()]
    broken = [b'{"edition":"2013","x":1}\n', b"{\n", b"\n", b'{"edition":2013}\n', b"[]\n"]
    body = b"".join([*lines, *broken, sample().replace(b"\n", b"").replace(b"mg.calc", b"calc")])
    answer = client.post(f"/v1/{verb}", content=body, headers=NDJSON)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    expected = command_line(verb, "-", "--ndjson", "--format", "json", given=body)
    assert answer.content == expected
    assert client.post(f"/v1/{verb}", content=body).content == expected  # recognised by its lines


@pytest.mark.parametrize("verb", ["check", "recommend", "explain", "normalise"])
def test_one_report_has_the_bytes_of_the_command_line(client: Any, verb: str) -> None:
    answer = client.post(f"/v1/{verb}", content=sample())
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == command_line(verb, "-", "--format", "json", given=sample())


def test_every_example_has_the_bytes_of_the_command_line(
    client: Any, examples: dict[str, bytes]
) -> None:
    """The command line reads all of them in one run, so each line is that of one report."""
    body = b"".join(one_line(data) for data in examples.values())
    for verb in ("recommend", "explain"):
        lines = command_line(verb, "-", "--ndjson", "--format", "json", given=body).splitlines()
        for data, line in zip(examples.values(), lines, strict=True):
            assert client.post(f"/v1/{verb}", content=data).content == line + b"\n"
    text = command_line("explain", "-", "--ndjson", "--format", "markdown", given=body)
    markdown = {"accept": "text/markdown"}
    found = [
        client.post("/v1/explain", content=data, headers=markdown) for data in examples.values()
    ]
    assert b"".join(one.content for one in found) == text
    assert found[0].headers["content-type"].startswith("text/markdown")


def test_why_not_a_variant(client: Any) -> None:
    answer = client.post("/v1/explain?variant=6", content=sample())
    assert answer.content == command_line(
        "explain", "-", "--variant", "6", "--format", "json", given=sample()
    )
    refused = client.post("/v1/explain?variant=99", content=sample())
    assert refused.status_code == 400
    assert "1, 2, 3" in refused.json()["detail"]


def test_an_error_of_a_check_is_no_error_of_the_service(client: Any) -> None:
    document = json.loads(sample())
    document["findings"][0]["exam"] = "gone"
    answer = client.post("/v1/check", json=document)
    assert answer.status_code == 200
    assert answer.json()["valid"] is True
    assert "error" in {issue["severity"] for issue in answer.json()["issues"]}


@pytest.mark.parametrize("verb", ["check", "recommend", "explain", "convert?to=json"])
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"edition":"2013","edition":"2013"}', b'{"edition":"2013","x":NaN}'],
)
def test_what_does_not_parse_is_422_with_the_issues_of_parse(
    client: Any, verb: str, body: bytes
) -> None:
    answer = client.post(f"/v1/{verb}", content=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM
    with pytest.raises(birads.InvalidReport) as refused:
        birads.parse(body)
    told = answer.json()
    assert told["issues"] == [issue.to_dict() for issue in refused.value.issues]
    assert told["status"] == 422
    assert told["valid"] is False


def test_old_words_are_written_as_todays(client: Any) -> None:
    body = sample().replace(b'"amorphous"', b'"indistinct"').replace(b"grouped", b"clustered")
    answer = client.post("/v1/normalise", content=body)
    assert answer.status_code == 200
    assert answer.content == command_line("normalise", "-", "--format", "json", given=body)
    assert answer.json()["issues"]


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("/v1/lexicon?find=spiculated", ("lexicon", "find", "spiculated", "--format", "json")),
        ("/v1/lexicon?find=no%20such", ("lexicon", "find", "no such", "--format", "json")),
        (
            "/v1/lexicon?find=oval&axis=us.mass.shape&edition=2013",
            ("lexicon", "find", "oval", "--axis", "us.mass.shape", "--edition", "2013",
             "--format", "json"),
        ),
        ("/v1/lexicon", ("lexicon", "export", "--format", "json")),
        (
            "/v1/lexicon/mg.mass.margin.spiculated",
            ("lexicon", "show", "mg.mass.margin.spiculated", "--format", "json"),
        ),
        ("/v1/criteria/breast-microcalcifications", ("criteria", "export", "--format", "json")),
        (
            "/v1/criteria/breast-microcalcifications.2009?format=csv",
            ("criteria", "export", "--format", "csv"),
        ),
        (
            "/v1/criteria/palpable-breast-masses",
            ("criteria", "export", "--topic", "palpable-breast-masses", "--format", "json"),
        ),
        ("/v1/schemas/report", ("schema", "report")),
        ("/v1/schemas/workup", ("schema", "workup")),
    ],
)  # fmt: skip
def test_tables_have_the_bytes_of_the_command_line(
    client: Any, path: str, arguments: tuple[str, ...]
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content == command_line(*arguments)


def test_every_topic_is_listed(client: Any) -> None:
    listed = json.loads(command_line("criteria", "list", "--format", "json"))
    assert client.get("/v1/criteria").json() == {"topics": listed}
    assert len(listed) > 1


def test_a_topic_of_the_query_is_asked(client: Any) -> None:
    lump = {
        "edition": "2013",
        "patient": {"sex": "female", "age_years": 35},
        "presentation": [{"symptom": "palpable_mass", "breast": "left"}],
    }
    body, topic = json.dumps(lump).encode(), "palpable-breast-masses"
    for verb in ("recommend", "explain"):
        answer = client.post(f"/v1/{verb}?topic={topic}", content=body)
        asked = (verb, "-", "--topic", topic, "--format", "json")
        assert answer.content == command_line(*asked, given=body)
        assert client.post(f"/v1/{verb}?topic=nowhere", content=body).status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/lexicon/no.such.term", 404),
        ("/v1/lexicon?find=oval&axis=nowhere", 400),
        ("/v1/lexicon?find=oval&edition=1999", 400),
        ("/v1/criteria/nowhere", 404),
        ("/v1/criteria/breast-microcalcifications?format=xml", 400),
        ("/v1/schemas/nothing", 404),
        ("/v1/nothing", 404),
        ("/v1/check", 405),
        ("/health?verbose=1", 400),
        ("/page/..%2f__init__.py", 404),
        ("/page/%2e%2e", 404),
        ("/page/settings.py", 404),
    ],
)
def test_what_is_not_there_is_a_problem(client: Any, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


def test_a_misspelt_option_is_not_passed_over(client: Any) -> None:
    answer = client.post("/v1/explain?varaint=6", content=sample())
    assert answer.status_code == 400
    assert "varaint" in answer.json()["detail"]


def test_health_tells_what_is_there(client: Any) -> None:
    told = client.get("/health").json()
    assert told["status"] == "ok"
    assert told["version"] == birads.__version__
    assert {"table": "breast-microcalcifications.2009", "review": "draft"} in told["tables"]
    assert all(isinstance(there, bool) for there in told["parts"].values())


def test_the_current_topics_have_the_bytes_of_the_command_line(client: Any) -> None:
    answer = client.post("/v1/recommend?topics=current", content=sample())
    if not capabilities.available("current-topics"):
        assert answer.status_code == 501
        return
    arguments = ("recommend", "-", "--topics", "current", "--format", "json")
    assert answer.content == command_line(*arguments, given=sample())
    assert answer.json()["answers"]
