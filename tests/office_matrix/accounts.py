from office_matrix import CAST, SIGNED_IN


def everybody(signed_in, *, nobody):
    return {**dict.fromkeys(CAST, signed_in), "nobody": nobody}


# What only whoever manages users may see; the others know that it is there.
ADMINISTRATORS = {**dict.fromkeys(CAST, 403), "nobody": 302, "administrator": 200}
THEIR_DEEDS = {**ADMINISTRATORS, "administrator": 302}
# Pages for those who are not signed in; the others are sent on.
ENTRANCE = everybody(302, nobody=200)
OPEN = dict.fromkeys(CAST, 200)
NOT_THERE = dict.fromkeys(CAST, 404)

ROWS = {
    "users:user-list": ([], "get", ADMINISTRATORS),
    "users:user-invite": ([], "get", ADMINISTRATORS),
    "users:user-detail": (["$user"], "get", ADMINISTRATORS),
    "users:user-change-details": (["$user"], "post", {**THEIR_DEEDS, "administrator": 422}),
    "users:user-change-roles": (["$user"], "post", THEIR_DEEDS),
    "users:user-invite-again": (["$user"], "post", THEIR_DEEDS),
    "users:user-deactivate": (["$user"], "post", THEIR_DEEDS),
    "users:user-reactivate": (["$user"], "post", THEIR_DEEDS),
    "users:user-end-sessions": (["$user"], "post", THEIR_DEEDS),
    "users:user-reset-second-factor": (["$user"], "post", THEIR_DEEDS),
    "account_login": ([], "get", ENTRANCE),
    "account_logout": ([], "get", SIGNED_IN),
    "account_reauthenticate": ([], "get", SIGNED_IN),
    "account_change_password": ([], "get", SIGNED_IN),
    # Whoever has a password changes it instead.
    "account_set_password": ([], "get", dict.fromkeys(CAST, 302)),
    "account_reset_password": ([], "get", OPEN),
    "account_reset_password_done": ([], "get", OPEN),
    "account_reset_password_from_key": (["1", "no-such-key"], "get", OPEN),
    "account_reset_password_from_key_done": ([], "get", OPEN),
    "invitation": (["no-such-token"], "get", dict.fromkeys(CAST, 410)),
    "mfa_index": ([], "get", SIGNED_IN),
    # Between password and code one is not signed in yet; everybody else has no business there.
    "mfa_authenticate": ([], "get", dict.fromkeys(CAST, 302)),
    "mfa_reauthenticate": ([], "get", dict.fromkeys(CAST, 302)),
    "mfa_activate_totp": ([], "get", SIGNED_IN),
    # Nobody of the cast has a second factor, or recovery codes.
    "mfa_deactivate_totp": ([], "get", everybody(404, nobody=302)),
    "mfa_view_recovery_codes": ([], "get", everybody(404, nobody=302)),
    "mfa_generate_recovery_codes": ([], "get", SIGNED_IN),
    "mfa_download_recovery_codes": ([], "get", everybody(404, nobody=302)),
    "usersessions_list": ([], "get", SIGNED_IN),
    # No directory is configured.
    "openid_connect_login": (["council"], "post", NOT_THERE),
    "openid_connect_callback": (["council"], "get", NOT_THERE),
    "socialaccount_login_cancelled": ([], "get", OPEN),
}
