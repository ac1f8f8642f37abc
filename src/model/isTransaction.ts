import { isChainId } from './chains.js'

/**
 * Whether a value from outside has what later steps rest on: identifiers of its own chain, amounts, an order. Keys of the
 * traced graph are plain object members there, so an account called `constructor` would reach beyond it.
 */
export function isTransaction(value: unknown): boolean {
	if (!isObject(value)) return false
	const { kind, id, chain, height, atSeconds, transfers, order, inputs, outputs, blockFees } = value
	if (typeof chain !== 'string' || !isChainId(chain) || !startsWith(id, `${chain}/`)) return false
	if (!Number.isSafeInteger(atSeconds) || !(height === null || Number.isSafeInteger(height))) return false
	const isAccount = (account: unknown): boolean => account === null || startsWith(account, `${chain}:`)
	if (kind === 'account') return isList(transfers, (transfer) => isTransfer(transfer, isAccount))
	return (
		kind === 'utxo' &&
		isOrder(order) &&
		isList(inputs, (input) => isInput(input, isAccount)) &&
		isList(outputs, (output) => isOutput(output, isAccount)) &&
		(blockFees === undefined || isList(blockFees, isBlockFee))
	)
}

type IsAccount = (account: unknown) => boolean

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

/** `every` steps over the holes of a list; `includes` does not. */
const isList = (value: unknown, test: (item: unknown) => boolean): boolean =>
	Array.isArray(value) && !value.includes(undefined) && value.every(test)
const isOrder = (value: unknown): boolean => isList(value, Number.isFinite) && (value as unknown[]).length === 3
const startsWith = (text: unknown, start: string): boolean => typeof text === 'string' && text.startsWith(start)
const isAmount = (value: unknown): boolean => typeof value === 'bigint' && value >= 0n
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
