import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseResult } from '../../src/traceResult.js'
import { address } from '../chains/evm/evmFacts.js'
import { fakeNode, transactionAt } from '../chains/evm/fakeNode.js'
import { filesBelow } from '../support/filesBelow.js'
import { cliFile, newFolder, type Run, root } from './fundtrail.js'

const KEY = 'canary0123456789abcdef0123456789'
const SEED = `eip155:1/${transactionAt(1)}`

let server: Server
let url: string
const asked: (string | undefined)[] = []

beforeAll(async () => {
	const { transport } = fakeNode()
	server = createServer(async (request, response) => {
		asked.push(request.url)
		let body = ''
		for await (const part of request) body += part
		response.setHeader('content-type', 'application/json')
		response.end(await transport({ url: '', body }))
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

/** The node runs in this process: whoever waits for the command must not stand still. */
function running(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
	const child = spawn(process.execPath, [cliFile, ...args], { cwd: root, env: { ...process.env, ...env } })
	const said = { stdout: '', stderr: '' }
	for (const stream of ['stdout', 'stderr'] as const)
		child[stream].on('data', (part) => {
			said[stream] += part
		})
	return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...said })))
}

const range = ['--from-block', '1', '--to-block', '3']

describe('a node named by a flag', () => {
	it('is traced over; its key is in nothing that comes out', { timeout: 60_000 }, async () => {
		const out = join(newFolder(), 'out')
		const keyed = `${url}/v3/${KEY}`
		const typed = await running([
			'trace',
			'--seed',
			SEED,
			'--source',
			`evm-rpc=${keyed}`,
			...range,
			'--out',
			out,
			'--json',
		])
		expect([typed.status, typed.stderr]).toEqual([0, ''])
		expect(new Set(asked)).toEqual(new Set([`/v3/${KEY}`]))
		const { looseEnds } = parseResult(typed.stdout)
		// Block 1: account 1 pays 10 wei to 2, which pays 4 of them on to 3 and a token, seeded with the transaction.
		expect(looseEnds.map(({ account }) => account)).toContain(`eip155:1:${address(3)}`)
		const written = filesBelow(out).map((file) => readFileSync(join(out, file), 'utf8'))
		expect(written.length).toBeGreaterThan(1)
		expect([typed.stdout, typed.stderr, ...written].join()).not.toContain('canary')
	})

	it('may stand in a variable, and then in a case file by that name alone', { timeout: 60_000 }, async () => {
		const file = join(newFolder(), 'saved.case.json')
		const env = { NODE_ADDRESS: `${url}/v3/${KEY}` }
		const flags = ['trace', '--seed', SEED, '--source', 'evm-rpc=env:NODE_ADDRESS', ...range]
		const saved = await running([...flags, '--save', file, '--json'], env)
		expect(saved.status).toBe(0)
		const content = readFileSync(file, 'utf8')
		expect(content).not.toContain('canary')
		expect(JSON.parse(content).sources[0]).toMatchObject({ url: { env: 'NODE_ADDRESS' }, from: 1, to: 3 })
		const again = await running(['trace', file, '--json'], env)
		expect(parseResult(again.stdout).factsHash).toBe(parseResult(saved.stdout).factsHash)
		const without = await running(['trace', file])
		expect([without.status, without.stderr]).toEqual([
			2,
			expect.stringContaining('sources[0].url: the environment variable NODE_ADDRESS is not set'),
		])
	})

	it.each([
		[
			'a key that would be saved',
			`evm-rpc=http://127.0.0.1:1/v3/${KEY}`,
			[...range, '--save', 'SAVED'],
			'may hold a key',
		],
		['no first block', `evm-rpc=http://127.0.0.1:1/${KEY}`, [], '--from-block'],
		['another kind', `evmrpc=http://127.0.0.1:1/${KEY}`, range, 'evm-rpc=PATH'],
		['a name that is none', `evm-rpc=env:http://127.0.0.1:1/${KEY}`, range, 'no name of a variable'],
		['a user and a password', `evm-rpc=http://u:${KEY}@127.0.0.1:1/`, range, 'user name'],
	])('is refused with %s, and the key is not shown', async (_, source, more, why) => {
		const saved = join(newFolder(), 'saved.case.json')
		const flags = ['--seed', SEED, '--source', source, ...more.map((flag) => (flag === 'SAVED' ? saved : flag))]
		const { status, stdout, stderr } = await running(['trace', ...flags])
		expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(why)])
		expect(stderr).not.toContain('canary')
		expect(existsSync(saved)).toBe(false)
	})

	it('takes no block flags beside a case', async () => {
		const { status, stderr } = await running(['trace', 'fixtures/anvil-theft', '--from-block', '1'])
		expect([status, stderr]).toEqual([2, expect.stringContaining('--from-block is for a trace without a case')])
	})
})
