import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../src/graph/transactionGraph.js'
import { upstream } from '../../src/graph/upstream.js'
import type { AccountTransaction } from '../../src/model/transaction.js'

const account = (name: string): string => `eip155:1:${name}`

function payment(txid: string, from: string | null, to: string): AccountTransaction {
	const id = `eip155:1/${txid}`
	const [payer, receiver] = [from === null ? null : account(from), account(to)]
	const transfer = { id: `${id}#row:0`, from: payer, to: receiver, asset: 'usd', amount: 1n, orderTold: true }
	return {
		kind: 'account',
		id,
		chain: 'eip155:1',
		txid,
		height: null,
		atSeconds: 0,
		transfers: [{ ...transfer, order: [0, -1, 0] }],
	}
}

const graph = buildGraph([
	payment('t1', 'a', 'b'),
	payment('t2', 'b', 'c'),
	payment('t3', null, 'c'),
	payment('t4', 'c', 'd'),
	payment('t5', 'b', 'e'),
	payment('t6', 'd', 'a'),
	payment('t7', 'x', 'y'),
])

describe('upstream', () => {
	it('counts what leads to an account, round a circle once', () => {
		expect(upstream(graph, [account('e')])).toEqual({
			transactions: 6,
			accounts: 4,
			depth: 5,
			ofTransactions: 7,
			ofAccounts: 7,
		})
		expect(upstream(graph, [account('y')])).toMatchObject({ transactions: 1, accounts: 1, depth: 1 })
	})

	it('counts what leads to several accounts once, the accounts themselves not', () => {
		expect(upstream(graph, [account('e'), account('c')])).toMatchObject({ transactions: 6, accounts: 3 })
		expect(upstream(graph, [account('y'), account('x')])).toMatchObject({ transactions: 1, accounts: 0, depth: 1 })
	})

	it('finds nothing behind an account that is not in the graph, or that nobody pays', () => {
		expect(upstream(graph, [account('nobody'), account('x')])).toMatchObject({ transactions: 0, accounts: 0, depth: 0 })
	})
})
