"""The composition root: the only place that names concrete adapters.

The adapters bring YAML, SQLModel and child processes with them, so that each is imported
where it is made: the first frame needs none of them.
"""
