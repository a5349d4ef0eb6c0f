"""What practice needs of the outside; the composition root plugs the adapters in."""
