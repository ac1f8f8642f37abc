import { describe, expect, it } from 'vitest'
import { address, csv, csvRow, HEADER, hash, openBytes, refusal } from './sampleTable.js'

const bad = (fields: Record<string, string>) => refusal(openBytes(csv(csvRow(), csvRow({ txid: hash(2), ...fields }))))

const AMOUNTS = [
	'',
	' ',
	'1e3',
	'-1',
	'+1',
	'1.5',
	'1.0',
	'true',
	'0x10',
	'٣',
	'１２',
	'007',
	'00',
	'1_000',
	'5 ',
	'NaN',
	'null',
]
const BEYOND = (2n ** 256n).toString()

describe('a bad amount stops the read', () => {
	it.each([...AMOUNTS, BEYOND])('%j in CSV', async (amount) => {
		const error = await bad({ amount })
		expect(error.code).toBe('E_BAD_AMOUNT')
		expect(error.details).toMatchObject({ file: 'table0', line: 3, column: 9, field: 'amount' })
		expect(error.details.expected).toContain('2^256 - 1')
		expect(error.shortMessage).toContain('table0, line 3, column 9: amount')
	})

	const json = (amount: unknown) =>
		JSON.stringify({
			chain: 'ethereum',
			txid: hash(1),
			index: 0,
			block: 1,
			time: 1,
			from: address(1),
			to: address(2),
			asset: 'usd',
			amount,
		})

	it.each([...AMOUNTS, BEYOND, 5, 1.5, true, null, ['5'], { value: '5' }])('%j in JSON lines', async (amount) => {
		const error = await refusal(openBytes(json(amount)))
		expect(error.code).toBe('E_BAD_AMOUNT')
		expect(error.details).toMatchObject({ file: 'table0', line: 1, field: 'amount' })
	})

	it('and 0 and 2^256 - 1 are amounts', async () => {
		for (const amount of ['0', (2n ** 256n - 1n).toString()])
			await expect(openBytes(csv(csvRow({ amount })), json(amount))).rejects.toThrow('same content')
		for (const amount of ['0', (2n ** 256n - 1n).toString()])
			await expect(openBytes(csv(csvRow({ amount })))).resolves.toBeDefined()
	})
})

describe('a value that its column does not allow stops the read', () => {
	it.each([
		['chain', '', 1],
		['chain', 'dogecoin', 1],
		['chain', 'eip155:01', 1],
		['txid', '', 2],
		['txid', hash(2).slice(2), 2],
		['txid', `${hash(2)}0`, 2],
		['txid', `0x${'g'.repeat(64)}`, 2],
		['index', '', 3],
		['index', '-1', 3],
		['index', '01', 3],
		['index', '1.0', 3],
		['index', '9007199254740992', 3],
		['block', '1e5', 4],
		['block', ' 1', 4],
		['block', '0x10', 4],
		['time', '', 5],
		['time', '2023-11-14T22:13:20Z', 5],
		['time', '1700000000000', 5],
		['from', '0x', 6],
		['from', address(1).slice(0, -1), 6],
		['from', 'vitalik.eth', 6],
		['to', '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96046', 7],
		['to', `${address(2)}\u200b`, 7],
		['to', address(2).replace('0x', '0х'), 7],
		['asset', '', 8],
		['asset', 'USD', 8],
		['asset', 'ETH', 8],
		['asset', 'eip155:56/slip44:60', 8],
		['asset', `bsc/erc20:${address(9)}`, 8],
	])('%s %j', async (field, value, column) => {
		const error = await bad({ [field]: value })
		expect(error.code).toBe('E_INPUT')
		expect(error.details).toMatchObject({ file: 'table0', line: 3, column, field, value })
		expect(error.details.expected).toBeTruthy()
	})

	it('an EIP-55 checksum that does not hold is told with its character', async () => {
		const error = await bad({ to: '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96046' })
		expect(error.details.position).toBeGreaterThanOrEqual(2)
		expect(error.shortMessage).toContain(`at character ${Number(error.details.position) + 1}`)
		expect(error.shortMessage).toContain('EIP-55')
		await expect(openBytes(csv(csvRow({ to: '0xd8dA6BF26964aF9D7aEd9e03E53415D37aA96045' })))).rejects.toThrow('EIP-55')
		await expect(openBytes(csv(csvRow({ to: '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045' })))).resolves.toBeDefined()
	})

	it('neither from nor to', async () => {
		expect((await bad({ from: '', to: '' })).details).toMatchObject({ line: 3, field: 'to' })
	})

	it('and the value is shown inert and cut', async () => {
		const error = await bad({ asset: `\u202e\u001b[31m${'x'.repeat(5000)}` })
		expect(error.shortMessage).toContain('\\u{202e}\\u{1b}[31m')
		expect(error.shortMessage).not.toMatch(/[\u202e\u001b]/)
		expect(error.shortMessage.length).toBeLessThan(400)
		expect(String(error.details.value).length).toBeLessThanOrEqual(81)
	})
})

describe('rows that contradict each other stop the read', () => {
	it('the same row twice in one table, even if equal: both lines are named', async () => {
		const error = await refusal(openBytes(csv(csvRow(), csvRow({ index: '1' }), csvRow())))
		expect(error.details).toMatchObject({
			file: 'table0',
			line: 4,
			otherFile: 'table0',
			otherLine: 2,
			field: 'index',
			value: '0',
		})
		expect(error.shortMessage).toContain('table0, line 2')
	})

	it.each([
		{ amount: '6' },
		{ from: address(3) },
		{ to: '' },
		{ asset: 'eip155:1/slip44:60' },
		{ block: '101' },
		{ block: '' },
		{ time: '1700000001' },
	])('the same row told differently by two tables: %j', async (fields) => {
		const error = await refusal(openBytes(csv(csvRow()), csv(csvRow(fields))))
		expect(error.details).toMatchObject({ file: 'table1', line: 2, otherFile: 'table0', otherLine: 2 })
	})

	it('an extra column told differently, or by one table only', async () => {
		const noted = (note: string) => `${HEADER},note\n${csvRow()},${note}\n`
		await expect(openBytes(noted('a'), noted('a'))).resolves.toBeDefined()
		await expect(openBytes(noted('a'), noted('b'))).rejects.toThrow('same content')
		await expect(openBytes(noted(''), csv(csvRow()))).rejects.toThrow('same content')
	})

	it.each([
		['block', { block: '101' }],
		['block', { block: '' }],
		['time', { time: '1700000001' }],
	])('rows of one transaction that disagree about %s: %j', async (field, fields) => {
		const error = await refusal(openBytes(csv(csvRow(), csvRow({ index: '1', ...fields }))))
		expect(error.details).toMatchObject({ file: 'table0', line: 3, otherLine: 2, field })
		await expect(openBytes(csv(csvRow()), csv(csvRow({ index: '1', ...fields })))).rejects.toThrow('table1, line 2')
	})

	it('rows of one transaction that disagree about txindex', async () => {
		const table = (a: string, b: string) => `${HEADER},txindex\n${csvRow()},${a}\n${csvRow({ index: '1' })},${b}\n`
		await expect(openBytes(table('3', '3'))).resolves.toBeDefined()
		expect((await refusal(openBytes(table('3', '4')))).details).toMatchObject({
			line: 3,
			otherLine: 2,
			field: 'txindex',
		})
		expect((await refusal(openBytes(table('3', '')))).details).toMatchObject({
			line: 3,
			otherLine: 2,
			field: 'txindex',
		})
	})
})
