import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventQueue } from '../../src/taint/eventQueue.js'

describe('the event queue', () => {
	it('gives the least of what is in it, whenever it is asked', () => {
		fc.assert(
			fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 50 })), { maxLength: 200 }), (steps) => {
				const queue = new EventQueue<number>((a, b) => a - b)
				const plain: number[] = []
				for (const step of steps) {
					if (step === null) {
						plain.sort((a, b) => a - b)
						expect(queue.pop()).toBe(plain.shift())
					} else {
						queue.push(step)
						plain.push(step)
					}
					expect(queue.size).toBe(plain.length)
				}
			}),
		)
	})
})
