"""A real SMTP server for the tests: it keeps every mail as a file and misbehaves on request.

Usage: smtp.py FOLDER CERTIFICATE EXPIRED KEY USER PASSWORD

It listens on five free ports of 127.0.0.1 and writes them to FOLDER/ports once all of them answer:

    plain     no encryption, no sign-in
    starttls  refuses mail before STARTTLS; sign-in is possible
    tls       encrypted from the first byte; sign-in is possible
    auth      refuses mail before STARTTLS and sign-in
    expired   as starttls, with the certificate that is over

Each accepted mail becomes one file FOLDER/box/TIME-NUMBER-RECIPIENT.eml, which appears whole or not at
all, with the envelope in front of the mail's own headers: X-Envelope-Listener, X-Envelope-From,
X-Envelope-To (one per recipient) and X-Envelope-User if the client signed in.

The recipient's address says how the server behaves. What follows the first word is free, so that
each test has addresses of its own:

    rcpt-451-…@   answers 451 (or any other three digits) to RCPT TO
    data-554-…@   answers 554 (or any other three digits) to the final dot, and drops the mail
    die-…@        keeps the mail, then closes the connection without an answer to the final dot
    hang-…@       keeps the mail, then never answers the final dot
    anything else is accepted

With `once` as the next word (`rcpt-451-once-…@`, `die-once-…@`) it does so the first time only.
"""

import asyncio
import itertools
import os
import re
import ssl
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

BEHAVIOUR = re.compile(r"(?:(rcpt|data)-(\d{3})|(die|hang))-(once-)?", re.IGNORECASE)


class Postbox:
    """What the server does with mail; one for all listeners."""

    def __init__(self, folder, listener, seen, numbers):
        self.folder, self.listener, self.seen, self.numbers = folder, listener, seen, numbers

    def wanted(self, address):
        """The behaviour that `address` asks for now: (word, reply code), or (None, None)."""
        asked = BEHAVIOUR.match(address)
        if not asked:
            return None, None
        return (asked[1] or asked[3]).lower(), asked[2]

    def is_over(self, address):
        """Whether `address` asked for its behaviour once only, and has had it. Counts this time."""
        asked = BEHAVIOUR.match(address)
        if not (asked and asked[4]):
            return False
        if address in self.seen:
            return True
        self.seen.add(address)
        return False

    async def handle_RCPT(self, server, session, envelope, address, options):
        word, code = self.wanted(address)
        if word == "rcpt" and not self.is_over(address):
            return f"{code} as the address asked"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        for address in envelope.rcpt_tos:
            word, code = self.wanted(address)
            if word not in ("data", "die", "hang") or self.is_over(address):
                continue
            if word == "data":
                return f"{code} as the address asked"
            self.keep(session, envelope)
            if word == "die":
                server.transport.abort()
                return "250 nobody hears this"
            await asyncio.Event().wait()  # Ends when the client goes away and the task is cancelled.
        self.keep(session, envelope)
        return "250 kept"

    def keep(self, session, envelope):
        """Writes the mail under a name that is not looked at, then gives it its real name."""
        envelope_lines = [f"X-Envelope-Listener: {self.listener}", f"X-Envelope-From: {envelope.mail_from}"]
        envelope_lines += [f"X-Envelope-To: {address}" for address in envelope.rcpt_tos]
        if session.authenticated:
            envelope_lines.append(f"X-Envelope-User: {session.auth_data.decode()}")
        head = "".join(line + "\r\n" for line in envelope_lines).encode()

        recipient = re.sub(r"[^A-Za-z0-9@.+_-]", "_", envelope.rcpt_tos[0])[:80]
        name = f"{time.time_ns():020}-{next(self.numbers):06}-{recipient}.eml"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(head + envelope.original_content)
        unfinished.rename(self.folder / name)


def authenticator(user, password):
    """Accepts this one user; the name is kept for the X-Envelope-User line."""

    def check(server, session, envelope, mechanism, auth_data):
        if (auth_data.login, auth_data.password) == (user.encode(), password.encode()):
            return AuthResult(success=True, auth_data=auth_data.login)
        return AuthResult(success=False, handled=False)

    return check


def encryption(certificate, key):
    """TLS of a server with this certificate."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    return tls


async def main(folder, certificate, expired, key, user, password):
    box = folder / "box"
    box.mkdir()
    tls = encryption(certificate, key)

    sign_in = {"authenticator": authenticator(user, password)}
    listeners = {
        "plain": ({}, None),
        "starttls": ({"tls_context": tls, "require_starttls": True, **sign_in}, None),
        # aiosmtpd knows only STARTTLS as encryption: it would hide AUTH here without the last option.
        "tls": ({**sign_in, "auth_require_tls": False}, tls),
        "auth": ({"tls_context": tls, "require_starttls": True, "auth_required": True, **sign_in}, None),
        "expired": ({"tls_context": encryption(expired, key), "require_starttls": True, **sign_in}, None),
    }
    seen, numbers, lines = set(), itertools.count(1), []
    for name, (options, encrypted) in listeners.items():
        postbox = Postbox(box, name, seen, numbers)
        server = await asyncio.get_running_loop().create_server(
            lambda postbox=postbox, options=options: SMTP(
                postbox, hostname="mail.test", enable_SMTPUTF8=True, data_size_limit=50_000_000, **options
            ),
            host="127.0.0.1",
            port=0,
            ssl=encrypted,
        )
        lines.append(f"{name} {server.sockets[0].getsockname()[1]}\n")

    unfinished = folder / ".ports"
    unfinished.write_text("".join(lines))
    os.replace(unfinished, folder / "ports")
    await asyncio.Event().wait()


if __name__ == "__main__":
    folder, *rest = sys.argv[1:]
    asyncio.run(main(Path(folder), *rest))
