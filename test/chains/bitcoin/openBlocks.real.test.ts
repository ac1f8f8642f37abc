import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Block } from 'bitcoinjs-lib'
import { describe, expect, it } from 'vitest'
import { accountOfScript, openBlocks } from '../../../src/chains/bitcoin/index.js'
import { parseAccount } from '../../../src/model/identifiers.js'
import type { UtxoTransaction } from '../../../src/model/transaction.js'
import { adapterExam } from '../../conformance/adapterExam.js'
import { BITCOIN, byTxid, collect, sums } from './collect.js'
import { plainBlocks } from './plainBlocks.js'

const data = fileURLToPath(new URL('../../../../shared/data/bitcoin/', import.meta.url))
const missing = !existsSync(`${data}blocks/blocks.csv`)

const txidsOf = (blocks: readonly Block[]) => blocks.flatMap((b) => (b.transactions ?? []).map((tx) => tx.getId()))

/** Every transaction of a file through the adapter, checked against bitcoinjs: all outputs, all values, ids that parse. */
async function readWhole(input: { path: string; undo?: string; utxo?: string }): Promise<UtxoTransaction[]> {
	const adapter = await openBlocks([input])
	const plain = plainBlocks(input.path).flatMap((b) => b.transactions ?? [])
	const txs = await byTxid(
		adapter,
		plain.map((tx) => tx.getId()),
	)
	expect(txs).toHaveLength(plain.length)
	for (const [i, tx] of txs.entries()) {
		expect(tx.outputs.map(({ amount }) => amount)).toEqual(plain[i]?.outs.map(({ value }) => value))
		const { version, locktime } = plain[i] ?? {}
		expect([tx.version, tx.locktime, tx.vsize]).toEqual([version, locktime, plain[i]?.virtualSize()])
		if (!tx.coinbase) {
			expect(tx.inputs.map(({ sequence }) => sequence)).toEqual(plain[i]?.ins.map(({ sequence }) => sequence))
			expect(tx.inputs.map(({ segwit }) => segwit)).toEqual(plain[i]?.ins.map(({ witness }) => witness.length > 0))
		}
		for (const { account } of tx.outputs) expect(parseAccount(account)).toBe(account)
	}
	return txs
}

const feesOf = (txs: readonly UtxoTransaction[]) =>
	txs
		.filter(({ coinbase }) => !coinbase)
		.reduce((sum, tx) => sum + ((sums(tx).paidIn as bigint) - sums(tx).paidOut), 0n)

describe.skipIf(missing)('the first 4,522 blocks', () => {
	const path = `${data}blocks/early/blk-0-4521.dat`

	it('reads every block, resolves every input and tells of the cut-off record', async () => {
		const adapter = await openBlocks([{ path }])
		const { chains, warnings } = await adapter.describe()
		expect(chains).toMatchObject([{ chain: BITCOIN, ledger: 'utxo', clock: 'height', scope: 'excerpt', height: 4521 }])
		expect(warnings.map(({ code }) => code)).toEqual(['cutOffRecord'])
		expect(warnings[0]?.text).toContain('1048537')
		expect(warnings[0]?.text).not.toContain('blk-0')
		const blocks = plainBlocks(path)
		expect(blocks).toHaveLength(4522)
		const txs = await byTxid(adapter, txidsOf(blocks))
		expect(txs).toHaveLength(4583)
		const spending = txs.filter(({ coinbase }) => !coinbase)
		expect(spending).toHaveLength(61)
		const inputs = spending.flatMap((tx) => tx.inputs)
		expect(inputs).toHaveLength(260)
		expect(inputs.every(({ amount, account }) => amount !== null && account !== null)).toBe(true)
		const spent = new Set(inputs.map(({ spends }) => spends))
		const unspent = txs.flatMap((tx) => tx.outputs).filter(({ id }) => !spent.has(id))
		expect(unspent.reduce((sum, { amount }) => sum + amount, 0n)).toBe(226_100n * 100_000_000n)
		expect([...new Set(txs.map(({ height }) => height))]).toEqual(Array.from({ length: 4522 }, (_, i) => i))
	})

	it('agrees with the expected spends', async () => {
		const adapter = await openBlocks([{ path }])
		const lines = readFileSync(`${data}blocks/early/expected-spends.jsonl`, 'utf8').trim().split('\n')
		expect(lines).toHaveLength(61)
		for (const line of lines) {
			const expected = JSON.parse(line)
			const [tx] = await byTxid(adapter, [expected.txid])
			expect(tx?.height).toBe(expected.height)
			const shown = (part: { account: string | null; sameKeyAs?: string | undefined }) =>
				(part.sameKeyAs ?? part.account)?.slice(BITCOIN.length + 1)
			expect(tx?.inputs.map((i) => [i.spends, i.amount, shown(i)])).toEqual(
				expected.inputs.map((i: { txid: string; vout: number; value_sat: number; address: string }) => [
					`${BITCOIN}/${i.txid}:${i.vout}`,
					BigInt(i.value_sat),
					i.address,
				]),
			)
			expect(tx?.outputs.map((o) => [o.amount, shown(o)])).toEqual(
				expected.outputs.map((o: { value_sat: number; address: string }) => [BigInt(o.value_sat), o.address]),
			)
		}
	})

	it('selects pay-to-public-key outputs by the address of the same key, and marks them', async () => {
		const adapter = await openBlocks([{ path }])
		const address = `${BITCOIN}:12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3S`
		const txs = await collect(adapter, { kind: 'account', subject: address })
		expect(txs.map(({ height }) => height).slice(0, 6)).toEqual([9, 170, 181, 182, 183, 248])
		const [reward] = txs
		expect(reward?.outputs[0]).toMatchObject({ sameKeyAs: address, amount: 5_000_000_000n })
		expect(reward?.outputs[0]?.account).toMatch(/^bip122:[0-9a-f]{32}:script-[0-9a-f]{64}$/)
		const received = txs
			.flatMap((tx) => tx.outputs)
			.filter((o) => o.account === address || o.sameKeyAs === address)
			.reduce((sum, { amount }) => sum + amount, 0n)
		const inflow = await adapter.inflow?.([address], {})
		expect(inflow?.get(address)).toEqual(new Map([[`${BITCOIN}/slip44:0`, received]]))
		const early = await adapter.inflow?.([address], { to: 9 })
		expect(early?.get(address)).toEqual(new Map([[`${BITCOIN}/slip44:0`, 5_000_000_000n]]))
	})

	it('answers the spend of an output', async () => {
		const adapter = await openBlocks([{ path }])
		const coinbase9 = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9'
		const [spender] = await collect(adapter, { kind: 'spend', subject: `${BITCOIN}/${coinbase9}:0` })
		expect(spender?.txid).toBe('f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16')
		expect(await collect(adapter, { kind: 'spend', subject: `${BITCOIN}/${coinbase9}:0`, to: 169 })).toEqual([])
	})

	const payeeOfBlock9 = Buffer.from(
		'410411db93e1dcdb8a016b49840f8c53bc1eb68a382e97b1482ecad7b148a6909a5cb2e0eaddfb84ccf9744464f82e160bfa9b8b64f9d4c03f999b8643f656b412a3ac',
		'hex',
	)
	adapterExam('early blocks', async () => ({
		adapter: await openBlocks([{ path }]),
		account: accountOfScript(payeeOfBlock9, 'bitcoin'),
		transaction: `${BITCOIN}/f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16`,
		output: `${BITCOIN}/0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0`,
		unknownAccount: `${BITCOIN}:1KukjLJtJkruuv93pYADN3nkTqyjMys3E1`,
	}))
})

describe.skipIf(missing)('blocks with their previous outputs', () => {
	const block300025 = `${data}blocks/bcoin/block300025.raw`

	it.each([
		['undo file', { undo: `${data}blocks/bcoin/block300025-undo.raw` }],
		['CSV', { utxo: `${data}blocks/bcoin/prevouts300025.csv` }],
	])('block 300025 with its %s', async (_, more) => {
		const txs = await readWhole({ path: block300025, ...more })
		expect(txs.reduce((sum, tx) => sum + (tx.coinbase ? 0 : tx.inputs.length), 0)).toBe(1427)
		expect(feesOf(txs)).toBe(7_773_345n)
		expect(sums(txs[0] as UtxoTransaction).paidOut - feesOf(txs)).toBe(2_500_000_000n)
		expect(txs[0]?.height).toBe(300025)
	})

	it('block 277647', async () => {
		const utxo = `${data}blocks/btcd/prevouts277647.csv`
		const txs = await readWhole({ path: `${data}blocks/btcd/block277647.raw`, utxo })
		expect(txs).toHaveLength(213)
		expect(feesOf(txs)).toBe(4_737_355n)
	})

	it('refuses the undo file of another block and one that is cut', async () => {
		const undo = `${data}blocks/bcoin/block300025-undo.raw`
		const other = openBlocks([{ path: `${data}blocks/btcd/block277647.raw`, undo }])
		await expect(other).rejects.toMatchObject({ code: 'E_INPUT', details: { file: undo } })
		const bytes = readFileSync(undo)
		const cut = openBlocks([{ name: 'b', bytes: readFileSync(block300025), undo: bytes.subarray(0, -1) }])
		await expect(cut).rejects.toMatchObject({ code: 'E_INPUT', details: { file: 'b (undo)' } })
	})

	it('refuses undo and CSV that disagree, naming the output', async () => {
		const lines = readFileSync(`${data}blocks/bcoin/prevouts300025.csv`, 'utf8').split('\n')
		const utxo = new TextEncoder().encode([lines[0], lines[1]?.replace(',474236104,', ',474236105,')].join('\n'))
		const bytes = readFileSync(block300025)
		const undo = readFileSync(`${data}blocks/bcoin/block300025-undo.raw`)
		await expect(openBlocks([{ name: 'b', bytes, undo, utxo }])).rejects.toMatchObject({
			code: 'E_VERIFY',
			details: { output: '94708d4ac4532953baafcdc0aebc3ac50ffe72201585dae17f041b206da2eadc:1' },
		})
	})
})

describe.skipIf(missing)('single blocks', () => {
	const rows = missing ? [] : readFileSync(`${data}blocks/blocks.csv`, 'utf8').trim().split('\n').slice(1)
	it.each(rows.map((row) => row.split(',')))('%s', async (file, height, hash, _parent, time, count) => {
		const path = `${data}blocks/${file}`
		const txs = await readWhole({ path })
		expect(txs).toHaveLength(Number(count))
		const { chains, warnings } = await (await openBlocks([{ path }])).describe()
		const versionOne = file?.includes('169482') || file?.includes('227835')
		const [clock, known] = versionOne ? ['time', null] : ['height', Number(height)]
		expect(chains).toMatchObject([{ blockHash: hash, atSeconds: Number(time), clock, height: known }])
		const stray = file?.includes('413567') ? ['strayBytes'] : []
		expect(warnings.map(({ code }) => code)).toEqual(stray)
		if (stray.length > 0) expect(warnings[0]?.text).toContain('1 stray byte at byte 999887')
	})

	it('are refused where a witness is not the one that the coinbase commits to', async () => {
		const [block] = plainBlocks(`${data}blocks/btcd/block540107.raw.gz`)
		const input = block?.transactions?.slice(1).find((tx) => tx.hasWitnesses())?.ins[0]
		const item = input?.witness.find(({ length }) => length > 0) as Uint8Array
		item[0] = (item[0] as number) ^ 1
		const bytes = block?.toBuffer() as Uint8Array
		const hash = block?.getId()
		await expect(openBlocks([{ name: 'b', bytes }])).rejects.toMatchObject({
			code: 'E_INPUT',
			details: { hash, offset: 0 },
		})
	})

	it('give version 1 blocks their height by links and by startHeight', async () => {
		const [parent, child] = ['227835', '227836'].map((h) => ({ path: `${data}blocks/bitcoinj/block${h}.raw` }))
		const linked = await openBlocks([child as { path: string }, parent as { path: string }])
		const first = txidsOf(plainBlocks(parent?.path as string))[0] as string
		expect((await byTxid(linked, [first]))[0]).toMatchObject({ height: 227835, order: [227835, 0, 0] })
		const given = await openBlocks([{ path: `${data}blocks/bitcoinj/block169482.raw`, startHeight: 169482 }])
		expect((await given.describe()).chains).toMatchObject([{ height: 169482, clock: 'height' }])
		const wrong = openBlocks([
			{ ...parent, startHeight: 1 } as { path: string },
			{ ...child, startHeight: 3 } as { path: string },
		])
		await expect(wrong).rejects.toMatchObject({ code: 'E_INPUT', details: { field: 'startHeight' } })
	})
})

describe.skipIf(missing)('competing branches', () => {
	const file = (name: string) => `${data}blocks/btcd/reorg/${name}.dat`

	it('keeps the longest branch whatever the order of files', async () => {
		const names = ['blk_5A', 'blk_0_to_4', 'blk_3A', 'blk_4A']
		const adapter = await openBlocks(names.map((name) => ({ path: file(name) })))
		const { chains, warnings } = await adapter.describe()
		const hashOf = (name: string, i = 0) => plainBlocks(file(name))[i]?.getId()
		expect(chains).toMatchObject([{ height: 5, blockHash: hashOf('blk_5A'), clock: 'height' }])
		expect(warnings.map(({ code }) => code)).toEqual(['staleBlock', 'staleBlock'])
		expect(warnings[0]?.text).toContain(`${hashOf('blk_0_to_4', 3)} at height 3`)
		expect(warnings[1]?.text).toContain(`${hashOf('blk_0_to_4', 4)} at height 4`)
		const again = await openBlocks([...names].reverse().map((name) => ({ path: file(name) })))
		expect(await again.describe()).toEqual({ chains, warnings })
		const folder = await openBlocks([{ path: `${data}blocks/btcd/reorg` }])
		expect(await folder.describe()).toEqual({ chains, warnings })
	})

	it('between equally long branches keeps the one of the least hash', async () => {
		const adapter = await openBlocks(['blk_0_to_4', 'blk_3A', 'blk_4A'].map((name) => ({ path: file(name) })))
		const tips = [plainBlocks(file('blk_0_to_4'))[4]?.getId(), plainBlocks(file('blk_4A'))[0]?.getId()].sort()
		expect((await adapter.describe()).chains[0]?.blockHash).toBe(tips[0])
	})
})

describe.skipIf(missing)('three consecutive blocks of 2015', () => {
	const path = `${data}blocks-2015/*.raw.gz`
	const files = [367238, 367239, 367240].map((h) => `${data}blocks-2015/block${h}.raw.gz`)

	it('resolves what the set holds and nothing else', async () => {
		const adapter = await openBlocks([{ path }])
		const txs = await byTxid(adapter, txidsOf(files.flatMap(plainBlocks)))
		expect(txs).toHaveLength(5655)
		const inputs = txs.flatMap((tx) => tx.inputs)
		expect(inputs).toHaveLength(14_255)
		expect(inputs.filter(({ amount }) => amount !== null)).toHaveLength(4209)
		for (const { amount, account } of inputs) expect(account === null).toBe(amount === null)
		const whole = txs.filter((tx) => !tx.coinbase && sums(tx).paidIn !== null)
		expect(whole).toHaveLength(1476)
		expect([...new Set(txs.map(({ height }) => height))]).toEqual([367238, 367239, 367240])
	})

	it('is the same from a pattern, a folder, single files in any order, and doubled', async () => {
		const account = `${BITCOIN}:1KukjLJtJkruuv93pYADN3nkTqyjMys3E1`
		const expected = await collect(await openBlocks([{ path }]), { kind: 'account', subject: account })
		expect(expected.length).toBeGreaterThan(0)
		const folder = await openBlocks([{ path: `${data}blocks-2015` }])
		expect((await folder.describe()).warnings.map(({ code }) => code)).toEqual(['skippedEntries'])
		const reversed = await openBlocks([...files, files[0] as string].reverse().map((file) => ({ path: file })))
		expect((await reversed.describe()).warnings).toEqual([])
		for (const adapter of [folder, reversed]) {
			expect(await collect(adapter, { kind: 'account', subject: account })).toEqual(expected)
		}
	})

	adapterExam('blocks of 2015', async () => ({
		adapter: await openBlocks([{ path }]),
		account: `${BITCOIN}:1C75VJV9WFCYXTvxkcSMUhWjqjDbKQGZbF`,
		transaction: `${BITCOIN}/a4df183a104fd35a2f326eb4ca9338c672abade4d57ea276d161127faf0acf32`,
		output: `${BITCOIN}/9ba478b3d5a6b27442d2b064f61403ac6bceff6a1f9bb42384874c9e24f7486e:1`,
		unknownAccount: `${BITCOIN}:12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3S`,
	}))
})
