import { TOPICS } from '../topics.js'
import { FixedText } from './fixedText.js'

const ADDRESS_DIGITS = 40
const HASH_DIGITS = 64
/** Digits of an amount below 2^96. */
const AMOUNT_DIGITS = 24
/** Digits of a quantity that is exact as a number. */
const MOST_QUANTITY_DIGITS = 12
const PADDING = '0'.repeat(24)
const NOBODY = new FixedText('0'.repeat(ADDRESS_DIGITS))
/** An event of the form that is read here has fewer bytes. */
const MOST_IN_EVENT = 2000
const QUOTE = 0x22
const CLOSE = 0x7d

/** What changes from event to event, and its digits: of a quantity as many as it takes. */
const DIGITS = {
	address: ADDRESS_DIGITS,
	payer: ADDRESS_DIGITS,
	payee: ADDRESS_DIGITS,
	amount: AMOUNT_DIGITS,
	transactionHash: HASH_DIGITS,
	blockHash: HASH_DIGITS,
	blockNumber: null,
	logIndex: null,
	transactionIndex: null,
	blockTimestamp: null,
} as const
type Part = keyof typeof DIGITS

/** The value of each member of an event as nodes write it: fixed text, and between it what changes. */
const VALUES: Readonly<Record<string, readonly (string | { readonly part: Part })[]>> = {
	address: ['"0x', { part: 'address' }, '"'],
	topics: [`["${TOPICS.transfer}","0x${PADDING}`, { part: 'payer' }, `","0x${PADDING}`, { part: 'payee' }, '"]'],
	data: [`"0x${'0'.repeat(40)}`, { part: 'amount' }, '"'],
	blockNumber: ['"0x', { part: 'blockNumber' }, '"'],
	transactionHash: ['"0x', { part: 'transactionHash' }, '"'],
	logIndex: ['"0x', { part: 'logIndex' }, '"'],
	blockHash: ['"0x', { part: 'blockHash' }, '"'],
	transactionIndex: ['"0x', { part: 'transactionIndex' }, '"'],
	blockTimestamp: ['"0x', { part: 'blockTimestamp' }, '"'],
	removed: ['false'],
}
/** Members without which an event is none. */
const NEEDED = ['address', 'topics', 'data', 'blockNumber', 'transactionHash', 'logIndex']

/** Fixed text, and what changes behind it; nothing behind the last. */
interface Stretch {
	readonly fixed: FixedText
	readonly part: Part | null
	/** How many digits that is; null where it tells so itself. */
	readonly digits: number | null
}

/**
 * Reads plain ERC-20 transfers (of less than 2^96, between accounts, still standing) out of the JSON text of a list of
 * events by the places of its bytes: no object and no text is made. It knows one form, as machines write it: no spaces, no
 * escapes, the members of every event in the order of the first. What has another form is not read here.
 */
export class LogScanner {
	/** Where the digits of the event just read begin. Whether they are digits is seen where they are used. */
	addressAt = 0
	payerAt = 0
	payeeAt = 0
	amountAt = 0
	hashAt = 0
	/** Where those of its block begin; -1 where it does not tell its block. */
	blockHashAt = -1
	height = 0
	index = 0
	/** Behind the event just read; before that where the first one begins. */
	at: number
	/** What is read. */
	readonly text: DataView
	readonly #form: readonly Stretch[]
	#end = 0

	/** `start`: where the first event begins. */
	constructor(bytes: Uint8Array, start: number) {
		this.at = start
		this.text = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
		this.#form = formOf(bytes, start)
	}

	/** Reads the event at `at`; false, and that place stays, where it has another form. */
	next(): boolean {
		const { text } = this
		if (this.#form.length === 0) return false
		let at = this.at
		for (const { fixed, part, digits } of this.#form) {
			if (!fixed.stands(text, at)) return false
			at += fixed.length
			if (part === null) break
			if (!this.#read(part, digits, at)) return false
			at = this.#end
		}
		if (NOBODY.stands(text, this.payerAt) || NOBODY.stands(text, this.payeeAt)) return false
		this.at = at
		return true
	}

	#read(part: Part, digits: number | null, at: number): boolean {
		if (digits === null) {
			const value = this.#readQuantity(at)
			if (part === 'blockNumber') this.height = value
			else if (part === 'logIndex') this.index = value
			return value >= 0
		}
		this.#end = at + digits
		if (part === 'address') this.addressAt = at
		else if (part === 'payer') this.payerAt = at
		else if (part === 'payee') this.payeeAt = at
		else if (part === 'amount') this.amountAt = at
		else if (part === 'transactionHash') this.hashAt = at
		else this.blockHashAt = at
		return true
	}

	/** -1 where it is no short quantity. */
	#readQuantity(at: number): number {
		const { text } = this
		let value = 0
		for (let i = at, most = Math.min(at + MOST_QUANTITY_DIGITS, text.byteLength - 1); i <= most; i++) {
			const code = text.getUint8(i)
			if (code === QUOTE) {
				this.#end = i
				return i === at ? -1 : value
			}
			const digit = code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x57 : -1
			if (digit < 0 || (value === 0 && i > at)) return -1
			value = value * 16 + digit
		}
		return -1
	}
}

/** The form of the event that begins at `start`; empty where it is another one than this reads. */
function formOf(bytes: Uint8Array, start: number): Stretch[] {
	const end = bytes.indexOf(CLOSE, start)
	const event = String.fromCharCode(...bytes.subarray(start, Math.min(end + 1, start + MOST_IN_EVENT)))
	const names = [...event.matchAll(/(?:(?<=^\{)|,)"(\w+)":/g)].map(([, name]) => name as string)
	if (new Set(names).size < names.length || !NEEDED.every((name) => names.includes(name))) return []
	const form: Stretch[] = []
	let text = '{'
	for (const [i, name] of names.entries()) {
		if (!Object.hasOwn(VALUES, name)) return []
		text += `${i === 0 ? '' : ','}"${name}":`
		for (const piece of VALUES[name] ?? []) {
			if (typeof piece === 'string') text += piece
			else {
				form.push({ fixed: new FixedText(text), part: piece.part, digits: DIGITS[piece.part] })
				text = ''
			}
		}
	}
	return [...form, { fixed: new FixedText(`${text}}`), part: null, digits: null }]
}
