import type { Transfers } from './transferColumns.js'

/** The rows of each account in time order: those of account `a` are `rows[start[a]]` to `rows[start[a + 1] - 1]`. */
export interface AccountRows {
	readonly start: Int32Array
	readonly rows: Int32Array
}

export function accountRows({ from, to, length }: Transfers, accounts: number): AccountRows {
	const start = new Int32Array(accounts + 1)
	const count = (account: number): void => {
		;(start[account + 1] as number)++
	}
	for (let row = 0; row < length; row++) {
		count(from[row] as number)
		if (to[row] !== from[row]) count(to[row] as number)
	}
	for (let account = 0; account < accounts; account++) (start[account + 1] as number) += start[account] as number
	const next = start.slice()
	const rows = new Int32Array(start[accounts] as number)
	const place = (account: number, row: number): void => {
		rows[(next[account] as number)++] = row
	}
	for (let row = 0; row < length; row++) {
		place(from[row] as number, row)
		if (to[row] !== from[row]) place(to[row] as number, row)
	}
	return { start, rows }
}
