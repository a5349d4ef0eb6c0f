"""Tests of the mock panel."""
