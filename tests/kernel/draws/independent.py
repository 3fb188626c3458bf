"""Recomputes a draw from its file without kyodo, in the order of the page: python3 independent.py FILE"""

import hashlib
import hmac
import json
import sys
from pathlib import Path

data = json.loads(Path(sys.argv[1]).read_text("utf-8"))
text = "\n".join(data["list"]) + "\n"
commitment = hashlib.sha256(text.encode()).hexdigest()
key = hashlib.sha256(f"{commitment} {data['seed']}".encode()).hexdigest()

parts, wishes, numbers = {}, {}, []
for line in data["list"][3:]:
    kind, name, *rest = line.split(" ")
    if kind == "lot":
        parts[name] = set(rest)
    else:
        wishes[name] = rest[1:]
        for ticket in range(1, int(rest[0]) + 1):
            number = hmac.new(key.encode(), f"{name} {ticket}".encode(), hashlib.sha256).hexdigest()
            numbers.append((number, name, ticket))

order, given, taken = [], {}, set()
for number, name, ticket in sorted(numbers):
    if name not in [one.split(" ")[0] for one in order]:
        order.append(f"{name} {ticket} {number}")
        for wish in wishes[name]:
            if name not in given and not parts[wish] & taken:
                given[name] = wish
                taken |= parts[wish]

result = "".join(f"{one} {given.get(one.split(' ')[0], '-')}\n" for one in order)
digest = hashlib.sha256(result.encode()).hexdigest()
proof = f"kyodo-draw/1 list={commitment} result={digest} seed={data['seed']}"
same = [commitment == data["commitment"], order == data["order"], given == data["given"], proof == data["proof"]]
sys.stdout.write(f"{proof} {same}\n")
sys.exit(0 if all(same) else 1)
