import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sha256Hex } from '../../src/model/digest.js'
import { longDigest } from '../../src/result/longDigest.js'

describe.each([
	['in pieces', () => {}],
	['at once', () => vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)],
])('the digest of long text, %s', (_, prepare) => {
	beforeEach(prepare)
	afterEach(() => vi.restoreAllMocks())

	it.each([0, 1, 70_000])('is the same in any pieces: %d characters of each kind', async (count) => {
		const pieces = ['a', 'é', '€', '😀', '\u0000'].map((text) => text.repeat(count))
		const whole = `sha256:${sha256Hex(pieces.join(''))}`
		expect(await longDigest(pieces)).toBe(whole)
		expect(await longDigest([pieces.join('')])).toBe(whole)
	})

	it('is the same where the platform has none of its own', async () => {
		vi.stubGlobal('crypto', {})
		expect(await longDigest(['abc', '😀'])).toBe(`sha256:${sha256Hex('abc😀')}`)
		vi.unstubAllGlobals()
	})

	it('is the same beyond what the platform hashes at once', async () => {
		const piece = 'x'.repeat(1 << 20)
		const pieces = Array.from({ length: 66 }, () => piece)
		expect(await longDigest(pieces)).toBe(`sha256:${createHash('sha256').update(pieces.join('')).digest('hex')}`)
	})
})
