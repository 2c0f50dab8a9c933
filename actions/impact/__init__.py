"""Impact: what came of scrutiny, in figures that anybody can reckon again."""
