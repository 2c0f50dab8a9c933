"""A mail server for tests, on this machine: it takes mails, refuses them, or falls silent in the middle."""

import socketserver
import threading


class _Talk(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        server = self.server
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line.strip().upper().split(b" ")[0].split(b":")[0]
            if verb == b"RCPT" and (server.manner == "refuses" or (server.refused and server.refused in line)):
                self.say("550 no such mailbox")
            elif verb == b"RCPT" and server.manner == "is busy":
                self.say("450 come again")
            elif verb == b"DATA":
                self.say("354 go on")
                text = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    text += part
                server.taken.append(text.decode())
                if server.manner == "falls silent":
                    return
                self.say("250 taken")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")


class MailServer(socketserver.ThreadingTCPServer):
    """`manner` is "takes", "refuses", "is busy" or "falls silent"; `taken` are the mails that it has.

    It knows nobody at the address `refused`, whatever its manner.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.manner, self.taken, self.refused = "takes", [], b""
        threading.Thread(target=self.serve_forever, daemon=True).start()
