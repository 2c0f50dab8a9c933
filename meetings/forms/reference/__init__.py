"""Forms of reference data, one for each kind of row."""
