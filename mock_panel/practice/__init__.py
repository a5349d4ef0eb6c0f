"""Use cases of one candidate: sessions, drawing, submitting, reviewing, progress."""
