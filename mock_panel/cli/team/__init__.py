"""`mock-panel team …`: the people of a programme."""
