import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { fundtrail, newFolder } from './fundtrail.js'
import { SEED, SERVICE, smallCase } from './smallCase.js'

const RIGHT = {
	status: 'complete',
	endpoints: [{ account: SERVICE, asset: 'usd', exactly: '700000000', inflow: '700000000', hops: 2, rank: 1 }],
	looseEnds: [{ stop: 'endOfSource', exactly: '300000000' }],
	ledger: [{ seed: SEED, asset: 'usd', seeded: '1000000000', arrived: '700000000', loose: '300000000', fees: '0' }],
}
const WRONG = {
	status: 'partial',
	endpoints: [
		{ entity: 'Some Service', asset: 'usd', exactly: '1', inflow: '2', hops: 9, rank: 7 },
		{ account: SERVICE, atLeast: '1', atMost: '900000000' },
	],
	looseEnds: [{ stop: 'endOfSource', exactly: '5' }],
	ledger: [
		{
			asset: 'usd',
			seeded: '1',
			arrived: '1',
			loose: '1',
			fees: '1',
			difference: '1',
			toolLoss: '1',
		},
	],
	resultHash: 'sha256:0',
}

describe('fundtrail check', () => {
	it('passes the shipped cases', () => {
		const { status, stdout, stderr } = fundtrail(['check', 'fixtures'])
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
		expect(stdout).toMatch(/\n[1-9]\d* passed, 0 failed\n$/)
	})

	it('ends with 0 where all holds, also of a partial result', () => {
		expect(fundtrail(['check', smallCase('Some Service', { expect: RIGHT }).file]).status).toBe(0)
		const { file } = smallCase('Some Service', { expect: { status: 'partial' } })
		writeFileSync(
			file,
			readFileSync(file, 'utf8').replace('"labels":', '"options": { "budget": { "lookups": 1 } }, "labels":'),
		)
		expect(fundtrail(['check', file]).status).toBe(0)
	})

	it('ends with 4 and says what differs where an expectation is edited', () => {
		const { file } = smallCase('Some Service', { expect: WRONG })
		const { status, stdout } = fundtrail(['check', file])
		expect(status).toBe(4)
		expect(stdout).toContain('endpoints[0] Some Service amount: expected 1, got 700000000')
		expect(stdout).toContain('status: expected partial, got complete')
		expect(stdout).toMatch(/\n0 passed, 1 failed\n$/)
	})

	it('ends with 2 where a case cannot be opened, and still checks the others', () => {
		const folder = newFolder()
		for (const name of ['a', 'b']) mkdirSync(join(folder, name))
		writeFileSync(join(folder, 'a', 'case.json'), '{ "case": 1 }')
		const good = smallCase('Some Service', { expect: RIGHT })
		for (const name of ['case.json', 'transfers.csv', 'labels.csv'])
			writeFileSync(join(folder, 'b', name), readFileSync(join(good.folder, name)))
		const { status, stdout } = fundtrail(['check', folder])
		expect(status).toBe(2)
		expect(stdout).toMatch(/\n1 passed, 1 failed\n$/)
	})

	it('ends with 2 where there is no case', () => {
		expect(fundtrail(['check', newFolder()]).status).toBe(2)
		expect(fundtrail(['check', 'no-such-folder']).status).toBe(2)
		expect(fundtrail(['check']).status).toBe(2)
	})

	it('writes JUnit XML with one test per case', () => {
		const junit = join(newFolder(), 'new', 'junit.xml')
		const files = [RIGHT, WRONG].map((expected) => smallCase('Some Service', { expect: expected }).file)
		expect(fundtrail(['check', ...files, '--junit', junit]).status).toBe(4)
		const opened: string[] = []
		const parser = new SaxesParser()
		parser.on('error', (error) => {
			throw error
		})
		parser.on('opentag', ({ name, attributes }) => opened.push(`${name} ${attributes.tests ?? attributes.name ?? ''}`))
		parser.write(readFileSync(junit, 'utf8')).close()
		expect(opened).toEqual([
			'testsuites 2',
			'testsuite 2',
			'testcase Three transfers',
			'testcase Three transfers',
			'failure ',
		])
	})
})

describe('fundtrail check --update', () => {
	it('writes what came out over the figures that are named, and keeps everything else', () => {
		const { file } = smallCase('Some Service', { expect: WRONG })
		const before = readFileSync(file, 'utf8').replace('"status": "partial"', '"status"  :   "partial"')
		writeFileSync(file, before)
		const run = fundtrail(['check', file, '--update'])
		expect(run.status).toBe(0)
		expect(run.stdout).toContain('updated endpoints/0/exactly: "1" is now "700000000"')
		const after = readFileSync(file, 'utf8')
		expect(after).toContain('"status"  :   "complete"')
		const { expect: written, ...rest } = JSON.parse(after)
		const { expect: _, ...kept } = JSON.parse(before)
		expect(rest).toEqual(kept)
		expect(written).toEqual({
			status: 'complete',
			endpoints: [
				{ entity: 'Some Service', asset: 'usd', exactly: '700000000', inflow: '700000000', hops: 2, rank: 1 },
				{ account: SERVICE, atLeast: '1', atMost: '900000000' },
			],
			looseEnds: [{ stop: 'endOfSource', exactly: '300000000' }],
			ledger: [
				{
					asset: 'usd',
					seeded: '1000000000',
					arrived: '700000000',
					loose: '300000000',
					fees: '0',
					difference: '0',
					toolLoss: '0',
				},
			],
			resultHash: written.resultHash,
		})
		expect(written.resultHash).toMatch(/^sha256:[0-9a-f]{64}$/)
		expect(fundtrail(['check', file]).status).toBe(0)
		expect(fundtrail(['check', file, '--update']).stdout).not.toContain('updated')
		expect(readFileSync(file, 'utf8')).toBe(after)
	})

	it('leaves bounds and absences to a person: they still fail', () => {
		const wrong = {
			endpoints: [
				{ account: SERVICE, atLeast: '800000000' },
				{ entity: 'nobody', exactly: '5' },
			],
			absent: [SERVICE],
			maxLoose: '1',
		}
		const { file } = smallCase('Some Service', { expect: wrong })
		const before = readFileSync(file, 'utf8')
		const { status, stdout } = fundtrail(['check', file, '--update'])
		expect(status).toBe(4)
		for (const text of [
			'expected at least 800000000',
			'nobody: not among the endpoints',
			'value reached it',
			'maxLoose',
		])
			expect(stdout).toContain(text)
		expect(readFileSync(file, 'utf8')).toBe(before)
	})
})
