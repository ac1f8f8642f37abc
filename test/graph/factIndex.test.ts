import { describe, expect, it } from 'vitest'
import { FactIndex } from '../../src/graph/factIndex.js'
import type { AccountTransaction, UtxoTransaction } from '../../src/model/transaction.js'
import { BITCOIN } from '../support/memoryAdapter.js'
import { account, ETHER, TOKEN, transaction } from '../support/payments.js'

const [A, B, C] = [account('A'), account('B'), account('C')]

/** One transaction of an account ledger; each transfer is `from>to amount`. */
function transfers(place: number, ...texts: string[]): AccountTransaction {
	const id = transaction(place)
	return {
		...{ kind: 'account', id, chain: 'eip155:1', txid: id.slice(9), height: place, atSeconds: place },
		transfers: texts.map((text, i) => {
			const [, from = '', to = '', amount = '', rank = ''] = /^(.)>(.) ([0-9]+)(?:#([0-9]+))?$/.exec(text) ?? []
			const index = rank === '' ? i : Number(rank)
			return {
				id: `${id}#row:${index}`,
				from: from === '-' ? null : account(from),
				to: to === '-' ? null : account(to),
				...{ asset: ETHER, amount: BigInt(amount), order: [place, -1, index], orderTold: true },
			}
		}),
	}
}

const spend = (place: number, inputs: UtxoTransaction['inputs'], amounts: readonly bigint[]): UtxoTransaction => {
	const txid = place.toString(16).padStart(64, '0')
	const id = `${BITCOIN}/${txid}`
	return {
		...{
			kind: 'utxo',
			id,
			chain: BITCOIN,
			txid,
			height: place,
			atSeconds: place,
			order: [place, 0, 0],
			coinbase: false,
			inputs,
		},
		outputs: amounts.map((amount, vout) => ({ id: `${id}:${vout}`, account: `${BITCOIN}:script-${vout}`, amount })),
	}
}

describe('what was read', () => {
	it('is one ledger for each account and asset, in event order however it came', () => {
		const facts = new FactIndex()
		for (const place of [3, 1, 2]) facts.add(transfers(place, 'A>B 5', 'B>A 1', 'A>A 2'))
		const ids = facts.ledger(A, ETHER).map((entry) => entry.transfer.id)
		expect(ids).toEqual([1, 2, 3].flatMap((place) => [0, 1, 2].map((index) => `${transaction(place)}#row:${index}`)))
		expect(facts.ledger(A, TOKEN)).toEqual([])
		expect([facts.assets(A), facts.assets(C)]).toEqual([[ETHER], []])
		expect([facts.received(A), facts.received(C)]).toEqual([new Map([[ETHER, 9n]]), new Map()])
	})

	it('twice is one fact', () => {
		const facts = new FactIndex()
		expect(facts.add(transfers(1, 'A>B 5'))).toMatchObject({ fresh: true, disagrees: false, accounts: new Set([A, B]) })
		expect(facts.add(transfers(1, 'A>B 5'))).toMatchObject({ fresh: false, disagrees: false, accounts: new Set() })
		expect(facts.ledger(A, ETHER)).toHaveLength(1)
		expect(facts.received(B)).toEqual(new Map([[ETHER, 5n]]))
	})

	it('in parts is put together, and the ledgers of both parts see it', () => {
		const facts = new FactIndex()
		facts.add(transfers(1, 'A>B 5#0'))
		const before = facts.ledger(A, ETHER)
		expect(facts.add(transfers(1, 'B>C 4#1', 'A>B 5#0'))).toMatchObject({
			fresh: true,
			disagrees: false,
			accounts: new Set([B, C]),
		})
		expect(facts.ledger(A, ETHER)).toBe(before)
		const merged = facts.transaction(transaction(1))
		expect(merged?.kind === 'account' && merged.transfers.map(({ amount }) => amount)).toEqual([5n, 4n])
		expect(facts.ledger(B, ETHER).map(({ transfer }) => transfer.amount)).toEqual([5n, 4n])
	})

	it('hands out a new array once facts are added, and leaves the old one as it was', () => {
		const facts = new FactIndex()
		facts.add(transfers(2, 'A>B 5'))
		const before = facts.ledger(A, ETHER)
		expect(facts.ledger(A, ETHER)).toBe(before)
		facts.add(transfers(1, 'A>B 7'))
		expect(before.map(({ transfer }) => transfer.amount)).toEqual([5n])
		expect(facts.ledger(A, ETHER).map(({ transfer }) => transfer.amount)).toEqual([7n, 5n])
	})

	it.each([
		['amount', 'A>B 6'],
		['recipient', 'A>C 5'],
		['payer', 'C>B 5'],
	])('that contradicts itself in the %s is said, and the first stays', (_what, text) => {
		const facts = new FactIndex()
		facts.add(transfers(1, 'A>B 5'))
		expect(facts.add(transfers(1, text))).toMatchObject({ disagrees: true })
		expect(facts.ledger(A, ETHER).map(({ transfer }) => [transfer.to, transfer.amount])).toEqual([[B, 5n]])
		expect(facts.ledger(C, ETHER)).toEqual([])
	})

	it('of outputs knows who made and who spent them', () => {
		const facts = new FactIndex()
		const first = spend(1, [{ spends: null, account: null, amount: null }], [5n, 6n])
		const spent = first.outputs[1]!
		const second = spend(2, [{ spends: spent.id, account: spent.account, amount: 6n }], [6n])
		for (const added of [second, first]) expect(facts.add(added)).toMatchObject({ fresh: true, disagrees: false })
		expect(facts.output(spent.id)).toEqual(spent)
		expect([facts.spender(spent.id)?.id, facts.spender(first.outputs[0]!.id)]).toEqual([second.id, undefined])
		expect(facts.spendsOf(spent.account)).toEqual([second])
		for (const other of [
			{ ...second, outputs: [{ ...second.outputs[0]!, amount: 5n }] },
			{ ...second, inputs: [{ ...second.inputs[0]!, amount: 7n }] },
			{ ...second, height: 3 },
			{ ...second, outputs: [] },
		])
			expect(facts.add(other)).toMatchObject({ fresh: false, disagrees: true })
		expect(facts.add({ ...second, inputs: [...second.inputs] })).toMatchObject({ fresh: false, disagrees: false })
	})

	it('tells who was paid before, in event order however it came and whenever it is asked', () => {
		const facts = new FactIndex()
		const zero = `${BITCOIN}:script-0`
		for (const place of [4, 2]) facts.add(spend(place, [], [1n, 2n]))
		const heights = () => facts.receiptsOf(zero).map(({ height }) => height)
		expect(heights()).toEqual([2, 4])
		for (const place of [5, 1, 3]) facts.add(spend(place, [], [1n]))
		expect(heights()).toEqual([1, 2, 3, 4, 5])
		expect(facts.receiptsOf(`${BITCOIN}:script-1`).map(({ height }) => height)).toEqual([2, 4])
		expect(facts.receiptsOf(`${BITCOIN}:script-9`)).toEqual([])
		expect([...facts.transactions()].map(({ height }) => height)).toEqual([4, 2, 5, 1, 3])
	})

	it('may lack a fact that another source tells, but not contradict it', () => {
		const full = spend(1, [{ spends: null, account: null, amount: null, sequence: 5 }], [5n])
		const told = { ...full, version: 2, locktime: 0 }
		const bare = { ...full, inputs: [{ spends: null, account: null, amount: null }] }
		for (const [first, second] of [
			[told, bare],
			[bare, told],
		] as const) {
			const facts = new FactIndex()
			facts.add(first)
			expect(facts.add(second).disagrees).toBe(false)
		}
		const facts = new FactIndex()
		facts.add(told)
		expect(facts.add({ ...told, version: 1 }).disagrees).toBe(true)
		expect(facts.add({ ...told, locktime: 1 }).disagrees).toBe(true)
		expect(facts.add({ ...told, inputs: [{ ...told.inputs[0]!, sequence: 4 }] }).disagrees).toBe(true)
	})
})
