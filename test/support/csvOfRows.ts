import type { Row } from './reference/orderRows.js'

const HEADER = 'chain,txid,index,block,time,from,to,asset,amount'

/** A transfer table as a file would hold it, rows in the order given. Accounts are written without their chain. */
export function csvOfRows(rows: readonly Row[]): Uint8Array {
	const placed = rows.some((row) => row.txindex !== undefined)
	const lines = rows.map(({ chain, txid, index, block, time, from, to, asset, amount, txindex }) => {
		const cells = [chain, txid, index, block ?? '', time, bare(from, chain), bare(to, chain), asset, amount]
		return [...cells, ...(placed ? [txindex ?? ''] : [])].join(',')
	})
	return new TextEncoder().encode(`${[placed ? `${HEADER},txindex` : HEADER, ...lines].join('\n')}\n`)
}

const bare = (account: string | null, chain: string): string => account?.slice(chain.length + 1) ?? ''
