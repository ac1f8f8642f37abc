import { describe, expect, it } from 'vitest'
import { type DepositContext, depositAddress } from '../../../src/heuristics/evm/depositAddress.js'
import { KnownAssets } from '../../../src/heuristics/evm/knownAssets.js'
import { trace } from '../../../src/trace.js'
import type { TraceResult } from '../../../src/traceResult.js'
import { address, call, erc20, receipt } from '../../chains/evm/evmFacts.js'
import { checkResult } from '../../support/checkResult.js'
import { labelBookOf } from '../../support/labelBookOf.js'
import { accountFacts, CHAIN, ETHER, id, type Placed, sourceOf, TETHER, USDT, viewOf } from './accountFacts.js'

const [SEED, USER, DEPOSIT, HOT, COLD, OTHER, STATION] = [0xa, 0xb, 0xd, 0xe, 0xf, 0xc, 0x9]
const GAS = 3n

/** A payment of the coin; who signs pays the gas. */
const coin = (from: number, to: number, value: bigint, at: number, fee = GAS): Placed => ({
	from: address(from),
	to: address(to),
	value,
	at,
	receipt: receipt({ fee }),
})
/** A transfer of a token, signed and paid for by `signer`. */
const token = (from: number, to: number, amount: bigint, at: number, signer = from, contract = USDT): Placed => ({
	from: address(signer),
	to: contract,
	at,
	receipt: receipt({ fee: GAS, logs: [{ ...erc20(0, from, to, amount), address: contract }] }),
})

const serviceOf = (account: string): string | null =>
	account === id(HOT) || account === id(COLD) ? 'X' : account === id(OTHER) ? 'Y' : null

function judged(list: readonly Placed[], context: Partial<DepositContext> = {}) {
	const view = viewOf(accountFacts(list))
	return depositAddress(id(DEPOSIT), view, { serviceOf, ...context })
}

/** A token deposit whose gas the service sends ahead. */
const gasSentAhead = [token(SEED, DEPOSIT, 500n, 1), coin(HOT, DEPOSIT, 5n, 20), token(DEPOSIT, HOT, 500n, 30)]

describe('a deposit address', () => {
	it('is found where the service sends the gas', () => {
		expect(judged(gasSentAhead)).toMatchObject({
			entity: 'X',
			wallets: [id(HOT)],
			users: [id(SEED)],
			score: 100,
			gasByService: true,
			onlySweeps: true,
			dwellSeconds: 29 * 12,
			signs: ['gas'],
			confidence: 0.85,
		})
	})

	it('is found where another account sweeps and pays, whatever the number of deposits', () => {
		const found = judged([
			token(SEED, DEPOSIT, 500n, 1),
			token(USER, DEPOSIT, 70n, 2),
			token(DEPOSIT, COLD, 570n, 40, STATION),
		])
		expect(found).toMatchObject({ signs: ['gas'], users: [id(SEED), id(USER)], wallets: [id(COLD)] })
	})

	it('is found where a contract of the service made it', () => {
		const list = [token(SEED, DEPOSIT, 500n, 1), token(DEPOSIT, HOT, 500n, 9)]
		expect(judged(list)).toMatchObject({ signs: [], confidence: 0.5 })
		expect(judged(list, { createdBy: id(HOT) })).toMatchObject({ signs: ['factory'], confidence: 0.85 })
		expect(judged(list, { createdBy: id(STATION) })).toMatchObject({ signs: [] })
	})

	it('may pay several accounts of the service, and up to one part in twenty elsewhere', () => {
		const list = [
			...[1, 2].map((at) => token(SEED, DEPOSIT, 1000n, at)),
			coin(HOT, DEPOSIT, 90n, 3),
			token(DEPOSIT, HOT, 1000n, 4),
			token(DEPOSIT, COLD, 900n, 5),
			token(DEPOSIT, USER, 100n, 6),
		]
		expect(judged(list)).toMatchObject({ wallets: [id(HOT), id(COLD)].sort(), onlySweeps: false })
		expect(judged([...list, token(DEPOSIT, USER, 1n, 7)])).toBeNull()
	})

	it('is not unmade by what a fake token tells of it', () => {
		const fake = token(DEPOSIT, USER, 10n ** 20n, 25, STATION, `0x${'fa'.repeat(20)}`)
		const known = new KnownAssets()
		expect(judged([...gasSentAhead, fake])).toBeNull()
		expect(judged([...gasSentAhead, fake], { isUnlisted: (transfer) => known.isUnlisted(transfer) })).not.toBeNull()
	})
})

describe('no deposit address', () => {
	it.each([
		['pays more than one part in twenty elsewhere', [...gasSentAhead, token(DEPOSIT, USER, 27n, 31)]],
		['pays another service as much', [...gasSentAhead, token(DEPOSIT, OTHER, 500n, 31)]],
		['pays three others', [...gasSentAhead, ...[1, 2, 3].map((n) => token(DEPOSIT, 0x100 + n, 1n, 30 + n))]],
		['got everything from the service', gasSentAhead.slice(1)],
		['paid nobody', gasSentAhead.slice(0, 2)],
		[
			'does other things, on gas of its own',
			[...gasSentAhead.filter(({ at }) => at !== 20), coin(DEPOSIT, STATION, 0n, 8)],
		],
		['waits for more than a day, on gas of its own', [token(SEED, DEPOSIT, 5n, 1), token(DEPOSIT, HOT, 5n, 7300)]],
	])('is an account that %s', (_, list) => {
		expect(judged(list)).toBeNull()
	})

	it('is told where nobody says who pays for gas', () => {
		const silent = gasSentAhead.map((one) => ({ ...one, receipt: receipt({ ...one.receipt, fee: null }) }))
		expect(judged(silent)).toBeNull()
	})

	it('is told apart from a wallet that passed one sum on by the grade alone', () => {
		expect(judged([coin(SEED, DEPOSIT, 100n, 1), coin(DEPOSIT, HOT, 97n, 2)])).toMatchObject({
			signs: [],
			confidence: 0.5,
		})
	})
})

describe('in a trace', () => {
	const facts = (list: readonly Placed[]) => accountFacts(list)
	async function run(list: readonly Placed[], labels = [HOT, COLD]): Promise<TraceResult> {
		const made = facts(list)
		const book = labelBookOf(labels.map((n) => [id(n), 'X'] as const))
		const seeds = [{ account: id(SEED), asset: TETHER }]
		const result = await trace({ seeds, sources: [sourceOf(made)], labels: book, budget: { minShare: 0 } })
		const order = made.flatMap(({ transfers }) => transfers.map((transfer) => transfer.id))
		checkResult(result, (transfer) => order.indexOf(transfer))
		return result
	}
	const evidence = `depositAddress ${id(DEPOSIT)}`
	const mixedUp = [token(USER, DEPOSIT, 70n, 0), ...gasSentAhead.slice(0, 2), token(DEPOSIT, HOT, 570n, 30)]

	it('the deposit address is the account of the endpoint, not the wallet behind it', async () => {
		const result = await run(gasSentAhead)
		const [endpoint, ...more] = result.endpoints
		expect(more).toEqual([])
		expect(endpoint).toMatchObject({
			entity: 'X',
			category: 'exchange',
			inferred: true,
			totals: { amount: 500n, lower: 500n },
		})
		expect(endpoint?.accounts).toMatchObject([{ account: id(DEPOSIT), hops: 1, inferred: [evidence] }])
		expect(endpoint?.confidence).toMatchObject({ grade: 'moderate' })
		expect(endpoint?.confidence.weakest).toContain('deposit address')
		expect(endpoint?.attributions.map(({ account }) => account)).toEqual([id(HOT)])
		expect(
			result.flows.map(({ account, amount, evidence: told }) => [account, amount, told.includes(evidence)]),
		).toEqual([[id(DEPOSIT), 500n, true]])
		const item = result.evidence.find(({ id: own }) => own === evidence)
		expect(item).toMatchObject({ claim: 'depositAddress', confidence: 'moderate' })
		expect(item?.heuristic.params).toMatchObject({ entity: 'X', wallets: id(HOT), score: '100/100', signs: 'gas' })
		expect(item?.transactions).toEqual([`${CHAIN}/${'0x'.padEnd(65, '0')}3`])
	})

	it('what others deposited there is none of ours', async () => {
		const result = await run(mixedUp)
		expect(result.endpoints[0]?.totals).toMatchObject({
			amount: 500n,
			lower: 500n,
			upper: 500n,
			floor: 500n,
			ceiling: 500n,
		})
		expect(result.entities.map(({ accounts, evidence: told }) => [accounts, told])).toEqual([
			[[id(SEED), id(USER)], [`depositUsers ${id(DEPOSIT)}`]],
		])
	})

	it('an account that labels name stays what they say', async () => {
		const result = await run(gasSentAhead, [HOT, DEPOSIT])
		expect(result.endpoints[0]).toMatchObject({ inferred: false, accounts: [{ account: id(DEPOSIT) }] })
		expect(result.endpoints[0]?.accounts[0]).not.toHaveProperty('inferred')
	})

	it('a wallet that only passed value on is marked as weakly as it is known', async () => {
		const result = await run([token(SEED, DEPOSIT, 500n, 1), token(DEPOSIT, HOT, 500n, 2)])
		expect(result.endpoints[0]).toMatchObject({ inferred: true, confidence: { grade: 'low' } })
		expect(result.evidence.find(({ id: own }) => own === evidence)?.note).toContain('would look the same')
	})

	it('a contract that the service’s factory made shows the service’s own hand', async () => {
		const made = call([0], HOT, DEPOSIT, 0n, { kind: 'create' })
		const factory: Placed = { from: address(STATION), to: address(HOT), at: 0, calls: [call([], STATION, HOT), made] }
		const result = await run([factory, token(SEED, DEPOSIT, 500n, 1), token(DEPOSIT, HOT, 500n, 2)])
		const { signs } = result.evidence.find(({ id: own }) => own === evidence)?.heuristic.params ?? {}
		expect([signs, result.endpoints[0]?.confidence.grade]).toEqual(['factory', 'moderate'])
	})

	describe('a contract that passes coin on at once', () => {
		/** A payment without call data that its payee passes on to others within the transaction. */
		const passed = (from: number, at: number, value = 100n, to = [[HOT, value]] as [number, bigint][]): Placed => ({
			...coin(from, DEPOSIT, value, at),
			isBare: true,
			calls: [call([], from, DEPOSIT, value), ...to.map(([payee, part], i) => call([i], DEPOSIT, payee, part))],
		})
		const factory: Placed = {
			...{ from: address(STATION), to: address(HOT), at: 0 },
			calls: [call([], STATION, HOT), call([0], HOT, DEPOSIT, 0n, { kind: 'create' })],
		}
		const traced = async (list: readonly Placed[], more: Partial<Parameters<typeof trace>[0]> = {}) => {
			const made = facts(list)
			const result = await trace({
				seeds: [{ account: id(SEED), asset: ETHER }],
				sources: [sourceOf(made)],
				labels: labelBookOf([[id(HOT), 'X']]),
				budget: { minShare: 0 },
				...more,
			})
			const order = made.flatMap(({ transfers }) => transfers.map((transfer) => transfer.id))
			checkResult(result, (transfer) => order.indexOf(transfer))
			return result
		}
		const reached = ({ endpoints }: TraceResult) =>
			endpoints.flatMap(({ accounts, totals, confidence }) =>
				accounts.map(({ account }) => [account, totals.amount, confidence.grade]),
			)

		it('is the account of the endpoint, by the service’s own hand where its factory made it', async () => {
			expect(reached(await traced([factory, passed(SEED, 5)]))).toEqual([[id(DEPOSIT), 100n, 'moderate']])
			const result = await traced([factory, passed(USER, 4), passed(SEED, 5), passed(USER, 6, 70n)])
			expect(reached(result)).toEqual([[id(DEPOSIT), 100n, 'moderate']])
			const params = result.evidence.find(({ id: own }) => own === evidence)?.heuristic.params
			// Who pays pays for the gas of its own payment, which is no sign of the service.
			expect(params).toMatchObject({ gasByService: 'false', onlySweeps: 'true', signs: 'factory' })
		})

		it('is it without the factory too, and no better known than a wallet that passed value on', async () => {
			expect(reached(await traced([passed(SEED, 5)]))).toEqual([[id(DEPOSIT), 100n, 'low']])
		})

		it('is passed over where it was told where to, where others got a part, or nobody knows whom it paid', async () => {
			const told = { ...passed(SEED, 5), isBare: undefined } as unknown as Placed
			expect(reached(await traced([told]))).toEqual([[id(HOT), 100n, 'moderate']])
			const split: [number, bigint][] = [
				[HOT, 60n],
				[OTHER, 40n],
			]
			expect(reached(await traced([passed(SEED, 5, 100n, split)]))).toEqual([[id(HOT), 60n, 'moderate']])
			expect(reached(await traced([passed(SEED, 5, 100n, [[OTHER, 100n]])]))).toEqual([])
			const { looseEnds } = await traced([passed(SEED, 5, 100n, [[OTHER, 100n]])])
			expect(looseEnds.map(({ at }) => at)).toEqual([id(OTHER)])
		})

		it('is no hub, however many use it', async () => {
			const users = Array.from({ length: 30 }, (_, i) => passed(0x100 + i, 6 + i))
			const budget = { minShare: 0, maxDegree: 10 }
			expect(reached(await traced([passed(SEED, 5), ...users], { budget }))).toEqual([[id(DEPOSIT), 100n, 'low']])
		})

		it('that keeps what others sent is passed through, one step more', async () => {
			const keeps = { ...coin(USER, DEPOSIT, 7n, 3) }
			const pays = { ...coin(DEPOSIT, OTHER, 50n, 9), receipt: receipt({ fee: 0n }) }
			const result = await traced([coin(USER, DEPOSIT, 50n, 2), keeps, passed(SEED, 5), pays])
			const value = result.endpoints.reduce((sum, { totals }) => sum + totals.seedAmount, 0n)
			const loose = result.looseEnds.reduce((sum, { seedAmount }) => sum + seedAmount, 0n)
			const [row] = result.ledger
			expect([value + loose + (row?.fees ?? 0n), row?.difference]).toEqual([row?.seeded, 0n])
		})
	})

	it('without a service behind it nothing is inferred', async () => {
		const result = await run(gasSentAhead, [OTHER])
		expect(result.endpoints).toEqual([])
		expect(result.looseEnds.map(({ at }) => at)).toEqual([id(HOT)])
	})

	it('of the coin itself counts what arrived, before gas', async () => {
		const made = facts([coin(SEED, DEPOSIT, 100n, 1), coin(DEPOSIT, HOT, 97n, 2)])
		const labels = labelBookOf([[id(HOT), 'X']])
		const result = await trace({ seeds: [{ account: id(SEED), asset: ETHER }], sources: [sourceOf(made)], labels })
		expect(result.endpoints[0]).toMatchObject({ accounts: [{ account: id(DEPOSIT) }], totals: { amount: 100n } })
		expect(result.ledger[0]).toMatchObject({ seeded: 103n, arrived: 100n, fees: 3n, difference: 0n })
	})
})
