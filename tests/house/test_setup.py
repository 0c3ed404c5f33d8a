"""Setting up: locks without addresses, assets without what we may not use, plain sentences when a machine says no."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


def tool(name: str) -> ModuleType:
    """A module of the set-up scripts, which are no package."""
    folder = str(ROOT / "tools")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    spec = importlib.util.find_spec(name)
    assert spec is not None
    return importlib.import_module(name)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_registry_and_hashes_every_package(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_every_package_asked_for(lock: Path) -> None:
    names = re.findall(r"^([A-Za-z0-9][A-Za-z0-9_.-]*)", lock.with_suffix(".in").read_text(), re.MULTILINE)
    locked = {
        name.lower().replace("_", "-") for name in re.findall(r"^([A-Za-z0-9_.-]+)==", lock.read_text(), re.MULTILINE)
    }
    assert {name.lower().replace("_", "-") for name in names} - locked == set()


def test_every_package_asked_for_has_a_reason_beside_it() -> None:
    lines = [
        line
        for source in (ROOT / "requirements").glob("*.in")
        for line in source.read_text().splitlines()
        if line and not line.startswith(("#", "-r"))
    ]
    assert [line for line in lines if "#" not in line and not line.startswith(("pytest", "pytest-django"))] == []


def test_the_front_end_lock_names_no_registry() -> None:
    text = (ROOT / "frontend" / "package-lock.json").read_text()
    assert "://" not in text
    assert '"resolved"' not in text


def test_gds_transport_and_the_crest_are_left_out() -> None:
    published = (
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
        ".govuk-body{font-family:GDS Transport,arial,sans-serif;color:red}"
        ".govuk-footer__crest{background-image:url(/assets/images/govuk-crest.svg)}"
        "\n/*# sourceMappingURL=govuk-frontend.min.css.map */"
    )
    assert tool("assets").cleaned(published) == (
        '.govuk-body{font-family:"Helvetica Neue",Arial,"Liberation Sans",sans-serif;color:red}'
        ".govuk-footer__crest{background-image:none}\n"
    )


def test_every_file_the_style_sheets_ask_for_is_copied() -> None:
    assets = tool("assets")
    packages = ROOT / "frontend" / "node_modules"
    copied = {f"/assets/images/{name}" for name in assets.ICONS}
    for source in (name for name in assets.TEXTS if name.endswith(".css")):
        asked = set(re.findall(r"url\(([^)]+)\)", assets.cleaned((packages / source).read_text())))
        assert {each for each in asked if not each.startswith("data:")} - copied == set(), source


def test_assets_are_whole_or_absent(tmp_path: Path) -> None:
    assets, steps = tool("assets"), tool("steps")
    with pytest.raises(steps.StoppedError, match=r"tools/assets\.py"):
        assets.build(tmp_path / "no packages", tmp_path / "assets")
    assert not (tmp_path / "assets").exists()


def test_a_full_disk_is_told_before_anything_is_fetched(tmp_path: Path) -> None:
    steps = tool("steps")
    with pytest.raises(steps.StoppedError, match=r"needs about .* MB of free disk"):
        steps.room(tmp_path / "later", 10**9)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("ERROR: Could not find a version (from versions: none)", "is there a network"),
        ("npm error code ENOTFOUND", "is there a network"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("something else", "It could not be done"),
    ],
)
def test_what_a_command_complains_of_becomes_a_sentence(
    words: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGHTHELP_STATE", str(tmp_path))
    steps = tool("steps")
    with pytest.raises(steps.StoppedError, match=sentence):
        steps.run(["sh", "-c", f"echo '{words}' >&2; exit 1"], "It could not be done.")


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    setup, steps = tool("setup"), tool("steps")
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "none")
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(steps.StoppedError, match="apt-get install python3-venv"):
        setup.environment()


def test_a_step_whose_inputs_are_the_same_is_not_done_again(tmp_path: Path) -> None:
    steps = tool("steps")
    source = tmp_path / "lock"
    source.write_text("one")
    steps.put_stamp(tmp_path / "stamp", steps.digest([source]))
    assert steps.stamped(tmp_path / "stamp", steps.digest([source]))
    source.write_text("two")
    assert not steps.stamped(tmp_path / "stamp", steps.digest([source]))


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
def test_make_help_lists_the_targets_people_need() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("run", "setup", "reset", "test", "check", "lock", "help"):
        assert f"make {target}" in said


def test_make_asks_for_a_python_in_a_sentence() -> None:
    asked = subprocess.run(
        ["make", "run", "PYTHON=no-such-python"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert asked.returncode != 0
    assert "Right Help needs Python 3.11 or later" in asked.stdout
    assert "Traceback" not in asked.stdout + asked.stderr


def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
