"""Grids of cells that take and give blocks of a spreadsheet."""
