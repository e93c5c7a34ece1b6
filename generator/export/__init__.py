"""Downloads: what pages and PDFs print, as files for spreadsheets, programs, databases and the search of the site."""

from generator.export.collected import DATABASE, collected_files, database_file
from generator.export.disclosed import files_of
from generator.export.full_text import Text, index_files, index_version, text_of_page
from generator.export.long_form import join, long_rows

__all__ = [
    "DATABASE",
    "Text",
    "collected_files",
    "database_file",
    "files_of",
    "index_files",
    "index_version",
    "join",
    "long_rows",
    "text_of_page",
]
