// The editor of minutes, and saving what is typed.
