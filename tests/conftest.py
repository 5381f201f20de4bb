"""Settings of hypothesis for all tests.

`make test` draws the same examples every time, so that one commit is red or green and not both; `make fuzz` draws new
ones, many more, and is where new counterexamples are looked for. Each one found becomes a test or an example by name.
"""

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("new", deadline=None, database=None, print_blob=True)
settings.load_profile("same")
