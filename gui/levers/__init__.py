"""The policy levers: a panel of rows, each a name, an exact value and a slider."""
