"""Workbooks for the towns: the empty form, and a year of made-up returns written through it."""
