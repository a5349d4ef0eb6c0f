"""Use cases of raters: rate alone, reveal, settle, and learn to rate alike."""
