"""Real documents in: readers (format to blocks), grammar (blocks to parsed record), and the parsed record itself.

Everything here is pure: text goes in, dataclasses come out, and no database is touched. The one entry is
``meetings.importing.parse.parse``; turning a parsed record into draft rows is the work of a later layer.
"""
