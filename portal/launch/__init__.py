"""From a fresh checkout to a page in the browser: what `make run` does.

`virtual_environment` installs the locked packages (it runs before there are any), `address` decides where to listen,
`preparation` readies the database and the static files, `web_server` serves until it is told to stop.
"""
