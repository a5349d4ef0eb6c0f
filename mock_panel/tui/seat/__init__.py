"""The app of one person at a panel, wherever they sit."""
