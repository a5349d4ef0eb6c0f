"""Text to score report: pure, deterministic, explainable."""
