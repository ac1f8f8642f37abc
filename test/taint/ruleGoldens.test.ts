import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../../src/model/ledgerView.js'
import { openAccountLedger } from '../../src/taint/accounts/openAccountLedger.js'
import { PaymentWindows } from '../../src/taint/accounts/paymentWindows.js'
import { cleanLot, type Lot, taintedLot, taintOf } from '../../src/taint/lot.js'
import { apportionOutputs } from '../../src/taint/outputs/apportionOutputs.js'
import { Path } from '../../src/taint/path.js'
import { RULES } from '../../src/taint/rules/rules.js'

const seed = Path.root({ seed: 'A', asset: 'x', place: 0 })
const A = (amount: bigint): Lot => taintedLot(seed, amount)
const clean = (amount: bigint): Lot => cleanLot(amount)

describe('U1 and U2: one transaction of outputs, fee last', () => {
	const u1 = { lots: [A(3n), clean(7n)], slots: [4n, 5n, 1n] }
	const u2 = { lots: [A(100000n), clean(260000n), A(23333n)], slots: [180000n, 200000n, 1000n, 2333n] }
	test.each([
		['fifo', [3n, 0n, 0n], [100000n, 20000n, 1000n, 2333n]],
		['lifo', [0n, 2n, 1n], [23333n, 96667n, 1000n, 2333n]],
		['pifo', [3n, 0n, 0n], [123333n, 0n, 0n, 0n]],
		['haircut', [1n, 2n, 0n], [57913n, 64348n, 322n, 750n]],
		['tiho', [0n, 3n, 0n], [0n, 123333n, 0n, 0n]],
		['poison', [4n, 5n, 1n], [180000n, 200000n, 1000n, 2333n]],
	] as const)('%s', (id, first, second) => {
		expect(apportionOutputs(RULES[id], u1.lots, u1.slots).map(taintOf)).toEqual(first)
		expect(apportionOutputs(RULES[id], u2.lots, u2.slots).map(taintOf)).toEqual(second)
	})

	test('TIHO serves spendable outputs first, then burns, the fee last', () => {
		const slots = apportionOutputs(RULES.tiho, [A(7n), clean(3n)], [5n, 4n, 1n], new Set([0]))
		expect(slots.map(taintOf)).toEqual([3n, 4n, 0n])
	})
})

describe('A1: an account with 5 clean, then 10 of the seed, 6 out, 4 clean in, 9 out', () => {
	test.each([
		['fifo', 1n, 9n, 0n],
		['lifo', 6n, 4n, 0n],
		['pifo', 6n, 4n, 0n],
		['haircut', 4n, 4n, 2n],
		['libr', 1n, 5n, 4n],
	] as const)('%s', (id, x, y, residual) => {
		const ledger = openAccountLedger(RULES[id], 5n)
		ledger.receive([A(10n)])
		const first = ledger.pay(6n, [])
		ledger.receive([clean(4n)])
		const second = ledger.pay(9n, [])
		expect([taintOf(first.lots), taintOf(second.lots), taintOf(ledger.residual())]).toEqual([x, y, residual])
		expect(second.before).toEqual({ balance: 13n, taint: 10n - x })
	})
})

describe('TIHO on accounts', () => {
	const entry = (place: number, atSeconds: number, from: string, to: string, amount: bigint): LedgerEntry => ({
		transfer: { id: `t#row:${place}`, from, to, asset: 'x', amount, order: [place, -1, 0], orderTold: true },
		transaction: { kind: 'account', id: 't', chain: 'c', txid: 't', height: place, atSeconds, transfers: [] },
	})
	const never = (): boolean => false

	test('the largest payment of a window takes the taint, a tie goes to the earlier', () => {
		const entries = [entry(0, 0, 'a', 'b', 3n), entry(1, 10, 'a', 'b', 5n), entry(2, 20, 'a', 'b', 5n)]
		const windows = new PaymentWindows('a', entries, 86_400, never)
		expect([0, 1, 2].map((i) => windows.allotted(i, 7n))).toEqual([0n, 5n, 2n])
	})

	test('an inflow closes the window, and so does a day', () => {
		const inflow = [entry(0, 0, 'a', 'b', 3n), entry(1, 10, 'z', 'a', 1n), entry(2, 20, 'a', 'b', 5n)]
		const byInflow = new PaymentWindows('a', inflow, 86_400, never)
		expect(byInflow.allotted(0, 7n)).toBe(3n)
		expect(byInflow.allotted(2, 4n)).toBe(4n)
		const day = [entry(0, 0, 'a', 'b', 3n), entry(1, 86_400, 'a', 'b', 4n), entry(2, 86_401, 'a', 'b', 5n)]
		const byTime = new PaymentWindows('a', day, 86_400, never)
		expect([byTime.allotted(0, 7n), byTime.allotted(1, 4n)]).toEqual([3n, 4n])
		expect(byTime.allotted(2, 0n)).toBe(0n)
	})
})
