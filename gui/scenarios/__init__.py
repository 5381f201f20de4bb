"""The scenarios: cards to open, name, order and note."""
