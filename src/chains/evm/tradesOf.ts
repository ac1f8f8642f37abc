import type { TransactionId } from '../../model/identifiers.js'
import type { Trade } from '../../model/transaction.js'
import type { EvmLog } from './evmBlock.js'
import type { EvmNames } from './evmNames.js'
import type { EventPlace, Protocol, TradeEvent, TradeSide } from './protocols/protocol.js'
import { protocols } from './protocols/protocols.js'
import { TOPICS } from './topics.js'

/** How contracts call the chain's own coin where they need an address for it. */
const NATIVE: ReadonlySet<string> = new Set([
	'0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee',
	'0x0000000000000000000000000000000000000000',
])
const WORD = 64

const byTopic = new Map<string, { readonly protocol: Protocol; readonly event: TradeEvent }[]>()
for (const protocol of protocols) {
	for (const event of protocol.events)
		byTopic.set(event.topic, [...(byTopic.get(event.topic) ?? []), { protocol, event }])
}

/**
 * What exchange protocols say they did in a transaction. An event is told by its topic, how it is indexed, and, where the
 * protocol has contracts of its own, who emitted it: anyone can emit anything.
 */
export function tradesOf(names: EvmNames, id: TransactionId, logs: readonly EvmLog[]): Trade[] {
	return logs.flatMap((log): Trade[] => {
		const wrap = wrapOf(names, id, log)
		if (wrap !== null) return [wrap]
		const known = byTopic.get(log.topics[0] ?? '') ?? []
		const match = known.find(({ protocol, event }) => fits(names.chain, protocol, event, log))
		if (match === undefined) return []
		const { protocol, event } = match
		return [
			{
				id: `${id}#log:${log.index}`,
				protocol: protocol.id,
				at: names.book.account(log.address),
				verified: protocol.contracts !== null,
				owner: event.owner === undefined ? null : names.book.account(addressAt(log, event.owner)),
				given: sideOf(names, log, event.given),
				received: sideOf(names, log, event.received),
			},
		]
	})
}

/** A wrapped coin tells its deposits and withdrawals, one to one. */
function wrapOf({ book, native, wrapped }: EvmNames, id: TransactionId, log: EvmLog): Trade | null {
	const [topic, owner] = log.topics
	const isDeposit = topic === TOPICS.deposit
	if (!wrapped.has(log.address) || owner === undefined || !(isDeposit || topic === TOPICS.withdrawal)) return null
	if (log.topics.length !== 2 || log.data.length !== 2 + WORD) return null
	const amount = BigInt(log.data)
	const [coin, token] = [
		{ asset: native, amount },
		{ asset: book.erc20(log.address), amount },
	]
	const sides = isDeposit ? { given: coin, received: token } : { given: token, received: coin }
	const at = book.account(log.address)
	return { id: `${id}#log:${log.index}`, protocol: 'weth9', at, verified: true, owner: ownerOf(book, owner), ...sides }
}

const ownerOf = (book: EvmNames['book'], word: string): string => book.account(`0x${word.slice(26)}`)

function fits(chain: string, { contracts }: Protocol, event: TradeEvent, { address, topics, data }: EvmLog): boolean {
	if (topics.length !== event.topics || data.length - 2 < event.words * WORD) return false
	return contracts === null || (contracts[chain] ?? []).includes(address)
}

function sideOf({ book, native }: EvmNames, log: EvmLog, side: TradeSide | undefined): Trade['given'] {
	if (side === undefined) return null
	const contract = addressAt(log, side.asset)
	return {
		asset: NATIVE.has(contract) ? native : book.erc20(contract),
		amount: BigInt(`0x${wordAt(log, side.amount)}`),
	}
}

const addressAt = (log: EvmLog, place: EventPlace): string => `0x${wordAt(log, place).slice(24)}`

function wordAt({ topics, data }: EvmLog, place: EventPlace): string {
	if ('topic' in place) return (topics[place.topic] as string).slice(2)
	return data.slice(2 + place.word * WORD, 2 + (place.word + 1) * WORD)
}
