import { address, networks } from 'bitcoinjs-lib'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { accountOfScript } from '../../../src/chains/bitcoin/index.js'
import { bitcoinChain, ownerOfScript } from '../../../src/chains/bitcoin/scripts/accountOfScript.js'
import { addressScript, scriptAddress } from '../../../src/chains/bitcoin/scripts/scriptAddress.js'
import { sha256Hex } from '../../../src/model/digest.js'
import { addressOf, parseAccount } from '../../../src/model/identifiers.js'
import { BITCOIN } from './collect.js'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const text = (data: Uint8Array) => Buffer.from(data).toString('hex')
/** Generator point of secp256k1. */
const KEY = '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'
const LONG_KEY = `04${KEY.slice(2)}483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8`

describe('accountOfScript', () => {
	it('agrees with bitcoinjs on every script that it gives an address', () => {
		const form = fc.oneof(
			bytes(20).map((hash) => ({ script: `76a914${text(hash)}88ac`, expected: address.toBase58Check(hash, 0x00) })),
			bytes(20).map((hash) => ({ script: `a914${text(hash)}87`, expected: address.toBase58Check(hash, 0x05) })),
			fc.oneof(bytes(20), bytes(32)).map((program) => ({
				script: `00${program.length.toString(16)}${text(program)}`,
				expected: address.toBech32(program, 0, 'bc'),
			})),
			fc
				.tuple(fc.integer({ min: 1, max: 16 }), fc.uint8Array({ minLength: 2, maxLength: 40 }))
				.map(([version, program]) => ({
					script: text(Uint8Array.of(0x50 + version, program.length, ...program)),
					expected: address.toBech32(program, version, 'bc'),
				})),
		)
		fc.assert(
			fc.property(form, ({ script, expected }) => {
				const account = accountOfScript(hex(script), 'bitcoin')
				expect(account).toBe(`${BITCOIN}:${expected}`)
				expect(parseAccount(account)).toBe(account)
				expect(text(addressScript(expected, bitcoinChain(BITCOIN).bitcoin) as Uint8Array)).toBe(script)
			}),
		)
	})

	it('never throws, and gives an account that parses, for any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 80 }), (script) => {
				const account = accountOfScript(script, 'bitcoin')
				expect(parseAccount(account)).toBe(account)
				const plain = scriptAddress(script, bitcoinChain('bitcoin').bitcoin)
				expect(addressOf(account)).toBe(plain ?? `script-${sha256Hex(script)}`)
			}),
		)
	})

	it.each([
		['empty', ''],
		['bare multisig', `5121${KEY}21${KEY}52ae`],
		['pay-to-public-key, compressed', `21${KEY}ac`],
		['pay-to-public-key, long', `41${LONG_KEY}ac`],
		['OP_RETURN', '6a0474657374'],
		['witness version 0 of a forbidden length', `0015${'00'.repeat(21)}`],
		['witness program of 41 bytes', `5129${'00'.repeat(41)}`],
		['witness program of 1 byte', '510100'],
		['key hash with a byte after it', `76a914${'00'.repeat(20)}88ac61`],
	])('names %s by the hash of the script', (_, script) => {
		expect(accountOfScript(hex(script), BITCOIN)).toBe(`${BITCOIN}:script-${sha256Hex(hex(script))}`)
	})

	it.each([
		['taproot', `5120${KEY.slice(2)}`, 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
		['taproot with a key off the curve', `5120${'ff'.repeat(32)}`, address.toBech32(hex('ff'.repeat(32)), 1, 'bc')],
		['pay-to-anchor', '51024e73', 'bc1pfeessrawgf'],
		['witness version 16', '60020001', address.toBech32(hex('0001'), 16, 'bc')],
	])('names %s by its address, without a word on the console', (_, script, expected) => {
		const spies = (['warn', 'log', 'error'] as const).map((method) => vi.spyOn(console, method))
		expect(accountOfScript(hex(script), 'bitcoin')).toBe(`${BITCOIN}:${expected}`)
		for (const spy of spies) {
			expect(spy).not.toHaveBeenCalled()
			spy.mockRestore()
		}
	})

	it('writes addresses as each network does', () => {
		const script = hex(`0014${'11'.repeat(20)}`)
		for (const [chain, hrp] of [
			['bitcoin-testnet', networks.testnet.bech32],
			['bitcoin-regtest', networks.regtest.bech32],
		] as const) {
			expect(addressOf(accountOfScript(script, chain))).toBe(address.toBech32(hex('11'.repeat(20)), 0, hrp))
		}
		expect(() => accountOfScript(script, 'ethereum')).toThrow(expect.objectContaining({ code: 'E_INPUT' }))
	})

	it.each([
		[`21${KEY}ac`, '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'],
		[`41${LONG_KEY}ac`, '1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm'],
	])('links %s to the address of the same key', (script, same) => {
		expect(ownerOfScript(hex(script), bitcoinChain('bitcoin'))).toEqual({
			scriptType: 'p2pk',
			account: `${BITCOIN}:script-${sha256Hex(hex(script))}`,
			sameKeyAs: `${BITCOIN}:${same}`,
		})
	})

	it.each([
		['a hybrid key', `4106${LONG_KEY.slice(2)}ac`],
		['a push of another length', `20${KEY.slice(2)}ac`],
		['a compressed key of prefix 05', `2105${KEY.slice(2)}ac`],
	])('links %s to nothing', (_, script) => {
		expect(ownerOfScript(hex(script), bitcoinChain('bitcoin'))).not.toHaveProperty('sameKeyAs')
	})

	it('marks OP_RETURN, and only where it comes first', () => {
		expect(ownerOfScript(hex('6a'), bitcoinChain('bitcoin')).burn).toBe(true)
		expect(ownerOfScript(hex('516a'), bitcoinChain('bitcoin'))).not.toHaveProperty('burn')
	})
})
