import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { progressBar } from '../../src/cli/progressBar.js'

function stream(isTTY: boolean): { readonly target: NodeJS.WriteStream; text(): string } {
	let text = ''
	const target = Object.assign(
		new Writable({
			write(chunk, _, done) {
				text += chunk
				done()
			},
		}),
		{ isTTY, columns: 120, rows: 40, cursorTo: () => true, clearLine: () => true, moveCursor: () => true },
	)
	return { target: target as unknown as NodeJS.WriteStream, text: () => text }
}

describe('progressBar', () => {
	it.each([true, false])('writes to a terminal only (%s)', async (isTTY) => {
		const { target, text } = stream(isTTY)
		const bar = await progressBar(target)
		bar.show({ kind: 'stopped', at: 'a', account: 'a', entity: null, category: null })
		bar.show({ kind: 'round', round: 1, asked: 2, lookups: 5, open: 3 })
		bar.stop()
		expect(text().includes('look-ups')).toBe(isTTY)
		if (!isTTY) expect(text()).toBe('')
	})
})
