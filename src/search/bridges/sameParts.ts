import type { CrossingPart } from '../../taint/crossing.js'

/** Whether value goes the same ways. */
export function sameParts(a: readonly CrossingPart[], b: readonly CrossingPart[]): boolean {
	return textOf(a) === textOf(b)
}

const textOf = (parts: readonly CrossingPart[]): string =>
	parts
		.map(({ amount, node, payouts }) => `${amount} ${node} ${payouts.map(({ event }) => event).join(' ')}`)
		.join('\n')
