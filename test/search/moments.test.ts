import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../src/chains/table/index.js'
import { LabelBook } from '../../src/labels/labelBook.js'
import { parseLabelCsv } from '../../src/labels/parseLabelCsv.js'
import { trace } from '../../src/trace.js'

const address = (digit: string): string => `0x${digit.repeat(40)}`
const row = (place: number, block: string): string =>
	`eip155:1,0x${`${place}`.repeat(64)},0,${block},${1000 + place},${address('a')},${address('b')},eip155:1/slip44:60,5`
const table = async (...rows: string[]) =>
	openTransferTables([
		{
			name: 't',
			bytes: new TextEncoder().encode(['chain,txid,index,block,time,from,to,asset,amount', ...rows].join('\n')),
		},
	])

describe('moments', () => {
	it('heights are refused where the sources do not know the height of every row', async () => {
		const sources = [await table(row(1, '7'), row(2, ''))]
		const account = `ethereum:${address('a')}`
		await expect(trace({ seeds: [{ account, since: { height: 7 } }], sources })).rejects.toThrow(/seeds\[0\]\.since/)
		await expect(trace({ seeds: [account], sources, to: { height: 7 } })).rejects.toThrow(/options\.from/)
		const result = await trace({ seeds: [{ account, since: '1970-01-01T00:16:42.000Z' }], sources })
		expect(result.ledger[0]?.seeded).toBe(5n)
	})

	it('label rows that are not used are said, with how many and which', async () => {
		const text = `chain,address,label,entity,category,source,date,confidence\nethereum,0x12,X,X,exchange,s,2024-01-01,\nethereum,${address('b')},Y,Y,exchange,s,2024-01-01,\n`
		const labels = new LabelBook([parseLabelCsv(text, 'labels.csv', { title: 'mine' })])
		const result = await trace({ seeds: [`ethereum:${address('a')}`], sources: [await table(row(1, '7'))], labels })
		expect(result.warnings.find(({ code }) => code === 'labelsSkipped')?.text).toMatch(/^1 rows of "mine" are not used/)
		expect(result.explain(`ethereum:${address('b')}`).endpoint.entity).toBe('Y')
	})
})
