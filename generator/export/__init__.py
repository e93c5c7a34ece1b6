"""Downloads: what pages and PDFs print, as files for spreadsheets, programs and databases."""

from generator.export.collected import collected_files
from generator.export.disclosed import files_of
from generator.export.long_form import join, long_rows

__all__ = ["collected_files", "files_of", "join", "long_rows"]
