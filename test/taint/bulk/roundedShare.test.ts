import { describe, expect, it } from 'vitest'
import { roundedShare } from '../../../src/taint/bulk/roundedShare.js'
import { largestRemainder } from '../../../src/taint/rules/largestRemainder.js'
import { seededRandom } from '../../bench/support/seededRandom.js'

const CASES = Number(process.env.SHARE_CASES ?? 100_000)

const low = (amount: bigint): number => Number(BigInt.asUintN(48, amount))
const high = (amount: bigint): number => Number(amount >> 48n)

function shareOf(taint: bigint, amount: bigint, balance: bigint): bigint {
	const out = new Float64Array(2)
	roundedShare(low(taint), high(taint), low(amount), high(amount), low(balance), high(balance), out)
	return (BigInt(out[1] as number) << 48n) + BigInt(out[0] as number)
}

describe('roundedShare', () => {
	const random = seededRandom(7)
	/** A number of random length up to `most`, often at a power of two or all ones. */
	function draw(most: bigint): bigint {
		const bits = Math.floor(random() * (most.toString(2).length + 1))
		let value = 0n
		for (let i = 0; i < bits; i += 24) value = (value << 24n) | BigInt(Math.floor(random() * 2 ** 24))
		value = BigInt.asUintN(bits, value)
		const kind = random()
		if (kind < 0.1) value = 1n << BigInt(Math.max(0, bits - 1))
		else if (kind < 0.2) value = (1n << BigInt(bits)) - 1n
		return value === 0n ? 1n : value > most ? most : value
	}

	it('is what the largest remainder gives to what is paid', () => {
		for (let i = 0; i < CASES; i++) {
			const balance = draw(2n ** 98n)
			const [taint, amount] = [draw(balance), draw(balance)]
			const [expected] = largestRemainder(taint, balance, [amount, balance - amount])
			const given = shareOf(taint, amount, balance)
			if (given !== expected) expect.fail(`${taint} · ${amount} / ${balance} is ${expected}, not ${given}`)
		}
	})

	it('rounds exact halves up', () => {
		for (const balance of [2n, 6n, 2n ** 50n, 2n ** 90n, 2n * 3n ** 58n]) {
			expect(shareOf(1n, balance / 2n, balance)).toBe(1n)
			expect(shareOf(balance / 2n, balance - 1n, balance)).toBe(balance / 2n)
			expect(shareOf(balance / 2n, 1n, balance)).toBe(1n)
			if (balance > 2n) expect(shareOf(balance / 2n - 1n, 1n, balance)).toBe(0n)
		}
	})
})
