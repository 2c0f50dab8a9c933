"""In what state of the record which deed is open; answers are reasons in sentences."""
