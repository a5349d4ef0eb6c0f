"""The story bank on the screen."""
