"""From one YAML file per public budget to its page, its PDF and its data."""

__version__ = "0.1.0"
