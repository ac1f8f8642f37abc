import { TOPICS } from '../topics.js'

const ADDRESS_DIGITS = 40
const HASH_DIGITS = 64
/** Digits of a quantity that is exact as a number. */
const MOST_QUANTITY_DIGITS = 12
const PADDING = '0'.repeat(24)
const NOTHING = codesOf('0'.repeat(ADDRESS_DIGITS))
const BEFORE_DIGITS = codesOf('"0x')
const FALSE = codesOf('false')
/** What stands around the two accounts of a plain token transfer. */
const BEFORE_PAYER = codesOf(`["${TOPICS.transfer}","0x${PADDING}`)
const BEFORE_PAYEE = codesOf(`","0x${PADDING}`)
const AFTER_PAYEE = codesOf('"]')
/** In front of an amount below 2^96. */
const BEFORE_AMOUNT = codesOf(`"0x${'0'.repeat(40)}`)
const AMOUNT_DIGITS = 24
const QUOTE = 0x22
const OPEN = 0x7b
const CLOSE = 0x7d

/** The members of an event as nodes write them. */
const MEMBERS = [
	'address',
	'topics',
	'data',
	'blockNumber',
	'transactionHash',
	'logIndex',
	'blockHash',
	'transactionIndex',
	'blockTimestamp',
	'removed',
] as const
type Member = (typeof MEMBERS)[number]
/** A member and the text in front of its value, as character codes. */
interface Expected {
	readonly member: Member
	readonly text: Uint8Array
}
/** Those before this place must be there. */
const NEEDED = 6

/**
 * Reads plain ERC-20 transfers (of less than 2^96, between accounts, still standing) out of the JSON text of a list of
 * events by the places of their characters: no object and no text is made. It knows one form, as machines write it: no
 * spaces, no escapes, the members of every event in the order of the first. What has another form is not read here.
 */
export class LogScanner {
	/** Where the digits of the event just read end, or stand. */
	payerEnd = 0
	payeeEnd = 0
	hashEnd = 0
	amountAt = 0
	addressEnd = 0
	height = 0
	index = 0
	/** Behind the event just read; before that where the first one begins. */
	at: number
	/** The members in their order, each with the text in front of its value. */
	readonly #members: readonly Expected[]
	#end = 0

	/** `start`: where the first event begins. */
	constructor(
		readonly text: string,
		start: number,
	) {
		this.at = start
		this.#members = membersOf(text, start)
	}

	/** Reads the event at `at`; false, and nothing changes, where it has another form. */
	next(): boolean {
		const { text } = this
		if (this.#members.length === 0 || text.charCodeAt(this.at) !== OPEN) return false
		let at = this.at + 1
		for (const { member, text: before } of this.#members) {
			if (!stands(text, before, at)) return false
			if (!this.#readValue(member, at + before.length)) return false
			at = this.#end
		}
		if (text.charCodeAt(at) !== CLOSE) return false
		this.at = at + 1
		return true
	}

	#readValue(member: Member, at: number): boolean {
		switch (member) {
			case 'address':
				this.addressEnd = at + 3 + ADDRESS_DIGITS
				return this.#readDigits(at, ADDRESS_DIGITS)
			case 'transactionHash':
				this.hashEnd = at + 3 + HASH_DIGITS
				return this.#readDigits(at, HASH_DIGITS)
			case 'blockHash':
				return this.#readDigits(at, HASH_DIGITS) && this.#areDigits(at + 3, HASH_DIGITS)
			case 'topics':
				return this.#readTopics(at)
			case 'data':
				this.amountAt = at + BEFORE_AMOUNT.length
				this.#end = this.amountAt + AMOUNT_DIGITS + 1
				return stands(this.text, BEFORE_AMOUNT, at) && this.text.charCodeAt(this.#end - 1) === QUOTE
			case 'removed':
				this.#end = at + 'false'.length
				return stands(this.text, FALSE, at)
			default: {
				const value = this.#readQuantity(at)
				if (member === 'blockNumber') this.height = value
				if (member === 'logIndex') this.index = value
				return value >= 0
			}
		}
	}

	#readTopics(at: number): boolean {
		const { text } = this
		const payer = at + BEFORE_PAYER.length
		const payee = payer + ADDRESS_DIGITS + BEFORE_PAYEE.length
		this.payerEnd = payer + ADDRESS_DIGITS
		this.payeeEnd = payee + ADDRESS_DIGITS
		this.#end = this.payeeEnd + AFTER_PAYEE.length
		if (!stands(text, BEFORE_PAYER, at) || !stands(text, BEFORE_PAYEE, this.payerEnd)) return false
		if (stands(text, NOTHING, payer) || stands(text, NOTHING, payee)) return false
		return stands(text, AFTER_PAYEE, this.payeeEnd)
	}

	/** `"0x`, so many characters, `"`. Whether they are digits is seen where they are used. */
	#readDigits(at: number, digits: number): boolean {
		const { text } = this
		this.#end = at + digits + 4
		return stands(text, BEFORE_DIGITS, at) && text.charCodeAt(this.#end - 1) === QUOTE
	}

	#areDigits(at: number, digits: number): boolean {
		for (let i = at; i < at + digits; i++) {
			const code = this.text.charCodeAt(i)
			if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false
		}
		return true
	}

	/** -1 where it is no short quantity. */
	#readQuantity(at: number): number {
		const { text } = this
		if (!stands(text, BEFORE_DIGITS, at)) return -1
		let value = 0
		for (let i = at + 3; i <= at + 3 + MOST_QUANTITY_DIGITS; i++) {
			const code = text.charCodeAt(i)
			if (code === QUOTE) {
				this.#end = i + 1
				return i === at + 3 ? -1 : value
			}
			const digit = code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x57 : -1
			if (digit < 0 || (value === 0 && i > at + 3)) return -1
			value = value * 16 + digit
		}
		return -1
	}
}

/** The members of the event that begins at `start`, in its order; none where it has another form. */
function membersOf(text: string, start: number): Expected[] {
	const end = text.indexOf('}', start)
	const found: Expected[] = []
	for (const [whole, name] of text.slice(start, end + 1).matchAll(/(?:(?<=^\{)|,)"(\w+)":/g)) {
		const member = MEMBERS.find((known) => known === name)
		if (member === undefined || found.some((one) => one.member === member)) return []
		found.push({ member, text: codesOf(whole) })
	}
	const isWhole = MEMBERS.slice(0, NEEDED).every((needed) => found.some(({ member }) => member === needed))
	return isWhole ? found : []
}

function codesOf(text: string): Uint8Array {
	return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** Whether these characters stand at this place. `startsWith` costs several times as much for so few. */
function stands(text: string, codes: Uint8Array, at: number): boolean {
	for (let i = 0; i < codes.length; i++) if (text.charCodeAt(at + i) !== codes[i]) return false
	return true
}
