"""Acceptance tests of the second reference document, in another region's layout."""
