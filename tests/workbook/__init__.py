"""Workbooks of people and programs outside: what is read of them, and what a file says afterwards."""
