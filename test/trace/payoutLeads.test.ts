import { describe, expect, it } from 'vitest'
import type { EvmLog } from '../../src/chains/evm/evmBlock.js'
import { evm } from '../../src/chains/evm/index.js'
import { parseResult, trace } from '../../src/index.js'
import type { Transaction } from '../../src/model/transaction.js'
import { PriceBook } from '../../src/prices/index.js'
import { renderResult } from '../../src/report/index.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import type { TraceResult } from '../../src/traceResult.js'
import { protocolOf, transferLog, withLogs } from '../chains/bridges/bridgeLogs.js'
import { rowLog } from '../chains/bridges/protocols/passage.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { madeTransactions, named } from '../support/madeTransactions.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'

const [ETHEREUM, AVALANCHE] = ['eip155:1', 'eip155:43114'] as const
const [USER, TAKER, OTHER, COIN, DEPOSIT, HOT] = ['a1', 'a2', 'a3', 'c1', 'd1', 'd2'].map(
	(byte) => `0x${byte.repeat(20)}`,
) as [string, string, string, string, string, string]
const ZERO = `0x${'0'.repeat(40)}`
const START = 1_600_000_000
const contract = (id: string, chain: string, place = 0): string => protocolOf(id).contracts[chain]?.[place] as string
const TOKEN = contract('avalanche', AVALANCHE)
const WALLET = contract('avalanche', ETHEREUM)

/** Transactions of a chain, so many seconds after the start. */
function told(
	chain: string,
	rows: readonly (readonly [seconds: number, from: string, logs: readonly EvmLog[]])[],
): Transaction[] {
	return rows.map(([seconds, from, logs], i) => {
		const hash = `0x${(i + 1).toString(16).padStart(64, chain === ETHEREUM ? 'e' : 'a')}`
		const block = { height: i + 1, hash: `0x${(i + 1).toString(16).padStart(64, 'b')}`, atSeconds: START + seconds }
		const facts = withLogs(logs, { from, to: OTHER, hash })
		return evm(chain).transaction(block, { ...facts, receipt: { ...facts.receipt, fee: 0n } })
	})
}
const source = (chain: string, transactions: readonly Transaction[]) =>
	memoryAdapter(transactions, {
		chain,
		ledger: chain === BITCOIN ? 'utxo' : 'account',
		scope: 'complete',
		atSeconds: START + 90_000,
	})
const ends = ({ looseEnds }: TraceResult) => looseEnds.map(({ stop, seedAmount }) => `${stop} ${seedAmount}`)

describe('pay-outs that nothing names', () => {
	const burn = told(AVALANCHE, [
		[0, TAKER, [transferLog(TOKEN, OTHER, TAKER, 1000n, 1)]],
		[60, TAKER, [transferLog(TOKEN, TAKER, ZERO, 1000n, 1), rowLog('avalanche', 'Unwrap', [1000n, 0n], TOKEN, 2)]],
	])
	const traced = (paid: Transaction[], options: Partial<TraceOptions> = {}) =>
		trace({
			seeds: [{ transaction: burn[0]?.id as string, to: `${AVALANCHE}:${TAKER}` }],
			sources: [source(AVALANCHE, burn), source(ETHEREUM, paid)],
			labels: labelBookOf([]),
			assets: 'all',
			...options,
		})
	const pays = (seconds: number, from: string, amount: bigint, index = 1) =>
		[seconds, from, [transferLog(COIN, from, TAKER, amount, index)]] as const

	it('are shown as leads, ranked by time and amount, with how many were looked at', async () => {
		const result = await traced(
			told(ETHEREUM, [pays(600, WALLET, 980n), pays(700, OTHER, 50n), pays(-3600, OTHER, 1000n)]),
		)
		expect(ends(result)).toEqual(['bridgeUnpaired 1000'])
		expect(result.endpoints).toEqual([])
		expect(result.payoutLeads).toMatchObject([
			{
				kind: 'bridge',
				protocol: 'avalanche',
				amount: 1000n,
				chain: ETHEREUM,
				receiver: `${ETHEREUM}:${TAKER}`,
				paidAt: START + 60,
				window: { from: START + 60 - 1800, to: START + 60 + 86_400 },
				expected: { least: 900n, most: 1010n },
				candidates: [{ amount: 980n, account: `${ETHEREUM}:${TAKER}`, why: 'timeAndAmount', confidence: 'moderate' }],
				lookedAt: 2,
				standsAlone: true,
			},
		])
		expect(parseResult(JSON.stringify(result.toJSON())).payoutLeads).toEqual(result.payoutLeads)
		const text = await renderResult(result)
		expect(text).toContain('where value may have come out, not where it did')
		expect(text).toMatch(/payments looked at: 2; candidates: 1, of which the first stands alone/)
		expect(text).toMatch(/by time and amount alone, confidence moderate/)
	})

	it('compete, and take tokens of other decimals', async () => {
		const both = [pays(600, WALLET, 980n * 10n ** 12n), pays(610, WALLET, 981n * 10n ** 12n)]
		const [lead] = (await traced(told(ETHEREUM, both))).payoutLeads ?? []
		expect(lead).toMatchObject({ lookedAt: 2, standsAlone: false })
		expect(lead?.candidates.map(({ confidence }) => confidence)).toEqual(['low', 'low'])
	})

	it('are none in the time before, out of bounds, or where they are another coin', async () => {
		const calls = [{ kind: 'call', failed: false, path: [], from: OTHER, to: TAKER, value: 990n }] as const
		const coins = evm(ETHEREUM).transaction(
			{ height: 9, hash: `0x${'b9'.repeat(32)}`, atSeconds: START + 300 },
			withLogs([], { from: OTHER, to: TAKER, value: 990n, calls, hash: `0x${'e9'.repeat(32)}` }),
		)
		const paid = [...told(ETHEREUM, [pays(600, WALLET, 1011n), pays(601, WALLET, 899n)]), coins]
		expect((await traced(paid)).payoutLeads).toMatchObject([{ candidates: [], lookedAt: 3, standsAlone: false }])
	})

	it('are shown where the row of the registry was not checked, and carry nothing', async () => {
		const vault = contract('celer/peg', ETHEREUM)
		const key = `0x${'5e'.repeat(32)}`
		const into = told(ETHEREUM, [
			[0, OTHER, [transferLog(COIN, OTHER, TAKER, 70n, 1)]],
			[
				60,
				TAKER,
				[
					transferLog(COIN, TAKER, vault, 70n, 1),
					rowLog('celer/peg', 'Deposited', [key, TAKER, COIN, 70n, 56n, USER], vault, 2),
				],
			],
		])
		const peg = contract('celer/peg', 'eip155:56', 1)
		const out = told('eip155:56', [
			[
				120,
				OTHER,
				[
					transferLog(TOKEN, ZERO, USER, 69n, 1),
					rowLog('celer/peg', 'Mint', [key, TOKEN, USER, 69n, 1n, key, TAKER], peg, 2),
				],
			],
		])
		const result = await trace({
			seeds: [{ transaction: into[0]?.id as string, to: `${ETHEREUM}:${TAKER}` }],
			sources: [source(ETHEREUM, into), source('eip155:56', out)],
			labels: labelBookOf([]),
			assets: 'all',
		})
		expect(ends(result)).toEqual(['bridgeUnpaired 70'])
		expect(result.payoutLeads).toMatchObject([
			{ protocol: 'celer/peg', candidates: [{ why: 'unverified', confidence: 'low', amount: 69n }], standsAlone: true },
		])
	})
})

describe('instant swappers', () => {
	const labels = labelBookOf([
		[`${ETHEREUM}:${DEPOSIT}`, 'swapper', 'instant_swapper'],
		[`${ETHEREUM}:${HOT}`, 'swapper', 'instant_swapper'],
		[named('deposit'), 'swapper', 'instant_swapper'],
	])
	const swap = told(ETHEREUM, [
		[0, OTHER, [transferLog(COIN, OTHER, TAKER, 500n, 1)]],
		[60, TAKER, [transferLog(COIN, TAKER, DEPOSIT, 500n, 1)]],
		[900, HOT, [transferLog(TOKEN, HOT, USER, 495n, 1)]],
		[950, HOT, [transferLog(TOKEN, HOT, OTHER, 496n, 1)]],
		[9000, HOT, [transferLog(TOKEN, HOT, USER, 497n, 1)]],
	])

	it('end the walk at the deposit address, with the window in which they pay', async () => {
		const result = await trace({
			seeds: [{ transaction: swap[0]?.id as string, to: `${ETHEREUM}:${TAKER}` }],
			sources: [source(ETHEREUM, swap)],
			labels,
			assets: 'all',
			endpointCategories: ['instant_swapper'],
		})
		expect(result.endpoints).toMatchObject([
			{ category: 'instant_swapper', accounts: [{ account: `${ETHEREUM}:${DEPOSIT}` }] },
		])
		expect(result.payoutLeads).toMatchObject([
			{
				kind: 'swapper',
				entity: 'swapper',
				paid: `${swap[1]?.id}#log:1`,
				account: `${ETHEREUM}:${DEPOSIT}`,
				chain: null,
				receiver: null,
				window: { from: START + 60, to: START + 60 + 3600 },
				expected: { least: 450n, most: 505n },
				candidates: [],
				lookedAt: 0,
			},
		])
	})

	it('are never worth more than low, whatever was read of their pay-outs', async () => {
		const seeds = [
			{ transaction: swap[0]?.id as string, to: `${ETHEREUM}:${TAKER}` },
			{ account: `${ETHEREUM}:${USER}` },
		]
		const result = await trace({ seeds, sources: [source(ETHEREUM, swap)], labels, assets: 'all' })
		const lead = result.payoutLeads?.find(({ paid }) => paid === `${swap[1]?.id}#log:1`)
		expect(lead?.candidates).toMatchObject([{ amount: 495n, account: `${ETHEREUM}:${USER}`, confidence: 'low' }])
		expect(lead?.standsAlone).toBe(true)
		expect(ends(result)).toContain('service 500')
	})

	it('pay out in other assets where prices tell the rate, within what fees and prices allow', async () => {
		const [COINS, DOLLARS] = [`${ETHEREUM}/erc20:${COIN}`, `${ETHEREUM}/erc20:${TOKEN}`]
		const price = (asset: string, time: number, worth: string, decimals: number) => ({
			...{ asset, time: START + time, price: worth, source: 'made up', decimals },
		})
		const prices = new PriceBook([
			price(COINS, 0, '3', 2),
			price(COINS, 600, '3.03', 2),
			// Ten thousand base units of these are a whole unit, so that 5 coins are 15.00 to 15.15 of them.
			price(DOLLARS, 0, '1', 4),
		])
		const pays = (seconds: number, payee: string, amount: bigint) =>
			[seconds, HOT, [transferLog(TOKEN, HOT, payee, amount, 1)]] as const
		const paid = told(ETHEREUM, [
			[0, OTHER, [transferLog(COIN, OTHER, TAKER, 500n, 1)]],
			[60, TAKER, [transferLog(COIN, TAKER, DEPOSIT, 500n, 1)]],
			pays(900, USER, 149_000n),
			pays(901, USER, 134_999n),
			pays(902, USER, 153_016n),
			pays(903, USER, 500n),
		])
		const traced = (options: Partial<TraceOptions> = {}) =>
			trace({
				seeds: [{ transaction: paid[0]?.id as string, to: `${ETHEREUM}:${TAKER}` }, { account: `${ETHEREUM}:${USER}` }],
				sources: [source(ETHEREUM, paid)],
				...{ labels, assets: 'all', ...options },
			})
		const leadOf = ({ payoutLeads = [] }: TraceResult) => payoutLeads.find(({ kind }) => kind === 'swapper')
		const result = await traced({ prices })
		expect(leadOf(result)).toMatchObject({
			expected: { least: 450n, most: 505n },
			expectedIn: [{ asset: DOLLARS, least: 135_000n, most: 153_015n }],
			candidates: [{ asset: DOLLARS, amount: 149_000n, why: 'timeAndAmount', confidence: 'low' }],
			lookedAt: 4,
			standsAlone: true,
		})
		expect(result.prices?.used.map(({ price: worth }) => worth).sort()).toEqual(['1', '3', '3.03'])
		expect(await renderResult(result)).toContain('or, by the prices given, 135000 base units of')
		expect(parseResult(JSON.stringify(result.toJSON())).payoutLeads).toEqual(result.payoutLeads)
		// Without a rate, a token paid in is looked for in tokens of the same number.
		expect(leadOf(await traced())?.candidates).toMatchObject([{ amount: 500n }])
		expect('expectedIn' in (leadOf(await traced()) ?? {})).toBe(false)
	})

	it('take outputs too', async () => {
		const paid = madeTransactions(['taker100 > deposit60 change39'])
		const result = await trace({ seeds: [named('taker')], sources: [source(BITCOIN, paid)], labels })
		expect(result.payoutLeads).toMatchObject([
			{
				kind: 'swapper',
				paid: `${paid[0]?.id}:0`,
				account: named('deposit'),
				amount: 60n,
				expected: { least: 54n, most: 60n },
			},
		])
	})

	it('are absent from a result without any', async () => {
		const paid = madeTransactions(['taker100 > shop99'])
		const result = await trace({ seeds: [named('taker')], sources: [source(BITCOIN, paid)], labels })
		expect('payoutLeads' in result).toBe(false)
	})
})
