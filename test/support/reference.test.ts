import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryBlocks } from './reference/arbitraryBlocks.js'
import { arbitraryTable } from './reference/arbitraryTable.js'
import { orderRows, type Row } from './reference/orderRows.js'
import { referenceAccounts } from './reference/referenceAccounts.js'
import { type ReferenceTransaction, referenceOutputs } from './reference/referenceOutputs.js'
import { referencePoison } from './reference/referencePoison.js'
import type { AccountSeed } from './reference/referenceTable.js'
import { shareLabels } from './reference/shareLabels.js'
import type { Entry } from './reference/tally.js'

const RUNS = 1000
const RULES = ['fifo', 'haircut'] as const
const OPENINGS = ['late', 'least'] as const

/** `from>to amount` at second (and height) 1, 2, 3 … or `@second`; a dash is nobody. */
function table(...texts: string[]): Row[] {
	return texts.map((text, place) => {
		const [, from, to, amount, at] = /^(\S+)>(\S+) (\d+)(?:@(\d+))?$/.exec(text)!
		const time = at === undefined ? place + 1 : Number(at)
		const party = (name: string): string | null => (name === '-' ? null : name)
		const names = { chain: 'c', txid: `t${String(place).padStart(2, '0')}`, index: 0, asset: 'x' }
		return { ...names, block: time, time, from: party(from!), to: party(to!), amount: BigInt(amount!) }
	})
}

const seedAt = (account: string, rest: Omit<AccountSeed, 'id' | 'account'> = {}): AccountSeed => ({
	id: account,
	account,
	...rest,
})

const short = (entries: readonly Entry[]): string[] => entries.map((e) => `${e.seed}:${e.account} ${e.amount}`).sort()

function run(
	rows: Row[],
	seeds: AccountSeed[],
	stops: string[],
	rule: 'fifo' | 'haircut',
	opening: 'late' | 'least' = 'late',
) {
	const result = referenceAccounts({ rows, seeds, stops: new Set(stops), rule, opening })
	return { ...result, at: short(result.arrived), left: short(result.residual) }
}

describe('worked account examples', () => {
	const a1 = table('N>a 5', 'S>a 10', 'a>X 6', 'N>a 4', 'a>Y 9')

	it('A1', () => {
		const fifo = run(a1, [seedAt('S')], ['X', 'Y'], 'fifo')
		expect([fifo.at, fifo.left]).toEqual([['S:X 1', 'S:Y 9'], []])
		const haircut = run(a1, [seedAt('S')], ['X', 'Y'], 'haircut')
		expect([haircut.at, haircut.left]).toEqual([['S:X 4', 'S:Y 4'], ['S:a 2']])
		const poison = referencePoison({ rows: a1, seeds: [seedAt('S')], stops: new Set(['X', 'Y']) })
		expect(short(poison.arrived)).toEqual(['S:X 6', 'S:Y 9'])
	})

	it('W1: fifo leaves 3 at b', () => {
		const rows = table('s>a 10@1', 'a>X 7@2', 's>b 5@3', 'b>X 5@4', 'a>b 3@5')
		const fifo = run(rows, [seedAt('s')], ['X'], 'fifo')
		expect([fifo.at, fifo.left]).toEqual([['s:X 12'], ['s:b 3']])
		expect(fifo.hops).toEqual(
			new Map([
				['s', 0],
				['a', 1],
				['b', 1],
				['X', 2],
			]),
		)
	})

	it('a payment made before receipt is not credited with it', () => {
		const rows = table('S>A 10@100', 'S>A 10@200', 'A>B 10@150', 'A>C 10@250')
		for (const rule of RULES) {
			expect(run(rows, [seedAt('S')], ['B', 'C'], rule).at).toEqual(['S:B 10', 'S:C 10'])
			const late = run(rows, [seedAt('S', { since: 200 })], ['B', 'C'], rule)
			expect([late.at, late.seeded]).toEqual([['S:C 10'], [{ seed: 'S', asset: 'x', amount: 10n }]])
			expect(late.hops.has('B')).toBe(false)
		}
	})

	it('late puts the excess after recorded lots, least puts it first', () => {
		const rows = table('S>a 10', 'a>X 12', 'S>a 3', 'a>Y 1')
		expect(run(rows, [seedAt('S')], ['X', 'Y'], 'fifo', 'late').at).toEqual(['S:X 10', 'S:Y 1'])
		const least = run(rows, [seedAt('S')], ['X', 'Y'], 'fifo', 'least')
		expect([least.at, least.left]).toEqual([['S:X 10', 'S:Y 1'], ['S:a 2']])
		expect(least.leastOpening).toEqual([
			{ account: 'S', asset: 'x', amount: 13n },
			{ account: 'a', asset: 'x', amount: 2n },
		])
		const small = table('S>a 10', 'a>X 4', 'a>Y 8')
		expect(run(small, [seedAt('S')], ['X', 'Y'], 'fifo', 'late').at).toEqual(['S:X 4', 'S:Y 6'])
		expect(run(small, [seedAt('S')], ['X', 'Y'], 'fifo', 'least').at).toEqual(['S:X 2', 'S:Y 8'])
	})
})

describe('seeds', () => {
	it('returned value goes first, then new value up to the amount, then the rest', () => {
		const rows = table('N>S 20', 'S>A 6', 'A>S 4', 'S>B 7', 'S>C 9', 'S>D 1')
		const result = run(rows, [seedAt('S', { amount: 12n })], ['B', 'C', 'D'], 'fifo')
		expect(result.at).toEqual(['S:B 7', 'S:C 3'])
		expect(result.left).toEqual(['S:A 2'])
		expect(result.seeded).toEqual([{ seed: 'S', asset: 'x', amount: 12n }])
	})

	it('marked lots stand before the rest in the transfer that crosses the amount', () => {
		const rows = table('S>A 10', 'A>X 4', 'A>Y 6')
		const result = run(rows, [seedAt('S', { amount: 5n })], ['X', 'Y'], 'fifo')
		expect(result.at).toEqual(['S:X 4', 'S:Y 1'])
	})

	it('returned lots stand before newly seeded ones in a transfer', () => {
		const result = run(table('P>S 3', 'S>A 5', 'A>X 3', 'A>Y 2'), [seedAt('P'), seedAt('S')], ['X', 'Y'], 'fifo')
		expect(result.at).toEqual(['P:X 3', 'S:Y 2'])
	})

	it('haircut rounds halves up and gives the odd unit to the first label', () => {
		expect(run(table('N>a 1', 'S>a 1', 'a>X 1'), [seedAt('S')], ['X'], 'haircut').at).toEqual(['S:X 1'])
		const two = run(table('Q>a 1', 'P>a 1', 'a>X 1'), [seedAt('Q'), seedAt('P')], ['X'], 'haircut')
		expect([two.at, two.left]).toEqual([['P:X 1'], ['Q:a 1']])
	})

	it('value of another seed keeps its label, oldest first', () => {
		const rows = table('P>S 3', 'Q>S 4', 'S>X 5', 'S>Y 10')
		const result = run(rows, [seedAt('S'), seedAt('P'), seedAt('Q')], ['X', 'Y'], 'haircut')
		expect(result.at).toEqual(['P:X 3', 'Q:X 2', 'Q:Y 2', 'S:Y 8'])
		expect(result.readings).toEqual(new Set(['haircutReturnedOrder']))
	})

	it('outside its window the account is an ordinary ledger', () => {
		const rows = table('N>S 5', 'P>S 5', 'S>X 5', 'S>Y 5', 'S>Z 9', 'S>W 1')
		const result = run(rows, [seedAt('P'), seedAt('S', { since: 4, until: 4 })], ['X', 'Y', 'Z', 'W'], 'fifo')
		expect(result.at).toEqual(['P:Y 5'])
		expect(result.seeded.map((row) => row.amount)).toEqual([5n, 0n])
	})

	it('a second seed at one account begins where the first has used up its amount', () => {
		const rows = table('S>X 5', 'S>Y 5')
		const seeds = [seedAt('S', { amount: 3n }), { ...seedAt('S', { amount: 4n }), id: 'S#2' }]
		expect(run(rows, seeds, ['X', 'Y'], 'fifo').at).toEqual(['S#2:X 2', 'S#2:Y 2', 'S:X 3'])
	})

	it('a seed that sends nothing has a row of zeros', () => {
		const result = run(table('N>S 5'), [seedAt('S', { asset: 'x' })], [], 'fifo')
		expect([result.seeded, result.hops.get('S')]).toEqual([[{ seed: 'S', asset: 'x', amount: 0n }], 0])
	})

	it('burn is booked at the account that paid', () => {
		const result = run(table('S>a 5', 'a>- 2'), [seedAt('S')], [], 'fifo')
		expect([short(result.burned), result.left]).toEqual([['S:a 2'], ['S:a 3']])
	})

	it('poison counts the crossing transfer of the seed in part and everything after a return in full', () => {
		const rows = table('S>A 10', 'S>X 10', 'A>S 1', 'S>Y 7')
		const poison = referencePoison({ rows, seeds: [seedAt('S', { amount: 14n })], stops: new Set(['X', 'Y']) })
		expect(short(poison.arrived)).toEqual(['S:X 4', 'S:Y 7'])
	})
})

describe('order of rows', () => {
	const tied = (text: string, txid: string, index: number, rest: Partial<Row> = {}): Row => ({
		...table(`${text} 1@5`)[0]!,
		txid,
		index,
		...rest,
	})
	const names = (rows: Row[]): string[] => orderRows(rows).map((row) => `${row.txid}#${row.index}`)

	it('a payment follows the receipt it may use, whatever the names say', () => {
		expect(names([tied('b>c', 'a', 1), tied('a>b', 'z', 10), tied('x>y', 'z', 9)])).toEqual(['z#9', 'z#10', 'a#1'])
	})
	it('another asset, or nobody in between, binds nothing', () => {
		expect(names([tied('b>c', 'a', 1, { asset: 'y' }), tied('a>b', 'z', 1)])).toEqual(['a#1', 'z#1'])
		expect(names([tied('->c', 'a', 1), tied('a>-', 'z', 1)])).toEqual(['a#1', 'z#1'])
	})
	it('circles are taken whole, by their least row', () => {
		const rows = [
			tied('a>b', 'm', 1),
			tied('b>a', 'c', 1),
			tied('x>y', 'd', 1),
			tied('b>q', 'a', 1),
			tied('n>a', 'z', 1),
		]
		expect(names(rows)).toEqual(['d#1', 'z#1', 'c#1', 'm#1', 'a#1'])
	})
	it('one missing height puts the whole chain on time', () => {
		const rows = [tied('a>b', 'a', 1, { block: 9, time: 3 }), tied('c>d', 'b', 1, { block: 8, time: 4 })]
		expect(names(rows)).toEqual(['b#1', 'a#1'])
		expect(names([...rows, tied('e>f', 'c', 1, { block: null, time: 1 })])).toEqual(['c#1', 'a#1', 'b#1'])
	})
	it('a transaction index goes before all else in a height', () => {
		const rows = [tied('b>c', 'z', 1, { txindex: 1 }), tied('a>b', 'a', 1, { txindex: 2 })]
		expect(names(rows)).toEqual(['z#1', 'a#1'])
	})
})

describe('worked output examples', () => {
	const coinbase = (txid: string, height: number, ...amounts: number[]): ReferenceTransaction => ({
		...spend(txid, height, [], ...amounts),
		coinbase: true,
	})
	function spend(txid: string, height: number, inputs: string[], ...amounts: number[]): ReferenceTransaction {
		return {
			...{ txid, height, txIndex: 0, coinbase: false },
			inputs: inputs.map((name) => ({ txid: name.split(':')[0]!, vout: Number(name.split(':')[1]) })),
			outputs: amounts.map((amount, vout) => ({ account: `${txid}:${vout}`, amount: BigInt(amount) })),
		}
	}
	const seed = (name: string, id = name) => ({ id, txid: name.split(':')[0]!, vout: Number(name.split(':')[1]) })
	/** Taint of all seeds per output that still holds some, then fees. */
	function follow(
		transactions: ReferenceTransaction[],
		seeds: ReturnType<typeof seed>[],
		rule: 'fifo' | 'haircut',
		stops: string[] = [],
	) {
		const result = referenceOutputs({ transactions, seeds, rule, stops: new Set(stops) })
		const fees = result.fees.reduce((sum, fee) => sum + fee.amount, 0n)
		return [
			...result.ends.map((end) => `${end.seed} ${end.reason} ${end.txid}:${end.vout} ${end.amount}`),
			`fees ${fees}`,
		]
	}

	it('U1', () => {
		const chain = [coinbase('in', 1, 3, 7), spend('t', 2, ['in:0', 'in:1'], 4, 5)]
		expect(follow(chain, [seed('in:0', 'A')], 'fifo')).toEqual(['A unspent t:0 3', 'fees 0'])
		expect(follow(chain, [seed('in:0', 'A')], 'haircut')).toEqual(['A unspent t:0 1', 'A unspent t:1 2', 'fees 0'])
		const mixed = [coinbase('in', 1, 1, 2, 7), spend('t', 2, ['in:0', 'in:1', 'in:2'], 4, 5)]
		const split = follow(mixed, [seed('in:0', 'A'), seed('in:1', 'B')], 'haircut')
		expect(split).toEqual(['A unspent t:0 1', 'B unspent t:1 2', 'fees 0'])
	})

	it('U2', () => {
		const chain = [
			coinbase('s', 1, 123333),
			coinbase('n', 2, 250000, 10000),
			spend('p', 3, ['s:0'], 100000, 23333),
			spend('q', 4, ['n:1', 'p:1'], 33333),
			spend('t', 5, ['p:0', 'n:0', 'q:0'], 180000, 200000, 1000),
		]
		const row = (amounts: number[]) => amounts.map((amount, vout) => `A unspent t:${vout} ${amount}`)
		expect(follow(chain, [seed('s:0', 'A')], 'fifo')).toEqual([...row([100000, 20000, 1000]), 'fees 2333'])
		expect(follow(chain, [seed('s:0', 'A')], 'haircut')).toEqual([...row([57913, 64348, 322]), 'fees 750'])
	})

	const u4 = [
		coinbase('s', 1, 1000),
		coinbase('n', 2, 300),
		spend('t', 3, ['s:0'], 700, 290),
		spend('u', 4, ['t:0', 'n:0'], 600, 395),
		spend('v', 5, ['u:1', 't:1'], 500, 180),
	]
	const u4Row = ([ex1, ex2, d, fees]: number[]) => [
		`A stop u:0 ${ex1}`,
		`A stop v:0 ${ex2}`,
		`A unspent v:1 ${d}`,
		`fees ${fees}`,
	]
	it('U4', () => {
		expect(follow(u4, [seed('s:0', 'A')], 'fifo', ['u:0', 'v:0'])).toEqual(u4Row([600, 205, 180, 15]))
		expect(follow(u4, [seed('s:0', 'A')], 'haircut', ['u:0', 'v:0'])).toEqual(u4Row([420, 414, 149, 17]))
	})

	it('what a stop spends is clean, and an unknown input ends what stands beside it', () => {
		const chain = [
			coinbase('s', 1, 9),
			spend('t', 2, ['s:0'], 5, 4),
			spend('u', 3, ['t:0'], 5),
			spend('v', 4, ['t:1', 'else:0'], 40),
		]
		expect(follow(chain, [seed('s:0')], 'fifo', ['t:0'])).toEqual(['s:0 stop t:0 5', 's:0 noPrevout t:1 4', 'fees 0'])
	})

	it('a seeded output keeps older labels and marks only what was clean', () => {
		const chain = [coinbase('s', 1, 3, 7), spend('t', 2, ['s:0', 's:1'], 10)]
		for (const rule of RULES) {
			const result = referenceOutputs({
				transactions: chain,
				seeds: [seed('t:0'), seed('s:0')],
				rule,
				stops: new Set(),
			})
			expect(result.seeded).toEqual([
				{ seed: 't:0', amount: 7n },
				{ seed: 's:0', amount: 3n },
			])
		}
	})
})

describe('sharing among labels', () => {
	it('is exact where it can be and lexicographically greatest where it cannot', () => {
		expect(shareLabels([2n, 2n], [2n, 2n])).toEqual([
			[1n, 1n],
			[1n, 1n],
		])
		expect(shareLabels([1n, 1n, 1n], [1n, 2n])).toEqual([
			[1n, 0n],
			[0n, 1n],
			[0n, 1n],
		])
		expect(shareLabels([5n, 2n], [3n, 3n, 1n])).toEqual([
			[3n, 2n, 0n],
			[0n, 1n, 1n],
		])
	})
})

describe('properties over generated tables', () => {
	const total = (rows: readonly { amount: bigint }[]): bigint => rows.reduce((sum, row) => sum + row.amount, 0n)

	it('conserves, under both rules and openings', () => {
		let seeded = 0
		fc.assert(
			fc.property(arbitraryTable, fc.constantFrom(...RULES), fc.constantFrom(...OPENINGS), (input, rule, opening) => {
				const result = referenceAccounts({ ...input, rule, opening })
				const names = result.seeded.map((row) => [row.seed, row.asset])
				expect(new Set(names.map((name) => name.join(' '))).size).toBe(names.length)
				for (const [seed, asset] of names) {
					const own = (rows: readonly Entry[]) => total(rows.filter((row) => row.seed === seed && row.asset === asset))
					const put = total(result.seeded.filter((row) => row.seed === seed && row.asset === asset))
					expect(own(result.arrived) + own(result.residual) + own(result.burned)).toBe(put)
					if (put > 0n) seeded++
				}
				expect(total([...result.arrived, ...result.residual, ...result.burned])).toBe(total(result.seeded))
				for (const { seed, asset, amount } of result.seeded) {
					const limit = input.seeds.find((other) => other.id === seed)!.amount
					if (limit !== undefined) expect(amount <= limit, `${seed} ${asset}`).toBe(true)
				}
			}),
			{ numRuns: RUNS },
		)
		expect(seeded).toBeGreaterThan(RUNS / 2)
	})

	it('needs under late in all what least puts in front, and under least nothing more', () => {
		fc.assert(
			fc.property(arbitraryTable, fc.constantFrom(...RULES), (input, rule) => {
				const late = referenceAccounts({ ...input, rule, opening: 'late' })
				const least = referenceAccounts({ ...input, rule, opening: 'least' })
				expect(late.unrecorded).toEqual(least.leastOpening)
				expect(least.unrecorded).toEqual([])
			}),
			{ numRuns: RUNS },
		)
	})

	it('does not depend on the order of rows in the file', () => {
		fc.assert(
			fc.property(arbitraryTable, fc.constantFrom(...RULES), (input, rule) => {
				const forward = referenceAccounts({ ...input, rule, opening: 'late' })
				const rows = [...input.rows].reverse()
				expect(referenceAccounts({ ...input, rows, rule, opening: 'late' })).toEqual(forward)
			}),
			{ numRuns: RUNS / 4 },
		)
	})

	it('reaches by steps every account that taint reaches, and poison counts no less than a conserving rule', () => {
		fc.assert(
			fc.property(arbitraryTable, fc.constantFrom(...RULES), (input, rule) => {
				const seeds = input.seeds.slice(0, 1)
				const { arrivals, arrived, hops } = referenceAccounts({ ...input, seeds, rule, opening: 'late' })
				for (const entry of arrivals) expect(hops.has(entry.account), entry.account).toBe(true)
				const poison = referencePoison({ ...input, seeds }).arrived
				for (const { asset, account, amount } of arrived) {
					const other = poison.find((entry) => entry.asset === asset && entry.account === account)
					expect((other?.amount ?? 0n) >= amount, account).toBe(true)
				}
			}),
			{ numRuns: RUNS },
		)
	})

	it('covers ties, circles, self-payments, unknown parties, huge amounts and both clocks', () => {
		const seen = new Map<string, number>()
		const see = (name: string, when: boolean) => when && seen.set(name, (seen.get(name) ?? 0) + 1)
		for (const input of fc.sample(arbitraryTable, { numRuns: RUNS, seed: 1 })) {
			const { rows, seeds } = input
			const result = referenceAccounts({ ...input, rule: 'haircut', opening: 'late' })
			see(
				'tie',
				rows.some((r) => rows.some((s) => r.txid < s.txid && r.block !== null && r.block === s.block)),
			)
			see(
				'circle',
				rows.some((r) =>
					rows.some((s) => r.from !== r.to && r.from === s.to && r.to === s.from && r.asset === s.asset),
				),
			)
			see(
				'self-payment',
				rows.some((row) => row.from === row.to),
			)
			see(
				'issue',
				rows.some((row) => row.from === null),
			)
			see('burnt taint', result.burned.length > 0)
			see('arrived', result.arrived.length > 0)
			see(
				'huge',
				rows.some((row) => row.amount > 2n ** 200n),
			)
			see(
				'no height',
				rows.every((row) => row.block === null),
			)
			see('some heights', rows.some((row) => row.block === null) && rows.some((row) => row.block !== null))
			see(
				'transaction index',
				rows.every((row) => row.txindex !== undefined),
			)
			see(
				'two labels met',
				seeds.length > 1 && new Set(result.residual.map((e) => e.account)).size < result.residual.length,
			)
			see(
				'part seeded',
				seeds.some((seed) => result.seeded.some((row) => row.seed === seed.id && row.amount === seed.amount)),
			)
			for (const reading of result.readings) see(reading, true)
		}
		expect([...seen.keys()].sort()).toHaveLength(16)
		for (const [name, count] of seen) expect(count, name).toBeGreaterThan(10)
	})
})

describe('properties over generated blocks', () => {
	it('conserves per seed, and no output holds more taint than value', () => {
		const reasons = new Map<string, number>()
		fc.assert(
			fc.property(arbitraryBlocks, fc.constantFrom(...RULES), (input, rule) => {
				const result = referenceOutputs({ ...input, rule })
				for (const { seed, amount } of result.seeded) {
					const rows = [...result.ends, ...result.fees].filter((row) => row.seed === seed)
					expect(rows.reduce((sum, row) => sum + row.amount, 0n)).toBe(amount)
				}
				for (const tx of input.transactions) {
					tx.outputs.forEach(({ amount }, vout) => {
						const lots = result.lots.get(`${tx.txid}:${vout}`)!
						expect(lots.reduce((sum, lot) => sum + lot.amount, 0n)).toBe(amount)
						expect(lots.every((lot) => lot.amount > 0n)).toBe(true)
					})
				}
				const found = [...result.ends.map((end) => end.reason), ...(result.fees.length > 0 ? ['fee'] : [])]
				if (result.ends.some((a) => result.ends.some((b) => a.seed < b.seed && a.txid === b.txid && a.vout === b.vout)))
					found.push('two labels')
				if (result.seeded.some((row) => row.amount === 0n)) found.push('overlap')
				for (const name of new Set(found)) reasons.set(name, (reasons.get(name) ?? 0) + 1)
			}),
			{ numRuns: RUNS, seed: 1 },
		)
		expect([...reasons.keys()].sort()).toEqual(['fee', 'noPrevout', 'overlap', 'stop', 'two labels', 'unspent'])
		for (const [name, count] of reasons) expect(count, name).toBeGreaterThan(RUNS / 50)
	})
})
