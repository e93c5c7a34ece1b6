"""How far a build has come, told on a terminal: what is done, how fast, and how long the rest will take."""

import sys
import time
from dataclasses import dataclass, field
from typing import TextIO


@dataclass(slots=True)
class Progress:
    """One line on a terminal that is written over; nothing where the stream is none."""

    what: str
    total: int
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    done: int = 0
    started: float = field(default_factory=time.monotonic)

    def step(self, count: int = 1) -> None:
        """Tell that so many more are done."""
        self.done += count
        if not self.stream.isatty():
            return
        spent = time.monotonic() - self.started
        rate = self.done / spent if spent else 0
        left = f"，还要 {round((self.total - self.done) / rate)} 秒" if rate and self.done < self.total else ""
        self.stream.write(f"\r\x1b[K{self.what} {self.done}/{self.total}，每秒 {rate:.1f} 个{left}")
        if self.done >= self.total:
            self.stream.write("\r\x1b[K")
        self.stream.flush()
