import type { TransactionId } from '../../model/identifiers.js'
import type { SetAside, Transfer } from '../../model/transaction.js'
import { eventRank } from './eventRank.js'
import type { BlockPlace, EvmLog, EvmTransaction } from './evmBlock.js'
import type { EvmNames } from './evmNames.js'
import { outcomeOf } from './outcomeOf.js'
import { tokenMoves } from './tokenMoves.js'
import { TOPICS } from './topics.js'

/** What the events of a transaction tell of tokens. */
export interface TokenTransfers {
	readonly transfers: Transfer[]
	readonly setAside: SetAside[]
}

/** Token transfers of a transaction, in the order of its events. Equal transfers told by two events are two. */
export function tokenTransfers(
	{ book, wrapped }: EvmNames,
	id: TransactionId,
	block: BlockPlace,
	transaction: EvmTransaction,
): TokenTransfers {
	const transfers: Transfer[] = []
	const setAside: SetAside[] = []
	const logs = outcomeOf(transaction) === false ? [] : (transaction.receipt.logs ?? [])
	const told = wrapped.size === 0 ? NOTHING : toldAsTransfers(logs, wrapped)
	for (const log of logs) {
		for (const move of tokenMoves(log, wrapped.has(log.address) && !told.has(log))) {
			const place = `${id}#log:${log.index}${move.sub === null ? '' : `.${move.sub}`}`
			const parties = { from: book.accountOrNull(move.from), to: book.accountOrNull(move.to) }
			if (log.doubtful === true) {
				const asset = book.asset(null, log.address, null)
				setAside.push({ id: place, reason: 'unknownStandard', ...parties, asset })
				continue
			}
			if (move.kind === 'aside') {
				const asset = book.asset(move.standard, log.address, move.item)
				setAside.push({ id: place, reason: move.reason, ...parties, asset })
				continue
			}
			const asset = move.item === null ? book.erc20(log.address) : book.asset('erc1155', log.address, move.item)
			const order = [block.height, transaction.index, eventRank.log(log.index, move.sub)] as const
			transfers.push({ id: place, ...parties, asset, amount: move.amount, order, orderTold: true })
		}
	}
	return { transfers, setAside }
}

const NOTHING: ReadonlySet<EvmLog> = new Set()
const ZERO_TOPIC = `0x${'0'.repeat(64)}`

/**
 * Deposit and withdrawal events beside which the same contract tells the same mint or burn as a transfer from or to the
 * zero address: that transfer is the fact, and the event repeats it.
 */
function toldAsTransfers(logs: readonly EvmLog[], wrapped: ReadonlySet<string>): ReadonlySet<EvmLog> {
	const wraps = logs.filter(({ address, topics }) => isWrap(topics[0]) && wrapped.has(address))
	if (wraps.length === 0) return NOTHING
	const mints = new Map<string, number>()
	for (const { address, topics, data } of logs) {
		if (topics[0] !== TOPICS.transfer || topics.length !== 3) continue
		const [, from, to] = topics
		const key =
			from === ZERO_TOPIC
				? `${TOPICS.deposit} ${address} ${to} ${data}`
				: to === ZERO_TOPIC
					? `${TOPICS.withdrawal} ${address} ${from} ${data}`
					: null
		if (key !== null) mints.set(key, (mints.get(key) ?? 0) + 1)
	}
	const told = new Set<EvmLog>()
	for (const log of wraps) {
		const key = `${log.topics[0]} ${log.address} ${log.topics[1]} ${log.data}`
		const left = mints.get(key) ?? 0
		if (left === 0) continue
		mints.set(key, left - 1)
		told.add(log)
	}
	return told
}

const isWrap = (topic: string | undefined): boolean => topic === TOPICS.deposit || topic === TOPICS.withdrawal
