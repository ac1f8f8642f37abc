import { Interface } from 'ethers'
import { expect } from 'vitest'
import { clockSkew } from '../../../../src/chains/bridges/join/clockSkew.js'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import type { EvmLog, EvmTransaction } from '../../../../src/chains/evm/evmBlock.js'
import { evm } from '../../../../src/chains/evm/index.js'
import type { BridgeLeg } from '../../../../src/model/bridgeLeg.js'
import { protocolOf, withLogs } from '../bridgeLogs.js'

/** A transaction on a chain, with the events that it tells. */
export interface Told {
	readonly chain: string
	readonly logs: readonly EvmLog[]
	readonly facts?: Partial<EvmTransaction>
	readonly atSeconds?: number
}

export const START = 1_700_000_000
const FORGER = `0x${'fe'.repeat(20)}`

/** An event of a row, or one that it looks up beside, as another library encodes it. */
export function rowLog(id: string, name: string, values: readonly unknown[], address: string, index = 1): EvmLog {
	const { events, beside = [] } = protocolOf(id)
	for (const { event } of [...events, ...beside]) {
		if (!event.startsWith(`${name}(`)) continue
		const abi = new Interface([`event ${event}`])
		const fragment = abi.getEvent(name)
		if (fragment === null || fragment.inputs.length !== values.length) continue
		const { topics, data } = abi.encodeEventLog(fragment, values)
		return { index, address, topics: [...topics], data }
	}
	throw new Error(`no event ${name} of ${values.length} values`)
}

export const callData = (call: string, values: readonly unknown[]): string => {
	const abi = new Interface([`function ${call}`])
	return abi.encodeFunctionData(call.slice(0, call.indexOf('(')), values)
}

let made = 0

/** The legs that a transaction tells, and what it sets aside. */
export function readTold({ chain, logs, facts, atSeconds = START }: Told) {
	made++
	const hash = facts?.hash ?? `0x${made.toString(16).padStart(64, '0')}`
	const block = { height: made, hash: `0x${made.toString(16).padStart(64, 'b')}`, atSeconds }
	return evm(chain).transaction(block, withLogs(logs, { ...facts, hash }))
}

export const legsTold = (told: Told): readonly BridgeLeg[] => readTold(told).legs ?? []

/** One passage of a protocol in all the ways it can go. */
export interface Passage {
	readonly protocol: string
	readonly into: Told
	readonly out: Told
	/** Pays out another amount than the invariant allows; null where the chains state no price, and nothing can be violated. */
	readonly violated: Told | null
	/** The same passage over another deployment: its sides do not join the first ones. */
	readonly elsewhere?: { readonly into?: Told; readonly out?: Told }
	readonly failed?: Told
	readonly refunded?: Told
	/** Whether a payment alone is its source: there is no event that somebody else could tell. */
	readonly byPayment?: true
	/** Why a passage that was never paid out is open long after. */
	readonly left?: 'unclaimed' | 'unpaired'
}

/** Holds a row of the registry against all that may happen to a passage. */
export function checkPassage(passage: Passage): void {
	const { protocol, into, out, violated, elsewhere, failed, refunded, left } = passage
	const { verified, ttlSeconds, shared } = protocolOf(protocol)
	const own = (told: Told): BridgeLeg[] => legsTold(told).filter((leg) => leg.protocol === protocol)
	const [sources, destinations] = [own(into), own(out)]
	expect(sources.map(({ side }) => side)).toContain('source')
	const { pairs, leads, open } = joinLegs([...destinations, ...sources])
	if (verified === 'unverified') {
		expect(pairs).toEqual([])
		expect(leads.map(({ why }) => why)).toEqual(['unverified'])
	} else {
		expect({ leads, open, pairs: pairs.length }).toEqual({ leads: [], open: [], pairs: 1 })
		expect(pairs[0]).toMatchObject({ protocol, verified, equals: 1 })
		for (const leg of [...sources, ...destinations])
			if (leg.side !== 'failure' && leg.amount !== null) expect(leg.transfer).not.toBeNull()
	}
	expect(joinLegs([...sources, ...destinations].reverse())).toEqual(joinLegs([...sources, ...destinations]))

	if (violated !== null)
		expect(joinLegs([...sources, ...own(violated)]).leads.map(({ why }) => why)).toContain('amount')
	for (const told of passage.byPayment === true ? [out] : [into, out]) {
		const forged = readTold({ ...told, facts: { ...told.facts, to: FORGER }, logs: forge(told.logs) })
		expect((forged.legs ?? []).filter(({ contract }) => contract !== null)).toEqual([])
		if (told.logs.length > 0) expect(forged.setAside?.some(({ reason }) => reason === 'foreignBridge')).toBe(true)
	}
	if (elsewhere?.out !== undefined) {
		expect(own(elsewhere.out).length).toBeGreaterThan(0)
		expect(joinLegs([...sources, ...own(elsewhere.out)]).pairs).toEqual([])
	}
	if (elsewhere?.into !== undefined) {
		expect(own(elsewhere.into).length).toBeGreaterThan(0)
		expect(joinLegs([...own(elsewhere.into), ...destinations]).pairs).toEqual([])
	}
	if (verified !== 'unverified') {
		const twice = joinLegs([...sources, ...destinations, ...sources, ...destinations])
		expect([twice.pairs, twice.duplicates]).toEqual([pairs, sources.length + destinations.length])
		const [source] = sources as [BridgeLeg]
		const paidAt = (seconds: number) =>
			joinLegs([...sources, ...destinations.map((leg) => ({ ...leg, atSeconds: source.atSeconds + seconds }))])
		const skew = clockSkew(source.chain) + clockSkew(out.chain)
		expect(paidAt(-skew).pairs.length).toBe(1)
		const early = paidAt(-skew - 1)
		expect(early.pairs).toEqual([])
		// Of passages that share a key, what fits none of them is nobody's.
		if (shared !== true) expect(early.leads.map(({ why }) => why)).toContain('clock')
	}
	const opened = (others: readonly BridgeLeg[], options = {}) =>
		joinLegs([...sources, ...others], options).open.map(({ why }) => why)
	if (failed !== undefined) expect(opened(own(failed))).toEqual(['failed'])
	if (refunded !== undefined) expect(opened(own(refunded))).toEqual(['refunded'])
	expect(opened([], { readUntil: () => START + ttlSeconds })).toEqual(['inFlight'])
	expect(opened([], { readUntil: () => START + ttlSeconds + 1 })).toEqual([left ?? 'unpaired'])
}

/** The same events, told by somebody else; payments stay. */
const forge = (logs: readonly EvmLog[]): EvmLog[] =>
	logs.map((log) => (log.topics[0] === TRANSFER ? log : { ...log, address: FORGER }))
const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
