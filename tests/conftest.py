"""What holds for every test."""

import gc

# The collector looks at half a million objects of the libraries again and again: with its own
# thresholds a quarter of the suite's time. Tests that count what is left collect for themselves.
gc.set_threshold(100_000, 50, 1_000)
