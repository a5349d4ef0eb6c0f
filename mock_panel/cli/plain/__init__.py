"""Plain mode: a session as lines of text, for screen readers and for pipes."""
