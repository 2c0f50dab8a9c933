"""The office's pages of the ledger."""
