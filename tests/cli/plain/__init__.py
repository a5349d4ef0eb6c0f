"""Tests of plain mode, part by part."""
