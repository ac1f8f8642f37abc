import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
	it('ends the search, prints what was found, and leaves 130', async () => {
		const child = spawn(process.execPath, [cliFile, 'trace', longChain(60_000), '--json'], { cwd: root })
		let stdout = ''
		let stderr = ''
		child.stdout.on('data', (data) => {
			stdout += data
		})
		child.stderr.on('data', (data) => {
			stderr += data
		})
		const timer = setTimeout(() => child.kill('SIGINT'), 2_500)
		const code = await new Promise((resolve) => child.on('close', resolve))
		clearTimeout(timer)
		expect(code).toBe(130)
		expect(stderr).toContain('interrupted')
		const result = JSON.parse(stdout)
		expect(result.status).toBe('partial')
		expect(result.warnings.map(({ code: kind }: { code: string }) => kind)).toContain('interrupted')
		expect(result.ledger[0].difference).toBe('0')
	})
})
