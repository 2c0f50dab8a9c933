from portal.accounts.models.grant import Grant, Role
from portal.accounts.models.user import User

__all__ = ["Grant", "Role", "User"]
