import type { SetAsideReason } from '../../model/transaction.js'
import type { EvmLog } from './evmBlock.js'
import { TOPICS } from './topics.js'

/** What one event says was moved. Addresses without chain; null is the zero address: an issue or a burn. */
export interface TokenMove {
	readonly kind: 'fungible'
	readonly from: string | null
	readonly to: string | null
	/** Id inside an ERC-1155 contract; null for a token that is the contract itself. */
	readonly item: bigint | null
	readonly amount: bigint
	/** Place among several moves of one event; null where the event tells one. */
	readonly sub: number | null
}

/** What one event tells like a transfer of a fungible amount and is none. */
export interface NoMove {
	readonly kind: 'aside'
	readonly reason: SetAsideReason
	readonly from: string | null
	readonly to: string | null
	/** Id of the single item or of the ERC-1155 token, where one is told. */
	readonly item: bigint | null
	readonly standard: 'erc20' | 'erc721' | 'erc1155' | null
	readonly sub: number | null
}

const NOTHING: readonly never[] = []
const MALFORMED: NoMove = {
	kind: 'aside',
	reason: 'malformed',
	from: null,
	to: null,
	item: null,
	standard: null,
	sub: null,
}

const PADDING = '0x000000000000000000000000'
const ZERO_WORD = `0x${'0'.repeat(64)}`
/** Characters of a word in hexadecimal. */
const WORD = 64
/** Most moves of one batch event, far above what a block's gas allows. Invented. */
const MOST_IN_BATCH = 65_536

/**
 * The token moves that an event tells; none where it is no transfer event. Sources: ERC-20, ERC-721, ERC-1155; WETH9 for
 * deposits and withdrawals, which are mints and burns of the wrapped coin where `wrapped` (the caller knows the contract).
 */
export function tokenMoves(log: EvmLog, wrapped: boolean): readonly (TokenMove | NoMove)[] {
	switch (log.topics[0]) {
		case TOPICS.transfer:
			return [transfer(log)]
		case TOPICS.transferSingle:
			return [single(log)]
		case TOPICS.transferBatch:
			return batch(log)
		case TOPICS.deposit:
			return wrapped ? [wrap(log, false)] : NOTHING
		case TOPICS.withdrawal:
			return wrapped ? [wrap(log, true)] : NOTHING
		default:
			return NOTHING
	}
}

/** Three topics and one word are an ERC-20 amount, four topics and no data an ERC-721 item, anything else is neither. */
function transfer({ topics, data }: EvmLog): TokenMove | NoMove {
	const [, from, to, item] = topics as [string, string | undefined, string | undefined, string | undefined]
	if (from === undefined || to === undefined || !isAddress(from) || !isAddress(to)) return MALFORMED
	if (item !== undefined) {
		if (data !== '0x') return MALFORMED
		const parties = { from: addressIn(from), to: addressIn(to) }
		return { kind: 'aside', reason: 'nonFungible', ...parties, item: BigInt(item), standard: 'erc721', sub: null }
	}
	return data.length === 2 + WORD ? move(from, to, null, BigInt(data), null) : MALFORMED
}

function single({ topics, data }: EvmLog): TokenMove | NoMove {
	const [, , from, to] = topics
	if (from === undefined || to === undefined || !isAddress(from) || !isAddress(to)) return MALFORMED
	if (data.length !== 2 + 2 * WORD) return MALFORMED
	return move(from, to, wordAt(data, 0), wordAt(data, 1), null)
}

function batch({ topics, data }: EvmLog): readonly (TokenMove | NoMove)[] {
	const [, , from, to] = topics
	const items = arrayAt(data, 0)
	const amounts = arrayAt(data, 1)
	if (from === undefined || to === undefined || !isAddress(from) || !isAddress(to)) return [MALFORMED]
	if (items === null || amounts === null || items.length !== amounts.length) return [MALFORMED]
	return items.map((item, i) => move(from, to, item, amounts[i] as bigint, i))
}

function wrap({ topics, data }: EvmLog, back: boolean): TokenMove | NoMove {
	const holder = topics[1]
	if (holder === undefined || topics.length !== 2 || !isAddress(holder) || data.length !== 2 + WORD) return MALFORMED
	return back ? move(holder, ZERO_WORD, null, BigInt(data), null) : move(ZERO_WORD, holder, null, BigInt(data), null)
}

function move(from: string, to: string, item: bigint | null, amount: bigint, sub: number | null): TokenMove | NoMove {
	const parties = { from: addressIn(from), to: addressIn(to) }
	if (amount > 0n && !(parties.from === null && parties.to === null))
		return { kind: 'fungible', ...parties, item, amount, sub }
	const standard = item === null ? 'erc20' : 'erc1155'
	const reason = amount === 0n ? 'zeroValue' : 'malformed'
	return { kind: 'aside', reason, ...parties, item, standard, sub }
}

/** Whether a word holds an address: anything in its upper 12 bytes is not one. */
const isAddress = (word: string): boolean => word.startsWith(PADDING)

/** The address in a word; null for the zero address. */
const addressIn = (word: string): string | null => (word === ZERO_WORD ? null : `0x${word.slice(26)}`)

const wordAt = (data: string, place: number): bigint =>
	BigInt(`0x${data.slice(2 + place * WORD, 2 + (place + 1) * WORD)}`)

/** An ABI-encoded array of words whose offset stands at this place; null where it does not fit the data. */
function arrayAt(data: string, place: number): bigint[] | null {
	const words = (data.length - 2) / WORD
	if (!Number.isInteger(words) || words < 2) return null
	const offset = wordAt(data, place)
	if (offset % 32n !== 0n || offset / 32n >= BigInt(words)) return null
	const start = Number(offset / 32n)
	const length = wordAt(data, start)
	if (length > BigInt(MOST_IN_BATCH) || start + 1 + Number(length) > words) return null
	return Array.from({ length: Number(length) }, (_, i) => wordAt(data, start + 1 + i))
}
