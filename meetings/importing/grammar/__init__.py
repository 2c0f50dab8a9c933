"""The grammar of council records: small modules, each knowing one part of how clerks write, from blocks to records."""
