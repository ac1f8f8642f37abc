import { expect, it } from 'vitest'
import { chainFacts } from '../../src/model/chains.js'
import { subsidy } from '../../src/model/subsidy.js'

it('halves every 210,000 blocks until nothing is left, and is unknown elsewhere', () => {
	const bitcoin = chainFacts('bitcoin')!
	const at = (height: number) => subsidy(bitcoin, height)
	expect([0, 209_999, 210_000, 420_000, 840_000].map(at)).toEqual([
		5_000_000_000n,
		5_000_000_000n,
		2_500_000_000n,
		1_250_000_000n,
		312_500_000n,
	])
	expect([32 * 210_000, 33 * 210_000, 64 * 210_000, 65 * 210_000].map(at)).toEqual([1n, 0n, 0n, 0n])
	expect(subsidy(chainFacts('ethereum')!, 1)).toBeNull()
})
