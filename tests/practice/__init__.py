"""Tests of the practice use cases."""
