"""Differences → addresses, one a line, as `disclose build --only` takes them."""

from generator.compare.disclosures import Status
from generator.report.differences import Differences


def differences_addresses(differences: Differences) -> str:
    """List code/year of every disclosure that changed and is still there."""
    there = (change.side for change in differences.changes if change.status is not Status.REMOVED)
    return "".join(f"{side.code}/{side.year}\n" for side in there)
