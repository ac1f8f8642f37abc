import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BridgeContract } from '../../../src/chains/bridges/bridgeRegistry.js'
import { derivedKeys } from '../../../src/chains/bridges/decode/derivedKeys.js'
import { openEvmRpc } from '../../../src/chains/evm/index.js'
import { trace } from '../../../src/index.js'
import type { TraceResult } from '../../../src/traceResult.js'
import { Anvil, type Deployed } from '../../support/anvil/anvil.js'
import { labelBookOf } from '../../support/labelBookOf.js'
import { protocolOf } from './bridgeLogs.js'

const [FROM, TO] = ['eip155:1', 'eip155:43114'] as const
const [HERE, THERE] = [1n, 43114n]
const EXCHANGE = `0x${'e1'.repeat(20)}`
/** Protocols that have no contract on Avalanche, or pay in from there, are told theirs. */
const OPTIONAL = ['hop/down', 'hop/up', 'across/3', 'across/2.5']
const AVALANCHE_TOKEN = protocolOf('avalanche').contracts[TO]?.[0] as string
const WALLET = protocolOf('avalanche').contracts[FROM]?.[0] as string
const [ETHEREUM_DOMAIN, AVALANCHE_DOMAIN] = [6648936n, 1635148152n]

let one: Anvil
let two: Anvil
let done: Awaited<ReturnType<typeof act>>

/** What is sent over each protocol, and what comes out of it. */
const OUT: Readonly<Record<string, bigint>> = {
	'hop/down': 98n,
	'hop/up': 97n,
	nomad: 100n,
	symbiosis: 97n,
	'cctp/1': 100n,
	'cctp/2': 99n,
	'across/3': 98n,
	'across/3.5': 99n,
	'across/2.5': 59n + 39n,
	avalanche: 98n,
}

/** Code of our contract where the registry says that the protocol's own stands. */
async function placed(anvil: Anvil, at: string, like: Deployed, name = 'Messengers'): Promise<Deployed> {
	const code = await anvil.rpc('eth_getCode', [like.address, 'latest'])
	await anvil.rpc('anvil_setCode', [at, code])
	return anvil.at(name, at)
}

async function act() {
	const [owner, taker, second, relayer] = one.accounts as [string, string, string, string]
	const near = await one.deploy(owner, 'Messengers')
	const token = await one.deploy(owner, 'Token', ['GLD', 0, 10_000n])
	const far = await two.deploy(owner, 'Messengers')
	const farToken = await two.deploy(owner, 'Token', ['GLD', 0, 10_000n])
	const bridged = await placed(two, AVALANCHE_TOKEN, await two.deploy(owner, 'BridgedToken'), 'BridgedToken')

	const theft = await one.call(owner, token, 'transfer', [taker, 1000n])
	const own = async (anvil: Anvil, chain: string, id: string, like: Deployed): Promise<Deployed> => {
		const listed = protocolOf(id).contracts[chain]
		// Of Symbiosis, what is burnt here is so by the synthesis.
		const at = id === 'symbiosis' && chain === FROM ? listed?.[1] : listed?.[0]
		const contract = at === undefined ? like : await placed(anvil, at, like)
		if (anvil === two) await two.call(owner, farToken, 'transfer', [contract.address, 500n])
		else await one.call(taker, token, 'approve', [contract.address, 1000n])
		return contract
	}
	const pay = (method: string, contract: Deployed, args: readonly unknown[]) =>
		one.call(taker, contract, method, [token.address, ...args])
	await two.call(owner, farToken, 'transfer', [relayer, 1000n])
	const bridge: Record<string, readonly [Deployed, Deployed]> = {}
	for (const id of ['hop/down', 'hop/up', 'nomad', 'symbiosis', 'cctp/1', 'cctp/2', 'across/3', 'across/2.5'])
		bridge[id] = [await own(one, FROM, id, near), await own(two, TO, id, far)]
	const at = (id: string) => bridge[id] as readonly [Deployed, Deployed]
	two.wait(3000)

	let [a, b] = at('hop/down')
	await pay('sendToL2', a, [THERE, second, 100n, 9n])
	await two.call(owner, b, 'distribute', [farToken.address, second, 100n, 9n, OUT['hop/down']])

	;[a, b] = at('hop/up')
	const nonce = `0x${'ab'.repeat(32)}`
	await pay('send', a, [100n, [THERE, second, 99n, nonce, 2n, 0n, 0n]])
	await two.call(owner, b, 'setCanonical', [farToken.address])
	await two.call(owner, b, 'bondWithdrawal', [second, 99n, nonce, 2n])

	;[a, b] = at('nomad')
	await pay('nomadSend', a, [100n, ETHEREUM_DOMAIN, AVALANCHE_DOMAIN, 7n, second])
	await two.call(owner, b, 'nomadReceive', [farToken.address, 100n, ETHEREUM_DOMAIN, 7n, second])

	;[a, b] = at('symbiosis')
	const burnt = await pay('burnSyntheticToken', a, [100n, second, THERE])
	const [request] = (await one.rpc('eth_getLogs', [
		{ fromBlock: `0x${burnt.height.toString(16)}`, address: a.address },
	])) as { data: string }[]
	const internal = (request?.data ?? '').slice(0, 66)
	await two.call(owner, b, 'unsynthesize', [internal, farToken.address, 100n, 3n, second])

	;[a, b] = at('cctp/1')
	await pay('depositForBurn', a, [100n, 11n, 1n, second])
	await two.call(owner, b, 'receiveMessage', [farToken.address, token.address, 100n, 11n, taker, second])

	;[a, b] = at('cctp/2')
	await pay('depositForBurn2', a, [100n, 1n, 5n, second])
	await two.call(owner, b, 'receiveMessage2', [farToken.address, token.address, [100n, 1n, 5n], taker, second])

	;[a, b] = at('across/3')
	await two.call(relayer, farToken, 'approve', [b.address, 1000n])
	// A deposit of version 3 that version 3.5 fills, and one of 3.5.
	for (const [id, out, isV3] of [
		[1n, OUT['across/3'], true],
		[2n ** 200n, OUT['across/3.5'], false],
	]) {
		const words = [token.address, farToken.address, 100n, out]
		await one.call(taker, a, 'deposit', [[...words, THERE, id, second], isV3])
		await two.call(relayer, b, 'fillRelay', [[...words, HERE, id, second], taker])
	}

	;[a, b] = at('across/2.5')
	await two.call(relayer, farToken, 'approve', [b.address, 1000n])
	const words = [token.address, farToken.address, 100n, 0n]
	const fee = 10n ** 16n
	await one.call(taker, a, 'deposit25', [[...words, THERE, 9n, second], fee])
	for (const part of [60n, 40n])
		await two.call(relayer, b, 'fillRelay25', [[...words, HERE, 9n, second], part, fee, 0n, taker])

	const paid = await one.call(taker, token, 'transfer', [WALLET, 100n])
	// Its wallet mints to who paid.
	await two.call(owner, bridged, 'mint', [taker, OUT.avalanche, owner, 2n, paid.hash])

	const total = Object.entries(OUT).reduce((sum, [id, out]) => (id === 'avalanche' ? sum : sum + out), 0n)
	await two.call(second, farToken, 'transfer', [EXCHANGE, total])
	await two.call(taker, bridged, 'transfer', [EXCHANGE, OUT.avalanche])
	const heights = [await one.height(), await two.height()] as const
	return { token, farToken, bridged, theft, taker, near, far, heights, total, internal }
}

beforeAll(async () => {
	one = await Anvil.start(1)
	two = await Anvil.start(43114)
	done = await act()
}, 90_000)

afterAll(async () => {
	await one?.stop()
	await two?.stop()
})

function traced(method: 'fifo' | 'haircut'): Promise<TraceResult> {
	const { near, far, heights, theft, taker } = done
	const bridgesOf = (chain: string, { address }: Deployed): BridgeContract[] =>
		OPTIONAL.map((protocol) => ({ protocol, contract: `${chain}:${address}` }))
	const open = (anvil: Anvil, chain: string, to: number, bridges: BridgeContract[]) =>
		openEvmRpc({ url: anvil.url, transport: anvil.transport, chain, from: 0, to, scope: 'complete', bridges })
	return trace({
		seeds: [{ transaction: `${FROM}/${theft.hash}`, to: `${FROM}:${taker}` }],
		sources: [open(one, FROM, heights[0], bridgesOf(FROM, near)), open(two, TO, heights[1], bridgesOf(TO, far))],
		labels: labelBookOf([[`${TO}:${EXCHANGE}`, 'exchange']]),
		assets: 'all',
		method,
	})
}

describe('bridges as their contracts tell them, on two nodes', () => {
	it.each(['fifo', 'haircut'] as const)(
		'follows value over each of them, exactly as it was paid out, under %s',
		async (method) => {
			const { bridged, farToken, total } = done
			const result = await traced(method)
			const [endpoint] = result.endpoints
			expect(endpoint).toMatchObject({ entity: 'exchange', totals: { seedAmount: 1000n } })
			expect(endpoint?.amounts.map(({ asset, amount, seedAmount }) => [asset, amount, seedAmount]).sort()).toEqual(
				[
					[`${TO}/erc20:${farToken.address}`, total, 900n],
					[`${TO}/erc20:${bridged.address}`, OUT.avalanche, 100n],
				].sort(),
			)
			expect(result.ledger).toMatchObject([{ seeded: 1000n, arrived: 1000n, loose: 0n, fees: 0n, difference: 0n }])
			const crossed = result.flows.flatMap(({ hops }) => hops.flatMap((hop) => (hop.kind === 'bridge' ? hop : [])))
			expect([...new Set(crossed.map(({ protocol }) => protocol))].sort()).toEqual(
				['hop/down', 'hop/up', 'nomad', 'symbiosis', 'cctp/1', 'cctp/2', 'across/3', 'across/2.5', 'avalanche'].sort(),
			)
			for (const { verified } of crossed) expect(verified).toBe('contract')
		},
	)

	it('says what each pair rests on, by the keys that the contracts made', async () => {
		const { internal, taker } = done
		const { evidence } = await traced('fifo')
		const said = new Map(
			evidence.flatMap(({ claim, heuristic }) =>
				claim === 'bridge' ? [[`${heuristic.id} ${heuristic.params.basis}`, heuristic.params]] : [],
			),
		)
		expect([...said.keys()].sort()).toEqual(
			[
				'across/2.5 identifier',
				'across/3 identifier',
				'avalanche identifier',
				'cctp/1 identifier',
				'cctp/2 derived',
				'hop/down arguments',
				'hop/up identifier',
				'nomad identifier',
				'symbiosis derived',
			].sort(),
		)
		expect(said.get('cctp/1 identifier')?.key).toBe('0/11')
		expect(said.get('nomad identifier')?.key).toBe(`${ETHEREUM_DOMAIN}/7/${AVALANCHE_DOMAIN}`)
		const second = one.accounts[2] as string
		const receiveSide = protocolOf('symbiosis').contracts[TO]?.[0] as string
		expect(said.get('symbiosis derived')?.key).toBe(
			derivedKeys.symbiosis({ id: internal, receiveSide, revertable: second, toChain: THERE }),
		)
		for (const params of said.values()) expect(params.amounts).toBe('held')
		expect(taker).not.toBe(second)
	})
})
