import { describe, expect, it } from 'vitest'
import { spendFacts } from '../../../src/chains/bitcoin/scripts/spendFacts.js'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const push = (data: string) => (data.length / 2).toString(16).padStart(2, '0') + data
/** A DER signature with hash type ALL. */
const der = (r: string, s: string) => {
	const body = `02${push(r)}02${push(s)}`
	return `30${push(body)}01`
}
const LOW = der('11'.repeat(32), '22'.repeat(32))
const HIGH = der(`00${'ff'.repeat(32)}`, '22'.repeat(32))
const HIGH_S = der('11'.repeat(32), `00${'ff'.repeat(32)}`)
const KEY = `02${'79'.repeat(32)}`
const LONG_KEY = `04${'79'.repeat(64)}`
const KEY_HASH = hex(`76a914${'11'.repeat(20)}88ac`)
const SCRIPT_HASH = hex(`a914${'11'.repeat(20)}87`)

describe('spendFacts', () => {
	it('reads a payment from a key hash', () => {
		expect(LOW).toHaveLength(71 * 2)
		expect(spendFacts(hex(push(LOW) + push(KEY)), [], KEY_HASH)).toEqual({
			scriptType: 'p2pkh',
			segwit: false,
			signatures: { count: 1, lowR: 1 },
			compressedKey: true,
		})
		expect(spendFacts(hex(push(HIGH) + push(LONG_KEY)), [], KEY_HASH)).toMatchObject({
			signatures: { count: 1, lowR: 0 },
			compressedKey: false,
		})
		expect(spendFacts(hex(push(HIGH_S) + push(KEY)), [], KEY_HASH).signatures).toEqual({ count: 1, lowR: 1 })
	})

	it('finds the keys of a redeem script, and of the output itself', () => {
		const redeem = `51${push(KEY)}${push(LONG_KEY)}52ae`
		const script = `00${push(LOW)}4c${push(redeem)}`
		expect(spendFacts(hex(script), [], SCRIPT_HASH)).toEqual({
			scriptType: 'p2sh',
			segwit: false,
			signatures: { count: 1, lowR: 1 },
			compressedKey: false,
		})
		expect(spendFacts(hex(push(HIGH)), [], hex(`${push(KEY)}ac`))).toMatchObject({
			scriptType: 'p2pk',
			compressedKey: true,
		})
		expect(spendFacts(hex(''), [hex(''), hex(LOW), hex(HIGH), hex(redeem)], null)).toEqual({
			segwit: true,
			signatures: { count: 2, lowR: 1 },
			compressedKey: false,
		})
	})

	it('reads a wrapped key hash from the witness', () => {
		expect(spendFacts(hex(push(`0014${'11'.repeat(20)}`)), [hex(LOW), hex(KEY)], SCRIPT_HASH)).toEqual({
			scriptType: 'p2sh',
			segwit: true,
			signatures: { count: 1, lowR: 1 },
			compressedKey: true,
		})
	})

	it('finds neither DER signatures nor keys in a taproot input', () => {
		const taproot = hex(`5120${'11'.repeat(32)}`)
		expect(spendFacts(hex(''), [hex('33'.repeat(64))], taproot)).toEqual({
			scriptType: 'p2tr',
			segwit: true,
			signatures: { count: 0, lowR: 0 },
		})
		expect(spendFacts(hex(''), [hex(KEY), hex(`c0${'11'.repeat(32)}`)], taproot)).not.toHaveProperty('compressedKey')
	})

	it('says nothing of a spend that shows nothing', () => {
		expect(spendFacts(hex(''), [], null)).toEqual({ segwit: false, signatures: { count: 0, lowR: 0 } })
	})
})
