"""Acceptance tests of the reference document, 156001 of 2026."""
