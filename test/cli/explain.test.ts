import { describe, expect, it } from 'vitest'
import { fundtrail } from './fundtrail.js'

interface Printed {
	readonly total: bigint
	readonly flows: readonly { readonly amount: bigint; readonly steps: readonly Map<string, string>[] }[]
	readonly sum: readonly bigint[]
}

/** Reads an explanation back from what was printed, and from nothing else. */
function read(text: string): Printed {
	const flows: { amount: bigint; steps: Map<string, string>[] }[] = []
	const sum: bigint[] = []
	let total = -1n
	for (const line of text.split('\n')) {
		if (/^Flow \d+ of \d+: /.test(line)) flows.push({ amount: -1n, steps: [] })
		else if (/^ {2}step \d+ of \d+$/.test(line)) flows.at(-1)?.steps.push(new Map())
		const field = /^ {4}(\S+(?: \S+)?) {2,}(.+)$/.exec(line)
		if (field !== null)
			flows
				.at(-1)
				?.steps.at(-1)
				?.set(field[1] as string, field[2] as string)
		const part = /^ +(\d+) {2}flow \d+$/.exec(line)
		if (part !== null) sum.push(BigInt(part[1] as string))
		const whole = /^ +(\d+) {2}= amount of this endpoint/.exec(line)
		if (whole !== null) total = BigInt(whole[1] as string)
	}
	for (const flow of flows) flow.amount = BigInt(/^\d+/.exec(flow.steps.at(-1)?.get('this flow') ?? '')?.[0] ?? '-1')
	return { total, flows, sum }
}

/** `before + in − out = after` of a printed line, as numbers. */
function sumOf(line: string | undefined): readonly [bigint, bigint, bigint, bigint] {
	const match = /^(\d+) \+ (\d+) − (\d+) = (\d+)$/.exec(line ?? '')
	if (match === null) throw new Error(`no sum: ${line}`)
	return match.slice(1, 5).map(BigInt) as unknown as readonly [bigint, bigint, bigint, bigint]
}

describe.each([
	['fixtures/mainnet-2015', '1', 12_474_688_130n],
	['fixtures/mainnet-2015', 'BTCC', 122_900_000n],
	[
		'fixtures/mainnet-2015/case.json',
		'bip122:000000000019d6689c085ae165831e93:3976tZdk1QX3QGnDFCfYayif3j5Gi96gwg',
		193_000_000n,
	],
	['fixtures/worked-a1', '1', null],
	['fixtures/worked-a1/haircut.case.json', '1', null],
	['fixtures/worked-u4', '1', null],
	['fixtures/worked-u4/haircut.case.json', '1', null],
] as const)('fundtrail explain %s --endpoint %s', (path, endpoint, amount) => {
	const { status, stdout, stderr } = fundtrail(['explain', path, '--endpoint', endpoint])
	const { total, flows, sum } = read(stdout)

	it('succeeds', () => {
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
		expect(flows.length).toBeGreaterThan(0)
		for (const { steps } of flows) expect(steps.length).toBeGreaterThan(0)
	})

	it('adds up in every step: before + in − out = after, for the balance and for the taint', () => {
		for (const step of flows.flatMap(({ steps }) => steps)) {
			const balance = sumOf(step.get('balance'))
			const taint = sumOf(step.get('taint'))
			for (const [before, entered, out, after] of [balance, taint]) expect(before + entered - out).toBe(after)
			const [base] = /^\d+/.exec(step.get('amount') ?? '') ?? []
			expect(balance[2].toString()).toBe(base)
			expect(taint[2]).toBeLessThanOrEqual(balance[2])
			const [own, allotted] = (step.get('this flow') ?? '').match(/\d+/g) ?? []
			expect(BigInt(allotted as string)).toBe(taint[2])
			expect(BigInt(own as string)).toBeLessThanOrEqual(taint[2])
		}
	})

	it('adds up over the flows', () => {
		expect(sum).toEqual(flows.map((flow) => flow.amount))
		expect(sum.reduce((a, b) => a + b, 0n)).toBe(total)
		if (amount !== null) expect(total).toBe(amount)
	})

	it('gives what a block explorer is asked by', () => {
		for (const step of flows.flatMap(({ steps }) => steps)) {
			expect(step.get('txid')).toMatch(/^(?:0x)?[0-9a-f]{64}$/)
			expect(step.get('output') ?? step.get('index')).toMatch(
				/^\S+, (?:block \d+|height not told by the source), \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
			)
			expect(step.get('from')).toBeDefined()
			expect(step.get('to')).toBeDefined()
		}
	})
})

describe('fundtrail explain', () => {
	it('walks the traced graph back from the endpoint', () => {
		const { stdout } = fundtrail(['explain', 'fixtures/mainnet-2015', '--endpoint', '2'])
		expect(stdout).toMatch(
			/^Upstream in the traced graph: [1-9]\d* of \d+ transactions and [1-9]\d* of \d+ accounts lead here, up to [1-9]\d* transactions back/m,
		)
	})

	it('explains every endpoint where none is named', () => {
		const { status, stdout } = fundtrail(['explain', 'fixtures/mainnet-2015'])
		expect(status).toBe(0)
		expect(stdout.match(/^Endpoint \d+: /gm)).toEqual(['Endpoint 1: ', 'Endpoint 2: ', 'Endpoint 3: '])
	})

	it('says so where there is none', () => {
		const { status, stdout } = fundtrail(['explain', 'fixtures/worked-u1'])
		expect({ status, stdout }).toEqual({ status: 0, stdout: 'No account labelled as an endpoint was reached.\n' })
	})
})
