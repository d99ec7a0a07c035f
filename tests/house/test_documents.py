"""What the documents say about the code is true."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_path_named_in_a_document_exists(document: str) -> None:
    text = (ROOT / document).read_text()
    named = set(re.findall(r"`((?:bot|intents|knowledge|intake|tests|docs|benchmarks)/[\w./-]*)`", text))
    named |= {target for target in re.findall(r"\]\((?!https?:)([\w./-]+)\)", text)}

    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


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
