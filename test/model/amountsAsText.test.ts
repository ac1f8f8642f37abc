import { expect, it } from 'vitest'
import { amountsAsText } from '../../src/model/amountsAsText.js'

it('writes amounts as digits, leaves the rest, and keeps shared objects shared', () => {
	const hop = { amount: 2n ** 200n, at: 5, none: undefined, nothing: null }
	const made = amountsAsText({ hops: [hop, hop], ['__proto__']: 1n }) as { hops: unknown[] }
	expect(JSON.stringify(made)).toBe(
		`{"hops":[{"amount":"${2n ** 200n}","at":5,"nothing":null},{"amount":"${2n ** 200n}","at":5,"nothing":null}],"__proto__":"1"}`,
	)
	expect(made.hops[0]).toBe(made.hops[1])
})
