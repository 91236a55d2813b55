"""The nouns of the field: frozen records with no behaviour beyond themselves."""
