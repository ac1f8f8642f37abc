import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check, findCases, openCase, saveCase } from '../../src/cases.js'
import { trace } from '../../src/trace.js'
import { account, ETHER, TOKEN } from '../support/payments.js'
import { CASE, caseFolder, EXPECT, newFolder } from './caseFolder.js'

async function failuresOf(expectation: object): Promise<readonly string[]> {
	const report = await check([caseFolder({ expect: expectation })])
	expect(report.cases).toHaveLength(1)
	expect(report.cases[0]?.error).toBeNull()
	expect([report.passed, report.failed]).toEqual(report.cases[0]?.failures.length === 0 ? [1, 0] : [0, 1])
	return report.cases[0]?.failures ?? []
}

const endpoint = EXPECT.endpoints[0]!
const ledger = EXPECT.ledger[0]!

describe('check', () => {
	it('passes a case that gives what it expects, or expects nothing', async () => {
		expect(await failuresOf(EXPECT)).toEqual([])
		expect(await failuresOf({})).toEqual([])
		const report = await check([caseFolder({ expect: undefined })])
		expect([report.passed, report.failed]).toEqual([1, 0])
	})

	it.each([
		['status', { status: 'partial' }, /status/],
		['an endpoint that is not there', { endpoints: [{ entity: 'Nobody' }] }, /endpoints\[0\] Nobody/],
		['an endpoint account that is not there', { endpoints: [{ account: account('A') }] }, /endpoints\[0\]/],
		['an endpoint in another asset', { endpoints: [{ ...endpoint, asset: TOKEN }] }, /endpoints\[0\] Service/],
		['exactly', { endpoints: [{ ...endpoint, exactly: '7' }] }, /expected 7, got 6/],
		['atLeast', { endpoints: [{ entity: 'Service', atLeast: '7' }] }, /at least 7, got 6/],
		['atMost', { endpoints: [{ entity: 'Service', atMost: '5' }] }, /at most 5, got 6/],
		['inflow', { endpoints: [{ ...endpoint, inflow: '5' }] }, /inflow: expected 5, got 6/],
		['hops', { endpoints: [{ ...endpoint, hops: 3 }] }, /hops: expected 3, got 2/],
		['rank', { endpoints: [{ ...endpoint, rank: 2 }] }, /rank: expected 2, got 1/],
		['an absent entity', { absent: ['Service'] }, /absent Service/],
		['an absent endpoint account', { absent: [account('X')] }, /absent/],
		['an absent account by another name', { absent: [account('X').replace('eip155:1', 'ethereum')] }, /absent/],
		['an absent account with a loose end', { absent: [account('A')] }, /absent/],
		['a loose end', { looseEnds: [{ stop: 'endOfSource', exactly: '3' }] }, /expected 3, got 2/],
		['a loose end at another place', { looseEnds: [{ stop: 'endOfSource', at: account('B'), exactly: '2' }] }, /got 0/],
		['a loose end of another asset', { looseEnds: [{ stop: 'endOfSource', asset: TOKEN, atLeast: '1' }] }, /got 0/],
		['a loose end that is not there', { looseEnds: [{ stop: 'hub' }] }, /no such loose end/],
		['the most that may be loose', { maxLoose: '3' }, /maxLoose.*at most 3, got 4/],
		['the most that may be loose of an asset', { maxLoose: { [ETHER]: '3' } }, /at most 3, got 4/],
		[
			'the most that may be loose of an asset that does not occur',
			{ maxLoose: { [TOKEN]: '9' } },
			/neither seeded nor loose/,
		],
		[
			'an endpoint of which less than nothing may arrive',
			{ endpoints: [{ entity: 'Nobody', atLeast: '1' }] },
			/Nobody/,
		],
		['the rank of nobody', { endpoints: [{ entity: 'Nobody', exactly: '0', rank: 1 }] }, /Nobody/],
		['a ledger row that is not there', { ledger: [{ asset: TOKEN }] }, /ledger\[0\]: no ledger row/],
		['a ledger row of another seed', { ledger: [{ seed: account('A'), asset: ETHER }] }, /ledger\[0\]: no ledger row/],
		...(['seeded', 'arrived', 'loose', 'fees', 'difference', 'toolLoss'] as const).map(
			(column): [string, object, RegExp] => [
				`the ledger's ${column}`,
				{ ledger: [{ ...ledger, [column]: '77' }] },
				new RegExp(`ledger\\[0\\] ${column}: expected 77`),
			],
		),
		['the digest', { resultHash: `sha256:${'0'.repeat(64)}` }, /resultHash/],
	])('fails where %s is expected otherwise', async (_what, expectation, sentence) => {
		const failures = await failuresOf(expectation)
		expect(failures).toHaveLength(1)
		expect(failures[0]).toMatch(sentence)
	})

	it('judges every expectation, not only the first that fails', async () => {
		expect(await failuresOf({ status: 'partial', absent: ['Service'], maxLoose: '0' })).toHaveLength(3)
	})

	it('holds a digest that is right', async () => {
		const folder = caseFolder()
		const { resultHash } = await trace((await openCase(folder)).options)
		expect(await failuresOf({ resultHash })).toEqual([])
	})

	it('lets a sum over seeds stand without naming one', async () => {
		expect(
			await failuresOf({ ledger: [{ asset: ETHER, seeded: '10' }], looseEnds: [{ stop: 'endOfSource', atMost: '2' }] }),
		).toEqual([])
	})

	it('counts a case that cannot be traced as failed, and goes on', async () => {
		const parent = newFolder()
		caseFolder({}, join(parent, 'b-right'))
		caseFolder({ seeds: ['ethereum:0x12'] }, join(parent, 'a-wrong'))
		caseFolder({ sources: [{ kind: 'transfers', path: 'gone.csv' }] }, join(parent, 'c-gone'))
		const seen: string[] = []
		const report = await check([parent], { onCase: ({ name }) => seen.push(name) })
		expect([report.passed, report.failed, seen.length]).toEqual([1, 2, 3])
		expect(report.cases.map(({ error }) => error?.code ?? null)).toEqual(['E_INPUT', null, 'E_PATH'])
		expect(report.cases[0]?.failures[0]).toContain('seeds[0]')
	})
})

describe('finding cases', () => {
	it('takes a file, or every case.json and *.case.json below a folder, in one order', async () => {
		const parent = newFolder()
		for (const name of ['b', 'a/deep', 'node_modules/x', '.hidden']) caseFolder({}, join(parent, name))
		const file = join(parent, 'b', 'other.case.json')
		copyFileSync(join(parent, 'b', 'case.json'), file)
		writeFileSync(join(parent, 'b', 'notes.json'), '{}')
		mkdirSync(join(parent, 'b', 'dir.case.json'))
		expect(await findCases(parent)).toEqual([join(parent, 'a/deep/case.json'), join(parent, 'b/case.json'), file])
		expect(await findCases(file)).toEqual([file])
		const report = await check([parent])
		expect([report.passed, report.failed]).toEqual([3, 0])
	})

	it('says where there is none', async () => {
		for (const path of [newFolder(), join(newFolder(), 'gone')])
			await expect(check([path])).rejects.toMatchObject({ name: 'InputError', code: 'E_PATH' })
	})
})

describe('saving a case', () => {
	it('writes what can be opened again, and overwrites nothing unasked', async () => {
		const folder = caseFolder()
		const file = join(folder, 'saved.case.json')
		await saveCase(file, CASE as Parameters<typeof saveCase>[1])
		expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(CASE)
		expect((await openCase(file)).name).toBe(CASE.name)
		await expect(saveCase(file, CASE as Parameters<typeof saveCase>[1])).rejects.toThrow()
	})
})
