"""A name server on this machine that knows one name, for try-static.sh: nameserver.py ADDRESS NAME.

Says "ready" once it listens, and then answers for the name 127.0.0.1 (no address of version 6), and of all others that
they do not exist.
"""

import socket
import struct
import sys

address, known = sys.argv[1:]
listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
listening.bind((address, 53))
print("ready", flush=True)
while True:
    question, asker = listening.recvfrom(512)
    labels, place = [], 12
    while question[place]:
        labels.append(question[place + 1 : place + 1 + question[place]].decode("ascii", "replace"))
        place += 1 + question[place]
    (kind,) = struct.unpack(">H", question[place + 1 : place + 3])
    is_known = ".".join(labels).lower() == known
    answers = [b"\xc0\x0c" + struct.pack(">HHIH4B", 1, 1, 0, 4, 127, 0, 0, 1)] if is_known and kind == 1 else []
    flags = 0x8180 if is_known else 0x8183
    head = question[:2] + struct.pack(">HHHHH", flags, 1, len(answers), 0, 0)
    listening.sendto(head + question[12 : place + 5] + b"".join(answers), asker)
