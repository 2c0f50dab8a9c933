"""What councillors read when they have signed in: their meetings, what became of what they asked, their own record."""
