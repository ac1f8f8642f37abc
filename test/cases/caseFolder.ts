import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { csvOfRows } from '../support/csvOfRows.js'
import { account, ETHER, payments } from '../support/payments.js'

const made: string[] = []
afterAll(() => {
	for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A new empty folder that is gone after the tests. */
export function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'cases-'))
	made.push(folder)
	return folder
}

/** Ten from the seed to A, six on to the service X, two burnt, two left; the seed keeps one. */
export const ROWS = payments('N>S 11', 'S>A 10', 'A>X 6', 'A>- 2')

/** What such a case expects, all of it true. */
export const EXPECT = {
	status: 'complete',
	endpoints: [{ entity: 'Service', asset: ETHER, exactly: '6', inflow: '6', hops: 2, rank: 1 }],
	absent: [account('N'), 'Nobody'],
	looseEnds: [
		{ stop: 'endOfSource', at: account('A'), asset: ETHER, exactly: '2' },
		{ stop: 'burn', atLeast: '2', atMost: '2' },
	],
	maxLoose: '4',
	ledger: [
		{
			...{ seed: account('S'), asset: ETHER, seeded: '10', arrived: '6', loose: '4', fees: '0' },
			...{ difference: '0', toolLoss: '0' },
		},
	],
}

export const CASE = {
	case: 'fundtrail.case/1',
	name: 'Three payments',
	seeds: [{ account: account('S') }],
	sources: [{ kind: 'transfers', path: 'transfers.csv' }],
	labels: ['labels.csv'],
	options: { budget: { minShare: 0 } },
	expect: EXPECT,
}

/** A folder with the case, its table and its labels; members of the case may be replaced. */
export function caseFolder(change: object = {}, folder = newFolder()): string {
	mkdirSync(folder, { recursive: true })
	writeFileSync(join(folder, 'transfers.csv'), csvOfRows(ROWS))
	const header = 'chain,address,label,entity,category,source,date,confidence'
	writeFileSync(
		join(folder, 'labels.csv'),
		`${header}\neip155:1,${account('X').slice(9)},Service,,exchange,made up,2024-01-01,\n`,
	)
	writeFileSync(join(folder, 'case.json'), JSON.stringify({ ...CASE, ...change }))
	return folder
}
