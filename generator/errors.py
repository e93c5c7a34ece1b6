"""The exceptions that stop a run; each class writes its own sentence, and only `cli` catches them."""

from pathlib import Path


class GeneratorError(Exception):
    """A run that cannot be done: arguments, environment, input or output. A class may have an exit code of its own."""

    exit_code = 2


class UnreadableFile(GeneratorError):
    """A file or folder that should be read and cannot be."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"读不了 {path}：{reason}。")
