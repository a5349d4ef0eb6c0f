"""The speech recognisers, one module each; their libraries are loaded in children only."""
