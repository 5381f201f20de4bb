"""Questions put to a solved scenario: each a function of a case and a scenario, one question a file."""
