import { spawn } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { interrupt } from '../../src/cli/interrupt.js'
import { cliFile, newFolder, root } from './fundtrail.js'

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0')
const account = (n: number): string => `0x${hex(n + 1, 40)}`

/** Accounts that each hand on what they got: one look-up after the other, far longer than the test waits. */
function longChain(length: number): string {
	const folder = newFolder()
	const rows = Array.from(
		{ length },
		(_, i) => `eip155:1,0x${hex(i, 64)},0,${i},${1_600_000_000 + i},${account(i)},${account(i + 1)},usd,1000000`,
	)
	writeFileSync(join(folder, 'transfers.csv'), `chain,txid,index,block,time,from,to,asset,amount\n${rows.join('\n')}\n`)
	const content = {
		case: 'fundtrail.case/1',
		name: 'a long chain',
		seeds: [`eip155:1:${account(0)}`],
		sources: [{ kind: 'transfers', path: 'transfers.csv' }],
		options: { budget: { hops: 1_000_000, minShare: 0 } },
	}
	writeFileSync(join(folder, 'case.json'), JSON.stringify(content))
	return folder
}

/** A table that takes seconds to read. */
function longTable(rows: number): string {
	const folder = newFolder()
	const lines = Array.from(
		{ length: rows },
		(_, i) =>
			`eip155:1,0x${hex(i, 64)},0,${i},${1_600_000_000 + i},${account(i % 1000)},${account(i % 999)},usd,1000000`,
	)
	const file = join(folder, 'transfers.csv')
	writeFileSync(file, `chain,txid,index,block,time,from,to,asset,amount\n${lines.join('\n')}\n`)
	return file
}

describe('a first Ctrl-C', () => {
	it('aborts and leaves a second one its usual meaning', () => {
		const listeners = new Set<() => void>()
		const said: string[] = []
		const host = {
			on: (_: string, listener: () => void) => listeners.add(listener),
			off: (_: string, listener: () => void) => listeners.delete(listener),
			stderr: { write: (text: string) => said.push(text) },
		}
		const { signal, release } = interrupt(host as never)
		expect([signal.aborted, listeners.size]).toEqual([false, 1])
		for (const listener of listeners) listener()
		expect([signal.aborted, listeners.size]).toEqual([true, 0])
		expect(said.join('')).toContain('interrupted')
		release()
		expect(listeners.size).toBe(0)
	})
})

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
	it('ends the search, prints what was found, and leaves 130', async () => {
		const folder = longChain(30_000)
		// A busy machine may still be reading: then nothing is printed, and the next try waits longer.
		let run = await interrupted(['trace', folder, '--json'], 2_500)
		for (let wait = 5_000; run.stdout === '' && wait < 60_000; wait *= 2)
			run = await interrupted(['trace', folder, '--json'], wait)
		expect(run.code).toBe(130)
		expect(run.stderr).toContain('interrupted')
		const result = JSON.parse(run.stdout)
		expect(result.status).toBe('partial')
		expect(result.warnings.map(({ code: kind }: { code: string }) => kind)).toContain('interrupted')
		expect(result.ledger[0].difference).toBe('0')
	})

	it('ends the reading of a table within a second and writes nothing', async () => {
		const out = join(newFolder(), 'out')
		const args = ['trace', '--seed', `eip155:1:${account(0)}`, '--source', `transfers=${longTable(250_000)}`, '--json']
		const { code, stdout, stderr, tookMs } = await interrupted([...args, '--out', out], 2_000)
		expect([code, stdout, readdirSync(out)]).toEqual([130, '', []])
		expect(stderr).toContain('nothing was traced')
		expect(tookMs).toBeLessThan(1_500)
	})
})

interface Interrupted {
	readonly code: number | null
	readonly stdout: string
	readonly stderr: string
	/** From the signal to the end. */
	readonly tookMs: number
}

/** Runs the command line and interrupts it after a while. */
async function interrupted(args: readonly string[], afterMs: number): Promise<Interrupted> {
	const child = spawn(process.execPath, [cliFile, ...args], { cwd: root })
	let stdout = ''
	let stderr = ''
	let sent = 0
	child.stdout.on('data', (data) => {
		stdout += data
	})
	child.stderr.on('data', (data) => {
		stderr += data
	})
	const timer = setTimeout(() => {
		sent = performance.now()
		child.kill('SIGINT')
	}, afterMs)
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
	clearTimeout(timer)
	return { code, stdout, stderr, tookMs: performance.now() - sent }
}
