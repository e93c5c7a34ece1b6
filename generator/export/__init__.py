"""Downloads: what pages and PDFs print, as files for spreadsheets, programs, databases and the search of the site."""

from generator.export.collected import collected_files
from generator.export.disclosed import files_of
from generator.export.full_text import Text, index_files, index_version, text_of_page
from generator.export.long_form import join, long_rows

__all__ = ["Text", "collected_files", "files_of", "index_files", "index_version", "join", "long_rows", "text_of_page"]
