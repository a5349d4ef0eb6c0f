import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from mock_panel.paths import Paths
from mock_panel.storage.new_migration import write_step
from mock_panel.storage.searching import is_modelled
from mock_panel.storage.upgrade import CURRENT, Schema, ensure_current


def test_a_step_written_from_the_models_alone_makes_the_same_tables(tmp_path: Path) -> None:
    folder = tmp_path / "50% steps"
    shutil.copytree(
        CURRENT.migrations, folder, ignore=lambda _, names: {n for n in names if n[:2] == "v0"}
    )
    write_step("all of it", Schema(0, folder))
    (step,) = (folder / "versions").glob("*.py")
    assert step.name == "v0001_all_of_it.py"
    assert "sqlmodel" not in step.read_text(encoding="utf-8"), "its types have plain names"

    def tables(name: str, schema: Schema) -> set[tuple[str, str]]:
        paths = Paths(tmp_path / name)
        ensure_current(paths, schema=schema)
        with closing(sqlite3.connect(paths.database)) as connection:
            rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            # A column that was added later stands elsewhere, with other punctuation.
            return {
                (name, " ".join(sorted(re.findall(r"\w+", sql))))
                for name, sql in rows
                # The index of words is no model's.
                if is_modelled(None, name)
            }

    assert tables("written", Schema(1, folder)) == tables("shipped", CURRENT)
