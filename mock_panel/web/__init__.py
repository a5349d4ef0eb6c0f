"""Panels in the browser: each place is the app in a process of its own, behind a door."""
