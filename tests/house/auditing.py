"""`make audit`: whether an advisory speaks of a version that we pin; one line where no source is reachable.

A folder of advisories as OSV writes them (JSON, or YAML as in the Python advisory database) needs no network;
without one pip-audit is asked, which asks a service.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT: Final = Path(__file__).parents[2]
PINNED: Final = tuple(sorted((ROOT / "requirements").glob("*.txt")))
PIP_AUDIT: Final = ROOT / ".venv/audit/bin/pip-audit"
_PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """An advisory that speaks of a version we pin; `mended_in`: the versions that end it."""

    package: str
    version: str
    advisory: str
    mended_in: tuple[str, ...]

    def __str__(self) -> str:
        mended = f", mended in {', '.join(self.mended_in)}" if self.mended_in else ", not mended yet"
        return f"{self.package} {self.version}: {self.advisory}{mended}"


def pinned_in(files: Iterable[Path]) -> dict[str, str]:
    """Return the version of every package that the files pin."""
    pins = (pin for file in files for pin in _PIN.findall(file.read_text(encoding="utf-8")))
    return {canonicalize_name(name): version for name, version in pins}


def spoken_of(pins: Mapping[str, str], advisories: Path) -> list[Spoken]:
    """Return what a folder of advisories says of these pins."""
    found = (one for entry in _entries(advisories) for one in _said_by(entry, pins))
    return sorted(found, key=str)


def _entries(folder: Path) -> Iterator[Mapping[str, Any]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            yield json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix in (".yaml", ".yml"):
            yield yaml.safe_load(path.read_text(encoding="utf-8"))


def _said_by(entry: Mapping[str, Any], pins: Mapping[str, str]) -> Iterator[Spoken]:
    if entry.get("withdrawn"):
        return
    for affected in entry.get("affected", ()):
        package = affected.get("package", {})
        name = canonicalize_name(str(package.get("name", "")))
        if str(package.get("ecosystem", "")).lower() != "pypi" or (version := pins.get(name)) is None:
            continue
        events = [event for one in affected.get("ranges", ()) for event in _events_of(one)]
        if version in affected.get("versions", ()) or _is_within(version, events):
            yield Spoken(name, version, str(entry["id"]), tuple(str(e["fixed"]) for e in events if "fixed" in e))


def _events_of(found: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
    return found.get("events", ()) if found.get("type") == "ECOSYSTEM" else ()


def _is_within(version: str, events: Sequence[Mapping[str, str]]) -> bool:
    """Say whether the last event at or before a version lets it in, as OSV evaluates ranges."""
    ours, within = Version(version), False
    for event in sorted(events, key=_place_of):
        ((kind, at),) = event.items()
        reached = at == "0" or (ours > Version(at) if kind == "last_affected" else ours >= Version(at))
        if reached:
            within = kind == "introduced"
    return within


def _place_of(event: Mapping[str, str]) -> Version:
    try:
        return Version(next(iter(event.values())))
    except InvalidVersion:
        return Version("0")


def asked_of_pip_audit(program: Path) -> list[Spoken] | None:
    """Return what pip-audit says; None where it is not there, or reaches no service."""
    if not program.exists():
        return None
    listed = [part for file in PINNED for part in ("--requirement", str(file))]
    done = subprocess.run(
        [program, "--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off", *listed],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None
    return [
        Spoken(one["name"], one["version"], vulnerability["id"], tuple(vulnerability["fix_versions"]))
        for one in told
        for vulnerability in one.get("vulns", ())
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is spoken of; 1 when anything is."""
    parser = argparse.ArgumentParser(prog="make audit")
    parser.add_argument("--advisories", type=Path)
    options = parser.parse_args(arguments)
    pins = pinned_in(PINNED)
    found = spoken_of(pins, options.advisories) if options.advisories else asked_of_pip_audit(PIP_AUDIT)
    if found is None:
        print("audit: skipped, no source of advisories is reachable (make audit ADVISORIES=folder)")
        return 0
    for one in found:
        print(one)
    print(f"audit: {len(pins)} pinned versions, {len(found)} spoken of")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
