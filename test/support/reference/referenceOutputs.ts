import { carveOutputs, type Slot } from './carveOutputs.js'
import type { OutputRule } from './rules.js'
import { type Lot, labelsOf, totalOf } from './takeLots.js'

export interface OutputRef {
	readonly txid: string
	readonly vout: number
}

export interface ReferenceOutput extends Slot {
	readonly account: string
	readonly amount: bigint
	/** True where nobody can spend it. */
	readonly burn?: boolean
}

export interface ReferenceTransaction {
	readonly txid: string
	readonly height: number
	readonly txIndex: number
	readonly coinbase: boolean
	readonly inputs: readonly OutputRef[]
	readonly outputs: readonly ReferenceOutput[]
}

export interface OutputSeed extends OutputRef {
	readonly id: string
}

export interface ReferenceOutputsInput {
	readonly transactions: readonly ReferenceTransaction[]
	/** In case order. Ids are unique. */
	readonly seeds: readonly OutputSeed[]
	/** Accounts where the walk ends; a seeded output is walked all the same. */
	readonly stops: ReadonlySet<string>
	readonly rule: OutputRule
	/** How much each block creates: then fees go on into its coinbase. Without it they end the value they take. */
	readonly subsidy?: bigint
}

export interface OutputEnd {
	readonly txid: string
	readonly vout: number | 'fee' | 'unclaimed'
	readonly seed: string
	/** Null for what no account holds. */
	readonly account: string | null
	readonly reason: 'stop' | 'burn' | 'unspent' | 'noPrevout'
	readonly amount: bigint
}

export interface ReferenceOutputsResult {
	readonly seeded: { readonly seed: string; readonly amount: bigint }[]
	/** Where taint ended, by transaction in order of time, output, seed. */
	readonly ends: OutputEnd[]
	/** Taint that left as fees, per seed and transaction. */
	readonly fees: { readonly seed: string; readonly txid: string; readonly amount: bigint }[]
	/** Lots of every output, seeded ones after seeding, by `txid:vout`. */
	readonly lots: ReadonlyMap<string, readonly Lot[]>
}

/** Follows seeded outputs through a closed set of transactions. */
export function referenceOutputs(input: ReferenceOutputsInput): ReferenceOutputsResult {
	const { subsidy } = input
	const place = (tx: ReferenceTransaction): number => (tx.coinbase && subsidy !== undefined ? Infinity : tx.txIndex)
	const inTime = [...input.transactions].sort((a, b) => a.height - b.height || place(a) - place(b))
	const lotsOf = new Map<string, Lot[]>()
	const endOf = new Map<string, OutputEnd['reason']>()
	const seeded = input.seeds.map((seed) => ({ seed: seed.id, amount: 0n }))
	const fees: { seed: string; txid: string; amount: bigint }[] = []

	for (const tx of inTime) {
		const block = inTime.filter(({ height, coinbase }) => height === tx.height && !coinbase)
		const isMined = tx.coinbase && subsidy !== undefined
		const spent = isMined
			? [[{ label: null, amount: subsidy }], ...block.map(({ txid }) => lotsOf.get(`${txid}:fee`))]
			: tx.inputs.map((ref) => spendable(nameOf(ref)))
		const known = spent.filter((lots) => lots !== undefined)
		const isComplete = (!tx.coinbase || isMined) && known.length === spent.length
		let slots: Lot[][] = tx.outputs.map((output) => [{ label: null, amount: output.amount }])
		if (isComplete) {
			const paid = tx.outputs.reduce((sum, output) => sum + output.amount, 0n)
			const fee = known.reduce((sum, lots) => sum + totalOf(lots), 0n) - paid
			if (fee < 0n) throw new Error(`${tx.txid} pays more than it spends`)
			slots = carveOutputs(input.rule, known.flat(), [...tx.outputs, { amount: fee }])
			const feeLots = slots.pop()!
			const rest = `${tx.txid}:${isMined ? 'unclaimed' : 'fee'}`
			if (subsidy !== undefined)
				lotsOf.set(
					rest,
					feeLots.filter(({ amount }) => amount > 0n),
				)
			if (subsidy !== undefined) endOf.set(rest, isMined ? 'burn' : 'unspent')
			else for (const seed of labelsOf(feeLots)) fees.push({ seed, txid: tx.txid, amount: totalOf(feeLots, seed) })
		}
		for (const { txid } of isMined ? block : []) {
			if (!endOf.has(`${txid}:fee`)) continue
			if (isComplete) endOf.delete(`${txid}:fee`)
			else endOf.set(`${txid}:fee`, 'noPrevout')
		}
		for (const ref of tx.inputs) {
			const name = nameOf(ref)
			if (endOf.get(name) === 'unspent') {
				if (isComplete) endOf.delete(name)
				else endOf.set(name, 'noPrevout')
			}
		}
		slots.forEach((slot, vout) => {
			const name = nameOf({ txid: tx.txid, vout })
			let lots = slot.filter((lot) => lot.amount > 0n)
			input.seeds.forEach((seed, place) => {
				if (nameOf(seed) !== name) return
				seeded[place]!.amount += totalOf(lots, null)
				lots = lots.map((lot) => ({ label: lot.label ?? seed.id, amount: lot.amount }))
			})
			const isStop = input.stops.has(tx.outputs[vout]!.account) && !input.seeds.some((seed) => nameOf(seed) === name)
			lotsOf.set(name, lots)
			endOf.set(name, isStop ? 'stop' : tx.outputs[vout]!.burn ? 'burn' : 'unspent')
		})
	}
	const ends = inTime.flatMap(({ txid, outputs }) => [
		...outputs.flatMap(({ account }, vout) => endsOf(txid, vout, account)),
		...(['fee', 'unclaimed'] as const).flatMap((vout) => endsOf(txid, vout, null)),
	])
	for (const { seed, amount } of seeded) {
		const out = [...ends, ...fees].filter((row) => row.seed === seed).reduce((sum, row) => sum + row.amount, 0n)
		if (out !== amount) throw new Error(`${seed}: ${amount} seeded, ${out} accounted for`)
	}
	return { seeded, ends, fees, lots: lotsOf }

	/** What an output brings along when spent: a stop keeps the taint and pays on in clean value. */
	function spendable(name: string): readonly Lot[] | undefined {
		const lots = lotsOf.get(name)
		return lots !== undefined && endOf.get(name) === 'stop' ? [{ label: null, amount: totalOf(lots) }] : lots
	}

	function endsOf(txid: string, vout: OutputEnd['vout'], account: string | null): OutputEnd[] {
		const reason = endOf.get(`${txid}:${vout}`)
		if (reason === undefined) return []
		const lots = lotsOf.get(`${txid}:${vout}`)!
		return labelsOf(lots).map((seed) => ({ txid, vout, seed, account, reason, amount: totalOf(lots, seed) }))
	}
}

const nameOf = (ref: OutputRef): string => `${ref.txid}:${ref.vout}`
