"""What the forecast rests on: every input with its range, source and grade, to look through and to change."""
