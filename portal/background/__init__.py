"""Work in the background: jobs in PostgreSQL that stand or fall with the transaction that asks for them."""
