"""A council's directory that speaks OpenID Connect, small and real: the other side of the wire."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "records", "between us"


class Provider:
    """Signs whoever it is told to in without asking; `claims` are what it says of that person."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims = {}
        self.codes = {}
        self.refused = []
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                pass

            def do_GET(self):
                provider.answer(self, {})

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.answer(self, dict(parse_qsl(body)))

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler, form):
        address = urlsplit(handler.path)
        match address.path:
            case "/.well-known/openid-configuration":
                self.send(handler, self.configuration())
            case "/authorize":
                self.authorize(handler, {name: values[0] for name, values in parse_qs(address.query).items()})
            case "/token":
                self.token(handler, form)
            case "/userinfo":
                self.send(handler, self.claims)
            case "/keys":
                public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
                self.send(handler, {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]})
            case _:
                self.send(handler, {}, status=404)

    def configuration(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, handler, asked):
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        handler.send_response(302)
        handler.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
        handler.end_headers()

    def token(self, handler, form):
        """The token for a code, once, for the client with its secret and the verifier of its challenge (RFC 7636)."""
        asked = self.codes.pop(form.get("code"), {})
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET)
            or asked.get("code_challenge_method") != "S256"
            or asked.get("code_challenge") != challenge
            or asked.get("redirect_uri") != form.get("redirect_uri")
        ):
            self.refused.append(form)
            self.send(handler, {"error": "invalid_grant"}, status=400)
            return
        now = int(time.time())
        told = {**self.claims, "iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300}
        token = jwt.encode(told, self.key, algorithm="RS256", headers={"kid": "1"})
        self.send(handler, {"access_token": "token", "token_type": "Bearer", "id_token": token})

    def send(self, handler, answer, status=200):
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(json.dumps(answer).encode())
