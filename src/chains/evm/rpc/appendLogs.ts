import { hexByte } from '../../../model/columns/hexByte.js'
import { NONE, type TransferColumns } from '../../../model/columns/transferColumns.js'
import { InputError, SourceError } from '../../../model/errors.js'
import { transactionId } from '../../../model/identifiers.js'
import { parseJson } from '../../../model/strictJson.js'
import type { SetAside } from '../../../model/transaction.js'
import type { Evm } from '../evm.js'
import { HexFields } from '../hexFields.js'
import { FixedText } from './fixedText.js'
import { LogScanner } from './logScanner.js'
import { parseLog } from './parseReceipt.js'
import { rpcFault } from './rpcClient.js'

const METHOD = 'eth_getLogs'
const fault = rpcFault(METHOD)
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const textOf = (bytes: Uint8Array): string => decoder.decode(bytes)
/** What stands before the first event where a machine writes the answer, within so many bytes. */
const BEFORE_EVENTS = /^\s*\{(?:"\w+":(?:"[^"\\]*"|\w+),)*"result":\[/
const MOST_BEFORE = 200
const COMMA = 0x2c
const OPEN = 0x7b
const CLOSE = 0x7d
const ADDRESS_DIGITS = 40
const HASH_DIGITS = 64
const END = 0x5d

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
 * ERC-20 transfers are read out of the answer by the places of their bytes; every other event, and every event of an answer
 * in another form, is read as the model reads it. Both give the same rows, numbered by their place in the block. Where it
 * throws, the events before the faulty one may have been appended.
 * @param answer the JSON-RPC answer, as text or as its bytes in UTF-8
 * @throws SourceError `E_BAD_RESPONSE`, `E_INCONSISTENT` where an event is not what it should be, is out of order, or no
 * longer stands; InputError of the columns where it happened before what they hold
 */
export function appendLogs(
	answer: string | Uint8Array,
	into: TransferColumns,
	options: AppendLogsOptions,
): AppendedLogs {
	const bytes = typeof answer === 'string' ? new TextEncoder().encode(answer) : answer
	const before = into.length
	const reader = new LogReader(into, options)
	const taken = scannedIn(bytes, reader)
	if (taken !== null) for (const log of resultOf(bytes).slice(taken)) reader.take(log)
	return { rows: into.length - before, setAside: reader.setAside }
}

/** As `scanned`; what is no JSON as a whole is refused as that, whatever is wrong with an event in front. */
function scannedIn(bytes: Uint8Array, reader: LogReader): number | null {
	try {
		return scanned(bytes, reader)
	} catch (error) {
		resultOf(bytes)
		throw error
	}
}

/** Reads as many events as have the form that machines write; null where these were all, else how many. */
function scanned(bytes: Uint8Array, reader: LogReader): number | null {
	const [head] = BEFORE_EVENTS.exec(String.fromCharCode(...bytes.subarray(0, MOST_BEFORE))) ?? []
	if (head === undefined) return 0
	const start = head.length
	const scanner = new LogScanner(bytes, start)
	for (let taken = 1; ; taken++) {
		const { at } = scanner
		if (!(scanner.next() && reader.takePlain(scanner))) {
			const end = bytes.indexOf(CLOSE, at) + 1
			const log = bytes[at] === OPEN ? objectIn(bytes.subarray(at, end)) : null
			if (log === null) return taken - 1
			reader.take(log)
			scanner.at = end
		}
		const next = bytes[scanner.at]
		if (next === END) {
			// What stands around the events, without them.
			resultOf(bytes.subarray(0, start), bytes.subarray(scanner.at))
			return null
		}
		if (next !== COMMA) return taken
		scanner.at++
	}
}

function objectIn(bytes: Uint8Array): unknown {
	try {
		return parseJson(textOf(bytes))
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
	#contract: FixedText | null = null
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
	takePlain({ text, payerAt, payeeAt, hashAt, blockHashAt, amountAt, addressAt, height, index }: LogScanner): boolean {
		const { into } = this
		const row = into.length
		if (blockHashAt >= 0 && !areDigits(text, blockHashAt, HASH_DIGITS)) return false
		if (!into.amounts.setDigits(row, text, amountAt) || into.amounts.isZero(row)) return false
		if (!this.#contract?.stands(text, addressAt)) {
			const asset = into.assets.addDigits(this.#assets, text, addressAt, ADDRESS_DIGITS)
			if (asset < 0) return false
			this.#asset = asset
			this.#contract = new FixedText(into.assets.text(asset).slice(-ADDRESS_DIGITS))
		}
		const from = into.accounts.addDigits(this.#accounts, text, payerAt, ADDRESS_DIGITS)
		const to = into.accounts.addDigits(this.#accounts, text, payeeAt, ADDRESS_DIGITS)
		const transaction = into.transactions.addDigits(this.#transactions, text, hashAt, HASH_DIGITS)
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

function resultOf(...parts: readonly Uint8Array[]): readonly unknown[] {
	let answer: unknown
	try {
		answer = parseJson(parts.map(textOf).join(''))
	} catch (cause) {
		const why = cause instanceof InputError ? cause.shortMessage : 'it is not UTF-8'
		throw bad(`the answer is no JSON: ${why}`, cause)
	}
	const fields = HexFields.of(answer, 'answer', fault)
	const result = fields.raw('result')
	if (fields.has('error') || !Array.isArray(result)) throw bad('the answer holds no list of events')
	return result
}

function areDigits(text: DataView, at: number, digits: number): boolean {
	let all = 0
	for (let i = at; i < at + digits; i += 2) all |= hexByte(text, i)
	return all >= 0
}

function bad(message: string, cause?: unknown): SourceError {
	return new SourceError('E_BAD_RESPONSE', `${METHOD}: ${message}`, { details: { method: METHOD }, cause })
}
