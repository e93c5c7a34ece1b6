"""The build as a recipe: one line a step, nothing published before everything is known to be right."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.build.fingerprint import environment
from generator.build.options import Options
from generator.build.work import Work
from generator.build.workspace import Workspace
from generator.publish import MANIFEST, OutputInUse, staging
from generator.report import Report

_PREVIEW = "preview"
"""What the manifest of a preview says, so that it is told from a site to publish."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build found, whether it is done, why each disclosure that was made anew was, what was kept."""

    report: Report
    done: bool
    reasons: Mapping[str, str] = field(default_factory=dict)
    permanence: str = ""
    """How many disclosures are published for the first time, kept, corrected, set anew."""


def build(options: Options, workspace: Workspace) -> Outcome:
    """Build the site and report the problems; where a file that is no draft has an error, nothing is published.

    Raises NotMade where a worker failed, and what `staging` raises where the output cannot be had.
    """
    with staging(options.out) as staged:
        if options.is_preview:
            _refuse_published(options.out)
        work = Work(options, workspace)
        made = work.make(staged)
        report = work.report(made)
        if work.is_refused(made):
            return Outcome(report, done=False, reasons=work.reasons)
        files = work.files_and_data(made, staged)
        facts = {
            "revision": revision(options.units),
            "environment": environment(workspace, with_pdf=options.with_pdf),
            **({_PREVIEW: True} if options.is_preview else {}),
        }
        if staged.stands(files, facts):
            return Outcome(report, done=True, reasons=work.reasons)
        work.stage(files, made, staged)
        staged.publish(facts)
    return Outcome(report, done=True, reasons=work.reasons, permanence=work.permanence.told())


def _refuse_published(out: Path) -> None:
    """Raise OutputInUse where a site that is no preview stands in the place of one."""
    manifest = out / MANIFEST
    if manifest.exists() and not json.loads(manifest.read_bytes()).get(_PREVIEW):
        raise OutputInUse(out, "里是正式的站点，预览不能写在这里")


def build_shard(options: Options, workspace: Workspace) -> Outcome:
    """Make one share of the disclosures and of their PDFs into the cache, and publish nothing.

    Builds that are given the shares' caches, put together, find everything made.
    """
    work = Work(options, workspace)
    made = work.make(None)
    if work.is_refused(made):
        return Outcome(work.report(made), done=False, reasons=work.reasons)
    work.pdfs(made)
    return Outcome(work.report(made), done=True, reasons=work.reasons)


def revision(units: Path) -> dict[str, Any]:
    """Return the commit that the sources stand at, and whether they were changed since; nothing without git."""

    def git(*words: str) -> str:
        try:
            done = subprocess.run(["git", "-C", str(units), *words], capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return ""
        return done.stdout.strip() if done.returncode == 0 else ""

    commit = git("rev-parse", "HEAD")
    return {"commit": commit, "modified": bool(git("status", "--porcelain", "--", "."))} if commit else {}
