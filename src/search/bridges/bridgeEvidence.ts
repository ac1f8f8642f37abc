import { bridgeProtocols } from '../../chains/bridges/bridgeProtocols.js'
import { clockSkew } from '../../chains/bridges/join/clockSkew.js'
import type { BridgePair, OpenReason } from '../../chains/bridges/join/legJoin.js'
import type { BridgeLeg } from '../../model/bridgeLeg.js'
import type { Evidence } from '../../model/claims.js'
import { grade } from '../../model/grade.js'
import { compareText } from '../../model/order.js'

const RESTS_ON: Readonly<Record<BridgePair['evidence'], string>> = {
	identifier: 'an identifier that both sides state',
	derived: 'a hash of what the other side states',
	memo: 'a memo that names the other transaction',
	arguments: 'everything that both sides state, which names neither',
}

const EQUAL = 'their order among equal passages'

const OPEN: Readonly<Record<OpenReason | 'unsupportedChain', string>> = {
	inFlight: 'no pay-out was read, and the time that it takes has not passed',
	refunded: 'it was paid back',
	failed: 'the pay-out failed',
	unclaimed: 'nobody has fetched it in the time that it takes',
	unpaired: 'no pay-out that fits was read',
	ambiguous: 'which pay-out is its own cannot be told',
	unsupportedChain: 'no source holds the chain on which it is paid out',
}

/** What is known of one passage over a bridge, as an evidence item. `because`: ids of legs that an open one rests on. */
export function bridgeEvidence(
	leg: BridgeLeg,
	pair: BridgePair | null,
	why: OpenReason | 'unsupportedChain',
	because: readonly string[],
): Evidence {
	const name = bridgeProtocols.find(({ id }) => id === leg.protocol)?.name ?? leg.protocol
	const others = pair === null ? because : [...pair.relays, ...pair.destinations, ...pair.refunds].map(({ id }) => id)
	const transactions = [...new Set([leg.id, ...others].map((id) => id.replace(/(?::[0-9]+)?#.*$/, '')))].sort(
		compareText,
	)
	const peers = pair === null ? [] : [...new Set(pair.destinations.map(({ chain }) => chain))]
	const skew = peers.reduce((most, chain) => Math.max(most, clockSkew(chain)), 0) + clockSkew(leg.chain)
	const to = leg.receiver === null ? '' : `; to be paid: ${leg.receiver}`
	return {
		id: `bridge ${leg.id}`,
		claim: 'bridge',
		heuristic: {
			id: leg.protocol,
			version: '1',
			params: {
				basis: pair?.evidence ?? leg.evidence,
				key: leg.key ?? '',
				skewSeconds: String(skew),
				...(pair === null
					? { open: why }
					: { amounts: pair.amounts, equals: String(pair.equals), verified: pair.verified }),
			},
			card: null,
		},
		confidence: grade(pair?.confidence ?? 0),
		transactions,
		note:
			pair === null
				? `${name}: ${OPEN[why]}${to}.`
				: `${name}: paid in and paid out are joined by ${pair.equals === 1 ? RESTS_ON[pair.evidence] : EQUAL}; registry row: ${pair.verified}.`,
	}
}
