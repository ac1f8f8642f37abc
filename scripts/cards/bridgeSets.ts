import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { bridgeProtocols } from '../../src/chains/bridges/bridgeProtocols.js'
import { BridgeRegistry } from '../../src/chains/bridges/bridgeRegistry.js'
import { joinLegs } from '../../src/chains/bridges/join/joinLegs.js'
import { type MatchedBy, matchArguments } from '../../src/chains/bridges/join/matchArguments.js'
import { type Evm, evm } from '../../src/chains/evm/index.js'
import type { BridgeLeg } from '../../src/model/bridgeLeg.js'
import { compareText } from '../../src/model/order.js'
import { table } from './cardTable.js'

/** Deposits on Ethereum, what was called on Polygon, and which belong together. */
export const BRIDGE_DATA = '../shared/data/evm/bridges'
export const hasBridgeData = (): boolean => existsSync(BRIDGE_DATA)

const [FROM, TO] = ['eip155:1', 'eip155:137'] as const
/** The releases carry neither hash nor contract: they are read as calls of this one. */
const RELEASER = `0x${'b0'.repeat(20)}`

export interface BridgeSet {
	readonly deposits: readonly BridgeLeg[]
	readonly releases: readonly BridgeLeg[]
	/** Calls of which nothing could be read. */
	readonly unread: number
	/** Hashes of deposits that are paired. */
	readonly paired: ReadonlySet<string>
}

/** One folder of the data as legs of a protocol. */
export function bridgeSet(folder: string, protocols: readonly string[]): BridgeSet {
	const rows = (name: string): string[][] =>
		gunzipSync(readFileSync(`${BRIDGE_DATA}/${folder}/${name}.csv.gz`))
			.toString('utf8')
			.trim()
			.split('\n')
			.slice(1)
			.map((line) => line.split(','))
	const bridges = protocols.map((protocol) => ({ protocol, contract: `${TO}:${RELEASER}` }))
	const chain = evm(TO, { bridges })
	const calls = rows('destination-calldata')
	const releases = calls.flatMap(([row = '', input = '']) => releaseOf(row, input, chain))
	return {
		deposits: rows('deposits').map((cells) => depositOf(cells, protocols[0] as string)),
		releases,
		unread: calls.length - releases.length,
		paired: new Set(rows('pairs').map(([, hash = '']) => hash)),
	}
}

function depositOf([hash = '', time, sender, receiver, asset, , amount = '0']: string[], protocol: string): BridgeLeg {
	return {
		id: `${FROM}/${hash}#log:0`,
		side: 'source',
		protocol,
		// What Celer and Poly key by is in events that the data lacks.
		key: protocol === 'multichain' ? hash : null,
		evidence: 'identifier',
		chain: FROM,
		transaction: `${FROM}/${hash}`,
		atSeconds: Number(time),
		order: null,
		peer: TO,
		contract: null,
		sender: `${FROM}:${sender}`,
		receiver: `${TO}:${receiver}`,
		asset: `${FROM}/erc20:${asset}`,
		amount: BigInt(amount),
		transfer: null,
	}
}

function releaseOf(row: string, input: string, chain: Evm): BridgeLeg[] {
	const transaction = {
		hash: `0x${row.padStart(64, '0')}`,
		index: 0,
		from: RELEASER,
		to: RELEASER,
		value: 0n,
		type: 0,
		mint: 0n,
		input,
		receipt: { succeeded: true, gasUsed: 0n, fee: 0n, contractAddress: null, logs: null },
		calls: null,
	}
	// The times of the releases are not told: they count as late.
	const block = { height: 0, hash: null, atSeconds: 2_000_000_000 }
	return chain.transaction(block, transaction).legs ?? []
}

/** What came of joining one protocol's set. */
export interface BridgeCount {
	readonly protocol: string
	readonly by: string
	readonly verified: string
	readonly tried: number
	readonly found: number
	/** Null where the data does not tell which release belongs to which deposit. */
	readonly wrong: number | null
	readonly several: number
	readonly none: number
	/** Deposits that stay without a release. */
	readonly open: number
}

/** Joins every set, and counts. */
export function bridgeCounts(): BridgeCount[] {
	const verified = (id: string): string => new BridgeRegistry().protocol(id)?.verified ?? ''
	const { deposits, releases, unread, paired } = bridgeSet('multichain', ['multichain'])
	const { pairs, leads, open, withoutSource } = joinLegs([...deposits, ...releases])
	const right = pairs.filter(({ source, destinations }) => {
		const [hash, [paid]] = [source.transaction.slice(FROM.length + 1), destinations]
		return paired.has(hash) && paid?.key === hash
	})
	return [
		{
			protocol: 'multichain',
			by: 'source hash in the call',
			verified: verified('multichain'),
			tried: releases.length + unread,
			found: pairs.length,
			wrong: pairs.length - right.length,
			several: leads.length,
			none: withoutSource.length + unread,
			open: open.length - leads.length,
		},
		matched('celer', ['celer/pool', 'celer/peg'], 'receiver', verified('celer/pool')),
		matched('poly', ['poly'], 'receiverAndAmount', verified('poly')),
	]
}

function matched(folder: string, protocols: string[], by: MatchedBy, verified: string): BridgeCount {
	const { deposits, releases, unread } = bridgeSet(folder, protocols)
	const matches = matchArguments(deposits, releases, by)
	const count = (is: (candidates: number) => boolean): number =>
		matches.filter(({ candidates }) => is(candidates.length)).length
	const used = new Set(matches.flatMap(({ candidates }) => candidates.map(({ id }) => id)))
	return {
		protocol: protocols[0] as string,
		by: by === 'receiver' ? 'receiver' : 'receiver and amount',
		verified,
		tried: releases.length + unread,
		found: count((candidates) => candidates === 1),
		wrong: null,
		several: count((candidates) => candidates > 1),
		none: count((candidates) => candidates === 0) + unread,
		open: deposits.filter(({ id }) => !used.has(id)).length,
	}
}

/** One row for each protocol of the registry: pairs of recorded passages where there are some, else zeros. */
export function bridgeTable(): string {
	const counts = hasBridgeData() ? bridgeCounts() : []
	const measured = counts.map(({ protocol, by, verified, tried, found, wrong, several, none, open }) => [
		protocol,
		by,
		verified,
		...[tried, found].map(String),
		wrong === null ? 'not told by the data' : String(wrong),
		...[several, none, open].map(String),
	])
	const known = new Set(counts.map(({ protocol }) => protocol))
	const others = bridgeProtocols
		.filter(({ id }) => !known.has(id))
		.map(({ id, evidence, verified }) => [id, `${evidence}; no recorded pairs`, verified, ...Array(6).fill('0')])
	const head = ['bridge', 'joined by', 'verified', 'tried', 'found', 'wrong', 'several', 'none', 'deposits open']
	const rows = [...measured, ...others].sort(([a = ''], [b = '']) => compareText(a, b))
	return table([head, ...rows])
}
