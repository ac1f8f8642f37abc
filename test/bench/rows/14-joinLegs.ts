import { deepStrictEqual } from 'node:assert/strict'
import { joinLegs } from '../../../src/chains/bridges/join/joinLegs.js'
import type { BridgeLeg } from '../../../src/model/bridgeLeg.js'
import type { BenchRow } from '../support/bench.js'

const [FROM, TO] = ['eip155:1', 'eip155:137'] as const

/** Sources and their pay-outs in no order, and every tenth source without one. */
function legsOf(count: number): BridgeLeg[] {
	const legs: BridgeLeg[] = []
	for (let i = 0; legs.length < count; i++) {
		// A flat string, as a parser makes them: one put together of parts is compared many times more slowly.
		const word = ((i * 2654435761) % 2 ** 32).toString(16).padStart(8, '0')
		const key = Buffer.from(`0x${word.repeat(8)}`).toString('latin1')
		legs.push(leg(`${FROM}/0x${i}#log:0`, 'source', FROM, TO, key, 1000))
		if (i % 10 !== 0) legs.push(leg(`${TO}/0x${i}#log:0`, 'destination', TO, FROM, key, 1060))
	}
	let state = 1
	for (let i = legs.length - 1; i > 0; i--) {
		state = (state * 48271) % 2147483647
		const other = state % (i + 1)
		const kept = legs[i] as BridgeLeg
		legs[i] = legs[other] as BridgeLeg
		legs[other] = kept
	}
	return legs
}

function leg(id: string, side: BridgeLeg['side'], chain: string, peer: string, key: string, at: number): BridgeLeg {
	return {
		id,
		side,
		protocol: 'celer/pool',
		key,
		evidence: 'identifier',
		chain,
		transaction: id.slice(0, id.indexOf('#')),
		atSeconds: at,
		order: null,
		peer,
		contract: null,
		sender: null,
		receiver: null,
		asset: null,
		amount: 100n,
		transfer: null,
	}
}

/** Pairs as `source destination`, by sorting both sides and walking through them at once. */
function sortMerge(legs: readonly BridgeLeg[]): string[] {
	const byKey = (a: BridgeLeg, b: BridgeLeg): number => ((a.key ?? '') < (b.key ?? '') ? -1 : a.key === b.key ? 0 : 1)
	const into = legs.filter(({ side }) => side === 'source').sort(byKey)
	const out = legs.filter(({ side }) => side === 'destination').sort(byKey)
	const pairs: string[] = []
	let at = 0
	for (const source of into) {
		while (at < out.length && (out[at]?.key ?? '') < (source.key ?? '')) at++
		if (out[at]?.key === source.key) pairs.push(`${source.id} ${out[at]?.id}`)
	}
	return pairs.sort()
}

function nestedLoop(legs: readonly BridgeLeg[]): string[] {
	const pairs: string[] = []
	for (const source of legs) {
		if (source.side !== 'source') continue
		for (const paid of legs)
			if (paid.side === 'destination' && paid.key === source.key) pairs.push(`${source.id} ${paid.id}`)
	}
	return pairs.sort()
}

export const row: BenchRow = {
	title: 'joining legs',
	async run(bench) {
		const contests = [
			{ label: '10^4', count: 1e4, name: 'nested loop', run: nestedLoop, repeats: 1 },
			{ label: '10^6', count: 1e6, name: 'sort-merge over objects', run: sortMerge, repeats: 3 },
		]
		for (const { label, count, name, run, repeats } of contests) {
			const legs = legsOf(count)
			await bench.contest({
				workload: `${label} legs`,
				peer: { name, run: () => run(legs), repeats },
				ours: { name: 'joinLegs', run: () => joinLegs(legs) },
				same: (theirs, { pairs }) => {
					const ours = pairs.map(({ source, destinations }) => `${source.id} ${destinations[0]?.id}`)
					deepStrictEqual(ours.sort(), theirs)
				},
				work: legs.length,
				unit: 'legs',
			})
		}
	},
}
