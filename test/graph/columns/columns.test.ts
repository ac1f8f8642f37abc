import { describe, expect, it } from 'vitest'
import { buildCsr } from '../../../src/graph/columns/csr.js'
import { reachable } from '../../../src/graph/columns/reachable.js'
import { reachableInTime } from '../../../src/graph/columns/reachableInTime.js'
import { NONE, TransferColumns } from '../../../src/model/columns/transferColumns.js'
import { seededRandom } from '../../bench/support/seededRandom.js'

/** Columns of payments between accounts named by one letter; `-` is nobody. */
function columnsOf(payments: string): TransferColumns {
	const columns = new TransferColumns()
	const name = (letter: string | undefined): string | null => (letter === '-' ? null : `x:${letter}`)
	for (const [i, pair] of payments.split(' ').entries()) {
		columns.append({ from: name(pair[0]), to: name(pair[1]), asset: pair[2] ?? 'usd', amount: 1n, atSeconds: i })
	}
	return columns
}

describe('buildCsr', () => {
	it('lists the transfers of each account in order, by either end', () => {
		const columns = columnsOf('ab ca ab bc -a a- aa')
		const text = ({ starts, others, rows }: ReturnType<typeof buildCsr>): string[] =>
			Array.from({ length: columns.accounts.size }, (_, account) => {
				const places = Array.from(
					{ length: (starts[account + 1] as number) - (starts[account] as number) },
					(_, k) => k,
				)
				const at = (k: number): number => (starts[account] as number) + k
				return places.map((k) => `${rows[at(k)]}${columns.accounts.text(others[at(k)] as number)}`).join(' ')
			})
		expect(text(buildCsr(columns, 'out'))).toEqual(['0x:b 2x:b 6x:a', '3x:c', '1x:a'])
		expect(text(buildCsr(columns, 'in'))).toEqual(['1x:c 6x:a', '0x:a 2x:a', '3x:b'])
	})

	it('is empty for no transfers', () => {
		const { starts, others } = buildCsr(new TransferColumns(), 'out')
		expect([starts.length, others.length]).toEqual([1, 0])
	})
})

describe('reachability', () => {
	const names = (columns: TransferColumns, accounts: Iterable<number>): string =>
		[...accounts].map((account) => columns.accounts.text(account).slice(2)).join('')

	it('follows transfers whatever their times, nearest first', () => {
		const columns = columnsOf('bc ab ad ce fa')
		expect(names(columns, reachable(buildCsr(columns, 'out'), [columns.accounts.find('x:a')]))).toBe('abdce')
		expect(names(columns, reachable(buildCsr(columns, 'in'), [columns.accounts.find('x:c')]))).toBe('cbaf')
	})

	it('follows transfers only forward in time, in one asset where one is named', () => {
		const columns = columnsOf('bc ab ad de1 ce df fa')
		const first = reachableInTime(columns, [columns.accounts.find('x:a')])
		const reached = (rows: Uint32Array): string =>
			names(
				columns,
				[...rows.keys()].filter((account) => rows[account] !== NONE),
			)
		expect(reached(first)).toBe('bdef')
		expect(first[columns.accounts.find('x:e')]).toBe(3)
		const usd = columns.assets.find('usd')
		expect(reached(reachableInTime(columns, [columns.accounts.find('x:a')], usd))).toBe('bdf')
	})

	it('agrees with a search over all ways on random tables', () => {
		for (let seed = 1; seed <= 200; seed++) {
			const random = seededRandom(seed)
			const letter = (): string => 'abcdefgh-'[Math.floor(random() * 9)] as string
			const pairs = Array.from({ length: 14 }, () => letter() + letter()).filter((pair) => pair !== '--')
			const columns = columnsOf(['aa', ...pairs].join(' '))
			const late = new Set(['a'])
			for (const [payer, payee] of pairs)
				if (payer !== '-' && payee !== '-' && late.has(payer as string)) late.add(payee as string)
			const first = reachableInTime(columns, [0])
			const found = [...first.keys()].filter((account) => account === 0 || first[account] !== NONE)
			expect([...names(columns, found)].sort()).toEqual([...late].sort())
			const any = new Set(['a'])
			for (let size = 0; size !== any.size; ) {
				size = any.size
				for (const [payer, payee] of pairs)
					if (payer !== '-' && payee !== '-' && any.has(payer as string)) any.add(payee as string)
			}
			expect([...names(columns, reachable(buildCsr(columns, 'out'), [0]))].sort()).toEqual([...any].sort())
		}
	})
})
