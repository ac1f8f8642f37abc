import { describe, expect, it } from 'vitest'
import type { ChainDescription } from '../../src/chains/adapter.js'
import type { EvmTransaction } from '../../src/chains/evm/evmBlock.js'
import { evm } from '../../src/chains/evm/index.js'
import { trace } from '../../src/index.js'
import { RULE_IDS } from '../../src/model/method.js'
import type { Transaction, UtxoTransaction } from '../../src/model/transaction.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import type { TraceResult } from '../../src/traceResult.js'
import { bridgeLog, protocolOf, transferLog } from '../chains/bridges/bridgeLogs.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { type Extra, madeTransactions, named } from '../support/madeTransactions.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'

const ETHEREUM = 'eip155:1'
const ROUTER = protocolOf('thorchain').contracts[ETHEREUM]?.[0] as string
const [USER, EXCHANGE, VAULT, TOKEN, OTHER] = ['a1', 'e1', 'd1', 'c1', 'a2'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
	string,
]
const ETHER = 10n ** 18n
const START = 1_500_000_000
const labels = labelBookOf([
	[`${ETHEREUM}:${EXCHANGE}`, 'shop'],
	[named('shop'), 'shop'],
])

/** Bitcoin transactions of which some outputs to `memo` say something. */
function bitcoin(lines: readonly (readonly [line: string, memo?: string, extra?: Extra])[]): UtxoTransaction[] {
	const made = madeTransactions(lines.map(([line, , extra = {}]) => [line, extra]))
	return made.map((transaction, i) => {
		const memo = lines[i]?.[1]
		const outputs = transaction.outputs.map((output) =>
			output.account === named('memo') && memo !== undefined
				? { ...output, burn: true, data: Buffer.from(memo).toString('hex') }
				: output,
		)
		return { ...transaction, outputs }
	})
}

/** Ethereum transactions, one a block, a minute apart. */
function ethereum(transactions: readonly Partial<EvmTransaction>[], seconds = START + 1200): Transaction[] {
	const model = evm(ETHEREUM)
	return transactions.map((facts, i) => {
		const hash = `0x${(i + 1).toString(16).padStart(64, 'e')}`
		const block = { height: i + 1, hash: `0x${(i + 1).toString(16).padStart(64, 'b')}`, atSeconds: seconds + 60 * i }
		const receipt = { succeeded: true, gasUsed: 21000n, fee: 0n, contractAddress: null, logs: [], ...facts.receipt }
		const base = { hash, index: 0, from: OTHER, to: OTHER, value: 0n, type: 2, mint: 0n, calls: null }
		return model.transaction(block, { ...base, ...facts, receipt })
	})
}

const logs = (...told: EvmTransaction['receipt']['logs'] & object): Partial<EvmTransaction> => ({
	receipt: { succeeded: true, gasUsed: 1n, fee: 0n, contractAddress: null, logs: told },
})
const paysCoins = (from: string, to: string, value: bigint): Partial<EvmTransaction> => ({ from, to, value })

/** The router pays out tokens with a memo. */
const paysOut = (to: string, amount: bigint, memo: string): Partial<EvmTransaction> => ({
	from: VAULT,
	to: ROUTER,
	...logs(
		transferLog(TOKEN, ROUTER, to, amount, 3),
		bridgeLog('thorchain', 'TransferOut', [VAULT, to, TOKEN, amount, memo], ROUTER, 4),
	),
})
const paysToken = (from: string, to: string, amount: bigint): Partial<EvmTransaction> => ({
	from,
	to: TOKEN,
	...logs(transferLog(TOKEN, from, to, amount, 1)),
})

const source = (transactions: readonly Transaction[], chain: string, facts: Partial<ChainDescription> = {}) =>
	memoryAdapter(transactions, { chain, ledger: chain === BITCOIN ? 'utxo' : 'account', scope: 'complete', ...facts })

async function traced(
	from: readonly Transaction[],
	to: readonly Transaction[],
	options: Partial<TraceOptions> = {},
	facts: Partial<ChainDescription> = {},
): Promise<TraceResult> {
	const result = await trace({
		seeds: [named('taker')],
		sources: [source(from, BITCOIN), source(to, ETHEREUM, facts)],
		labels,
		assets: [`${ETHEREUM}/erc20:${TOKEN}`],
		...options,
	})
	const events = [...from, ...to].flatMap((transaction) =>
		transaction.kind === 'utxo' ? transaction.outputs.map(({ id }) => id) : transaction.transfers.map(({ id }) => id),
	)
	// In order of time, whichever chain they stand on.
	const times = new Map([...from, ...to].map(({ id, atSeconds }) => [id, atSeconds]))
	const timeOf = (event: string): number => times.get(event.replace(/(?:#.*|:[0-9]+)$/, '')) ?? 0
	const inOrder = [...events].sort((a, b) => timeOf(a) - timeOf(b))
	checkResult(result, (event) => inOrder.indexOf(event))
	return result
}

const ends = ({ looseEnds }: TraceResult) => looseEnds.map(({ at, stop, seedAmount }) => `${stop} ${seedAmount} ${at}`)
const txidOf = ([transaction]: readonly UtxoTransaction[]): string => transaction?.txid.toUpperCase() ?? ''
const SWAP = `=:ETH.TOK-0XC1:${USER}`

describe('value over THORChain from Bitcoin to Ethereum', () => {
	const swap = bitcoin([['taker100 > vault60 change39 memo0', SWAP]])
	const out = ethereum([paysOut(USER, 5n * ETHER, `OUT:${txidOf(swap)}`), paysToken(USER, EXCHANGE, 5n * ETHER)])

	it('goes on to a labelled exchange, exactly as it was paid out', async () => {
		const result = await traced(swap, out)
		expect(result.endpoints).toMatchObject([
			{ entity: 'shop', totals: { seedAmount: 60n, lower: 60n, upper: 60n, floor: 60n, ceiling: 60n } },
		])
		const [endpoint] = result.endpoints
		expect(endpoint?.amounts).toMatchObject([
			{ asset: `${ETHEREUM}/erc20:${TOKEN}`, amount: 5n * ETHER, seedAmount: 60n },
		])
		const [flow] = result.flows
		expect(flow?.hops.map(({ kind, chain }) => `${kind} ${chain}`)).toEqual([
			`spend ${BITCOIN}`,
			`bridge ${ETHEREUM}`,
			`transfer ${ETHEREUM}`,
		])
		expect(flow?.hops[1]).toMatchObject({
			protocol: 'thorchain',
			basis: 'memo',
			verified: 'contract',
			amount: 5n * ETHER,
			source: { chain: BITCOIN, tx: swap[0]?.id, transfer: `${swap[0]?.id}:0`, amount: 60n },
		})
		expect(flow?.hops[1]?.evidence).toContain(`bridge ${swap[0]?.id}:2#memo`)
		expect(result.evidence.find(({ claim }) => claim === 'bridge')).toMatchObject({
			confidence: 'high',
			transactions: [swap[0]?.id, out[0]?.id].sort(),
		})
		expect(ends(result)).toEqual([`endOfSource 39 ${swap[0]?.id}:1`.replace('endOfSource', 'held')])
		expect(result.ledger).toMatchObject([{ seeded: 100n, arrived: 60n, loose: 39n, fees: 1n, difference: 0n }])
		const edge = `${swap[0]?.id}:0>${out[0]?.id}#log:3`
		expect(result.graph?.getEdgeAttributes(edge)).toMatchObject({ bridge: 'thorchain memo', taint: String(5n * ETHER) })
	})

	it.each(RULE_IDS.filter((rule) => rule !== 'libr' && rule !== 'poison'))('balances under %s', async (method) => {
		const mixed = bitcoin([['taker100 > a60 b39'], ['other50 a60 > vault70 other39 memo0', SWAP]])
		const paid = ethereum([paysOut(USER, 7n, `OUT:${mixed[1]?.txid}`), paysToken(USER, EXCHANGE, 3n)])
		const result = await traced(mixed, paid, { method })
		expect(result.ledger[0]).toMatchObject({ seeded: 100n, difference: 0n })
	})

	it('is bounded beyond the bridge, whatever the rule', async () => {
		// 60 of the seed and 50 of somebody else's pay 70 in; of 70 paid out beyond, with 30 there before, 80 go on.
		const mixed = bitcoin([['taker100 > a60 b39'], ['other50 a60 > vault70 other39 memo0', SWAP]])
		const paid = ethereum([
			paysToken(OTHER, USER, 30n),
			paysOut(USER, 70n, `OUT:${mixed[1]?.txid}`),
			paysToken(USER, EXCHANGE, 80n),
		])
		const result = await traced(mixed, paid, { panel: 'all' })
		const [endpoint] = result.endpoints
		const { floor, ceiling, lower, upper } = endpoint?.totals ?? {}
		expect([ceiling, floor]).toEqual([60n, 0n])
		expect((lower ?? 0n) >= (floor ?? 0n) && (upper ?? 0n) <= (ceiling ?? 0n)).toBe(true)
	})

	it('is bounded beyond the bridge in made-up cases, none of which any rule leaves', async () => {
		let state = 11
		const below = (most: number): number => {
			state = (state * 48271) % 2147483647
			return state % most
		}
		const figures: [bigint, bigint, bigint][] = []
		for (let round = 0; round < 20; round++) {
			const [own, clean, away] = [1 + below(90), 1 + below(90), below(40)]
			const into = 1 + below(own + clean - 1)
			const rest = own + clean - into
			const mixed = bitcoin([
				[`taker100 > a${own} b${100 - own}`],
				[`other${clean} a${own} > vault${into} other${rest} memo0`, SWAP],
			])
			const parts = [1 + below(9), 1 + below(2000)].map(BigInt) as [bigint, bigint]
			const sum = parts[0] + parts[1] + BigInt(away)
			const paid = ethereum([
				...(away === 0 ? [] : [paysToken(OTHER, USER, BigInt(away))]),
				...parts.map((part) => paysOut(USER, part, `OUT:${mixed[1]?.txid}`)),
				paysToken(USER, EXCHANGE, 1n + BigInt(below(Number(sum)))),
			])
			const { endpoints } = await trace({
				seeds: [named('taker')],
				sources: [source(mixed, BITCOIN), source(paid, ETHEREUM)],
				labels,
				assets: [`${ETHEREUM}/erc20:${TOKEN}`],
				budget: { minShare: 0 },
			})
			for (const { totals } of endpoints) {
				const { floor, ceiling, lower, upper, panel } = totals
				const told = [lower, upper, panel.fifo, panel.lifo, panel.haircut, panel.tiho, panel.pifo]
				for (const figure of told) if (figure != null) figures.push([floor ?? -1n, figure, ceiling ?? -1n])
			}
		}
		expect(figures.length).toBeGreaterThan(90)
		expect(figures.filter(([floor, figure, ceiling]) => figure < floor || figure > ceiling)).toEqual([])
	})

	it('is the same whichever source is read first, and in any order of transactions', async () => {
		const one = await traced(swap, out)
		const two = await trace({
			seeds: [named('taker')],
			sources: [source([...out].reverse(), ETHEREUM), source(swap, BITCOIN)],
			labels,
		})
		expect(two.endpoints).toEqual(one.endpoints)
		expect(two.flows).toEqual(one.flows)
		expect(two.factsHash).toBe(one.factsHash)
	})

	it('takes the parts of a streaming swap together, and what was paid back of it', async () => {
		const both = bitcoin([
			['taker100 > vault60 change39 memo0', SWAP],
			['vault60 > taker20 vault39 memo0', 'REFUND:'],
		])
		const refund = bitcoin([
			['taker100 > vault60 change39 memo0', SWAP],
			['vault60 > taker20 vault39 memo0', `REFUND:${both[0]?.txid.toUpperCase()}`],
		])
		const parts = ethereum([
			paysOut(USER, 30n, `OUT:${txidOf(refund)}`),
			paysOut(USER, 10n, `OUT:${txidOf(refund)}`),
			paysToken(USER, EXCHANGE, 40n),
		])
		const result = await traced(refund, parts)
		expect(result.endpoints[0]?.totals).toMatchObject({ seedAmount: 40n })
		expect(result.endpoints[0]?.amounts).toMatchObject([{ amount: 40n, seedAmount: 40n }])
		expect(ends(result)).toContain(`refunded 20 ${named('taker')}`)
		expect(result.ledger[0]).toMatchObject({ difference: 0n })
	})

	it('ends a refund, a passage on its way, and one that nobody answers, each with its reason', async () => {
		const refund = bitcoin([
			['taker100 > vault60 change39 memo0', SWAP],
			['vault60 > taker58 vault1 memo0', `REFUND:${txidOf(swap)}`],
		])
		expect(ends(await traced(refund, []))).toContain(`refunded 60 ${named('taker')}`)
		const [transaction] = swap
		const until = (seconds: number) => ({ atSeconds: (transaction?.atSeconds ?? 0) + seconds })
		expect(ends(await traced(swap, [], {}, until(3600)))).toContain(`inFlight 60 ${named('vault')}`)
		expect(ends(await traced(swap, [], {}, until(30 * 86_400)))).toContain(`bridgeUnpaired 60 ${named('vault')}`)
	})

	it('ends at the account to be paid on a chain that no source holds', async () => {
		const tron = bitcoin([['taker100 > vault60 change39 memo0', '=:TRON.TRX:TJRabPrwbZy45sbavfcjinPJC18kjpRTv8']])
		const result = await traced(tron, [])
		expect(ends(result)).toContain('unsupportedChain 60 tron:0x2b6653dc:TJRabPrwbZy45sbavfcjinPJC18kjpRTv8')
		expect(ends(await trace({ seeds: [named('taker')], sources: [source(swap, BITCOIN)], labels }))).toContain(
			`unsupportedChain 60 ${ETHEREUM}:${USER}`,
		)
	})

	it('follows no pay-out that another contract tells, and shows it as left out', async () => {
		const forged = ethereum([
			{
				from: OTHER,
				...logs(
					transferLog(TOKEN, OTHER, USER, 9n, 3),
					bridgeLog('thorchain', 'TransferOut', [VAULT, USER, TOKEN, 9n, `OUT:${txidOf(swap)}`], OTHER, 4),
				),
			},
		])
		const result = await traced(swap, forged)
		expect(result.endpoints).toEqual([])
		expect(ends(result)).toContain(`bridgeUnpaired 60 ${named('vault')}`)
		expect(result.excluded).toMatchObject([{ reason: 'foreignBridge', count: 1, examples: [`${forged[0]?.id}#log:4`] }])
	})

	it('says where the budget ended before anybody was asked', async () => {
		const result = await traced(swap, out, { budget: { lookups: 1 } })
		expect(ends(result)).toContain(`budget 60 ${named('vault')}`)
		expect(result.status).toBe('partial')
	})
})

describe('value over THORChain from Ethereum to Bitcoin', () => {
	it('comes out as an output and goes on', async () => {
		const ADDRESS = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'
		const memo = `=:b:${ADDRESS}`
		const deposit: Partial<EvmTransaction> = {
			from: USER,
			to: ROUTER,
			...logs(
				transferLog(TOKEN, USER, ROUTER, 50n, 1),
				bridgeLog('thorchain', 'Deposit', [VAULT, TOKEN, 50n, memo], ROUTER, 2),
			),
		}
		const into = ethereum([paysToken(OTHER, USER, 50n), deposit], START - 7200)
		const txid = into[1]?.txid.slice(2).toUpperCase()
		const renamed = (transaction: UtxoTransaction): UtxoTransaction =>
			JSON.parse(
				JSON.stringify(transaction, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)).replaceAll(
					named('payee'),
					`${BITCOIN}:${ADDRESS}`,
				),
				(_, value) => (typeof value === 'string' && /^[0-9]+n$/.test(value) ? BigInt(value.slice(0, -1)) : value),
			)
		const out = bitcoin([['vault100 > payee60 vault39 memo0', `OUT:${txid}`], ['payee60 > shop59']]).map(renamed)
		const result = await traced(out, into, { seeds: [{ account: `${ETHEREUM}:${OTHER}` }] })
		expect(result.flows.map(({ hops }) => hops.map(({ kind }) => kind).join(' '))).toEqual([
			'transfer transfer bridge spend',
		])
		expect(result.endpoints[0]).toMatchObject({
			entity: 'shop',
			totals: { seedAmount: 49n, lower: 49n, upper: 49n, floor: 0n, ceiling: 50n },
		})
		expect(result.endpoints[0]?.amounts).toMatchObject([{ amount: 59n }])
	})
})

describe('coins paid to a contract of a bridge without a leg', () => {
	it('end there: its ledger is everybody’s', async () => {
		const swap = bitcoin([['taker100 > vault60 change39 memo0', SWAP]])
		const out = ethereum([
			paysOut(USER, 5n, `OUT:${txidOf(swap)}`),
			paysToken(USER, ROUTER, 5n),
			paysToken(ROUTER, EXCHANGE, 5n),
			paysCoins(USER, OTHER, 1n),
		])
		const result = await traced(swap, out)
		expect(result.endpoints).toEqual([])
		expect(ends(result)).toContain(`bridgeUnpaired 60 ${ETHEREUM}:${ROUTER}`)
	})
})
