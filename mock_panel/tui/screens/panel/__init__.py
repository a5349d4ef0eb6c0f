"""The screens of a mock panel."""
