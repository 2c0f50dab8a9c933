"""The lists that officers work with, and the ledger as a spreadsheet."""
