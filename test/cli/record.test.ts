import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { networks } from 'bitcoinjs-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EsploraServer, startEsploraServer } from '../support/esploraServer.js'
import { regtestBlocks, regtestTold } from '../support/regtestFiles.js'
import { cliFile, fundtrail, newFolder, type Run, root } from './fundtrail.js'
import { smallCase } from './smallCase.js'

let server: EsploraServer
beforeAll(async () => {
	server = await startEsploraServer(regtestBlocks(), networks.regtest)
})
afterAll(() => server.close())

/** The server runs in this process: whoever waits for the command must not stand still. */
function running(args: readonly string[]): Promise<Run> {
	const child = spawn(process.execPath, [cliFile, ...args], { cwd: root })
	const said = { stdout: '', stderr: '' }
	for (const stream of ['stdout', 'stderr'] as const)
		child[stream].on('data', (part) => {
			said[stream] += part
		})
	return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...said })))
}

const seed = `bitcoin-regtest/${regtestTold.find(({ fee }) => fee !== null)!.inputs[0]![0]}`

describe('fundtrail record', () => {
	it('keeps what a trace needs, and the trace is the same without the provider', { timeout: 60_000 }, async () => {
		const folder = newFolder()
		const content = { case: 'fundtrail.case/1', name: 'recorded', seeds: [{ output: seed }] }
		const live = { kind: 'esplora', url: server.url, chain: 'bitcoin-regtest', allowPrivate: true }
		writeFileSync(join(folder, 'live.case.json'), JSON.stringify({ ...content, sources: [live] }))
		const recorded = { kind: 'recording', path: 'replies' }
		writeFileSync(join(folder, 'replay.case.json'), JSON.stringify({ ...content, sources: [recorded] }))
		const out = join(folder, 'replies')
		const { status, stdout } = await running(['record', join(folder, 'live.case.json'), '--out', out])
		expect([status, stdout]).toEqual([0, expect.stringMatching(/^[0-9]+ replies kept in .*; the trace was complete/)])
		const traced = await running(['trace', join(folder, 'live.case.json'), '--json'])
		const asked = server.asked.length
		const replayed = fundtrail(['trace', join(folder, 'replay.case.json'), '--json'])
		expect([replayed.status, replayed.stdout]).toEqual([0, traced.stdout])
		const flags = ['--seed', seed, '--source', `recording=${out}`, '--json']
		expect(JSON.parse(fundtrail(['trace', ...flags]).stdout).factsHash).toBe(JSON.parse(traced.stdout).factsHash)
		expect(server.asked.length).toBe(asked)
		expect(readFileSync(join(out, 'recording.json'), 'utf8')).not.toContain('127.0.0.1')
		const again = fundtrail(['record', join(folder, 'live.case.json'), '--out', out])
		expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('choose an empty one')])
	})

	it('needs a provider to record', () => {
		const { file, folder } = smallCase('Some Exchange')
		const { status, stderr } = fundtrail(['record', file, '--out', join(folder, 'replies')])
		expect([status, stderr]).toEqual([2, expect.stringContaining('nothing to record')])
	})

	it('does not ask a provider on this machine unless the case allows it', () => {
		const folder = newFolder()
		const source = { kind: 'esplora', url: server.url, chain: 'bitcoin-regtest' }
		const content = { case: 'fundtrail.case/1', name: 'refused', seeds: [{ output: seed }], sources: [source] }
		writeFileSync(join(folder, 'case.json'), JSON.stringify(content))
		const asked = server.asked.length
		const { status, stderr } = fundtrail(['trace', folder])
		expect(stderr).toContain('is not public')
		expect(status).not.toBe(0)
		expect(server.asked.length).toBe(asked)
	})
})
