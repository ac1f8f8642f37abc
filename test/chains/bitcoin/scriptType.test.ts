import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bitcoinChain, ownerOfScript } from '../../../src/chains/bitcoin/scripts/accountOfScript.js'
import { scriptPushes } from '../../../src/chains/bitcoin/scripts/scriptPushes.js'
import { scriptType } from '../../../src/chains/bitcoin/scripts/scriptType.js'
import { repoRoot } from '../../support/repoRoot.js'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const KEY = `02${'79'.repeat(32)}`
const LONG_KEY = `04${'79'.repeat(64)}`

describe('scriptType', () => {
	it.each([
		['p2pk', `21${KEY}ac`],
		['p2pk', `41${LONG_KEY}ac`],
		['p2pkh', `76a914${'11'.repeat(20)}88ac`],
		['p2sh', `a914${'11'.repeat(20)}87`],
		['p2wpkh', `0014${'11'.repeat(20)}`],
		['p2wsh', `0020${'11'.repeat(32)}`],
		['p2tr', `5120${'11'.repeat(32)}`],
		['multisig', `5121${KEY}41${LONG_KEY}52ae`],
		['nulldata', '6a'],
		['nulldata', '6a0568656c6c6f'],
		['witness', '51024e73'],
		['witness', `5220${'11'.repeat(32)}`],
		['witness', `5114${'11'.repeat(20)}`],
		['empty', ''],
		['nonstandard', '51'],
		['nonstandard', `0015${'11'.repeat(21)}`],
		['nonstandard', '6a05aabb'],
		['nonstandard', '6aac'],
		['nonstandard', `5221${KEY}51ae`],
		['nonstandard', `5121${KEY}52ae`],
		['nonstandard', `21${KEY}ad`],
	])('is %s for %s', (type, script) => {
		expect(scriptType(hex(script))).toBe(type)
	})

	it.each([
		['6a0568656c6c6f', '68656c6c6f'],
		['6a026869024869', '68694869'],
		['6a5d02abcd', '0dabcd'],
		['6a4c03010203', '010203'],
		['6a', ''],
		['6a05aabb', '05aabb'],
		['6aac02aabb', 'ac02aabb'],
	])('reads what %s says', (script, data) => {
		expect(ownerOfScript(hex(script), bitcoinChain('bitcoin'))).toMatchObject({ burn: true, data })
	})

	it('leaves out a push that runs over the end', () => {
		expect(scriptPushes(hex('01aa4c'))).toEqual({ data: [hex('aa')], pushOnly: false })
		expect(scriptPushes(hex('4effffffff00'))).toEqual({ data: [], pushOnly: false })
		expect(scriptPushes(hex('4d010')).pushOnly).toBe(false)
	})
})

const folder = `${repoRoot}../shared/data/bitcoin/json/esplora/`

/** What an Esplora server calls the types. */
const NAMES: Readonly<Record<string, string>> = {
	op_return: 'nulldata',
	v0_p2wpkh: 'p2wpkh',
	v0_p2wsh: 'p2wsh',
	v1_p2tr: 'p2tr',
	pubkeyhash: 'p2pkh',
	scripthash: 'p2sh',
	witness_v0_keyhash: 'p2wpkh',
	witness_v0_scripthash: 'p2wsh',
	unknown: 'nonstandard',
}

describe.skipIf(!existsSync(folder))('script types as an Esplora server names them', () => {
	it('are ours', () => {
		const scripts = new Map<string, string>()
		for (const file of readdirSync(folder).filter((name) => /\.jsonl?$/.test(name))) {
			const text = readFileSync(folder + file, 'utf8')
			for (const [, script, type] of text.matchAll(
				/"scriptpubkey":\s*"([0-9a-f]*)",\s*"scriptpubkey_asm":\s*"[^"]*",\s*"scriptpubkey_type":\s*"(\w+)"/g,
			))
				scripts.set(script as string, type as string)
		}
		expect(scripts.size).toBeGreaterThan(1000)
		for (const [script, type] of scripts)
			expect([script, scriptType(hex(script))]).toEqual([script, NAMES[type] ?? type])
		expect(new Set(scripts.values()).size).toBeGreaterThan(6)
	})
})
