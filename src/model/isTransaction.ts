import { isChainId } from './chains.js'
import { isList } from './isList.js'

/**
 * Whether a value from outside has what later steps rest on: identifiers of its own chain, amounts, an order. Keys of the
 * traced graph are plain object members there, so an account called `constructor` would reach beyond it.
 */
export function isTransaction(value: unknown): boolean {
	if (!isObject(value)) return false
	const { kind, id, chain, height, atSeconds } = value
	if (typeof chain !== 'string') return false
	if (chain !== last.chain) last = marksOf(chain)
	if (!last.isChain || !startsWith(id, last.ofTransactions)) return false
	if (!Number.isSafeInteger(atSeconds) || !(height === null || Number.isSafeInteger(height))) return false
	const { isAccount } = last
	if (kind === 'account') return areTransfers(value.transfers, isAccount)
	if (kind !== 'utxo') return false
	const { order, inputs, outputs, blockFees } = value
	return (
		isOrder(order) &&
		isList(inputs, (input) => isInput(input, isAccount)) &&
		isList(outputs, (output) => isOutput(output, isAccount)) &&
		(blockFees === undefined || isList(blockFees, isBlockFee))
	)
}

type IsAccount = (account: unknown) => boolean

/** How identifiers of a chain begin. */
interface Marks {
	readonly chain: string
	readonly isChain: boolean
	readonly ofTransactions: string
	readonly isAccount: IsAccount
}

function marksOf(chain: string): Marks {
	const ofAccounts = `${chain}:`
	const isAccount = (account: unknown): boolean => account === null || startsWith(account, ofAccounts)
	return { chain, isChain: isChainId(chain), ofTransactions: `${chain}/`, isAccount }
}

/** Of the chain that was asked about last: pages are of one chain. */
let last = marksOf('')

/** Like `isList`, which would take a function of its own for each of very many transactions. */
function areTransfers(value: unknown, isAccount: IsAccount): boolean {
	if (!Array.isArray(value)) return false
	for (let i = 0; i < value.length; i++) if (!isTransfer(value[i], isAccount)) return false
	return true
}

function isTransfer(value: unknown, isAccount: IsAccount): boolean {
	if (!isObject(value)) return false
	const { id, from, to, asset, amount, order } = value
	const named = typeof id === 'string' && typeof asset === 'string'
	return named && isAccount(from) && isAccount(to) && isAmount(amount) && isOrder(order)
}

function isInput(value: unknown, isAccount: IsAccount): boolean {
	if (!isObject(value)) return false
	const { spends, account, amount } = value
	const named = spends === null || typeof spends === 'string'
	return named && isAccount(account) && (amount === null || isAmount(amount))
}

function isOutput(value: unknown, isAccount: IsAccount): boolean {
	if (!isObject(value)) return false
	const { id, account, amount } = value
	return typeof id === 'string' && account !== null && isAccount(account) && isAmount(amount)
}

function isBlockFee(value: unknown): boolean {
	return isObject(value) && typeof value.transaction === 'string' && (value.amount === null || isAmount(value.amount))
}

const isOrder = (value: unknown): boolean =>
	Array.isArray(value) &&
	value.length === 3 &&
	Number.isFinite(value[0]) &&
	Number.isFinite(value[1]) &&
	Number.isFinite(value[2])
const startsWith = (text: unknown, start: string): boolean => typeof text === 'string' && text.startsWith(start)
const isAmount = (value: unknown): boolean => typeof value === 'bigint' && value >= 0n
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
