"""What the documents say about the code is true."""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands.line import command_line
from bot.settings import EXAMPLES, PREFIX, Settings

ROOT = Path(__file__).parents[2]
VARIABLES = {PREFIX + name.upper() for name in Settings.model_fields}


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_the_table_of_settings_names_every_variable_and_no_other() -> None:
    documented = set(re.findall(r"^\| `(SHANGMI_\w+)`", (ROOT / "docs/settings.md").read_text(), re.M))

    assert documented == VARIABLES


def test_the_example_environment_names_every_variable_and_no_other() -> None:
    shown = set(re.findall(r"^# (SHANGMI_\w+)=", (ROOT / ".env.example").read_text(), re.M))

    assert shown == VARIABLES


def test_every_setting_has_a_description_and_an_example() -> None:
    assert set(EXAMPLES) == set(Settings.model_fields)
    assert all(field.description for field in Settings.model_fields.values())


def test_the_contract_names_every_command_and_option() -> None:
    contract = (ROOT / "docs/contract.md").read_text()

    rows = [line for line in contract.splitlines() if line.startswith("| `shangmi")]

    # A command stands at the beginning of its row, its options in the same one.
    assert [
        words
        for words in _commands(command_line(), "shangmi")
        if not any(f"`{words.partition(' --')[0]}" in row and words.split()[-1] in row for row in rows)
    ] == []


def test_the_contract_names_every_public_address() -> None:
    contract = (ROOT / "docs/contract.md").read_text()
    sources = [path for folder in ("channels", ".") for path in (ROOT / "bot" / folder).rglob("*.py")]
    served = {
        address
        for path in sources
        if "desk" not in path.parts
        for address in re.findall(r"web\.(?:get|post)\(\"(/[^\"]+)\"", path.read_text())
        if not address.startswith("/static/")
    }

    assert served
    assert [address for address in sorted(served) if not re.search(rf"{re.escape(address)}[`?]", contract)] == []


def _commands(parser: argparse.ArgumentParser, above: str) -> Iterator[str]:
    """Yield every command that does something, and its options: "shangmi serve", "shangmi serve --port"."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield above
    for action in parser._actions:
        options = (option for option in action.option_strings if option.startswith("--") and option != "--help")
        yield from (f"{above} {option}" for option in options)
    for name, inner in (pair for action in below for pair in action.choices.items()):
        yield from _commands(inner, f"{above} {name}")


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_path_named_in_a_document_exists(document: str) -> None:
    text = (ROOT / document).read_text()
    named = set(re.findall(r"`((?:bot|intents|knowledge|intake|tests|docs|benchmarks)/[\w./-]*)`", text))
    named |= {target for target in re.findall(r"\]\((?!https?:)([\w./-]+)\)", text)}

    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_test_that_the_threat_model_names_is_there() -> None:
    text = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", text))
    tests = {str(path.relative_to(ROOT / "tests")) for path in (ROOT / "tests").rglob("*.py")}
    linked = {target for target in re.findall(r"\]\((?!https?:)([\w./-]+)\)", text)}

    assert len(named) > 60
    missing = [
        one
        for one in named
        if not (ROOT / one).exists() and not any(path == one or path.endswith(f"/{one}") for path in tests)
    ]
    assert sorted(missing) == []
    assert [target for target in sorted(linked) if not (ROOT / "docs" / target).exists()] == []


def test_nothing_reads_outside_the_project_or_names_a_package_index() -> None:
    # Spelled in pieces, so that this file does not find itself.
    strange = re.compile("|".join(("[.][.]/" + "shared", "/" + "work/", "pypi" + "[.]org", "npmjs" + "[.]org")))

    found = [
        path.relative_to(ROOT).as_posix()
        for path in _tracked()
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".txt", ".cfg", ".sh", ".js", ""}
        and strange.search(path.read_text(errors="ignore"))
    ]

    assert found == []


def test_no_module_is_longer_than_a_reader_can_bear() -> None:
    longest = {
        path.relative_to(ROOT).as_posix(): lines
        for path in _tracked()
        if path.suffix == ".py" and (lines := path.read_text().count("\n")) > 450
    }

    assert longest == {}
