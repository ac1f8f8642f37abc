import type { ChainClock } from '../../model/coverage.js'
import type { Direction } from '../../model/direction.js'
import { InputError } from '../../model/errors.js'
import { parseChain } from '../../model/identifiers.js'
import {
	checkOrder,
	type Instant,
	instantOf,
	isAfter,
	isBefore,
	type Moment,
	momentSchema,
} from '../../model/moment.js'
import type { DataOptions } from '../../model/options.js'
import type { Transaction } from '../../model/transaction.js'

/** The first and last moment that a trace looks at, per chain. What lies outside is as if it had not been read. */
export class SearchWindow {
	readonly #from: (chain: string) => Instant | undefined
	readonly #to: (chain: string) => Instant | undefined
	readonly #isBounded: boolean
	/** Accounts and outputs at which value moved on outside of the window: what is left there ends by `window`. */
	readonly #beyond = new Set<string>()

	/** @throws InputError where a bound is no moment, names no known chain, or the first lies after the last */
	constructor(
		from: DataOptions['from'],
		to: DataOptions['to'],
		readonly direction: Direction = 'forward',
	) {
		const first = perChain(from, 'options.from')
		const last = perChain(to, 'options.to')
		for (const chain of [...first.chains, ...last.chains]) checkOrder(first.at(chain), last.at(chain), 'options.from')
		this.#from = first.at
		this.#to = last.at
		this.#isBounded = first.chains.length > 0 || last.chains.length > 0
	}

	/** Whether a transaction lies in the window. */
	covers(transaction: Transaction): boolean {
		if (!this.#isBounded) return true
		const from = this.#from(transaction.chain)
		const to = this.#to(transaction.chain)
		return !(to !== undefined && isAfter(transaction, to)) && !(from !== undefined && isBefore(transaction, from))
	}

	/** The transactions inside the window. */
	filter(transactions: readonly Transaction[]): readonly Transaction[] {
		if (!this.#isBounded) return transactions
		return transactions.filter((transaction) => {
			const from = this.#from(transaction.chain)
			const to = this.#to(transaction.chain)
			const late = to !== undefined && isAfter(transaction, to)
			const early = from !== undefined && isBefore(transaction, from)
			if (late && this.direction === 'forward') this.#notePayers(transaction)
			if (early && this.direction === 'backward') this.#notePayees(transaction)
			return !late && !early
		})
	}

	/** Whether what is left at a node moved on after the window; looking back, whether some came before it. */
	isCut(node: string): boolean {
		return this.#beyond.has(node)
	}

	/** The window in a chain's own clock; null where it is given in the other unit. */
	onClock(chain: string, clock: ChainClock): { from?: number; to?: number } | null {
		const bounds: { from?: number; to?: number } = {}
		for (const [name, instant] of [
			['from', this.#from(chain)],
			['to', this.#to(chain)],
		] as const) {
			if (instant === undefined) continue
			if ('height' in instant !== (clock === 'height')) return null
			bounds[name] = 'height' in instant ? instant.height : instant.seconds
		}
		return bounds
	}

	#notePayees(transaction: Transaction): void {
		if (transaction.kind === 'utxo') for (const { id } of transaction.outputs) this.#beyond.add(id)
		else for (const { to } of transaction.transfers) if (to !== null) this.#beyond.add(to)
	}

	#notePayers(transaction: Transaction): void {
		if (transaction.kind === 'utxo') {
			for (const { spends } of transaction.inputs) if (spends !== null) this.#beyond.add(spends)
		} else for (const { from } of transaction.transfers) if (from !== null) this.#beyond.add(from)
	}
}

/** A bound per chain; `chains` are those that it names, and one that it does not. */
interface Bound {
	readonly chains: readonly string[]
	readonly at: (chain: string) => Instant | undefined
}

function perChain(window: DataOptions['from'], field: string): Bound {
	if (window === undefined) return { chains: [], at: () => undefined }
	const whole = momentSchema.safeParse(window)
	if (whole.success) {
		const instant = instantOf(whole.data, field)
		return { chains: [''], at: () => instant }
	}
	const instants = new Map<string, Instant>()
	for (const [name, moment] of Object.entries(window as Record<string, Moment>)) {
		const chain = parseChain(name, field).id
		if (instants.has(chain)) throw new InputError('E_INPUT', `${field}: ${name} is given twice`, { details: { field } })
		instants.set(chain, instantOf(moment, `${field}.${name}`))
	}
	return { chains: [...instants.keys()], at: (chain) => instants.get(chain) }
}
