import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fundtrail } from './fundtrail.js'

const A1 = 'fixtures/worked-a1'
const DEPOSIT = 'ethereum:0xacc0000000000000000000000000000000000001'
const payer = (name: string): string => `eip155:1:0x${name}`
const FIRST = payer('5eed000000000000000000000000000000000001')

describe('payers', () => {
	it('lists who paid an account, the greatest first, with shares and times', () => {
		const { status, stdout } = fundtrail(['payers', A1, DEPOSIT])
		expect(status).toBe(0)
		const rows = stdout.split('\n').filter((line) => line.includes(' %'))
		expect(rows.map((line) => line.trim().split(/ {2,}/).slice(0, 4))).toEqual([
			['0.000000000000000010', '52.6316 %', '1', '2020-09-13T12:26:52Z'],
			['0.000000000000000005', '26.3158 %', '1', '2020-09-13T12:26:40Z'],
			['0.000000000000000004', '21.0526 %', '1', '2020-09-13T12:27:16Z'],
		])
		expect(stdout).toContain('0.000000000000000019 ETH by 3 payers')
		expect(stdout.toLowerCase()).toContain(FIRST)
		expect(stdout).toContain('is an excerpt')
	})

	it('gives the same as data, and nothing else', () => {
		const answer = JSON.parse(fundtrail(['payers', A1, DEPOSIT, '--json']).stdout)
		expect([answer.account, answer.status, answer.rule]).toEqual([
			'eip155:1:0xacc0000000000000000000000000000000000001',
			'complete',
			'fifo',
		])
		expect(answer.payers[0]).toMatchObject({ account: FIRST, amount: '10', transfers: { length: 1 } })
	})

	it('apportions what several paid into one Bitcoin transaction, by a rule that it names', () => {
		const account = 'bitcoin:1PeJQUDcCZorAPQys78Gw6nj25iqkUGPpj'
		const sums = ['fifo', 'haircut'].map((method) => {
			const { stdout } = fundtrail(['payers', 'fixtures/mainnet-2015', account, '--json', '--method', method])
			const amounts: string[] = JSON.parse(stdout).payers.map(({ amount }: { amount: string }) => amount)
			expect(amounts).toHaveLength(3)
			return amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)
		})
		expect(sums).toEqual([9_999_900_000n, 9_999_900_000n])
		const { stdout } = fundtrail(['payers', 'fixtures/mainnet-2015', account, '--method', 'haircut'])
		expect(stdout).toContain('haircut says what each of them paid')
	})

	it('names labels of payers, asks for one asset, and counts what it does not list', () => {
		const folder = mkdtempSync(join(tmpdir(), 'fundtrail-payers-'))
		const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0')
		const rows = Array.from({ length: 60 }, (_, i) =>
			[...['eip155:1', `0x${hex(i, 64)}`, 0, i, i, `0x${hex(i + 2, 40)}`], `0x${hex(1, 40)}`, 'usd', 100 - i].join(),
		)
		writeFileSync(join(folder, 't.csv'), ['chain,txid,index,block,time,from,to,asset,amount', ...rows].join('\n'))
		const label = `eip155:1,0x${hex(2, 40)},"Some \u202eexchange",Some exchange,exchange,made up,2024-01-01,`
		writeFileSync(
			join(folder, 'labels.csv'),
			['chain,address,label,entity,category,source,date,confidence', label].join('\n'),
		)
		const content = {
			...{ case: 'fundtrail.case/1', name: 'payers', seeds: [`eip155:1:0x${hex(9, 40)}`], labels: ['labels.csv'] },
			sources: [{ kind: 'transfers', path: 't.csv' }],
		}
		writeFileSync(join(folder, 'case.json'), JSON.stringify(content))
		const { status, stdout } = fundtrail(['payers', folder, `ethereum:0x${hex(1, 40)}`, '--asset', 'usd'])
		expect(status).toBe(0)
		expect(stdout).toContain('by 60 payers, asset usd')
		expect(stdout).toContain('and 10 more with 0.000455 USD')
		expect(stdout).toMatch(/"Some [^"]*exchange" as exchange \[1\]/)
		expect(stdout).not.toContain('\u202e')
		const none = fundtrail(['payers', folder, `ethereum:0x${hex(0xabc, 40)}`])
		expect(none.stdout).toContain('Nothing in what was read paid this account.')
		const unread = fundtrail(['payers', folder, `ethereum:0x${hex(1, 40)}`, '--lookups', '0'])
		expect([unread.status, unread.stdout.includes('No payment was read.')]).toEqual([3, true])
	})

	it.each([
		[['payers', A1], 2, 'missing required argument'],
		[['payers', A1, 'nonsense'], 2, 'account: no chain in front'],
		[['payers', A1, 'bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT'], 2, 'no source holds'],
		[['payers', A1, DEPOSIT, '--asset', 'x'], 2, 'asset'],
		[['payers', A1, DEPOSIT, '--method', 'pifo'], 2, 'looking back there are'],
	] as const)('refuses %j', (args, exit, text) => {
		const { status, stdout, stderr } = fundtrail(args)
		expect([status, stdout]).toEqual([exit, ''])
		expect(stderr).toContain(text)
	})
})
