"""Workbooks that come from outside: cells, tables recognised by a profile, amounts with their addresses and places."""
