import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivedKeys } from '../../../src/chains/bridges/decode/derivedKeys.js'
import { openEvmRpc } from '../../../src/chains/evm/index.js'
import { trace } from '../../../src/index.js'
import type { TraceResult } from '../../../src/traceResult.js'
import { Anvil, type Deployed } from '../../support/anvil/anvil.js'
import { labelBookOf } from '../../support/labelBookOf.js'

const [FROM, TO] = ['eip155:1', 'eip155:43114'] as const
const [EXCHANGE, PAYEE, VAULT] = ['e1', 'd2', 'd1'].map((byte) => `0x${byte.repeat(20)}`) as [string, string, string]
const ETHER = 10n ** 18n

let one: Anvil
let two: Anvil
let done: Awaited<ReturnType<typeof act>>

interface Passage {
	readonly amount: bigint
	readonly nonce: bigint
	readonly receiver: string
}

/** Everything that both chains do, in order of time. */
async function act() {
	const [owner, taker, second] = one.accounts as [string, string, string]
	const token = await one.deploy(owner, 'Token', ['GLD', 0, 10_000n])
	const bridge = await one.deploy(owner, 'PoolBridge')
	const router = await one.deploy(owner, 'VaultRouter')
	const far = {
		token: await two.deploy(owner, 'Token', ['GLD', 0, 10_000n]),
		bridge: await two.deploy(owner, 'PoolBridge'),
		router: await two.deploy(owner, 'VaultRouter'),
		forger: await two.deploy(second, 'PoolBridge'),
	}
	for (const pool of [far.bridge, far.forger]) await two.call(owner, far.token, 'transfer', [pool.address, 4000n])
	const theft = await one.call(owner, token, 'transfer', [taker, 1000n])
	await one.call(taker, token, 'approve', [bridge.address, 1000n])

	const idOf = ({ amount, nonce, receiver }: Passage): string => {
		const parts = { sender: taker, receiver, token: token.address, amount, nonce, fromChain: 1n, toChain: 43114n }
		return derivedKeys.celer(parts)
	}
	const send = async (passage: Passage, method = 'send'): Promise<string> => {
		const { amount, nonce, receiver } = passage
		await one.call(taker, bridge, method, [receiver, token.address, amount, 43114n, nonce])
		return idOf(passage)
	}
	const relay = (pool: Deployed, receiver: string, amount: bigint, id: string) =>
		two.call(owner, pool, 'relay', [taker, receiver, far.token.address, amount, 1n, id])
	two.wait(600)
	const ids = {
		plain: await send({ amount: 500n, nonce: 1n, receiver: second }),
		refunded: await send({ amount: 200n, nonce: 2n, receiver: second }),
		double: await send({ amount: 100n, nonce: 3n, receiver: PAYEE }),
		forged: await send({ amount: 100n, nonce: 4n, receiver: PAYEE }),
		twin: await send({ amount: 50n, nonce: 5n, receiver: second }, 'sendTwice'),
		otherTwin: idOf({ amount: 50n, nonce: 6n, receiver: second }),
	}
	await relay(far.bridge, second, 495n, ids.plain)
	await one.call(owner, bridge, 'refund', [taker, token.address, 200n, ids.refunded])
	await relay(far.bridge, PAYEE, 99n, ids.double)
	await relay(far.bridge, PAYEE, 99n, ids.double)
	await relay(far.forger, PAYEE, 99n, ids.forged)
	await relay(far.bridge, second, 50n, ids.otherTwin)
	await relay(far.bridge, second, 49n, ids.twin)
	await two.call(second, far.token, 'transfer', [EXCHANGE, 594n])

	const coins = await one.pay(owner, second, 3n * ETHER)
	const memo = `=:AVAX.AVAX:${second}`
	const swap = await one.call(second, router, 'deposit', [VAULT, memo], { value: 3n * ETHER })
	const out = `OUT:${swap.hash.slice(2).toUpperCase()}`
	await two.call(owner, far.router, 'transferOut', [PAYEE.replace('d2', 'd3'), out], { value: ETHER })
	await two.call(owner, far.router, 'transferOut', [second, out], { value: 90n * ETHER })
	await two.pay(second, EXCHANGE, 90n * ETHER)
	const heights = [await one.height(), await two.height()] as const
	return { token, bridge, router, far, theft, coins, ids, heights, taker, second }
}

beforeAll(async () => {
	one = await Anvil.start(1)
	two = await Anvil.start(43114)
	done = await act()
}, 60_000)

afterAll(async () => {
	await one?.stop()
	await two?.stop()
})

function traced(seed: { transaction: string; to: string }, method: 'fifo' | 'haircut' = 'fifo'): Promise<TraceResult> {
	const { bridge, router, far, heights } = done
	const bridgesOf = (chain: string, pool: Deployed, swapper: Deployed) => [
		{ protocol: 'celer/pool', contract: `${chain}:${pool.address}` },
		{ protocol: 'thorchain', contract: `${chain}:${swapper.address}` },
	]
	const open = (anvil: Anvil, chain: string, to: number, bridges: ReturnType<typeof bridgesOf>) =>
		openEvmRpc({ url: anvil.url, transport: anvil.transport, chain, from: 0, to, scope: 'complete', bridges })
	return trace({
		seeds: [seed],
		sources: [
			open(one, FROM, heights[0], bridgesOf(FROM, bridge, router)),
			open(two, TO, heights[1], bridgesOf(TO, far.bridge, far.router)),
		],
		labels: labelBookOf([[`${TO}:${EXCHANGE}`, 'exchange']]),
		assets: 'all',
		method,
	})
}

const pathsOf = ({ flows }: TraceResult): string[] =>
	flows.map(({ hops, amount, seedAmount }) => {
		const steps = hops.map(({ kind, chain, amount: shown }) => `${kind} of ${shown} on ${chain}`)
		return `${seedAmount} as ${amount}: ${steps.join(', ')}`
	})
const endsOf = ({ looseEnds }: TraceResult): string[] =>
	looseEnds.map(({ stop, seedAmount, at }) => `${stop} ${seedAmount} ${at}`)

describe('two chains and a bridge between them', () => {
	it('follows value across and on to a labelled exchange, in base units', async () => {
		const { theft, taker, bridge, second, ids, far } = done
		const result = await traced({ transaction: `${FROM}/${theft.hash}`, to: `${FROM}:${taker}` })
		process.stdout.write(`${pathsOf(result).join('\n')}\n`)
		expect(pathsOf(result).sort()).toEqual(
			[
				`500 as 495: transfer of 1000 on ${FROM}, transfer of 500 on ${FROM}, bridge of 495 on ${TO}, transfer of 594 on ${TO}`,
				`50 as 49: transfer of 1000 on ${FROM}, transfer of 50 on ${FROM}, bridge of 49 on ${TO}, transfer of 594 on ${TO}`,
				`50 as 50: transfer of 1000 on ${FROM}, transfer of 50 on ${FROM}, bridge of 50 on ${TO}, transfer of 594 on ${TO}`,
			].sort(),
		)
		const [endpoint] = result.endpoints
		expect(endpoint).toMatchObject({ entity: 'exchange', totals: { seedAmount: 600n } })
		expect(endpoint?.amounts).toMatchObject([{ asset: `${TO}/erc20:${far.token.address}`, amount: 594n }])
		const keys = result.evidence.filter(({ claim }) => claim === 'bridge').map(({ heuristic }) => heuristic.params.key)
		expect(new Set(keys)).toEqual(new Set(Object.values(ids)))
		expect(endsOf(result).sort()).toEqual(
			[
				`refunded 200 ${FROM}:${taker}`,
				`ambiguous 100 ${FROM}:${bridge.address}`,
				`inFlight 100 ${FROM}:${bridge.address}`,
			].sort(),
		)
		expect(result.excluded.find(({ reason }) => reason === 'foreignBridge')).toMatchObject({ count: 1 })
		expect(result.ledger).toMatchObject([{ seeded: 1000n, arrived: 600n, loose: 400n, fees: 0n, difference: 0n }])
		expect(second).not.toBe(taker)
	})

	it('balances under haircut too', async () => {
		const { theft, taker } = done
		const result = await traced({ transaction: `${FROM}/${theft.hash}`, to: `${FROM}:${taker}` }, 'haircut')
		expect(result.ledger).toMatchObject([{ seeded: 1000n, arrived: 600n, difference: 0n }])
	})

	it('follows coins over a router by the memo, and takes no pay-out to another account for its own', async () => {
		const { coins, second } = done
		const result = await traced({ transaction: `${FROM}/${coins.hash}`, to: `${FROM}:${second}` })
		const [flow] = result.flows
		expect(flow?.hops.map(({ kind }) => kind)).toEqual(['transfer', 'transfer', 'bridge', 'transfer'])
		expect(flow?.hops[2]).toMatchObject({ protocol: 'thorchain', basis: 'memo', amount: 90n * ETHER })
		expect(flow).toMatchObject({ asset: `${TO}/slip44:9005`, seedAsset: `${FROM}/slip44:60` })
		expect(result.ledger[0]).toMatchObject({ seeded: 3n * ETHER, difference: 0n })
	})
})
