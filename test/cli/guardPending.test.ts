import { describe, expect, it } from 'vitest'
import { guardPending, type Host } from '../../src/cli/guardPending.js'

function host(): Host & { readonly said: string[]; readonly exits: number[]; end(): void } {
	const said: string[] = []
	const exits: number[] = []
	let listener = (): void => undefined
	return {
		said,
		exits,
		once: (_, given) => {
			listener = given
		},
		exit: (code) => void exits.push(code),
		stderr: { write: (text) => said.push(text) },
		end: () => listener(),
	}
}

describe('guardPending', () => {
	it('makes it an error that the process ends with work pending', () => {
		const pending = host()
		guardPending(new Promise(() => undefined), pending)
		pending.end()
		expect(pending.exits).toEqual([1])
		expect(pending.said.join('')).toContain('stopped before it was done')
	})

	it.each([
		['done', () => Promise.resolve(0)],
		['failed', () => Promise.reject(new Error('x'))],
	])('says nothing where the work is %s', async (_, work) => {
		const settled = host()
		guardPending(work(), settled)
		await new Promise((resolve) => setImmediate(resolve))
		settled.end()
		expect(settled.exits).toEqual([])
		expect(settled.said).toEqual([])
	})
})
