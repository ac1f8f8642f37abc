"""TTR by value with residuals in a dictionary that is searched from end to end at every step, as the published code does.

Reads {"source", "eps", "from", "to", "amounts"} as JSON, writes {"cpuSeconds", "pushes", "ranks": {node: rank}}. The
recurrence is that of ttrByValue.ts; nodes are strings, as they are there.
"""

import json
import sys
import time

ALPHA, BETA = 0.15, 0.8
FORWARD, BACKWARD = (1 - ALPHA) * BETA, (1 - ALPHA) * (1 - BETA)


def shares(has_out, has_in):
    if not has_out and not has_in:
        return 1, 0, 0
    if not has_out:
        return ALPHA / (1 - FORWARD), 0, BACKWARD / (1 - FORWARD)
    if not has_in:
        return ALPHA / (1 - BACKWARD), FORWARD / (1 - BACKWARD), 0
    return ALPHA, FORWARD, BACKWARD


def heaviest(residuals, eps):
    best, most = None, eps
    for node, mass in residuals.items():
        if mass > most:
            best, most = node, mass
    return best


def rank(source, eps, out, into):
    ranks, residuals, pushes = {}, {}, 0

    def spread(edges, mass):
        total = sum(amount for _, amount in edges)
        for other, amount in edges:
            residuals[other] = residuals.get(other, 0) + mass * amount / total

    ranks[source] = ALPHA
    for edges, share in ((out.get(source, []), FORWARD), (into.get(source, []), BACKWARD)):
        if edges:
            spread(edges, share)
        else:
            ranks[source] += share
    node = heaviest(residuals, eps)
    while node is not None:
        pushes += 1
        mass = residuals.pop(node)
        paid, received = out.get(node, []), into.get(node, [])
        stays, forward, backward = shares(bool(paid), bool(received))
        ranks[node] = ranks.get(node, 0) + stays * mass
        if paid:
            spread(paid, forward * mass)
        if received:
            spread(received, backward * mass)
        node = heaviest(residuals, eps)
    return ranks, pushes


given = json.load(sys.stdin)
out, into = {}, {}
for payer, payee, amount in zip(given["from"], given["to"], given["amounts"]):
    out.setdefault(str(payer), []).append((str(payee), amount))
    into.setdefault(str(payee), []).append((str(payer), amount))
start = time.process_time()
ranks, pushes = rank(str(given["source"]), given["eps"], out, into)
json.dump({"cpuSeconds": time.process_time() - start, "pushes": pushes, "ranks": ranks}, sys.stdout)
