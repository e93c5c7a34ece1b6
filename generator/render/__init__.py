"""Views → bytes: HTML from templates, PDF from print HTML."""
