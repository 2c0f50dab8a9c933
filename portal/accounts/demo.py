"""The sign-ins of the demonstration council. They exist only where the demonstration was loaded."""

# Role, e-mail address, password.
SIGN_INS: list[tuple[str, str, str]] = [
    ("Administrator", "admin@wexcombe.example", "wexcombe-demonstration"),
    ("Publisher", "publisher@wexcombe.example", "wexcombe-demonstration"),
    ("Clerk", "clerk@wexcombe.example", "wexcombe-demonstration"),
    ("Councillor", "councillor@wexcombe.example", "wexcombe-demonstration"),
    ("Owner of actions", "owner@wexcombe.example", "wexcombe-demonstration"),
]
