"""The embedded database: a Django backend that brings its own PostgreSQL, so that nothing has to be installed first.

`base` is the backend that settings name, `server` starts and stops the server of one data folder, `account` answers
under which system account it runs, `locks` knows who holds it, `program` knows the binaries and their options.
"""
