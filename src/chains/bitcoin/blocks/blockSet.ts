import { isCoinbase, NONE, type SetColumns } from './joinBlocks.js'
import type { KnownOutput } from './knownOutputs.js'
import { hashBytes, hashText, outpointBytes, outpointNumber } from './outpoint.js'
import type { PlacedBlock } from './placeBlocks.js'

/** A transaction of the set with its place; `number` is its rank in chain order. */
export interface SetTransaction {
	readonly number: number
	readonly txid: string
	readonly block: PlacedBlock
	/** Its number in the block. */
	readonly index: number
	/** Second part of its event order. */
	readonly place: number
}

/** The transactions of all blocks that count, in chain order, and what is asked of them. */
export class BlockSet {
	readonly #set: SetColumns
	/** Numbers of the transactions that pay or spend each script, where each script's start, once they were asked for. */
	#touching: { readonly starts: Uint32Array; readonly numbers: Uint32Array } | undefined

	constructor(columns: SetColumns) {
		this.#set = columns
	}

	/** The block of a transaction. */
	block(number: number): PlacedBlock {
		const { blocks, blockOf } = this.#set
		return blocks[blockOf[number] as number] as PlacedBlock
	}

	transaction(number: number): SetTransaction {
		const { blockOf, firstOf, index } = this.#set
		const block = this.block(number)
		const place = number - (firstOf[blockOf[number] as number] as number)
		return { number, txid: hashText(index.hash(number)), block, index: place, place: block.firstPlace + place }
	}

	/** The number of the first transaction of the block that a transaction is in. */
	coinbaseOf(number: number): number {
		return this.#set.firstOf[this.#set.blockOf[number] as number] as number
	}

	/** The numbers of the other transactions of a coinbase's block, in order. */
	paying(coinbase: number): number[] {
		const { count } = this.block(coinbase).block.columns
		return Array.from({ length: count - 1 }, (_, i) => coinbase + 1 + i)
	}

	/** The number of the transaction of this id. */
	numberOf(txid: string): number | undefined {
		return this.#set.index.numberOf(hashBytes(txid))
	}

	/** The number of the transaction that spends `<txid>:<vout>`. */
	spenderOf(output: string): number | undefined {
		const { index, known, firstOutput, spenders, knownSpenders } = this.#set
		const name = outpointBytes(output)
		const creator = index.numberOf(name)
		const foreign = known.find(name)
		let spender: number | undefined
		if (creator !== undefined) {
			const own = (firstOutput[creator] as number) + outpointNumber(name, 0)
			if (own < (firstOutput[creator + 1] as number)) spender = spenders[own]
		} else if (foreign !== undefined) spender = knownSpenders[foreign]
		return spender === NONE ? undefined : spender
	}

	/** The outputs that a transaction spends, in the order of its inputs; null where no source tells of one. */
	spent(number: number): (KnownOutput | null)[] {
		const { firstInput, spends, known } = this.#set
		if (isCoinbase(this.#set, number)) return []
		const found: (KnownOutput | null)[] = []
		for (let input = firstInput[number] as number; input < (firstInput[number + 1] as number); input++) {
			const spent = spends[input] as number
			found.push(spent < 0 ? known.told(~spent) : this.#output(spent))
		}
		return found
	}

	outputs(number: number): KnownOutput[] {
		const { firstOutput } = this.#set
		const first = firstOutput[number] as number
		return Array.from({ length: (firstOutput[number + 1] as number) - first }, (_, i) => this.#output(first + i))
	}

	/** Numbers of the transactions that pay or spend a script, ascending. */
	touching(script: number): Uint32Array {
		this.#touching ??= touchingByScript(this.#set)
		const { starts, numbers } = this.#touching
		return numbers.subarray(starts[script] ?? 0, starts[script + 1] ?? 0)
	}

	#output(output: number): KnownOutput {
		return { sats: this.#set.sats[output] as number, script: this.#set.scripts[output] as number }
	}
}

/** Two passes over all inputs and outputs: one counts the transactions of each script, one writes them down. */
function touchingByScript(set: SetColumns): { readonly starts: Uint32Array; readonly numbers: Uint32Array } {
	const { known, scripts, spends, firstInput, firstOutput, replaced } = set
	let most = NONE
	for (const script of scripts) if (script > most) most = script
	for (let id = 0; id < known.size; id++) most = Math.max(most, known.told(id)?.script ?? NONE)
	const starts = new Uint32Array(most + 2)
	const last = new Int32Array(most + 1)

	const visit = (touch: (script: number, number: number) => void): void => {
		last.fill(NONE)
		const once = (script: number, number: number): void => {
			if (last[script] === number) return
			last[script] = number
			touch(script, number)
		}
		for (let number = 0; number < set.blockOf.length; number++) {
			if (replaced[number] === 1) continue
			const inputs = isCoinbase(set, number) ? 0 : (firstInput[number + 1] as number)
			for (let input = firstInput[number] as number; input < inputs; input++) {
				const spent = spends[input] as number
				const script = spent < 0 ? known.told(~spent)?.script : scripts[spent]
				if (script !== undefined) once(script, number)
			}
			for (let output = firstOutput[number] as number; output < (firstOutput[number + 1] as number); output++)
				once(scripts[output] as number, number)
		}
	}

	visit((script) => {
		starts[script + 1] = (starts[script + 1] as number) + 1
	})
	for (let script = 0; script <= most; script++)
		starts[script + 1] = (starts[script + 1] as number) + (starts[script] as number)
	const numbers = new Uint32Array(starts[most + 1] ?? 0)
	const next = starts.slice()
	visit((script, number) => {
		const at = next[script] as number
		numbers[at] = number
		next[script] = at + 1
	})
	return { starts, numbers }
}
