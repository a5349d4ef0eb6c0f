"""The Textual app; the only package that knows Textual."""
