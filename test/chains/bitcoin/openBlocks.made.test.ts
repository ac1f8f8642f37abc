import { describe, expect, it } from 'vitest'
import { openBlocks } from '../../../src/chains/bitcoin/index.js'
import { sha256Hex } from '../../../src/model/digest.js'
import { FundtrailError } from '../../../src/model/errors.js'
import { BITCOIN, byTxid, collect } from './collect.js'
import { type Made, type MadeBlock, makeBlock, records } from './makeBlock.js'

const KEY = '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'
const SAME_KEY = `${BITCOIN}:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH`
const KEY_HASH = '76a914751e76e8199196d454941c45d1b3a323f1433bd688ac'
const NO_BLOCK = 'ab'.repeat(32)

const block = (made: Partial<MadeBlock> = {}): Made => makeBlock({ parent: NO_BLOCK, coinbase: '0401020304', ...made })
const open = (...blocks: readonly Made[]) => openBlocks(blocks.map(({ bytes }, i) => ({ name: `block ${i}`, bytes })))
const warningsOf = async (adapter: Awaited<ReturnType<typeof openBlocks>>) => (await adapter.describe()).warnings
const codesOf = async (adapter: Awaited<ReturnType<typeof openBlocks>>) =>
	(await warningsOf(adapter)).map(({ code }) => code)

describe('what stands in a block', () => {
	it('keeps every kind of output with its value, and a coinbase input that says nothing', async () => {
		const reward: [string, bigint][] = [
			[`5120${KEY.slice(2)}`, 1n],
			['60020001', 2n],
			[`5121${KEY}51ae`, 3n],
			[`21${KEY}ac`, 4n],
			['6a0474657374', 5n],
			['', 6n],
			['6a', 0n],
		]
		const made = block({ reward })
		const [tx] = await byTxid(await open(made), [made.txids[0] as string])
		expect(tx?.inputs).toEqual([{ spends: null, account: null, amount: null }])
		expect(tx?.coinbase).toBe(true)
		expect(tx?.outputs.map(({ amount }) => amount)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 0n])
		expect(tx?.outputs.map(({ burn = false }) => burn)).toEqual([false, false, false, false, true, false, true])
		expect(tx?.outputs.map(({ sameKeyAs = null }) => sameKeyAs)).toEqual([null, null, null, SAME_KEY, null, null, null])
		expect(tx?.outputs[5]?.account).toBe(`${BITCOIN}:script-${sha256Hex('')}`)
		expect(tx?.outputs[0]?.account).toMatch(/:bc1p/)
	})

	it('finds an account by its script, by its address and by the address of the same key', async () => {
		const made = block({
			reward: [
				[`21${KEY}ac`, 4n],
				[KEY_HASH, 30n],
				['', 500n],
			],
		})
		const spend = block({
			parent: made.hash,
			coinbase: '0402',
			transactions: [{ spends: [`${made.txids[0]}:0`], pays: [['51', 4n]] }],
		})
		const adapter = await open(made, spend)
		const ids = async (account: string) =>
			(await collect(adapter, { kind: 'account', subject: account })).map(({ txid }) => txid)
		const both = [made.txids[0], spend.txids[1]]
		expect(await ids(SAME_KEY)).toEqual(both)
		expect(await ids(`${BITCOIN}:script-${sha256Hex(Buffer.from(`21${KEY}ac`, 'hex'))}`)).toEqual(both)
		expect(await ids(`${BITCOIN}:script-${sha256Hex('')}`)).toEqual([made.txids[0]])
		const inflow = await adapter.inflow?.([SAME_KEY], {})
		expect(inflow?.get(SAME_KEY)?.get(`${BITCOIN}/slip44:0`)).toBe(34n)
		const [, spender] = await collect(adapter, { kind: 'account', subject: SAME_KEY })
		expect(spender?.inputs[0]).toMatchObject({
			amount: 4n,
			sameKeyAs: SAME_KEY,
			spends: `${BITCOIN}/${made.txids[0]}:0`,
		})
	})

	it('leaves a previous output that nobody tells unknown, not zero', async () => {
		const made = block({ transactions: [{ spends: [`${NO_BLOCK}:7`], pays: [['51', 9n]] }] })
		const adapter = await open(made)
		const [tx] = await collect(adapter, { kind: 'spend', subject: `${BITCOIN}/${NO_BLOCK}:7` })
		expect(tx?.inputs).toMatchObject([{ spends: `${BITCOIN}/${NO_BLOCK}:7`, account: null, amount: null }])
		expect(tx?.inputs[0]).not.toHaveProperty('scriptType')
	})

	it('joins a transaction that stands before the one it spends', async () => {
		const first = { spends: [`${NO_BLOCK}:0`], pays: [['51', 9n]] } as const
		const { txids } = block({ transactions: [first] })
		const child = { spends: [`${txids[1]}:0`], pays: [['52', 8n]] } as const
		const made = block({ transactions: [child, first] })
		const [tx] = await collect(await open(made), { kind: 'spend', subject: `${BITCOIN}/${txids[1]}:0` })
		expect(tx).toMatchObject({ txid: made.txids[1], inputs: [{ amount: 9n }], order: [expect.anything(), 1, 0] })
	})

	it('reads a transaction of 10,000 inputs and one of 10,000 outputs', async () => {
		const wide = {
			spends: [`${NO_BLOCK}:0`],
			pays: Array.from({ length: 10_000 }, (_, i) => ['51', BigInt(i)] as const),
		}
		const { txids } = block({ transactions: [wide] })
		const merging = { spends: wide.pays.map((_, i) => `${txids[1]}:${i}`), pays: [['52', 49_995_000n]] as const }
		const made = block({ transactions: [wide, merging] })
		const [tx] = await byTxid(await open(made), [made.txids[2] as string])
		expect(tx?.inputs).toHaveLength(10_000)
		expect(tx?.inputs.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)).toBe(49_995_000n)
	})

	it('answers malformed and foreign subjects as unavailable', async () => {
		const adapter = await open(block())
		const subjects = ['', 'x', `${BITCOIN}:1BadChecksum`, 'bip122:000000000933ea01ad0ee984209779ba:script-00']
		for (const subject of subjects) {
			for (const kind of ['account', 'spend', 'transaction'] as const) {
				for await (const page of adapter.fetch([{ kind, subject }])) {
					expect(page.coverage).toMatchObject({ status: 'unavailable', reasons: ['C_NOT_FETCHED'] })
					expect(page.transactions).toEqual([])
				}
			}
		}
	})
})

describe('the bytes of a block file', () => {
	const a = block()
	const b = block({ parent: a.hash, coinbase: '0405' })
	const file = records(a.bytes, b.bytes)
	const openFile = (bytes: Uint8Array) => openBlocks([{ name: 'blk', bytes }])
	const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts))

	it('may end in zero padding', async () => {
		const adapter = await openFile(joined(file, new Uint8Array(1000)))
		expect(await warningsOf(adapter)).toEqual([])
		expect(await byTxid(adapter, [a.txids[0], b.txids[0]] as string[])).toHaveLength(2)
	})

	it('may have its last record cut off, which is told', async () => {
		for (const cut of [1, 50, b.bytes.length, b.bytes.length + 5]) {
			const adapter = await openFile(file.subarray(0, -cut))
			const [warning] = await warningsOf(adapter)
			expect(warning?.code).toBe('cutOffRecord')
			expect(warning?.text).toContain(`at byte ${8 + a.bytes.length} after block ${a.hash}`)
			expect(await byTxid(adapter, [a.txids[0], b.txids[0]] as string[])).toHaveLength(1)
		}
	})

	it.each([
		['garbage in front', joined(Uint8Array.of(1, 2, 3), file), 0],
		['garbage between records', joined(records(a.bytes), Uint8Array.of(7), records(b.bytes)), 8 + a.bytes.length],
		['zero bytes between records', joined(records(a.bytes), new Uint8Array(9), records(b.bytes)), 8 + a.bytes.length],
		['garbage at the end', joined(file, Uint8Array.of(0, 0, 7)), file.length],
		['a record of another network', joined(file, Uint8Array.of(0xfa, 0xbf, 0xb5, 0xda)), file.length],
		['a length that no block has', joined(file, Buffer.from('f9beb4d9ffffffff', 'hex')), file.length],
		['a record longer than its block', records(joined(a.bytes, Uint8Array.of(0))), 8],
		['a bare block that is cut off', a.bytes.subarray(0, -1), 0],
		['a bare header', a.bytes.subarray(0, 80), 0],
		['text', new TextEncoder().encode('# Bitcoin blocks\n'.repeat(20)), 0],
		['nothing', new Uint8Array(0), 0],
		['only zeros', new Uint8Array(4096), 0],
	])('is refused with %s', async (_, bytes, offset) => {
		await expect(openFile(bytes)).rejects.toMatchObject({ code: 'E_INPUT', details: { file: 'blk', offset } })
	})

	it('may be one bare block with stray bytes after it, which is told', async () => {
		const adapter = await openFile(joined(a.bytes, Uint8Array.of(10)))
		const [warning] = await warningsOf(adapter)
		expect(warning?.code).toBe('strayBytes')
		expect(warning?.text).toContain(`1 stray byte at byte ${a.bytes.length}`)
	})

	it('is refused where transactions and merkle root do not match, whichever byte is turned', async () => {
		const bytes = Uint8Array.from(a.bytes)
		for (let at = 36; at < bytes.length; at++) {
			if (at >= 68 && at < 80) continue
			bytes[at] = (bytes[at] as number) ^ 1
			await expect(openFile(bytes)).rejects.toBeInstanceOf(FundtrailError)
			bytes[at] = (bytes[at] as number) ^ 1
		}
		bytes[36] = (bytes[36] as number) ^ 1
		const details = { file: 'blk', offset: 0, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }
		await expect(openFile(bytes)).rejects.toMatchObject({ code: 'E_INPUT', details })
	})

	it('names the chain by its magic, and mixes with no other', async () => {
		const regtest = Uint8Array.from(file)
		const magic = [0xfa, 0xbf, 0xb5, 0xda]
		regtest.set(magic, 0)
		regtest.set(magic, 8 + a.bytes.length)
		const chain = 'bip122:0f9188f13cb7b2c71f2a335e3a4fc328'
		expect((await (await openFile(regtest)).describe()).chains[0]?.chain).toBe(chain)
		const mixed = openBlocks([{ name: 'r', bytes: regtest, chain: 'bitcoin' }])
		await expect(mixed).rejects.toMatchObject({ code: 'E_INPUT', details: { field: 'chain' } })
		const bare = await openBlocks([{ name: 'a', bytes: a.bytes, chain: 'bitcoin-testnet' }])
		expect((await bare.describe()).chains[0]?.chain).toBe('bip122:000000000933ea01ad0ee984209779ba')
	})
})

describe('what cannot be', () => {
	const first = block()
	const coin = `${first.txids[0]}:0`
	const spending = (pays: [string, bigint][], spends = [coin]) =>
		block({ parent: first.hash, coinbase: '0405', transactions: [{ spends, pays }] })

	it('is told as a failed check', async () => {
		const twice = block({
			parent: first.hash,
			coinbase: '0405',
			transactions: [
				{ spends: [coin], pays: [['51', 1n]] },
				{ spends: [coin], pays: [['51', 2n]] },
			],
		})
		const cases: [Made, object][] = [
			[twice, { output: coin }],
			[spending([['51', 1n]], [coin, coin]), { output: coin }],
			[spending([['51', 1n]], [`${first.txids[0]}:1`]), { output: `${first.txids[0]}:1` }],
			[spending([['51', 5_000_000_001n]]), {}],
			[spending([['51', 2_100_000_000_000_001n]]), { value: '2100000000000001' }],
		]
		for (const [made, details] of cases) {
			await expect(open(first, made)).rejects.toMatchObject({ code: 'E_VERIFY', details })
		}
		await expect(open(first, spending([['51', 5_000_000_000n]]))).resolves.toBeDefined()
	})

	it('a UTXO file that contradicts the set or itself', async () => {
		const row = (output: string, value: string, script: string) => `${output.replace(':', ',')},${value},${script}\n`
		const openWith = (rows: string) =>
			openBlocks([{ name: 'a', bytes: first.bytes, utxo: new TextEncoder().encode(`txid,vout,value,script\n${rows}`) }])
		await expect(openWith(row(coin, '5000000000', '51'))).resolves.toBeDefined()
		await expect(openWith(row(coin, '5000000000', '52'))).rejects.toMatchObject({ details: { output: coin } })
		await expect(openWith(row(coin, '4000000000', '51'))).rejects.toMatchObject({ code: 'E_VERIFY' })
		const other = `${NO_BLOCK}:0`
		const twice = row(other, '1', '51') + row(other, '2', '51')
		await expect(openWith(twice)).rejects.toMatchObject({ code: 'E_VERIFY', details: { output: other } })
	})
})

describe('branches and heights', () => {
	const heightOf = async (adapter: Awaited<ReturnType<typeof openBlocks>>, made: Made) =>
		(await byTxid(adapter, [made.txids[0] as string]))[0]?.height

	it('reads a height from version 2 on only, and carries it along parent links', async () => {
		const one = block({ coinbase: '03a0860100' })
		const two = block({ parent: one.hash, version: 2, coinbase: '03a1860100' })
		const three = block({ parent: two.hash, coinbase: '0309' })
		expect(await heightOf(await open(one), one)).toBeNull()
		const adapter = await open(three, two, one)
		expect(await Promise.all([one, two, three].map((made) => heightOf(adapter, made)))).toEqual([
			100000, 100001, 100002,
		])
		expect((await adapter.describe()).chains[0]).toMatchObject({ clock: 'height', blockHash: three.hash })
	})

	it('takes the height that most linked blocks state, and tells of the others', async () => {
		const one = block({ version: 2, coinbase: '03a0860100' })
		const two = block({ parent: one.hash, version: 2, coinbase: '03a1860100' })
		const odd = block({ parent: two.hash, version: 2, coinbase: '03ffff0100' })
		const adapter = await open(one, two, odd)
		expect(await heightOf(adapter, odd)).toBe(100002)
		expect(await codesOf(adapter)).toEqual(['heightContradiction'])
		const undecided = await open(two, odd)
		expect(await heightOf(undecided, odd)).toBeNull()
		expect(await codesOf(undecided)).toEqual(['heightContradiction'])
	})

	it('without heights runs on time, a parent never after its child', async () => {
		const one = block({ time: 2000 })
		const two = block({ parent: one.hash, coinbase: '0402', time: 1000 })
		const three = block({ parent: two.hash, coinbase: '0403', time: 2000 })
		const far = block({ parent: 'cd'.repeat(32), coinbase: '0404', time: 1500 })
		const adapter = await open(three, far, one, two)
		expect((await adapter.describe()).chains[0]).toMatchObject({ clock: 'time', height: null, atSeconds: 2000 })
		const found = await byTxid(
			adapter,
			[far, one, two, three].map(({ txids }) => txids[0] as string),
		)
		expect(found.map(({ order }) => order)).toEqual([
			[1500, 0, 0],
			[2000, 0, 0],
			[2000, 1, 0],
			[2000, 2, 0],
		])
		expect(found.map(({ atSeconds }) => atSeconds)).toEqual([1500, 2000, 1000, 2000])
	})

	it('of blocks at one height that do not connect keeps those that reach highest', async () => {
		const one = block({ version: 2, coinbase: '03a0860100' })
		const two = block({ parent: one.hash, version: 2, coinbase: '03a1860100' })
		const rival = block({ parent: 'cd'.repeat(32), version: 2, coinbase: '03a086010001' })
		const adapter = await open(rival, two, one)
		expect(await heightOf(adapter, rival)).toBeUndefined()
		const [warning] = await warningsOf(adapter)
		expect(warning?.code).toBe('staleBlock')
		expect(warning?.text).toContain(`${rival.hash} at height 100000`)
	})

	it('a transaction of a losing branch spends nothing', async () => {
		const root = block({ coinbase: '0401' })
		const coin = `${root.txids[0]}:0`
		const lost = block({ parent: root.hash, coinbase: '0402', transactions: [{ spends: [coin], pays: [['52', 1n]] }] })
		const won = block({ parent: root.hash, coinbase: '0403', transactions: [{ spends: [coin], pays: [['53', 2n]] }] })
		const tip = block({ parent: won.hash, coinbase: '0404' })
		const adapter = await open(lost, tip, root, won)
		const spenders = await collect(adapter, { kind: 'spend', subject: `${BITCOIN}/${coin}` })
		expect(spenders.map(({ txid }) => txid)).toEqual([won.txids[1]])
		expect(await byTxid(adapter, [lost.txids[1] as string])).toEqual([])
	})

	it('of two coinbases with one hash keeps the later', async () => {
		const one = block()
		const two = block({ parent: one.hash })
		expect(two.txids).toEqual(one.txids)
		const adapter = await openBlocks([{ name: 'f', bytes: records(one.bytes, two.bytes), startHeight: 91812 }])
		expect(await heightOf(adapter, two)).toBe(91813)
		expect(await codesOf(adapter)).toEqual(['duplicateTransaction'])
		const inflow = await adapter.inflow?.([`${BITCOIN}:script-${sha256Hex(Uint8Array.of(0x51))}`], {})
		expect([...(inflow?.values() ?? [])].map((sums) => [...sums.values()])).toEqual([[5_000_000_000n]])
	})

	it('is complete only where every input says so', async () => {
		const one = block()
		const two = block({ parent: one.hash, coinbase: '0402' })
		const scopes = async (...list: ('complete' | 'excerpt' | undefined)[]) => {
			const inputs = [one, two].map(({ bytes }, i) => ({ name: `${i}`, bytes, ...(list[i] ? { scope: list[i] } : {}) }))
			return (await (await openBlocks(inputs)).describe()).chains[0]?.scope
		}
		expect(await scopes('complete', 'complete')).toBe('complete')
		expect(await scopes('complete', undefined)).toBe('excerpt')
		expect(await scopes('complete', 'excerpt')).toBe('excerpt')
	})
})

describe('options', () => {
	it.each([
		['startHeight', { startHeight: -1 }],
		['startHeight', { startHeight: 1.5 }],
		['scope', { scope: 'all' as 'complete' }],
		['chain', { chain: 'ethereum' }],
		['chain', { chain: 'no chain' }],
	])('%s is checked', async (field, options) => {
		const opened = openBlocks([{ name: 'a', bytes: block().bytes, ...options }])
		await expect(opened).rejects.toMatchObject({ code: 'E_INPUT', details: { field: `inputs[0].${field}` } })
	})

	it('refuses a file that holds nothing but a record cut short, and says where', async () => {
		const whole = records(block().bytes)
		const input = { name: 'blk00007.dat', bytes: whole.subarray(0, whole.length - 5) }
		await expect(openBlocks([input])).rejects.toMatchObject({
			code: 'E_INPUT',
			shortMessage: expect.stringContaining('blk00007.dat'),
			details: { file: 'blk00007.dat', offset: 0 },
		})
	})

	it.each([
		[undefined, 'inputs'],
		[[null], 'inputs[0]'],
		[[{}], 'inputs[0].path'],
		[[{ bytes: 'a', name: 'a' }], 'inputs[0].bytes'],
	])('refuses what is no input: %j', async (inputs, field) => {
		await expect(openBlocks(inputs as never)).rejects.toMatchObject({ code: 'E_INPUT', details: { field } })
	})

	it('refuses no inputs at all', async () => {
		await expect(openBlocks([])).rejects.toMatchObject({ code: 'E_INPUT' })
	})

	it('refuses an undo file for more than one block', async () => {
		const one = block()
		const two = block({ parent: one.hash, coinbase: '0402' })
		const input = { name: 'f', bytes: records(one.bytes, two.bytes), undo: new Uint8Array(0) }
		await expect(openBlocks([input])).rejects.toMatchObject({ code: 'E_INPUT', details: { field: 'undo' } })
	})
})
