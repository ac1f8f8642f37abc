import { FEES, type FlowBoundsAt } from './bounds.js'
import { FlowNetwork } from './flowNetwork.js'
import type { ReferenceOutputBoundsInput } from './referenceOutputBounds.js'
import type { OutputRef } from './referenceOutputs.js'

/** Bounds on a ledger of outputs, as flows through it. */
export function referenceOutputFlowBounds(input: ReferenceOutputBoundsInput): FlowBoundsAt {
	const inTime = [...input.transactions].sort((a, b) => a.height - b.height || a.txIndex - b.txIndex)
	const network = new FlowNetwork()
	let isTight = true
	/** Node of an output, whether taint may be there, whether it ends there. */
	const outputs = new Map<string, { node: number; amount: bigint; reached: boolean; stop: boolean; names: string[] }>()
	const unspent = new Set<string>()

	for (const tx of inTime) {
		const names = tx.inputs.map(nameOf)
		const spent = names.map((name) => outputs.get(name))
		const isComplete = !tx.coinbase && !spent.includes(undefined)
		const body = network.node()
		let reached = false
		let fee = 0n
		for (const [place, output] of spent.entries()) {
			if (!isComplete || output === undefined) continue
			fee += output.amount
			if (output.stop) continue
			unspent.delete(names[place]!)
			network.arc(output.node, body, output.amount)
			reached ||= output.reached
		}
		for (const [vout, { account, amount }] of tx.outputs.entries()) {
			const name = nameOf({ txid: tx.txid, vout })
			const seeds = input.seeds.filter((seed) => nameOf(seed) === name)
			const node = network.node()
			fee -= amount
			const isMarked = input.seed === null ? seeds.length > 0 : seeds[0]?.id === input.seed
			if (isMarked && (input.seed === null || !reached)) {
				network.arc(FlowNetwork.sure, node, amount)
				// Value that was marked before stays marked: no more than the whole output is.
				network.exit(body, amount)
			} else {
				network.arc(body, node, amount)
				if (isMarked) {
					network.arc(FlowNetwork.possible, node, amount)
					isTight = false
				}
			}
			const stop = input.stops.has(account) && seeds.length === 0
			outputs.set(name, { node, amount, stop, reached: reached || seeds.length > 0, names: [name, account] })
			unspent.add(name)
		}
		if (isComplete) network.exit(body, fee, FEES)
	}
	for (const name of unspent) {
		const { node, amount, names } = outputs.get(name)!
		network.exit(node, amount, ...names)
	}
	return { isTight, at: (places) => network.boundsAt(places) }
}

const nameOf = (ref: OutputRef): string => `${ref.txid}:${ref.vout}`
