import { afterAll, beforeAll } from 'vitest'
import { Anvil } from './anvil.js'

/** Starts a node that stands for Ethereum and one for another chain before the tests of a file, and stops both after them. */
export function twoNodes(chainId: number, use: (one: Anvil, two: Anvil) => void): void {
	const nodes: Anvil[] = []
	beforeAll(async () => {
		for (const id of [1, chainId]) nodes.push(await Anvil.start(id))
		const [one, two] = nodes as [Anvil, Anvil]
		use(one, two)
	}, 60_000)
	afterAll(async () => {
		for (const node of nodes) await node.stop()
	})
}
