"""Where a run finds what it needs: sources, schema, registers, templates, profiles."""

import os
from dataclasses import dataclass
from pathlib import Path

from generator.build.profiles import read_profile
from generator.model.codes import Registers, read_registers
from generator.model.profile import Profile
from generator.source import visible

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Workspace:
    """One checkout: the folders of its parts."""

    root: Path = ROOT

    @property
    def schema(self) -> Path:
        """The schema of unit files."""
        return self.root / "schema" / "unit.schema.json"

    @property
    def site_schema(self) -> Path:
        """The schema of site files."""
        return self.root / "schema" / "site.schema.json"

    @property
    def templates(self) -> Path:
        """The templates' folder."""
        return self.root / "templates"

    @property
    def profiles(self) -> Path:
        """The profiles' folder."""
        return self.templates / "profiles"

    def assets(self) -> dict[str, bytes]:
        """Read the site's style sheets, scripts and pictures, by their names in the site."""
        folder = self.templates / "assets"
        return {f"assets/{path.name}": path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}

    def registers(self) -> Registers:
        """Read the classification registers."""
        return read_registers(self.root / "schema" / "registers")

    def has_profile(self, key: str) -> bool:
        """Say whether there is a profile of that name."""
        return (self.profiles / f"{key}.yaml").is_file()

    def profile_names(self) -> list[str]:
        """Return the names of the profiles there are, in order."""
        return sorted(path.stem for path in self.profiles.glob("*.yaml"))

    def profile(self, key: str) -> Profile:
        """Read one profile; raises BadProfile where its file, or one that it inherits from, is not valid."""
        return read_profile(self.templates, self.root / "schema" / "profile.schema.json", key)


def shown_as(path: Path) -> str:
    """Return a path as problems name it: relative to the working directory, with forward slashes, printable.

    A relative one is so already, also to a process that works elsewhere for the one that named it.
    """
    return visible((os.path.relpath(path) if path.is_absolute() else os.path.normpath(path)).replace(os.sep, "/"))
