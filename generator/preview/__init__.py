"""The preview while editing: a server on this computer that shows the folder of units as it stands."""

from generator.preview.server import serve

__all__ = ["serve"]
