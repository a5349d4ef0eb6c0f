"""For developers: write the next step from what the models have and the last step has not.

Run `python -m mock_panel.storage.new_migration "what it does"` in a checkout, read the
step and correct it, raise `upgrade.CURRENT.number`, and commit a dump of an old
database beside the others in `tests/storage/data`.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from mock_panel.paths import Paths
from mock_panel.storage.engine import make_engine
from mock_panel.storage.upgrade import CURRENT, Schema, ensure_current


def write_step(words: str, schema: Schema = CURRENT) -> None:
    """Write the step after a schema's last into the folder of its steps.

    Args:
        words: what the step does; becomes its docstring and part of its file name.
        schema: the last step and the folder.
    """
    config = Config()
    config.set_main_option("script_location", str(schema.migrations).replace("%", "%%"))
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        if schema.number:
            ensure_current(paths, schema=schema)
        engine = make_engine(paths.database, upgrading=True)
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.revision(config, words, autogenerate=True, rev_id=f"{schema.number + 1:04}")


if __name__ == "__main__":
    write_step(" ".join(sys.argv[1:]))
