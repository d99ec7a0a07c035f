"""The examples of `deploy/` start what there is, and name settings that there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.commands.line import command_line
from bot.settings import PREFIX, Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
VARIABLES = {PREFIX + name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.name)
def test_a_unit_runs_a_command_of_ours(unit: Path) -> None:
    (command,) = re.findall(r"bin/shangmi ([^'\n]+)", unit.read_text(encoding="utf-8"))

    # What the shell puts in: the day.
    words = re.sub(r"\$\([^)]*\)", "today", command).split()
    assert callable(command_line().parse_args(words).run)


@pytest.mark.parametrize("timer", sorted(DEPLOY.glob("*.timer")), ids=lambda path: path.name)
def test_a_timer_has_its_unit(timer: Path) -> None:
    assert timer.with_suffix(".service").is_file()


def test_settings_that_are_named_exist() -> None:
    named = {
        name
        for path in DEPLOY.iterdir()
        for name in re.findall(rf"{PREFIX}[A-Z_]+", path.read_text(encoding="utf-8"))
    }

    assert named and named <= VARIABLES


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The compose file, read."""
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return read


def test_the_compose_file_publishes_no_port_but_those_of_tls(compose: dict[str, Any]) -> None:
    published = {name: part["ports"] for name, part in compose["services"].items() if "ports" in part}

    assert published == {"caddy": ["80:80", "443:443"]}


def test_the_compose_file_names_what_it_defines_and_keeps_what_must_stay(compose: dict[str, Any]) -> None:
    kept = {volume.partition(":")[0] for part in compose["services"].values() for volume in part["volumes"]}
    joined = {network for part in compose["services"].values() for network in part["networks"]}

    assert {name for name in kept if not name.startswith("./")} == set(compose["volumes"])
    assert joined == set(compose["networks"])
    assert all((DEPLOY / name).is_file() for name in kept if name.startswith("./"))
    assert all(
        set(part.get("depends_on", ())) <= set(compose["services"]) and part["restart"] == "unless-stopped"
        for part in compose["services"].values()
    )


def test_the_composed_service_believes_its_own_proxy_alone_and_holds_no_secret_itself(
    compose: dict[str, Any],
) -> None:
    service, caddy = compose["services"]["shangmi"], compose["services"]["caddy"]

    believed = service["environment"]["SHANGMI_TRUSTED_PROXY"]
    assert caddy["networks"]["inside"]["ipv4_address"] == believed
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    told = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    ignored = (DEPLOY.parent / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert not re.search(
        r"(?i)^[^#\n]*(?:password|key|secret|token)[a-z_]*:\s*[A-Za-z0-9+/]{12,}\s*$", told, re.MULTILINE
    )
    assert {"deploy/shangmi.env", "deploy/postgres-password"} <= set(ignored)


def test_the_image_runs_a_command_of_ours_from_pinned_versions_as_nobody(compose: dict[str, Any]) -> None:
    lines = (DEPLOY.parent / compose["services"]["shangmi"]["build"]["dockerfile"]).read_text(encoding="utf-8")
    (words,) = re.findall(r"^CMD \[(.*)\]$", lines, re.MULTILINE)
    copied = re.findall(r"^COPY (.+) \S+$", lines, re.MULTILINE)

    assert callable(command_line().parse_args(re.findall(r'"([^"]+)"', words)).run)
    assert "--require-hashes -r requirements/run.txt" in lines and "\nUSER shangmi\n" in lines
    assert all((DEPLOY.parent / path).exists() for names in copied for path in names.split())


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_stands_before_the_service_as_it_must(name: str) -> None:
    told = (DEPLOY / name).read_text(encoding="utf-8")

    # The visitor's address in place of what was sent; TLS for good; figures for nobody; no address written down.
    assert re.search(r"X-Forwarded-For\s+(?:\$remote_addr;|\{remote_host\})", told)
    assert "max-age=31536000" in told and re.search(r"/metrics(?: 404| \{\s+return 404;)", told)
    assert re.search(r"25\s?[mM]B?\b", told)
    assert "access_log off;" in told or not re.search(r"^\s*log\b", told, re.MULTILINE)
    assert told.count("{") == told.count("}")
