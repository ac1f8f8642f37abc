import { id as keccak } from 'ethers'
import { describe, expect, it } from 'vitest'
import { evm } from '../../src/chains/evm/evm.js'
import type { EvmLog } from '../../src/chains/evm/evmBlock.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { address, call, erc20, hash, PLACE, receipt, topic, transaction, word } from '../chains/evm/evmFacts.js'
import { accountFacts, CHAIN, id, type Placed, sourceOf, TETHER, USDT } from '../heuristics/evm/accountFacts.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'

const [SEED, HOLDER, EXCHANGE, ISSUER] = [0xa, 0xb, 0xe, 0x1]
const USDC = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48'

const log = (signature: string, topics: readonly string[], words: readonly string[], at = USDT): EvmLog => ({
	index: 0,
	address: at,
	topics: [keccak(signature), ...topics],
	data: `0x${words.join('')}`,
})
const said = (at: number, ...logs: EvmLog[]): Placed => ({
	from: address(ISSUER),
	to: USDT,
	at,
	receipt: receipt({ logs: logs.map((one, index) => ({ ...one, index })) }),
})
const inData = (n: number): string[] => [word(n)]
const frozen = log('AddedBlackList(address)', [], inData(HOLDER))
const released = log('RemovedBlackList(address)', [], inData(HOLDER))
const destroyed = (amount: bigint): EvmLog =>
	log('DestroyedBlackFunds(address,uint256)', [], [word(HOLDER), word(amount)])
const pay = (from: number, to: number, amount: bigint, at: number): Placed => ({
	from: address(from),
	to: USDT,
	at,
	receipt: receipt({ logs: [{ ...erc20(0, from, to, amount), address: USDT }] }),
})

async function run(list: readonly Placed[]): Promise<TraceResult> {
	const facts = accountFacts(list)
	const seeds = [{ account: id(SEED), asset: TETHER }]
	const labels = labelBookOf([[id(EXCHANGE), 'X']])
	const result = await trace({ seeds, sources: [sourceOf(facts, 'complete')], labels, budget: { minShare: 0 } })
	const order = facts.flatMap(({ transfers }) => transfers.map((transfer) => transfer.id))
	checkResult(result, (transfer) => order.indexOf(transfer))
	return result
}
const ended = ({ looseEnds }: TraceResult): string[] =>
	looseEnds.map(({ at, stop, amount }) => `${at.slice(-1)} ${stop} ${amount}`)
const evidence = `frozen ${id(HOLDER)} ${TETHER}`

describe('value that an issuer froze', () => {
	it('ends as frozen, with the event', async () => {
		const result = await run([pay(SEED, HOLDER, 500n, 1), pay(HOLDER, EXCHANGE, 200n, 2), said(3, frozen)])
		expect(ended(result)).toEqual(['b frozen 300'])
		expect(result.endpoints[0]?.totals.amount).toBe(200n)
		expect(result.looseEnds[0]?.evidence).toContain(evidence)
		const item = result.evidence.find((one) => one.id === evidence)
		expect(item).toMatchObject({ claim: 'frozen', confidence: 'high', transactions: [`${CHAIN}/${hash(3)}`] })
		expect(item?.heuristic.params).toMatchObject({ state: 'frozen', destroyed: '0' })
	})

	it('is held again once it was released', async () => {
		const result = await run([pay(SEED, HOLDER, 500n, 1), said(2, frozen), said(3, released)])
		expect(ended(result)).toEqual(['b held 500'])
		expect(result.evidence.find((one) => one.id === evidence)?.heuristic.params).toMatchObject({ state: 'released' })
	})

	it('is frozen again by the last word', async () => {
		expect(ended(await run([pay(SEED, HOLDER, 500n, 1), said(2, frozen, released, frozen)]))).toEqual(['b frozen 500'])
	})

	it('and destroyed has left the account, and is not burnt', async () => {
		const result = await run([
			pay(SEED, HOLDER, 500n, 1),
			said(2, frozen),
			said(3, destroyed(500n)),
			pay(SEED, HOLDER, 7n, 4),
		])
		expect(ended(result)).toEqual(['b frozen 507'])
		expect(result.ledger[0]).toMatchObject({ seeded: 507n, loose: 507n, difference: 0n })
		expect(result.evidence.find((one) => one.id === evidence)?.heuristic.params).toMatchObject({ destroyed: '500' })
	})

	it('and destroyed by a burn beside the event is destroyed once', async () => {
		const later = log('DestroyedBlockedFunds(address,uint256)', [topic(address(HOLDER))], [word(500)])
		const burn = { ...erc20(0, HOLDER, 0, 500n), address: USDT }
		const result = await run([pay(SEED, HOLDER, 500n, 1), said(2, frozen), said(3, burn, later)])
		expect(ended(result)).toEqual(['b frozen 500'])
	})

	it.each([
		['another token', log('Blacklisted(address)', [topic(address(HOLDER))], [], USDC)],
		['a contract that is none of the issuer', { ...frozen, address: address(0x99) }],
		['a word that holds no address', log('AddedBlackList(address)', [], ['f'.repeat(64)])],
		['an event with a word too many', log('AddedBlackList(address)', [], [word(HOLDER), word(1)])],
	])('is none by %s', async (_, event) => {
		expect(ended(await run([pay(SEED, HOLDER, 500n, 1), said(2, event)]))).toEqual(['b held 500'])
	})

	it('changes the digest of the facts', async () => {
		const plain = [pay(SEED, HOLDER, 500n, 1), pay(HOLDER, EXCHANGE, 500n, 2)]
		const [free, barred] = [await run(plain), await run([...plain, said(3, frozen)])]
		expect(barred.factsHash).not.toBe(free.factsHash)
	})
})

describe('notices', () => {
	const notices = (more: Parameters<typeof transaction>[0], options = {}) =>
		(evm(CHAIN, options).transaction(PLACE, transaction(more)).notices ?? []).map(
			({ kind, account, by }) => `${kind} ${account?.slice(-2)} by ${by.slice(-2)}`,
		)

	it.each([
		['BlockPlaced(address)', 'frozen 0b by c7'],
		['BlockReleased(address)', 'released 0b by c7'],
		['Blacklisted(address)', 'frozen 0b by c7'],
		['UnBlacklisted(address)', 'released 0b by c7'],
	])('read %s', (signature, expected) => {
		const logs = [log(signature, [topic(address(HOLDER))], [])]
		expect(notices({ receipt: receipt({ logs }) })).toEqual([expected])
		expect(notices({ receipt: receipt({ logs, succeeded: false }) })).toEqual([])
	})

	it('are taken from further issuers that the caller names', () => {
		const logs = [{ ...frozen, address: address(0x77) }]
		expect(notices({ receipt: receipt({ logs }) })).toEqual([])
		expect(notices({ receipt: receipt({ logs }) }, { issuers: [address(0x77)] })).toEqual(['frozen 0b by 77'])
	})

	it('tell who made a contract, by calls or by the receipt', () => {
		const made = { kind: 'create', failed: false } as const
		const calls = [call([], 1, 2), call([0], 2, 8, 0n, made), call([1], 2, 9, 0n, { ...made, failed: true })]
		expect(notices({ calls })).toEqual(['created 08 by 02'])
		expect(notices({ to: null, receipt: receipt({ contractAddress: address(7) }) })).toEqual(['created 07 by 01'])
	})

	it('read deposits and withdrawals of pools', () => {
		const logs = [
			log('Deposit(bytes32,uint32,uint256)', [`0x${word(5)}`], [word(41), word(1)], address(0x60)),
			log(
				'Withdrawal(address,bytes32,address,uint256)',
				[topic(address(3))],
				[word(HOLDER), word(6), word(2)],
				address(0x60),
			),
		]
		const made = evm(CHAIN).transaction(PLACE, transaction({ receipt: receipt({ logs }) }))
		expect(made.notices).toMatchObject([
			{ kind: 'poolDeposit', account: null, by: id(0x60), leaf: 41 },
			{ kind: 'poolWithdrawal', account: id(HOLDER), by: id(0x60), amount: 2n },
		])
	})
})
