import { Interface } from 'ethers'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evm } from '../../../src/chains/evm/evm.js'
import { appendLogs } from '../../../src/chains/evm/rpc/appendLogs.js'
import { TOPICS } from '../../../src/chains/evm/topics.js'
import { TransferColumns } from '../../../src/model/columns/transferColumns.js'
import { SourceError } from '../../../src/model/errors.js'
import { runs } from '../../property/runs.js'

const model = evm('eip155:1')
const options = { model, atSeconds: (height: number) => 1_000_000 + 12 * height }
const TOKEN = `0x${'7a'.repeat(20)}`
const word = (value: bigint | string): string => `0x${BigInt(value).toString(16).padStart(64, '0')}`
const hash = (n: number): string => word(BigInt(n) + 2n ** 255n)

type Log = Record<string, unknown>

const plain = (more: Log = {}): Log => ({
	address: TOKEN,
	topics: [TOPICS.transfer, word(`0x${'a1'.repeat(20)}`), word(`0x${'b2'.repeat(20)}`)],
	data: word(5n),
	blockNumber: '0x10',
	transactionHash: hash(1),
	transactionIndex: '0x0',
	blockHash: hash(2),
	logIndex: '0x0',
	removed: false,
	...more,
})

const answer = (logs: readonly Log[]): string => JSON.stringify({ jsonrpc: '2.0', id: 1, result: logs })

function rowsOf(columns: TransferColumns): unknown[] {
	return Array.from({ length: columns.length }, (_, row) => {
		const account = (number: number): string | null =>
			number < columns.accounts.size ? columns.accounts.text(number) : null
		return {
			from: account(columns.from[row] as number),
			to: account(columns.to[row] as number),
			asset: columns.assets.text(columns.asset[row] as number),
			amount: columns.amounts.get(row),
			height: columns.height(row),
			atSeconds: columns.atSeconds(row),
			index: columns.index(row),
			transaction: columns.transactions.text(columns.transaction[row] as number),
		}
	})
}

function read(text: string | Uint8Array): { rows: unknown[]; setAside: string[] } {
	const columns = new TransferColumns()
	const { rows, setAside } = appendLogs(text, columns, options)
	expect(rows).toBe(columns.length)
	return { rows: rowsOf(columns), setAside: setAside.map(({ id, reason }) => `${id} ${reason}`) }
}

/** What is read, or why it is not; where an answer is no JSON, without the place, which spaces in front move. */
function outcome(text: string | Uint8Array): unknown {
	try {
		return read(text)
	} catch (error) {
		if (!(error instanceof SourceError)) throw error
		const { code, shortMessage } = error
		return [code, code === 'E_BAD_RESPONSE' ? '' : shortMessage]
	}
}

const wordOf = fc.oneof(fc.bigInt(0n, 2n ** 160n - 1n), fc.constantFrom(0n, 1n, 2n ** 160n)).map(word)
const log = fc
	.record({
		topics: fc.oneof(
			{ weight: 5, arbitrary: fc.tuple(fc.constant(TOPICS.transfer), wordOf, wordOf) },
			{ weight: 1, arbitrary: fc.tuple(fc.constant(TOPICS.transfer), wordOf, wordOf, wordOf) },
			{ weight: 1, arbitrary: fc.tuple(fc.constantFrom(word(9n), TOPICS.deposit), wordOf) },
		),
		data: fc.oneof(
			{ weight: 4, arbitrary: fc.bigInt(0n, 2n ** 256n - 1n).map(word) },
			{ weight: 4, arbitrary: fc.bigInt(0n, 2n ** 96n - 1n).map(word) },
			{ weight: 1, arbitrary: fc.constantFrom('0x', word(0n), `${word(1n)}00`, word(2n ** 96n), word(2n ** 96n - 1n)) },
		),
		address: fc.constantFrom(TOKEN, TOKEN.toUpperCase().replace('X', 'x'), `0x${'01'.repeat(20)}`),
	})
	.map((more) => plain(more))

describe('events of a node', () => {
	it('read by place give the rows that the model gives, whatever the form of the text', () => {
		const logs = fc.array(log, { minLength: 1, maxLength: 12 })
		const form = fc.record({ spaces: fc.boolean(), shuffled: fc.boolean() })
		fc.assert(
			fc.property(logs, form, (made, { spaces, shuffled }) => {
				const all = made.map((one, i) => ({
					...(shuffled && i % 3 === 2 ? Object.fromEntries(Object.entries(one).reverse()) : one),
					blockNumber: `0x${(16 + (i >> 2)).toString(16)}`,
					transactionHash: hash(i),
					logIndex: `0x${i.toString(16)}`,
				}))
				// Spaces are a form that is never read by place.
				const slow = read(JSON.stringify(JSON.parse(answer(all)), null, 1))
				expect(read(spaces ? ` ${answer(all)}` : answer(all))).toEqual(slow)
			}),
			{ numRuns: runs(300) },
		)
	})

	it('that somebody changed on the way give what they give read as JSON, or the same error', () => {
		const base = Array.from({ length: 3 }, (_, i) => plain({ transactionHash: hash(i), logIndex: `0x${i}` }))
		const forms = [base, base.map((one) => Object.fromEntries(Object.entries(one).sort()))].map(answer)
		const change = fc.record({
			form: fc.nat(forms.length - 1),
			at: fc.nat(Math.max(...forms.map(({ length }) => length))),
			take: fc.constantFrom(0, 0, 1, 1, 2, 64),
			put: fc.oneof(fc.constantFrom(...'0f1gA"\\{}[],: \n\u0000é', '', '""', '},{', '"removed":true,'), fc.string()),
		})
		fc.assert(
			fc.property(change, ({ form, at, take, put }) => {
				const text = forms[form] as string
				const changed = text.slice(0, at) + put + text.slice(at + take)
				// So many spaces in front are a form that is never read by place.
				expect(outcome(changed)).toEqual(outcome(' '.repeat(200) + changed))
				expect(outcome(new TextEncoder().encode(changed))).toEqual(outcome(changed))
			}),
			{ numRuns: runs(3000) },
		)
	})

	it('in a list inside the answer are not its events', () => {
		const text = `{"jsonrpc":"2.0","id":1,"other":${answer([plain()])},"result":[]}`
		expect(read(text).rows).toEqual([])
	})

	it('end where their bytes end, whatever stands behind these', () => {
		const bytes = new TextEncoder().encode(answer([plain()]))
		const within = new Uint8Array([...bytes, ...bytes]).subarray(0, bytes.length)
		expect(read(within).rows).toHaveLength(1)
		expect(() => read(new Uint8Array([...bytes.subarray(0, 300), 0xff]))).toThrow('it is not UTF-8')
	})

	it('are what ethers says they are', () => {
		const abi = new Interface(['event Transfer(address indexed from, address indexed to, uint256 value)'])
		const logs = [5n, 2n ** 96n - 1n, 2n ** 96n, 2n ** 256n - 1n].map((amount, i) =>
			plain({ data: word(amount), logIndex: `0x${i}` }),
		)
		const told = logs.map((one) => abi.parseLog(one as { topics: string[]; data: string })?.args)
		expect(read(answer(logs)).rows).toMatchObject(
			told.map((args) => ({
				from: `eip155:1:${args?.[0].toLowerCase()}`,
				to: `eip155:1:${args?.[1].toLowerCase()}`,
				amount: args?.[2],
				asset: `eip155:1/erc20:${TOKEN}`,
				height: 16,
				atSeconds: 1_000_192,
			})),
		)
	})

	it('that are single items or move nothing are set aside', () => {
		const item = plain({ topics: [TOPICS.transfer, word(1n), word(2n), word(3n)], data: '0x', logIndex: '0x0' })
		const nothing = plain({ data: word(0n), logIndex: '0x1' })
		const { rows, setAside } = read(answer([item, nothing, plain({ logIndex: '0x2' })]))
		expect(rows).toHaveLength(1)
		expect(setAside).toEqual([`eip155:1/${hash(1)}#log:0 nonFungible`, `eip155:1/${hash(1)}#log:1 zeroValue`])
	})

	it('are none', () => {
		expect(read(answer([])).rows).toEqual([])
	})

	it.each([
		['no JSON', answer([plain()]).slice(0, -1), 'E_BAD_RESPONSE'],
		['more behind it', `${answer([plain()])}x`, 'E_BAD_RESPONSE'],
		['an error beside it', answer([plain()]).replace('"id":1', '"id":1,"error":{}'), 'E_BAD_RESPONSE'],
		['no list', '{"jsonrpc":"2.0","id":1,"result":{}}', 'E_BAD_RESPONSE'],
		['something between events', answer([plain(), plain()]).replace('},{', '};{'), 'E_BAD_RESPONSE'],
		[
			'a member twice',
			answer([plain()]).replace('"removed":false', '"removed":false,"removed":true'),
			'E_BAD_RESPONSE',
		],
		['a member hidden in another', hidden(), 'E_BAD_RESPONSE'],
		['an event taken back', answer([plain({ removed: true })]), 'E_INCONSISTENT'],
		['an earlier block later', answer([plain(), plain({ blockNumber: '0xf', logIndex: '0x1' })]), 'E_INCONSISTENT'],
		['the same event twice', answer([plain(), plain()]), 'E_INCONSISTENT'],
		['an account of other characters', answer([plain()]).replace('a1a1', 'g1a1'), 'E_INCONSISTENT'],
		[
			'an amount of other characters',
			answer([plain()]).replace(`${'0'.repeat(8)}5"`, `${'0'.repeat(7)}x5"`),
			'E_INCONSISTENT',
		],
		['no hash', answer([plain({ transactionHash: null })]), 'E_INCONSISTENT'],
	])('are refused where there is %s', (_what, text, code) => {
		expect(() => read(text)).toThrow(expect.objectContaining({ code }))
	})
})

/** A block hash that is in truth a short one with a second `removed` behind it, of the same length. */
function hidden(): string {
	const inner = '0x","removed":true,"x":"'
	return answer([plain({ blockHash: '@' })]).replace('"@"', `"${inner}${'0'.repeat(66 - inner.length)}"`)
}
