"""How numbers and names of files stand in addresses, for whoever imports this module: <number:…>, <filename:…>."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class NumberConverter(IntConverter):
    """A number from 1 on, in the one way in which it is written: no noughts before it."""

    regex = "[1-9][0-9]{0,8}"


class FilenameConverter(StringConverter):
    """Any name that a file was given, whatever stands in it: the view compares it with what an edition lists."""

    regex = "(?s:.+)"


register_converter(NumberConverter, "number")
register_converter(FilenameConverter, "filename")
