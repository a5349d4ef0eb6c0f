"""Rehearse the structured interview for the US Senior Executive Service, offline."""

__version__ = "0.1.0"
