import { InputError, internalError } from '../../model/errors.js'
import { parseAccount } from '../../model/identifiers.js'
import type { AskedRow, BesideRow, BridgeCall, BridgeEvent, BridgeProtocol } from './bridgeProtocol.js'
import { bridgeProtocols } from './bridgeProtocols.js'
import { parseSignature, type Signature, topicOf } from './decode/parseSignature.js'

/** A contract of a protocol that the registry does not list: a deployment of the reader's own knowledge. */
export interface BridgeContract {
	/** Id of a row of the registry. */
	readonly protocol: string
	/** `<chain>:<address>`. */
	readonly contract: string
}

/** A row's event with its signature taken apart. */
export interface KnownEvent extends BridgeEvent {
	readonly protocol: BridgeProtocol
	readonly signature: Signature
}

export interface KnownCall extends BridgeCall {
	readonly protocol: BridgeProtocol
	readonly signature: Signature
}

export interface KnownBeside extends BesideRow {
	readonly signature: Signature
}

export interface KnownAsked extends AskedRow {
	readonly signature: Signature
}

/** The rows ready for look-ups: events by topic and number of topics, calls by selector, contracts by account. */
export class BridgeRegistry {
	readonly #protocols = new Map<string, BridgeProtocol>()
	readonly #events = new Map<string, KnownEvent[]>()
	readonly #calls = new Map<string, KnownCall[]>()
	/** By protocol, name and layout. */
	readonly #beside = new Map<string, KnownBeside[]>()
	readonly #asked = new Map<string, KnownAsked[]>()
	readonly #byTransaction: BridgeProtocol[] = []
	/** Ids of protocols by account of their contracts. */
	readonly #contracts = new Map<string, Set<string>>()

	/**
	 * @throws InputError where a further contract names no protocol or is no account
	 * @throws FundtrailError `E_INTERNAL` where a row has an unknown type, or a topic that its signature does not give
	 */
	constructor(further: readonly BridgeContract[] = [], rows: readonly BridgeProtocol[] = bridgeProtocols) {
		for (const row of rows) this.#add(row)
		for (const [i, { protocol, contract }] of further.entries()) {
			const field = `bridges[${i}]`
			if (!this.#protocols.has(protocol))
				throw new InputError('E_INPUT', `${field}: no bridge protocol ${JSON.stringify(protocol)}`, {
					details: { field, value: protocol, known: [...this.#protocols.keys()].join(', ') },
				})
			this.#list(parseAccount(contract, field), protocol)
		}
	}

	protocol(id: string): BridgeProtocol | undefined {
		return this.#protocols.get(id)
	}

	/** Events of this layout, of whatever contract. */
	events(topics: readonly string[]): readonly KnownEvent[] {
		return this.#events.get(`${topics[0]} ${topics.length}`) ?? []
	}

	calls(input: string): readonly KnownCall[] {
		return this.#calls.get(input.slice(0, 10)) ?? []
	}

	/** What a row lists as `beside` under a name. */
	beside(protocol: string, name: string): readonly KnownBeside[] {
		return this.#beside.get(`${protocol} ${name}`) ?? noRow(protocol, name)
	}

	/** What a row lists as `asked` under a name. */
	asked(protocol: string, name: string): readonly KnownAsked[] {
		return this.#asked.get(`${protocol} ${name}`) ?? noRow(protocol, name)
	}

	/** Rows that read payments or whole transactions. */
	get byTransaction(): readonly BridgeProtocol[] {
		return this.#byTransaction
	}

	isContract(account: string, protocol: string): boolean {
		return this.#contracts.get(account)?.has(protocol) === true
	}

	#add(row: BridgeProtocol): void {
		if (this.#protocols.has(row.id)) throw internalError('two bridge protocols of one id', { protocol: row.id })
		this.#protocols.set(row.id, row)
		for (const event of row.events) {
			const signature = parseSignature(event.event)
			if (topicOf(signature) !== event.topic) throw mismatch(row, event.event)
			const indexed = signature.parameters.filter((parameter) => parameter.indexed).length
			append(this.#events, `${event.topic} ${indexed + 1}`, { ...event, protocol: row, signature })
		}
		for (const call of row.calls ?? []) {
			const signature = parseSignature(call.call)
			if (topicOf(signature).slice(0, 10) !== call.selector) throw mismatch(row, call.call)
			append(this.#calls, call.selector, { ...call, protocol: row, signature })
		}
		for (const one of row.beside ?? []) {
			const signature = parseSignature(one.event)
			if (topicOf(signature) !== one.topic) throw mismatch(row, one.event)
			append(this.#beside, `${row.id} ${one.name}`, { ...one, signature })
		}
		for (const one of row.asked ?? []) {
			const signature = parseSignature(one.call)
			if (topicOf(signature).slice(0, 10) !== one.selector) throw mismatch(row, one.call)
			append(this.#asked, `${row.id} ${one.name}`, { ...one, signature })
		}
		if (row.payments !== undefined || row.deeds !== undefined) this.#byTransaction.push(row)
		for (const [chain, addresses] of Object.entries(row.contracts))
			for (const address of addresses) this.#list(`${chain}:${address}`, row.id)
	}

	#list(account: string, protocol: string): void {
		const known = this.#contracts.get(account)
		if (known === undefined) this.#contracts.set(account, new Set([protocol]))
		else known.add(protocol)
	}
}

const mismatch = ({ id }: BridgeProtocol, signature: string): Error =>
	internalError('a row of the bridge registry whose hash is not that of its signature', { protocol: id, signature })

function noRow(protocol: string, name: string): never {
	throw internalError('a row of the bridge registry asks for what it does not list', { protocol, name })
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
	const list = lists.get(key)
	if (list === undefined) lists.set(key, [item])
	else list.push(item)
}
