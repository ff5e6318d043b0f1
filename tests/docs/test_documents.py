"""What the documents claim about the project is so."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from docs_shown import DOCS, PROJECT, documents

DEPENDENCIES = DOCS / "decisions" / "0002-one-dependency-one-module.md"
ROW = re.compile(
    r"^\| (?P<name>[A-Za-z0-9_-]+) \| [^|]+ \| [^|]+ \| [^|]+ \| (?P<modules>`[^|]+) \|$", re.MULTILINE
)
TEST = re.compile(r"`(?P<file>[\w/]+\.py)::(?P<name>test_\w+)`")
VARIABLE = re.compile(r"\bVAULT_[A-Z_]+\b")
NO_VARIABLES = {"VAULT_DAMAGED", "VAULT_CREATED", "VAULT_COMPLETE"}
"""Names in the code that look like variables of the environment and are none, and click's own for completion."""

IMPORTED_AS = {
    "beautifulsoup4": "bs4",
    "dkimpy": "dkim",
    "noto-cjk": "noto_cjk",
    "pillow": "PIL",
    "pillow-heif": "pillow_heif",
    "python-docx": "docx",
    "python-stdnum": "stdnum",
    "rfc3161-client": "rfc3161_client",
}
COME_ALONG = {"cv2"}
"""Libraries that another one of the table brings, and that are used where it is; the record says which."""

SOURCES = sorted([*(PROJECT / "vault").rglob("*.py"), *(PROJECT / "cli").rglob("*.py")])


def test_generated_parts_are_current_links_lead_somewhere_and_commands_exist() -> None:
    done = subprocess.run(
        [sys.executable, PROJECT / ".ci" / "documents.py"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_a_document_speaks_of_the_product_alone(document: Path) -> None:
    text = document.read_text("utf-8")
    assert not re.search(r"/(work|root|tmp)/|\bissues? #?\d", text)


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_a_picture_is_there_small_and_described(document: Path) -> None:
    for described, target in re.findall(r"!\[(.*?)\]\((.*?)\)", document.read_text("utf-8")):
        assert described
        picture = document.parent / target
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < 300_000


def test_every_promise_of_the_threat_model_names_tests_that_exist() -> None:
    text = (DOCS / "threat-model.md").read_text("utf-8")
    promises = text.split("## What is promised")[1].split("## What is not promised")[0].split("\n### ")[1:]
    assert len(promises) > 10
    for promise in promises:
        assert TEST.search(promise), promise
    for found in TEST.finditer(text):
        assert f"def {found['name']}(" in (PROJECT / "tests" / found["file"]).read_text("utf-8"), found[0]


def test_every_variable_of_the_environment_is_in_the_reference_and_no_other() -> None:
    used = {name for path in SOURCES for name in VARIABLE.findall(path.read_text("utf-8"))} - NO_VARIABLES
    table = (DOCS / "command-reference.md").read_text("utf-8").split("## Environment")[1].split("\n## ")[0]
    assert used == set(VARIABLE.findall(table))


def test_the_table_of_dependencies_is_that_of_the_project() -> None:
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = declared.get("optional-dependencies", {}).values()
    wanted = [*declared["dependencies"], *(line for lines in optional for line in lines)]
    assert set(_table()) == {re.split(r"[>=<\[; ]", line)[0] for line in wanted}


def test_a_dependency_is_imported_where_the_table_says_and_nowhere_else() -> None:
    imports = _imports()
    for name, places in _table().items():
        modules = imports.get(IMPORTED_AS.get(name, name), set())
        assert modules == {module for module in modules if _inside(module, places)}, name
        assert places == {place for place in places if any(_inside(module, {place}) for module in modules)}, (
            name
        )


def test_nothing_is_imported_that_is_not_declared() -> None:
    known = {IMPORTED_AS.get(name, name) for name in _table()} | {"vault", "cli", *sys.stdlib_module_names}
    assert set(_imports()) <= known | COME_ALONG


def _inside(module: str, places: set[str]) -> bool:
    return any(f"{module}.".startswith(f"{place}.") for place in places)


def _table() -> dict[str, set[str]]:
    """Return the modules or packages that the decision record names for each dependency."""
    rows = ROW.finditer(DEPENDENCIES.read_text("utf-8"))
    return {row["name"]: set(re.findall(r"`([\w.]+)`", row["modules"])) for row in rows}


def _imports() -> dict[str, set[str]]:
    """Return the modules of ours that import each top-level module; what is imported for types alone does not count."""
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        module = ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
        for name in _imported(ast.parse(path.read_text("utf-8"))):
            found.setdefault(name.split(".")[0], set()).add(module)
    return found


def _imported(tree: ast.AST) -> list[str]:
    names: list[str] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.append(node.module)
        else:
            names += _imported(node)
    return names
