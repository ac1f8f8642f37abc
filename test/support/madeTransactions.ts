import type { ScriptType, UtxoInput, UtxoOutput, UtxoTransaction } from '../../src/model/transaction.js'
import { BITCOIN } from './memoryAdapter.js'

/** What a made transaction has beyond its line. */
export interface Extra {
	readonly height?: number
	readonly atSeconds?: number
	readonly transaction?: Partial<UtxoTransaction>
	readonly input?: Partial<UtxoInput>
	readonly output?: Partial<UtxoOutput>
}

/** The account of a short name. */
export const named = (name: string): string => `${BITCOIN}:script-${Buffer.from(name).toString('hex').padEnd(64, '0')}`

/** The short names of accounts. */
export const names = (accounts: readonly string[]): string =>
	accounts
		.map((account) =>
			Buffer.from(account.slice(BITCOIN.length + 8), 'hex')
				.toString()
				.replaceAll('\0', ''),
		)
		.sort()
		.join(' ')

/**
 * Transactions from lines such as `a50 b60 > x100 y9`, ten minutes and one block apart. An input spends the first unspent
 * output of that account and amount in an earlier line, else one from outside; `?` is an input whose previous output is
 * not known; `x9:p2tr` states a type of script. A line without inputs is a coinbase.
 */
export function madeTransactions(
	lines: readonly (string | readonly [line: string, extra: Extra])[],
): UtxoTransaction[] {
	const unspent = new Map<string, string[]>()
	return lines.map((entry, i) => {
		const [line, extra] = typeof entry === 'string' ? [entry, {} as Extra] : entry
		const [paying = '', paid = ''] = line.split('>')
		const txid = (i + 1).toString(16).padStart(64, '0')
		const id = `${BITCOIN}/${txid}`
		const height = extra.height ?? i + 1
		const inputs = parts(paying).map(([name, amount, type], place): UtxoInput => {
			const outside = `${BITCOIN}/${(0xf000 + i).toString(16).padStart(64, 'f')}:${place}`
			if (name === '?') return { spends: outside, account: null, amount: null }
			const spends = unspent.get(`${name}${amount}`)?.shift() ?? outside
			return { spends, account: named(name), amount, ...type, ...extra.input }
		})
		const outputs = parts(paid).map(([name, amount, type], vout): UtxoOutput => {
			const output = { id: `${id}:${vout}`, account: named(name), amount, ...type, ...extra.output }
			const key = `${name}${amount}`
			unspent.set(key, [...(unspent.get(key) ?? []), output.id])
			return output
		})
		return {
			...{ kind: 'utxo', id, chain: BITCOIN, txid, height, order: [height, extra.height === undefined ? 0 : i, 0] },
			atSeconds: extra.atSeconds ?? 1_500_000_000 + i * 600,
			coinbase: inputs.length === 0,
			inputs: inputs.length === 0 ? [{ spends: null, account: null, amount: null }] : inputs,
			outputs,
			...extra.transaction,
		}
	})
}

function parts(side: string): [name: string, amount: bigint, type: { scriptType?: ScriptType }][] {
	return side
		.trim()
		.split(/\s+/)
		.filter((part) => part !== '')
		.map((part) => {
			const [, name = '', amount = '0', type] = /^([a-zA-Z?]+)(\d*)(?::(\w+))?$/.exec(part) ?? []
			return [name, BigInt(amount || '0'), type === undefined ? {} : { scriptType: type as ScriptType }]
		})
}
