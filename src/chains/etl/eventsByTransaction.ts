import type { EvmLog } from '../evm/evmBlock.js'
import { TOPICS } from '../evm/topics.js'
import { rowFault } from '../table/rowFault.js'
import type { EtlBook } from './etlBook.js'
import type { RowSpot } from './etlRow.js'
import type { TokenTransferRow } from './readTokenTransferRow.js'

/** The events of one transaction, in order, and what their rows tell of it. */
export interface TransactionEvents {
	readonly height: number
	/** Place of the transaction in its block; -1 where the rows do not tell. */
	readonly index: number
	readonly atSeconds: number | null
	readonly logs: EvmLog[]
	/** Row of the first event. */
	readonly spot: RowSpot
}

/**
 * Events by transaction hash. Where both tables tell an event they must agree; where only token transfers do, the event is
 * made from its row. Such a row does not tell whether its number is an amount or an item: `fungible` contracts, and those
 * of a contracts table, are known; of others the event is doubtful.
 * @throws InputError
 */
export function eventsByTransaction(book: EtlBook, fungible: ReadonlySet<string>): Map<string, TransactionEvents> {
	const events = new Map<string, TransactionEvents>()
	const add = (hash: string, own: Omit<TransactionEvents, 'logs'>, log: EvmLog): void => {
		const known = events.get(hash)
		if (known === undefined) events.set(hash, { ...own, logs: [log] })
		else if (known.height !== own.height || known.index !== own.index)
			throw differs(own.spot, hash, `block ${known.height} and place ${known.index} as in its other rows`)
		else known.logs.push(log)
	}
	for (const { fact, spot } of book.logs.values()) {
		const { transaction, log, ...place } = fact
		add(transaction, { ...place, spot }, log)
	}
	for (const { fact, spot } of book.tokenTransfers.values()) {
		const log = book.logs.get(`${fact.transaction} ${fact.index}`)?.fact.log
		if (log !== undefined) {
			if (!isTold(fact, log)) throw differs(spot, fact.transaction, `what event ${log.index} of the logs table says`)
			continue
		}
		if (book.seen.has('log')) throw differs(spot, fact.transaction, `an event ${fact.index} in the logs table`)
		const { transaction, height, atSeconds } = fact
		add(transaction, { height, index: -1, atSeconds, spot }, eventOf(fact, kindOf(book, fungible, fact.contract)))
	}
	for (const { logs } of events.values()) logs.sort((a, b) => a.index - b.index)
	return events
}

type Kind = 'erc20' | 'erc721' | null

function kindOf(book: EtlBook, fungible: ReadonlySet<string>, contract: string): Kind {
	return fungible.has(contract) ? 'erc20' : (book.kinds.get(contract)?.fact ?? null)
}

function eventOf({ index, contract: address, from, to, value }: TokenTransferRow, kind: Kind): EvmLog {
	const topics = [TOPICS.transfer, topicOf(from), topicOf(to)]
	if (kind === 'erc721') return { index, address, topics: [...topics, wordOf(value)], data: '0x' }
	return { index, address, topics, data: wordOf(value), ...(kind === null ? { doubtful: true } : {}) }
}

/**
 * Whether a transfer row says what its event says. The export reads topics and data as one list of four words, however
 * many of them are topics, and takes the last 20 bytes of a word as an address.
 */
function isTold({ contract, from, to, value }: TokenTransferRow, { address, topics, data }: EvmLog): boolean {
	const words = [...topics, ...(data.slice(2).match(/.{64}/g) ?? [])]
	const [event, payer = '', payee = '', number] = words
	return (
		words.length === 4 &&
		contract === address &&
		event === TOPICS.transfer &&
		payer.endsWith(from.slice(2)) &&
		payee.endsWith(to.slice(2)) &&
		number !== undefined &&
		BigInt(number.startsWith('0x') ? number : `0x${number}`) === value
	)
}

const topicOf = (address: string): string => `0x${address.slice(2).padStart(64, '0')}`
const wordOf = (value: bigint): string => `0x${value.toString(16).padStart(64, '0')}`

function differs(spot: RowSpot, hash: string, expected: string): Error {
	return rowFault({ ...spot, value: hash, expected })
}
