import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pageReply, statsReply, transactionReply } from '../../../src/chains/bitcoin/esplora/esploraReplies.js'
import { esploraTransaction } from '../../../src/chains/bitcoin/esplora/esploraTransaction.js'
import { bitcoinChain } from '../../../src/chains/bitcoin/scripts/accountOfScript.js'
import { addressOf, parseAccount } from '../../../src/model/identifiers.js'
import { parseJson } from '../../../src/model/strictJson.js'
import { repoRoot } from '../../support/repoRoot.js'

const folder = `${repoRoot}../shared/data/bitcoin/json/esplora/`
const chain = bitcoinChain('bitcoin')

interface Told {
	readonly txid: string
	readonly fee: number
	readonly weight?: number
	readonly vin: readonly { readonly prevout: Output | null; readonly sequence: number }[]
	readonly vout: readonly Output[]
}
interface Output {
	readonly value: number
	readonly scriptpubkey: string
	readonly scriptpubkey_address?: string
}

/** Every transaction of the folder, as text of its own. */
function transactions(): { readonly file: string; readonly text: string }[] {
	return readdirSync(folder).flatMap((file) => {
		const text = readFileSync(folder + file, 'utf8')
		if (file.endsWith('.jsonl'))
			return text
				.trim()
				.split('\n')
				.map((line) => ({ file, text: line }))
		if (file === 'satoshi-genesis-txs.json')
			return (JSON.parse(text) as object[]).map((one) => ({ file, text: JSON.stringify(one) }))
		return /^satoshi|\.txids$/.test(file) ? [] : [{ file, text }]
	})
}

describe.skipIf(!existsSync(folder))('replies of real servers', () => {
	it('are read without a loss: every transaction has its id again', () => {
		const found = transactions()
		expect(found).toHaveLength(158)
		let outputs = 0
		for (const { file, text } of found) {
			const told = JSON.parse(text) as Told
			const reply = transactionReply.parse(parseJson(text))
			if (!reply.status.confirmed) throw new Error(`${told.txid} is not confirmed`)
			const { block_height: height, block_hash: blockHash = '00'.repeat(32), block_time: atSeconds } = reply.status
			const tx = esploraTransaction(reply, { height, blockHash, atSeconds, index: 0 }, chain)
			expect(tx.txid).toBe(told.txid)
			expect(tx.outputs.map(({ amount }) => Number(amount))).toEqual(told.vout.map(({ value }) => value))
			expect(tx.inputs.map(({ amount }) => (amount === null ? null : Number(amount)))).toEqual(
				told.vin.map(({ prevout }) => prevout?.value ?? null),
			)
			expect(tx.inputs.map(({ sequence }) => sequence)).toEqual(told.vin.map(({ sequence }) => sequence))
			const named = (outputs: readonly (Output | null)[]) =>
				outputs.map((output) => output?.scriptpubkey_address ?? null)
			const ours = (accounts: readonly (string | null)[]) =>
				accounts.map((account) =>
					account === null || addressOf(account).startsWith('script-') ? null : addressOf(account),
				)
			expect([file, ours(tx.outputs.map(({ account }) => account))]).toEqual([file, named(told.vout)])
			expect([file, ours(tx.inputs.map(({ account }) => account))]).toEqual([
				file,
				named(told.vin.map(({ prevout }) => prevout)),
			])
			for (const { account } of tx.outputs) expect(parseAccount(account)).toBe(account)
			if (told.weight !== undefined) expect(tx.vsize).toBe(Math.ceil(told.weight / 4))
			if (told.fee > 0) {
				const paid = tx.inputs.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)
				expect(Number(paid - tx.outputs.reduce((sum, { amount }) => sum + amount, 0n))).toBe(told.fee)
			}
			outputs += tx.outputs.length
		}
		expect(outputs).toBe(863)
	})

	it('are read as pages and counts', () => {
		const page = pageReply.parse(parseJson(readFileSync(`${folder}satoshi-genesis-txs.json`, 'utf8')))
		expect(page).toHaveLength(50)
		const stats = statsReply.parse(parseJson(readFileSync(`${folder}satoshi-genesis-address.json`, 'utf8')))
		expect(stats.chain_stats.tx_count).toBe(56_893)
	})
})
