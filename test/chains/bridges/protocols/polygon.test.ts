import { encodeRlp, Interface } from 'ethers'
import { describe, expect, it } from 'vitest'
import { readRlp } from '../../../../src/chains/bridges/decode/readRlp.js'
import { rlp } from '../../../../src/chains/bridges/decode/rlp.js'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { placeInBlock } from '../../../../src/chains/bridges/protocols/polygon/placeInBlock.js'
import { plasma } from '../../../../src/chains/bridges/protocols/polygon/plasma.js'
import { polygonExit } from '../../../../src/chains/bridges/protocols/polygon/polygonExit.js'
import type { EvmLog } from '../../../../src/chains/evm/evmBlock.js'
import { evm } from '../../../../src/chains/evm/index.js'
import { protocolOf, transferLog, withLogs } from '../bridgeLogs.js'
import { type ExitData, exitData, exitMembers, receiptData, receiptPath } from './exitData.js'
import { callData, checkPassage, legsTold, readTold, rowLog, START } from './passage.js'

const [L1, POLYGON] = ['eip155:1', 'eip155:137'] as const
const ID = 'polygon/withdrawal'
const [MANAGER, ERC20, ETHER, MINTABLE] = protocolOf(ID).contracts[L1] as [string, string, string, string]
const [WETH, USDC, USDT] = protocolOf(ID).contracts[POLYGON] as [string, string, string]
const [USER, OTHER, ROOT] = ['a1', 'a3', 'c1'].map((byte) => `0x${byte.repeat(20)}`) as [string, string, string]
const ZERO = `0x${'0'.repeat(40)}`
const EXIT = 'exit(bytes inputData)'
const META = 'executeMetaTransaction(address user, bytes functionSignature, bytes32 r, bytes32 s, uint8 v)'
const call = { kind: 'call', failed: false } as const
const [HEIGHT, INDEX] = [41_000_000n, 129n]

/** A transaction on Polygon whose first event is another one, at its place in the block. */
function burntAt(index: bigint, amount: bigint, { token = USDC, more = [] as EvmLog[] } = {}) {
	const logs = [transferLog(ROOT, OTHER, USER, 9n, 30), transferLog(token, USER, ZERO, amount, 31), ...more]
	const transaction = withLogs(logs, { index: Number(index), hash: `0x${index.toString(16).padStart(64, '0')}` })
	const block = { height: Number(HEIGHT), hash: `0x${'b1'.repeat(32)}`, atSeconds: START }
	return evm(POLYGON).transaction(block, transaction)
}
const burnt = (amount: bigint, index = INDEX) => burntAt(index, amount).legs ?? []

/** The data that proves that burn. */
const proof = (amount: bigint, exit: Partial<ExitData> = {}): ExitData => ({
	height: HEIGHT,
	index: INDEX,
	turn: 1n,
	logs: [transferLog(ROOT, OTHER, USER, 9n, 30), transferLog(USDC, USER, ZERO, amount, 31)],
	...exit,
})
const called = (data: string, to = MANAGER) => ({ from: USER, to, input: callData(EXIT, [data]) })
const exited = (amount: bigint, data: string, paid = amount) => ({
	chain: L1,
	logs: [transferLog(ROOT, ERC20, USER, paid, 1), rowLog(ID, 'ExitedERC20', [USER, ROOT, amount], ERC20, 2)],
	facts: called(data),
	atSeconds: START + 4 * 3600,
})

describe('withdrawals from Polygon PoS', () => {
	it('join by block, transaction and event that the exit proves', () => {
		const into = burnt(50n)
		expect(into).toMatchObject([
			{
				side: 'source',
				key: '41000000/129/1',
				amount: 50n,
				asset: `${POLYGON}/erc20:${USDC}`,
				receiver: `${L1}:${USER}`,
			},
		])
		expect(into[0]?.transfer).toMatch(/#log:31$/)
		const out = legsTold(exited(50n, exitData(proof(50n))))
		expect(out).toMatchObject([{ key: '41000000/129/1', asset: `${L1}/erc20:${ROOT}`, receiver: `${L1}:${USER}` }])
		expect(out[0]?.transfer).toMatch(/#log:1$/)
		const { pairs, leads, open } = joinLegs([...out, ...into])
		expect(pairs).toMatchObject([{ protocol: ID, amounts: 'held', verified: 'contract', equals: 1 }])
		expect([leads, open]).toEqual([[], []])
	})

	it('go through all that may happen to a passage', () => {
		// The passage is told at the heights that the check counts: it starts at the next one.
		const at = (exit: Partial<ExitData>) => proof(50n, { index: 0n, ...exit })
		const into = { chain: POLYGON, logs: [transferLog(USDC, USER, ZERO, 50n, 3)] }
		const height = BigInt(readTold(into).height ?? 0) + 1n
		const exit = { height, turn: 0n, logs: into.logs }
		checkPassage({
			protocol: ID,
			into,
			out: exited(50n, exitData(at(exit))),
			violated: exited(49n, exitData(at({ ...exit, logs: [transferLog(USDC, USER, ZERO, 49n, 3)] }))),
			elsewhere: { out: exited(50n, exitData(at({ ...exit, height: height - 1n }))) },
			byPayment: true,
			left: 'unclaimed',
		})
	})

	it('read what is paid in coins, minted tokens, and without any event', () => {
		const ether = legsTold({
			chain: L1,
			logs: [rowLog(ID, 'ExitedEther', [USER, 50n], ETHER)],
			facts: { ...called(exitData(proof(50n))), calls: [{ ...call, path: [0], from: ETHER, to: USER, value: 50n }] },
		})
		expect(ether).toMatchObject([{ key: '41000000/129/1', asset: `${L1}/slip44:60`, amount: 50n }])
		expect(ether[0]?.transfer).toMatch(/#call:0$/)
		const minted = legsTold({
			chain: L1,
			logs: [
				transferLog(ROOT, ZERO, MINTABLE, 20n, 1),
				transferLog(ROOT, MINTABLE, USER, 50n, 2),
				rowLog(ID, 'ExitedMintableERC20', [USER, ROOT, 50n], MINTABLE, 3),
			],
			facts: called(exitData(proof(50n))),
		})
		expect(minted).toMatchObject([{ key: '41000000/129/1', amount: 50n }])
		expect(minted[0]?.transfer).toMatch(/#log:2$/)
		const silent = legsTold({
			chain: L1,
			logs: [transferLog(ROOT, ERC20, USER, 50n, 1)],
			facts: called(exitData(proof(50n))),
		})
		expect(silent).toMatchObject([{ key: '41000000/129/1', amount: 50n, asset: `${L1}/erc20:${ROOT}` }])
		for (const out of [ether, minted, silent])
			expect(joinLegs([...burnt(50n), ...out]).pairs).toMatchObject([{ amounts: 'held' }])
		const meta = callData(META, [USER, callData(EXIT, [exitData(proof(50n))]), ROOTS, ROOTS, 27n])
		const signed = legsTold({ ...exited(50n, '0x'), facts: { from: OTHER, to: MANAGER, input: meta } })
		expect(joinLegs([...burnt(50n), ...signed]).pairs).toHaveLength(1)
	})

	it('take the call for no other pay-out than that of its burn', () => {
		const data = exitData(proof(50n))
		for (const told of [
			{ ...exited(50n, data), logs: [rowLog(ID, 'ExitedERC20', [OTHER, ROOT, 50n], ERC20, 2)] },
			exited(51n, data),
			{ ...exited(50n, data), facts: called(data, OTHER) },
		])
			expect(legsTold(told)).toMatchObject([{ side: 'destination', key: null }])
		expect(joinLegs([...burnt(50n), ...legsTold(exited(51n, data))]).open).toMatchObject([{ why: 'unpaired' }])
	})

	it('leave open what two exits of one burn are said to be, and drop what is told twice', () => {
		const data = exitData(proof(50n))
		const first = legsTold({ ...exited(50n, data), facts: { ...called(data), hash: `0x${'e1'.repeat(32)}` } })
		const second = legsTold({ ...exited(50n, data), facts: { ...called(data), hash: `0x${'e2'.repeat(32)}` } })
		const two = joinLegs([...burnt(50n), ...first, ...second])
		expect([two.pairs, two.open.map(({ why }) => why)]).toEqual([[], ['ambiguous']])
		expect(two.leads.map(({ why }) => why)).toEqual(['several', 'several'])
		const again = joinLegs([...burnt(50n), ...first, ...first])
		expect([again.pairs.length, again.duplicates]).toEqual([1, 1])
	})

	it('refuse an exit from before the burn', () => {
		const early = legsTold({ ...exited(50n, exitData(proof(50n))), atSeconds: START - 3600 })
		expect(joinLegs([...burnt(50n), ...early])).toMatchObject({ pairs: [], leads: [{ why: 'clock' }] })
	})

	it('tell burns of one transaction apart by their events', () => {
		const two = burntAt(INDEX, 50n, { more: [transferLog(WETH, USER, ZERO, 50n, 32)] }).legs ?? []
		expect(two.map(({ key }) => key)).toEqual(['41000000/129/1', '41000000/129/2'])
		const logs = [...proof(50n).logs, transferLog(WETH, USER, ZERO, 50n, 32)]
		const out = legsTold(exited(50n, exitData(proof(50n, { turn: 2n, logs }))))
		const { pairs } = joinLegs([...two, ...out])
		expect(pairs.map(({ source }) => source.asset)).toEqual([`${POLYGON}/erc20:${WETH}`])
	})

	it('count no burn of a token that is not listed, nor one that the token gives another reason for', () => {
		expect(burntAt(INDEX, 50n, { token: ROOT }).legs).toBeUndefined()
		for (const [name, args] of [
			['CrosschainBurn', [USER, 50n, OTHER]],
			['DestroyedBlockedFunds', [USER, 50n]],
			['Redeem', [50n]],
		] as const) {
			const reason = rowLog(ID, name, args, USDT, 32)
			expect(burntAt(INDEX, 50n, { token: USDT, more: [reason] }).legs).toBeUndefined()
			expect(burntAt(INDEX, 50n, { token: USDT, more: [{ ...reason, address: OTHER }] }).legs).toHaveLength(1)
		}
		// A payment to the token itself is none either; and without a place there is no key.
		expect(legsTold({ chain: POLYGON, logs: [transferLog(USDC, USER, USDC, 50n, 1)] })).toEqual([])
		const facts = { index: -1 }
		expect(legsTold({ chain: POLYGON, logs: [transferLog(USDC, USER, ZERO, 50n, 1)], facts })).toMatchObject([
			{ key: null },
		])
	})

	it('set a forged exit aside', () => {
		const { logs, ...told } = exited(50n, exitData(proof(50n)))
		const forged = logs.slice(1).map((log) => ({ ...log, address: OTHER }))
		const aside = readTold({ ...told, logs: forged, facts: called('0x', OTHER) })
		expect(aside.setAside?.map(({ reason }) => reason)).toEqual(['foreignBridge'])
		expect(aside.legs).toBeUndefined()
		// Even beside a call to the bridge itself, it pays nothing.
		expect(readTold({ ...told, logs: forged }).legs).toMatchObject([{ transfer: null }])
	})
})

const ROOTS = `0x${'7'.repeat(64)}`

describe('the first bridge of Polygon', () => {
	const [POL, UP, DOWN] = [`0x${'c5'.repeat(20)}`, 'polygon/plasmaDeposit', 'polygon/plasmaWithdrawal'] as const
	const deposited = (id: bigint, token: string = plasma.matic) => ({
		chain: L1,
		logs: [
			transferLog(POL, USER, plasma.vault, 50n, 1),
			rowLog(UP, 'NewDepositBlock', [OTHER, token, 50n, id], plasma.vault, 2),
		],
	})
	const issued = (id: bigint, amount: bigint) => ({
		chain: POLYGON,
		logs: [rowLog(UP, 'TokenDeposited', [plasma.matic, plasma.coin, OTHER, amount, id], plasma.childChain)],
		facts: { calls: [{ ...call, path: [0], from: plasma.coin, to: OTHER, value: amount }] },
		atSeconds: START + 1200,
	})

	it('numbers deposits', () => {
		checkPassage({
			protocol: UP,
			into: deposited(7n),
			out: issued(7n, 50n),
			violated: issued(7n, 49n),
			elsewhere: { into: deposited(8n) },
		})
		// The coin was renamed: another token is paid in for it. Other tokens are what they are called.
		expect(legsTold(deposited(7n))).toMatchObject([{ asset: `${L1}/erc20:${POL}`, receiver: `${POLYGON}:${OTHER}` }])
		expect(legsTold(deposited(7n, ROOT))).toMatchObject([{ asset: `${L1}/erc20:${ROOT}`, transfer: null }])
		const coins = { ...deposited(7n, plasma.weth), facts: { from: USER, to: plasma.vault, value: 50n } }
		expect(legsTold({ ...coins, logs: coins.logs.slice(1) })[0]?.transfer).toMatch(/#tx$/)
	})

	const burntBy = (user: string, amount: bigint, index = 31) =>
		rowLog(DOWN, 'Withdraw', [plasma.matic, user, amount, 99n, 99n - amount], plasma.coin, index)
	const withdrawn = (amount: bigint) => ({
		chain: POLYGON,
		logs: [burntBy(USER, amount)],
		facts: { from: USER, to: plasma.coin, value: amount },
	})
	const exitId = (height: bigint, path: string, last = 0n): bigint =>
		(((1_700_700_000n << 127n) | (height << 32n) | BigInt(path)) << 1n) | last
	const out = (id: bigint, amount: bigint, user = USER) => ({
		chain: L1,
		logs: [
			transferLog(POL, plasma.vault, user, amount, 1),
			rowLog(DOWN, 'Withdraw', [id, user, plasma.matic, amount], plasma.queue, 2),
		],
		atSeconds: START + 8 * 86_400,
	})

	it('holds block and place of the burn in the number of an exit', () => {
		const height = BigInt(readTold(withdrawn(50n)).height ?? 0) + 1n
		checkPassage({
			protocol: DOWN,
			into: withdrawn(50n),
			out: out(exitId(height, receiptPath(0n)), 50n),
			violated: out(exitId(height, receiptPath(0n)), 49n),
			elsewhere: { out: out(exitId(height + 1n, receiptPath(0n)), 50n) },
			failed: { chain: L1, logs: [rowLog(DOWN, 'ExitCancelled', [exitId(height, receiptPath(0n))], plasma.queue)] },
			left: 'unclaimed',
		})
		for (const index of [0n, 5n, 127n, 128n, 300n])
			expect(legsTold(out(exitId(HEIGHT, receiptPath(index)), 50n))).toMatchObject([
				{ key: `${HEIGHT}/${index}`, asset: `${L1}/erc20:${POL}` },
			])
		// What proves no receipt names none.
		for (const path of ['0x00', '0x8105', '0x820005', '0xffffffff'])
			expect(legsTold(out(exitId(HEIGHT, path), 50n))).toMatchObject([{ key: null }])
	})

	it('tells burns of one transaction apart by whom they pay', () => {
		const both = (first: [string, bigint], second: [string, bigint]) => {
			const logs = [burntBy(...first, 31), burntBy(...second, 32)]
			const block = { height: Number(HEIGHT), hash: `0x${'b1'.repeat(32)}`, atSeconds: START }
			const inside = [first, second].map(([from, value], i) => ({ ...call, path: [i], from, to: plasma.coin, value }))
			return evm(POLYGON).transaction(block, withLogs(logs, { index: 5, calls: inside })).legs ?? []
		}
		const paid = legsTold(out(exitId(HEIGHT, receiptPath(5n)), 50n, OTHER))
		const { pairs } = joinLegs([...both([USER, 50n], [OTHER, 50n]), ...paid])
		expect(pairs).toMatchObject([{ source: { sender: `${POLYGON}:${OTHER}` }, amounts: 'held' }])
		const twins = joinLegs([...both([OTHER, 50n], [OTHER, 50n]), ...paid])
		expect([twins.pairs, twins.open.map(({ why }) => why)]).toEqual([[], ['ambiguous', 'ambiguous']])
	})
})

describe('the data of an exit', () => {
	const data = exitData(proof(50n))

	it('is read whatever the type of the transaction and the case of its digits', () => {
		const known = {
			height: HEIGHT,
			index: INDEX,
			turn: 1n,
			emitter: USDC,
			data: `0x${50n.toString(16).padStart(64, '0')}`,
		}
		for (const type of [0, 1, 2]) expect(polygonExit(exitData(proof(50n, { type })))).toMatchObject(known)
		expect(polygonExit(`0x${data.slice(2).toUpperCase()}`)).toEqual(polygonExit(data))
	})

	it('names every place in a block', () => {
		for (const index of [0n, 1n, 127n, 128n, 255n, 256n, 65_535n])
			expect(placeInBlock(receiptPath(index).slice(2))).toBe(index)
		expect(receiptPath(0n)).toBe('0x0080')
		// The first half byte may say that it ends there; an odd number of half bytes is no number.
		expect(placeInBlock('2005')).toBe(5n)
		for (const path of ['', '00', '1005', '3005', '0000', '008105', '00820005', '000506', '0082ff', '00c105'])
			expect(placeInBlock(path)).toBeNull()
	})

	it('is refused where it is cut off, of another layout, or too long a path', () => {
		for (let end = 2; end < data.length; end += 2) expect(polygonExit(data.slice(0, end))).toBeNull()
		expect(polygonExit(`${data}00`)).toBeNull()
		expect(polygonExit(data.slice(0, -1))).toBeNull()
		expect(polygonExit(`${data.slice(0, -2)}zz`)).toBeNull()
		const members = exitMembers(proof(50n))
		expect(polygonExit(encodeRlp(members.slice(0, 9)))).toBeNull()
		expect(polygonExit(encodeRlp([...members, '0x']))).toBeNull()
		expect(polygonExit(encodeRlp(members.map((member, i) => (i === 8 ? [member] : member))))).toBeNull()
		for (const path of ['0x', '0x00', '0x0084ffffffff', '0x00000005', `0x00${'8105'.repeat(16)}`])
			expect(polygonExit(exitData(proof(50n, { path })))).toBeNull()
		expect(polygonExit(exitData(proof(50n, { turn: 2n })))).toBeNull()
		expect(polygonExit(exitData(proof(50n, { turn: 2n ** 70n })))).toBeNull()
		expect(polygonExit(exitData(proof(50n, { height: 2n ** 256n })))).toBeNull()
		const wide = encodeRlp(members.map((member, i) => (i === 6 ? `0x0202${receiptData(proof(50n)).slice(4)}` : member)))
		expect(polygonExit(wide)).toBeNull()
	})

	it('joins nothing where it proves no burn of a fungible token', () => {
		const item = new Interface(['event Transfer(address indexed from, address indexed to, uint256 indexed id)'])
		const { topics, data: none } = item.encodeEventLog('Transfer', [USER, ZERO, 50n])
		for (const log of [
			{ address: USDC, topics, data: none },
			transferLog(USDC, USER, OTHER, 50n, 31),
			{ ...transferLog(USDC, USER, ZERO, 50n, 31), data: '0x32' },
			{ address: USDC, topics: [], data: '0x' },
		]) {
			const facts = called(exitData(proof(50n, { logs: [log, log] })))
			expect(legsTold({ chain: L1, logs: [transferLog(ROOT, ERC20, USER, 50n, 1)], facts })).toEqual([])
		}
		expect(legsTold({ chain: L1, logs: [], facts: called('0x') })).toEqual([])
	})
})

describe('RLP', () => {
	it('is read as another library and our own writer write it', () => {
		for (const size of [0, 1, 2, 55, 56, 255, 256, 70_000]) {
			const text = `0x${'ab'.repeat(size)}`
			for (const written of [encodeRlp(text).slice(2), rlp(text)])
				expect(readRlp(written)).toEqual([{ isList: false, inside: text.slice(2) }])
			const inside = encodeRlp(text).slice(2)
			expect(readRlp(encodeRlp([text]).slice(2))).toEqual([{ isList: true, inside }])
		}
		expect(readRlp('')).toEqual([])
		expect(readRlp('0580')).toEqual([
			{ isList: false, inside: '05' },
			{ isList: false, inside: '' },
		])
	})

	it('is refused where an item is longer than what follows', () => {
		for (const hex of ['81', 'b8', 'b838', 'c1', 'f8', 'bfffffffffffffffff', 'ffffffffffffffffffff', '05b90100ff'])
			expect(readRlp(hex)).toBeNull()
	})
})
