import { address as bitcoinAddress, networks } from 'bitcoinjs-lib'
import { getAddress } from 'ethers'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkAddress } from '../../src/model/address.js'
import { chainFacts } from '../../src/model/chains.js'

const chain = (name: string) => chainFacts(name)!
const ethereum = chain('ethereum')
const bitcoin = chain('bitcoin')
const testnet = chain('bitcoin-testnet')

const positionOf = (name: string, text: string): number | null => {
	const check = checkAddress(chain(name), text)
	return 'address' in check ? null : check.position
}
const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length })

describe('an EVM address', () => {
	it('with a right checksum, all lower or all upper is taken, and written in lower case', () => {
		fc.assert(
			fc.property(bytes(20), (raw) => {
				const lower = `0x${Buffer.from(raw).toString('hex')}`
				const mixed = getAddress(lower)
				for (const form of [lower, mixed, `0x${lower.slice(2).toUpperCase()}`])
					expect(checkAddress(ethereum, form)).toEqual({ address: lower })
			}),
			{ numRuns: 2000 },
		)
	})

	it('with any letter in the other case is refused at the first letter that is wrong', () => {
		fc.assert(
			fc.property(bytes(20), fc.nat(39), (raw, place) => {
				const mixed = getAddress(`0x${Buffer.from(raw).toString('hex')}`)
				const at = place + 2
				const letter = mixed[at]!
				const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
				const wrong = mixed.slice(0, at) + other + mixed.slice(at + 1)
				const digits = wrong.slice(2)
				if (other === letter || digits === digits.toLowerCase() || digits === digits.toUpperCase()) return
				expect(() => getAddress(wrong)).toThrow()
				expect(positionOf('ethereum', wrong)).toBe(at)
			}),
		)
	})

	const good = '0x8b3Cb6Bf982798fba233Bca56749e22EEc42DcF3'
	it.each([
		['a Cyrillic letter', good.replace('c', '\u0441').replace('C', '\u0421'), 5],
		['a zero-width space', `${good.slice(0, 10)}\u200b${good.slice(10)}`, 10],
		['a space in front', ` ${good}`, 0],
		['a line end behind', `${good}\n`, 42],
		['a right-to-left mark', `${good.slice(0, 20)}\u202e${good.slice(20)}`, 20],
		['a full-width digit', good.replace('8', '\uff18'), 2],
		['a letter that is no digit', good.replace('8b', '8g'), 3],
		['an upper-case prefix', good.replace('0x', '0X'), 0],
		['no prefix', good.slice(2), 0],
		['a digit too few', good.slice(0, -1), 41],
		['a digit too many', `${good}0`, 43],
		['nothing', '', 0],
	])('with %s is refused at its place', (_what, text, position) => {
		expect(positionOf('ethereum', text)).toBe(position)
	})
})

describe('a Bitcoin address', () => {
	const forms = (raw: Uint8Array, long: Uint8Array) => [
		bitcoinAddress.toBase58Check(raw, networks.bitcoin.pubKeyHash),
		bitcoinAddress.toBase58Check(raw, networks.bitcoin.scriptHash),
		bitcoinAddress.toBech32(raw, 0, 'bc'),
		bitcoinAddress.toBech32(long, 0, 'bc'),
		bitcoinAddress.toBech32(long, 1, 'bc'),
		bitcoinAddress.toBech32(long.subarray(0, 2), 16, 'bc'),
	]

	it('of every form is taken, upper-case bech32 in lower case', () => {
		fc.assert(
			fc.property(bytes(20), bytes(32), (raw, long) => {
				for (const [i, text] of forms(raw, long).entries()) {
					expect(checkAddress(bitcoin, text)).toEqual({ address: text })
					if (i >= 2) expect(checkAddress(bitcoin, text.toUpperCase())).toEqual({ address: text })
				}
			}),
			{ numRuns: 500 },
		)
	})

	it('with one character changed is refused', () => {
		fc.assert(
			fc.property(bytes(20), bytes(32), fc.nat(5), fc.nat(1000), fc.nat(57), (raw, long, form, place, other) => {
				const text = forms(raw, long)[form]!
				const alphabet =
					form < 2 ? '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz' : 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
				const first = form < 2 ? 0 : 3
				const at = first + (place % (text.length - first))
				const letter = alphabet[other % alphabet.length]!
				if (text[at] === letter) return
				expect(positionOf('bitcoin', text.slice(0, at) + letter + text.slice(at + 1))).not.toBeNull()
			}),
			{ numRuns: 2000 },
		)
	})

	it('of another network is refused', () => {
		fc.assert(
			fc.property(bytes(20), (raw) => {
				const foreign = [
					bitcoinAddress.toBase58Check(raw, networks.testnet.pubKeyHash),
					bitcoinAddress.toBase58Check(raw, networks.testnet.scriptHash),
					bitcoinAddress.toBech32(raw, 0, 'tb'),
				]
				for (const text of foreign) {
					expect(positionOf('bitcoin', text)).toBe(0)
					expect(checkAddress(testnet, text)).toEqual({ address: text })
				}
				expect(positionOf('bitcoin-regtest', foreign[2]!)).toBe(0)
			}),
			{ numRuns: 100 },
		)
	})

	const segwit = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
	it.each([
		['mixed case', `${segwit.slice(0, 10)}${segwit.slice(10).toUpperCase()}`, 10],
		['one upper-case letter', segwit.replace('w', 'W'), 4],
		['one lower-case letter', segwit.toUpperCase().replace('W', 'w'), 4],
		['a letter that bech32 has not', segwit.replace('w', 'b'), 4],
		['a Cyrillic letter', segwit.replace('c', '\u0441'), 1],
		['a zero-width joiner', `${segwit}\u200d`, segwit.length],
		['bech32m in place of bech32', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kh2z8sz', 3],
		['bech32 in place of bech32m', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', 3],
		['no data', 'bc1', 3],
		['a base58 letter that is none', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0', 33],
		['a base58 letter l', '1A1zP1eP5QGefi2DMPTfTL5SLmv7Divfla', 32],
	])('with %s is refused at its place', (_what, text, position) => {
		expect(positionOf('bitcoin', text)).toBe(position)
	})

	it.each([
		['a checksum of base58', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb'],
		['a short base58 text', '1A1zP1eP5QGefi2DMPTf'],
		['a long base58 text', `1${'A'.repeat(40)}`],
		['a checksum of bech32', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'],
		['a program of 25 bytes for version 0', bitcoinAddress.toBech32(new Uint8Array(25), 0, 'bc')],
		['a program of 41 bytes', bitcoinAddress.toBech32(new Uint8Array(41), 1, 'bc')],
		['a program of 1 byte', bitcoinAddress.toBech32(new Uint8Array(1), 1, 'bc')],
		['a script that is no hash', `script-${'a'.repeat(63)}`],
		['a script in upper case', `script-${'A'.repeat(64)}`],
		['an EVM address', '0x8b3cb6bf982798fba233bca56749e22eec42dcf3'],
	])('with %s wrong is refused', (_what, text) => {
		expect(positionOf('bitcoin', text)).not.toBeNull()
	})

	it('may be a script that has none', () => {
		const text = `script-${'0a'.repeat(32)}`
		expect(checkAddress(bitcoin, text)).toEqual({ address: text })
	})

	it('is judged quickly, however long the text', () => {
		for (const text of ['1'.repeat(1_000_000), 'bc1'.repeat(300_000), `0x${'f'.repeat(1_000_000)}`]) {
			// The best of a few: the machine may be busy with something else.
			const took = [1, 2, 3, 4, 5].map(() => {
				const start = performance.now()
				expect(positionOf(text.startsWith('0x') ? 'ethereum' : 'bitcoin', text)).not.toBeNull()
				return performance.now() - start
			})
			expect(Math.min(...took)).toBeLessThan(50)
		}
	})
})
