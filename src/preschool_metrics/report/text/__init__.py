"""The text of the terminal: laid out by measured widths, never cut."""
