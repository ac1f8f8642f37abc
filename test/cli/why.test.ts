import { copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fundtrail, newFolder, root } from './fundtrail.js'

const early = join(root, '../shared/data/bitcoin/blocks/early/blk-0-4521.dat')
const [a, b] = ['bitcoin:126jEcDoSWgGm1XAAWNMG8DPMsZARS9AJE', 'bitcoin:1ADPHabNSJACDTM5CfXMqFZkN4S6rLYQz1']

describe('why', () => {
	it('says so where nothing links two accounts', () => {
		const { status, stdout } = fundtrail([
			...['why', 'fixtures/mainnet-2015'],
			...['bitcoin:1KukjLJtJkruuv93pYADN3nkTqyjMys3E1', 'bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
			...['--lookups', '1'],
		])
		expect(stdout).toContain('No evidence in what was read puts these two accounts under one control.')
		expect([0, 3]).toContain(status)
	})

	it('refuses what is no account', () => {
		const { status, stderr } = fundtrail(['why', 'fixtures/mainnet-2015', 'nonsense', b])
		expect([status, stderr]).toEqual([2, expect.stringContaining('a: no chain in front')])
	})

	it.skipIf(!existsSync(early))('names the transactions between two addresses of the cluster of 44', () => {
		const folder = newFolder()
		copyFileSync(early, join(folder, 'blk.dat'))
		const sources = [{ kind: 'blocks', path: 'blk.dat' }]
		const file = join(folder, 'case.json')
		writeFileSync(file, JSON.stringify({ case: 'fundtrail.case/1', name: 'early', seeds: [{ account: a }], sources }))
		const printed = fundtrail(['why', file, a, b])
		expect(printed.status).toBe(0)
		const { chain } = JSON.parse(fundtrail(['why', file, a, b, '--json']).stdout)
		expect(chain.length).toBeGreaterThan(0)
		for (const { transaction, from, to } of chain)
			for (const id of [transaction, from, to]) expect(printed.stdout).toContain(id)
		expect(printed.stdout).toMatch(/It names nobody/)
	})
})
