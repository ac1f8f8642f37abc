import { NONE, type TransferColumns } from '../../../model/columns/transferColumns.js'
import { InputError, SourceError } from '../../../model/errors.js'
import { transactionId } from '../../../model/identifiers.js'
import { parseJson } from '../../../model/strictJson.js'
import type { SetAside } from '../../../model/transaction.js'
import type { Evm } from '../evm.js'
import { HexFields } from '../hexFields.js'
import { LogScanner } from './logScanner.js'
import { parseLog } from './parseReceipt.js'
import { rpcFault } from './rpcClient.js'

const METHOD = 'eth_getLogs'
const fault = rpcFault(METHOD)
/** What stands before the first event where a machine writes the answer, within so many characters. */
const BEFORE_EVENTS = '"result":['
const MOST_BEFORE = 200
const COMMA = ','

export interface AppendLogsOptions {
	/** The chain that the events are of. */
	readonly model: Evm
	/** Time of a block, unix seconds: events do not tell it. */
	readonly atSeconds: (height: number) => number
}

/** What was appended, and what looked like a transfer and was none. */
export interface AppendedLogs {
	readonly rows: number
	readonly setAside: readonly SetAside[]
}

/**
 * Appends the token transfers that a node's answer to `eth_getLogs` tells to columns, in the order of the ledger. Plain
 * ERC-20 transfers are read out of the answer by the places of their characters; every other event, and every event of an
 * answer in another form, is read as the model reads it. Both give the same rows, numbered by their place in the block.
 * Where it throws, the events before the faulty one may have been appended.
 * @param answer the JSON-RPC answer
 * @throws SourceError `E_BAD_RESPONSE`, `E_INCONSISTENT` where an event is not what it should be, is out of order, or no
 * longer stands; InputError of the columns where it happened before what they hold
 */
export function appendLogs(answer: string, into: TransferColumns, options: AppendLogsOptions): AppendedLogs {
	const before = into.length
	const reader = new LogReader(into, options)
	const taken = scanned(answer, reader)
	if (taken !== null) for (const log of resultOf(answer).slice(taken)) reader.take(log)
	return { rows: into.length - before, setAside: reader.setAside }
}

/** Reads as many events as have the form that machines write; null where these were all, else how many. */
function scanned(answer: string, reader: LogReader): number | null {
	const start = answer.slice(0, MOST_BEFORE).indexOf(BEFORE_EVENTS) + BEFORE_EVENTS.length
	if (start < BEFORE_EVENTS.length) return 0
	const scanner = new LogScanner(answer, start)
	for (let taken = 1; ; taken++) {
		const { at } = scanner
		if (!(scanner.next() && reader.takePlain(scanner))) {
			const end = answer.indexOf('}', at) + 1
			const log = objectIn(answer.slice(at, end))
			if (log === null) return taken - 1
			reader.take(log)
			scanner.at = end
		}
		const next = answer[scanner.at]
		if (next === ']') {
			// What stands around the events, without them.
			resultOf(answer.slice(0, start) + answer.slice(scanner.at))
			return null
		}
		if (next !== COMMA) return taken
		scanner.at++
	}
}

function objectIn(text: string): unknown {
	if (!text.startsWith('{')) return null
	try {
		return parseJson(text)
	} catch {
		return null
	}
}

class LogReader {
	readonly setAside: SetAside[] = []
	readonly #accounts: string
	readonly #assets: string
	readonly #transactions: string
	#height = -1
	#at = 0
	#index = -1
	/** What most events repeat of the one before. */
	#contract = ''
	#asset = NONE

	constructor(
		private readonly into: TransferColumns,
		private readonly options: AppendLogsOptions,
	) {
		const { chain } = options.model
		this.#accounts = `${chain}:0x`
		this.#assets = `${chain}/erc20:0x`
		this.#transactions = `${chain}/0x`
	}

	/** Appends the transfer that was scanned; false, and nothing is, where it is of nothing or its digits are none. */
	takePlain({ text, payerEnd, payeeEnd, hashEnd, amountAt, addressEnd, height, index }: LogScanner): boolean {
		const { into } = this
		const row = into.length
		if (!into.amounts.setDigits(row, text, amountAt) || into.amounts.isZero(row)) return false
		if (!text.startsWith(this.#contract, addressEnd - 40) || this.#contract === '') {
			const asset = into.assets.addDigits(this.#assets, text, addressEnd, 40)
			if (asset < 0) return false
			this.#contract = text.slice(addressEnd - 40, addressEnd)
			this.#asset = asset
		}
		const from = into.accounts.addDigits(this.#accounts, text, payerEnd, 40)
		const to = into.accounts.addDigits(this.#accounts, text, payeeEnd, 40)
		const transaction = into.transactions.addDigits(this.#transactions, text, hashEnd, 64)
		if (from < 0 || to < 0 || transaction < 0) return false
		this.#step(height, index)
		into.appendNumbers({ from, to, asset: this.#asset, atSeconds: this.#at, height, transaction, index })
		return true
	}

	/** Appends whatever an event tells. */
	take(log: unknown): void {
		const { model } = this.options
		const fields = HexFields.of(log, 'result', fault)
		if (fields.raw('removed') === true) throw fault('removed', true, 'an event that still stands')
		const hash = fields.hash('transactionHash')
		const [height, index] = [fields.whole('blockNumber'), fields.whole('logIndex')]
		this.#step(height, index)
		const atSeconds = this.#at
		const receipt = { succeeded: true, gasUsed: null, fee: null, contractAddress: null, logs: [parseLog(fields)] }
		const unknown = { from: null, to: null, value: 0n, type: 0, mint: 0n, calls: null, index: -1 }
		const told = model.transaction({ height, hash: null, atSeconds }, { hash, receipt, ...unknown })
		this.setAside.push(...(told.setAside ?? []))
		const transaction = transactionId(model.chain, hash)
		for (const { from, to, asset, amount } of told.transfers)
			this.into.append({ from, to, asset, amount, atSeconds, height, transaction, index })
	}

	/** Events stand in order of block and place. */
	#step(height: number, index: number): void {
		if (height !== this.#height) {
			if (height < this.#height) throw fault('blockNumber', `${height}`, `block ${this.#height} or a later one`)
			this.#height = height
			this.#at = this.options.atSeconds(height)
			this.#index = -1
		}
		if (index <= this.#index) throw fault('logIndex', `${index}`, `an event after number ${this.#index}`)
		this.#index = index
	}
}

function resultOf(text: string): readonly unknown[] {
	let answer: unknown
	try {
		answer = parseJson(text)
	} catch (cause) {
		throw bad(`the answer is no JSON${cause instanceof InputError ? `: ${cause.shortMessage}` : ''}`, cause)
	}
	const fields = HexFields.of(answer, 'answer', fault)
	const result = fields.raw('result')
	if (fields.has('error') || !Array.isArray(result)) throw bad('the answer holds no list of events')
	return result
}

function bad(message: string, cause?: unknown): SourceError {
	return new SourceError('E_BAD_RESPONSE', `${METHOD}: ${message}`, { details: { method: METHOD }, cause })
}
