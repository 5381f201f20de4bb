"""The version of the engine, which stored results carry; the package has the same."""

__version__ = "0.1.0"
