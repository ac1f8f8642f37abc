import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check, openCase } from '../../src/cases.js'
import { openEvmRpc } from '../../src/chains/evm/index.js'
import { renderExplanation } from '../../src/report/renderExplanation.js'
import { renderResult } from '../../src/report/renderResult.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { Anvil } from '../support/anvil/anvil.js'
import { AMOUNTS, CHAIN_ID, commitTheft, type Theft } from '../support/anvil/theft.js'
import { recordTheft } from '../support/anvil/theftCase.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'

const CHAIN = `eip155:${CHAIN_ID}`
const ETH = `${CHAIN}/slip44:60`
const id = (address: string): string => `${CHAIN}:${address}`

let anvil: Anvil
let done: Theft
let result: TraceResult
let dollar: string
let weth: string

beforeAll(async () => {
	anvil = await Anvil.start(CHAIN_ID)
	done = await commitTheft(anvil)
	const { contracts, from, to, steps, accounts } = done
	dollar = `${CHAIN}/erc20:${contracts.dollar.address}`
	weth = `${CHAIN}/erc20:${contracts.weth.address}`
	const node = { url: anvil.url, transport: anvil.transport, chain: CHAIN, from, to }
	result = await trace({
		seeds: [{ transaction: `${CHAIN}/${steps.theft.hash}` }],
		sources: [openEvmRpc({ ...node, wrapped: [contracts.weth.address] })],
		labels: labelBookOf([[id(accounts.exchange), 'Exchange']]),
		assets: [dollar, weth],
		budget: { minShare: 0 },
	})
}, 60_000)

afterAll(() => anvil?.stop())

describe('a theft on a real node', () => {
	it('gives results that hold together', () => {
		const heights = new Map(Object.values(done.steps).map(({ hash, height }) => [`${CHAIN}/${hash}`, height]))
		checkResult(result, (transfer) => heights.get(transfer.slice(0, transfer.indexOf('#'))) ?? Number.NaN)
	})

	it('comes to the deposit address in exact amounts, of the stolen money alone', () => {
		expect(result.endpoints).toHaveLength(1)
		const [endpoint] = result.endpoints
		expect(endpoint?.entity).toBe('Exchange')
		// What can be acted on is the customer's deposit address, not the wallet into which everybody's money is swept.
		expect(endpoint?.accounts.map(({ account }) => account)).toEqual([id(done.deposits[0])])
		const amounts = Object.fromEntries(endpoint?.amounts.map(({ asset, amount }) => [asset, amount]) ?? [])
		expect(amounts).toEqual({ [dollar]: AMOUNTS.depositedDollar, [weth]: AMOUNTS.depositedWeth })
	})

	it('leaves the rest where it is, and the books balance', () => {
		const loose = result.looseEnds.map(({ account, asset, amount, stop }) => [account, asset, amount, stop])
		const { first, second, third } = done.accounts
		// Gas of the wrap and of what came after is paid with what the swap brought.
		const gas = done.steps.wrap.fee + done.steps.approveMultisend.fee + done.steps.multisend.fee
		expect(loose).toEqual(
			expect.arrayContaining([
				[id(second), dollar, AMOUNTS.toSecond - AMOUNTS.depositedDollar, 'endOfSource'],
				[id(third), weth, AMOUNTS.keptWeth, 'endOfSource'],
				[id(first), ETH, done.swapped - AMOUNTS.wrapped - gas, 'endOfSource'],
			]),
		)
		expect(loose).toHaveLength(3)
		const [row, ...others] = result.ledger
		expect(others).toEqual([])
		expect([row?.seeded, row?.difference]).toEqual([AMOUNTS.stolen, 0n])
		expect((row?.arrived ?? 0n) + (row?.loose ?? 0n) + (row?.fees ?? 0n)).toBe(AMOUNTS.stolen)
	})

	it('goes by swap, wrap and multisend, and says how', async () => {
		const flow = result.flows.find(({ asset }) => asset === weth)
		expect(flow?.hops.map(({ kind }) => kind)).toEqual(['transfer', 'transfer', 'swap', 'wrap', 'transfer'])
		const swap = flow?.hops[2]
		expect(swap).toMatchObject({
			from: id(done.accounts.first),
			asset: dollar,
			amount: AMOUNTS.toFirst,
			taint: AMOUNTS.toFirst,
			received: { asset: ETH, amount: done.swapped, taint: done.swapped },
		})
		const text = await renderExplanation(result.explain(1), result.graph)
		expect(text).toContain(`${done.swapped} of these: ${done.swapped} × ${AMOUNTS.toFirst} ÷ ${AMOUNTS.toFirst}`)
	})

	it('has nothing of what is only told, and says what was left out and how often', async () => {
		const reasons = Object.fromEntries(result.excluded.map(({ reason, count }) => [reason, count]))
		expect(reasons).toEqual({ unlistedAsset: 1, zeroValue: 1 })
		expect(JSON.stringify(result.toJSON())).not.toContain(done.contracts.spoof.address)
		expect(await renderResult(result)).toContain('1 left out (unlistedAsset)')
	})

	it('has nothing of the other customer', () => {
		expect(JSON.stringify(result.toJSON())).not.toContain(done.accounts.customer)
	})
})

describe('the same as a case', () => {
	/** Where the shipped recording is made anew: `fixtures/anvil-theft`. */
	const kept = process.env.FUNDTRAIL_RECORD_THEFT
	let folder: string

	beforeAll(async () => {
		folder = kept ?? (await mkdtemp(join(tmpdir(), 'fundtrail-theft-')))
	})

	afterAll(() => (kept === undefined ? rm(folder, { recursive: true, force: true }) : undefined))

	it('over the node and over its recording gives the same bytes, and what it expects', async () => {
		const live = await recordTheft(anvil, done, folder)
		await anvil.stop()
		const replayed = await trace((await openCase(folder)).options)
		expect(replayed.resultHash).toBe(live.resultHash)
		const { cases } = await check([folder])
		expect(cases.flatMap(({ failures }) => failures)).toEqual([])
	})

	it('of the shipped recording tells of the same figures', async () => {
		const shipped = await trace((await openCase('fixtures/anvil-theft')).options)
		const figures = ({ endpoints }: TraceResult) =>
			endpoints.map(({ totals, amounts }) => [totals.seedAmount, amounts.length])
		expect(figures(shipped)).toEqual(figures(result))
	})
})
