import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fundtrail } from './fundtrail.js'

const folder = mkdtempSync(join(tmpdir(), 'fundtrail-resume-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('--resume', () => {
	it('continues a stopped trace to the bytes of one run', () => {
		const out = join(folder, 'out')
		const stopped = fundtrail(['trace', 'fixtures/mainnet-2015', '--lookups', '9', '--out', out])
		expect(stopped.status).toBe(3)
		expect(readdirSync(out).sort()).toEqual(['graph.gexf', 'result.json', 'resume.json'])
		const token = join(out, 'resume.json')
		const continued = fundtrail(['trace', 'fixtures/mainnet-2015', '--resume', token, '--json'])
		const whole = fundtrail(['trace', 'fixtures/mainnet-2015', '--json'])
		expect(continued.status).toBe(0)
		expect(continued.stdout).toBe(whole.stdout)
		const other = fundtrail(['trace', 'fixtures/mainnet-2015', '--method', 'lifo', '--resume', token])
		expect(other.status).toBe(2)
		expect(other.stderr).toContain('another trace')
	})

	it('refuses a file that is not there', () => {
		const { status, stderr } = fundtrail(['trace', 'fixtures/mainnet-2015', '--resume', join(folder, 'none.json')])
		expect(status).toBe(2)
		expect(stderr).toContain('--resume')
	})
})
