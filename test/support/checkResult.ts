import { expect } from 'vitest'
import { parseResult } from '../../src/index.js'
import { share } from '../../src/model/amount.js'
import { canonicalJson } from '../../src/model/canonicalJson.js'
import { digestOf } from '../../src/model/digest.js'
import type { ExchangeHop, Hop } from '../../src/model/hop.js'
import type { TraceResult } from '../../src/traceResult.js'

/**
 * Everything that must hold of any result, whatever was traced: sums, order, arithmetic, digests, the graph.
 * `placeOf` gives the place of a transfer or output in event order; equal places are one event.
 */
export function checkResult(result: TraceResult, placeOf: (transfer: string) => number): void {
	const conserves = result.method.rule !== 'poison'
	for (const direction of [undefined, 'backward'] as const) {
		const told = <T extends { direction?: 'backward' | undefined }>(rows: readonly T[]): T[] =>
			rows.filter((row) => row.direction === direction)
		const { endpoints, flows, looseEnds, ledger } = result
		const part = {
			endpoints: told(endpoints),
			flows: told(flows),
			looseEnds: told(looseEnds),
			ledger: told(ledger),
			transfersOf: (path: number | null) => result.transfersOf(path),
		}
		checkSums(part, conserves)
		checkEndpoints(part, conserves)
		checkFlows(part, placeOf, conserves)
		checkLooseEnds(part)
	}
	expect(new Set(result.flows.map(({ id }) => id)).size).toBe(result.flows.length)
	unique(result.paths.map(({ parent, transfer }) => `${parent} ${transfer}`))
	for (const [place, { parent }] of result.paths.entries()) expect((parent ?? -1) < place).toBe(true)
	checkGraph(result)
	checkForm(result)
}

/** The rows of one direction. */
type Part = Pick<TraceResult, 'endpoints' | 'flows' | 'looseEnds' | 'ledger' | 'transfersOf'>

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n)
const unique = (keys: readonly string[]): void => expect(new Set(keys).size).toBe(keys.length)

/** Per seed and asset: flows, loose ends and fees are what was seeded. */
function checkSums(result: Part, conserves: boolean): void {
	unique(result.ledger.map(({ seed, asset }) => `${seed} ${asset}`))
	for (const row of result.ledger) {
		const own = <T extends { seed: string; seedAsset: string }>(rows: readonly T[]): T[] =>
			rows.filter(({ seed, seedAsset }) => seed === row.seed && seedAsset === row.asset)
		const arrived = sum(own(result.flows).map(({ seedAmount }) => seedAmount))
		const ends = own(result.looseEnds)
		const loose = sum(ends.map(({ seedAmount }) => seedAmount))
		expect([row.arrived, row.loose]).toEqual([arrived, loose])
		expect(row.seeded - arrived - loose - row.fees).toBe(row.difference)
		if (conserves) expect(row.difference).toBe(0n)
		const lost = ends.filter(({ stop }) => ['budget', 'hops', 'minShare', 'hub', 'notFetched'].includes(stop))
		expect(row.toolLoss).toBe(sum(lost.map(({ seedAmount }) => seedAmount)))
	}
	const rows = new Set(result.ledger.map(({ seed, asset }) => `${seed} ${asset}`))
	for (const { seed, seedAsset } of [...result.flows, ...result.looseEnds])
		expect(rows).toContain(`${seed} ${seedAsset}`)
}

function checkEndpoints(result: Part, conserves: boolean): void {
	const flowsOf = new Map(result.flows.map((flow) => [flow.id, flow]))
	const seeded = (asset: string): bigint =>
		sum(result.ledger.filter((row) => row.asset === asset).map((row) => row.seeded))
	const ranks = new Map<string, { rank: number; amount: bigint }>()
	for (const { direction, rank, seedAsset, totals, amounts, accounts, flows, share: part } of result.endpoints) {
		const last = ranks.get(seedAsset)
		expect(rank).toBe((last?.rank ?? 0) + 1)
		expect(last === undefined || totals.seedAmount <= last.amount).toBe(true)
		ranks.set(seedAsset, { rank, amount: totals.seedAmount })
		expect(sum(amounts.map(({ seedAmount }) => seedAmount))).toBe(totals.seedAmount)
		expect(sum(accounts.flatMap((account) => account.amounts.map(({ seedAmount }) => seedAmount)))).toBe(
			totals.seedAmount,
		)
		expect(sum(flows.map((id) => flowsOf.get(id)?.seedAmount ?? -1n))).toBe(totals.seedAmount)
		expect(part).toBe(share(totals.seedAmount, seeded(seedAsset)))
		for (const figures of [totals, ...amounts]) {
			if (conserves) {
				expect(figures.lower! <= figures.seedAmount && figures.seedAmount <= figures.upper!).toBe(true)
				expect((figures.floor ?? 0n) <= figures.lower!).toBe(true)
				expect(figures.ceiling === null || figures.upper! <= figures.ceiling).toBe(true)
				for (const [rule, figure] of Object.entries(figures.panel))
					if (rule !== 'poison' && figure !== null)
						expect(figures.lower! <= figure && figure <= figures.upper!).toBe(true)
			} else expect([figures.lower, figures.upper]).toEqual([null, null])
		}
		for (const { amounts: own, inflow } of conserves && direction === undefined ? accounts : []) {
			for (const { asset, amount } of inflow)
				expect(sum(own.filter((row) => row.asset === asset).map((row) => row.amount)) <= amount).toBe(true)
		}
	}
	unique(result.endpoints.map(({ seedAsset, entity, accounts }) => `${seedAsset} ${entity ?? accounts[0]?.account}`))
}

function checkFlows(result: Part, placeOf: (transfer: string) => number, conserves: boolean): void {
	unique(result.flows.map(({ id }) => id))
	unique(
		result.flows.map(({ seed, seedAsset, source, hops }) =>
			[seed, seedAsset, source, ...hops.map((hop) => hop.transfer)].join(' '),
		),
	)
	for (const { direction, hops, account, asset, amount, seedAmount, departedAt, arrivedAt } of result.flows) {
		expect(seedAmount > 0n && amount > 0n).toBe(true)
		for (const [i, hop] of hops.entries()) {
			const next = hops[i + 1]
			if (next !== undefined) {
				expect(placeOf(hop.transfer)).toBeLessThan(placeOf(next.transfer))
				if (next.kind === 'bridge') expect(next.source.transfer).toBe(hop.transfer)
				else expect(hop.to).toBe(next.from)
			}
			expect(hop.before.balance + hop.entered.balance - hop.amount).toBe(hop.after.balance)
			expect(hop.before.taint + hop.entered.taint - hop.taint).toBe(hop.after.taint)
			for (const { balance, taint } of [hop.before, hop.entered, hop.after])
				expect(balance >= 0n && taint >= 0n).toBe(true)
			for (const { balance, taint } of [hop.before, hop.after]) expect(taint <= balance).toBe(true)
			expect(hop.taint > 0n && hop.taint <= hop.amount).toBe(true)
			const converts = hops.slice(i).some(isExchange) || hops.slice(i + 1).some(({ kind }) => kind === 'bridge')
			if (conserves && !converts) expect(amount <= hop.taint).toBe(true)
			if (isExchange(hop)) checkExchange(hop)
		}
		const [first, last] = [hops[0], hops.at(-1)]
		const end = direction === 'backward' ? first?.from : last?.to
		const arriving = last !== undefined && isExchange(last) ? last.received.asset : (last?.asset ?? asset)
		expect([end ?? account, arriving]).toEqual([account, asset])
		expect([departedAt, arrivedAt]).toEqual([first?.at ?? 0, last?.at ?? 0])
	}
}

const isExchange = (hop: Hop): hop is ExchangeHop => hop.kind === 'swap' || hop.kind === 'wrap'

/** What came back is tainted in the share in which the given was, to a unit. */
function checkExchange({ amount, taint, asset, received, conversion, from, to }: ExchangeHop): void {
	expect(received.taint >= 0n && received.taint <= received.amount).toBe(true)
	const off = received.taint * amount - received.amount * taint
	expect(off < amount && off > -amount).toBe(true)
	expect(conversion.payer).toBe(from)
	expect(conversion.given).toContainEqual(expect.objectContaining({ asset, amount }))
	expect(conversion.received).toContainEqual(expect.objectContaining({ asset: received.asset, to }))
}

function checkLooseEnds(result: Part): void {
	unique(result.looseEnds.map(({ at, asset, seed, seedAsset, stop }) => [at, asset, seed, seedAsset, stop].join(' ')))
	for (const { flows, amount, seedAmount } of result.looseEnds) {
		expect(sum(flows.map((flow) => flow.amount))).toBe(amount)
		expect(sum(flows.map((flow) => flow.seedAmount))).toBe(seedAmount)
		unique(flows.map(({ path }) => `${path}`))
		for (const { path } of flows) expect(result.transfersOf(path).length === 0).toBe(path === null)
	}
}

/** Every transfer of every path is in the graph, with what the rule allots. */
function checkGraph({ graph, flows, paths }: TraceResult): void {
	if (graph === undefined) throw new Error('a trace without a graph')
	const steps = flows.flatMap(({ direction, hops }) => hops.map((hop) => ({ direction, ...hop })))
	const isNetted = (id: string): boolean => /#(?:net|swap|wrap):/.test(id)
	// Nobody holds a fee that no coinbase was seen to take, or what a coinbase did not claim.
	const isUnheld = (id: string): boolean => /:(?:fee|unclaimed)$/.test(id)
	for (const hop of steps) {
		const { direction, transfer, tx, from, to, taint } = hop
		if (isNetted(transfer)) {
			for (const id of isExchange(hop) ? hop.conversion.via : hop.kind === 'transfer' ? (hop.via ?? []) : [])
				expect(graph.hasEdge(`${id}:in`) || graph.hasEdge(`${id}:out`)).toBe(true)
			continue
		}
		const [paid, received] = [`${transfer}:in`, `${transfer}:out`]
		if (transfer.includes('#') && from !== null) expect([graph.source(paid), graph.target(paid)]).toEqual([from, tx])
		if (to !== null) expect([graph.source(received), graph.target(received)]).toEqual([tx, to])
		// Under poison the edge adds up the seeds, of which a hop shows one.
		const written = graph.getEdgeAttribute(
			to === null ? paid : received,
			direction === 'backward' ? 'backwardTaint' : 'taint',
		)
		expect(BigInt(written ?? -1) >= taint).toBe(true)
	}
	for (const { transfer } of paths.filter((row) => !isNetted(row.transfer) && !isUnheld(row.transfer)))
		expect(graph.hasEdge(`${transfer}:in`) || graph.hasEdge(`${transfer}:out`)).toBe(true)
	graph.forEachEdge((_edge, attributes) => {
		for (const value of Object.values(attributes)) expect(typeof value).not.toBe('bigint')
	})
}

/** JSON and back gives the same bytes, and the digest is of them. */
function checkForm(result: TraceResult): void {
	const bytes = canonicalJson(result.toJSON())
	expect(canonicalJson(parseResult(bytes).toJSON())).toBe(bytes)
	const { resultHash, ...rest } = result.toJSON()
	expect(digestOf(rest)).toBe(resultHash)
}
