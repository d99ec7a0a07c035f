"""Migrations stand in one row: two people who take the same number are told before anybody migrates."""

from __future__ import annotations

import re
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from intake.storage.keeping.revisions import MIGRATIONS, known_revisions, revision_of_this_program

VERSIONS = Path(__file__).parents[2] / "intake" / "storage" / "migrations" / "versions"


def test_each_migration_follows_the_one_before_it() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(VERSIONS.glob("0*.py"))]
    steps = [tuple(re.findall(r'^(?:down_)?revision = (?:"(\d+)"|None)', text, re.MULTILINE)) for text in texts]

    numbers = [f"{number:04}" for number in range(1, len(texts) + 1)]
    assert steps == [(number, before) for number, before in zip(numbers, ["", *numbers], strict=False)]


def test_what_is_known_by_the_names_of_the_files_is_what_alembic_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)

    assert known_revisions() == {script.revision for script in scripts.walk_revisions()}
    assert revision_of_this_program() == scripts.get_current_head()
