import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { fundtrail, newFolder } from './fundtrail.js'
import { SERVICE, smallCase } from './smallCase.js'

const NAMES: readonly (readonly [kind: string, name: string])[] = [
	['markup', '<script>alert(1)</script>&amp;]]>'],
	['a formula', '=HYPERLINK("http://127.0.0.1","x")'],
	['a clipboard escape', '\u001b]52;c;ZWNobyBoaQ==\u0007'],
	['colours', '\u001b[31mred\u009b32m'],
	['a bidi override', 'exchange\u202eknab\u2066'],
	['invisible letters', 'Bin\u200bance\u00ad\ufeff'],
	['a line that looks like ours', 'x"\nUnder FIFO, 9 BTC reached'],
	['quotes and backslashes', 'a\\"b\\u{1b}"'],
	['a name of the object prototype', '__proto__'],
	['ten thousand letters', 'x'.repeat(10_000)],
]

/** What must not reach a reader: controls but line feed, bidi and invisible characters. */
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/

function strictXml(xml: string): void {
	const parser = new SaxesParser()
	parser.on('error', (error) => {
		throw error
	})
	parser.write(xml).close()
}

describe.each(NAMES)('a service called by %s', (_, name) => {
	const { file } = smallCase(name, { name, expect: { endpoints: [{ entity: 'nobody', exactly: '1' }] } })

	it('is inert in the text, and leaves the graph strict XML', () => {
		const out = newFolder()
		const { status, stdout, stderr } = fundtrail(['trace', file, '--out', out])
		const xml = readFileSync(join(out, 'graph.gexf'), 'utf8')
		strictXml(xml)
		expect(xml).not.toMatch(UNSAFE)
		expect(xml).toContain(SERVICE)
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
		expect(stdout).not.toMatch(UNSAFE)
		expect(stdout.match(/^Under FIFO, /gm)).toEqual(['Under FIFO, '])
		expect(stdout).toContain('700.000000 USD (table values)')
		expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(3_000)
	})

	it('is inert in the explanation', () => {
		const { status, stdout } = fundtrail(['explain', file])
		expect(status).toBe(0)
		expect(stdout).not.toMatch(UNSAFE)
		expect(stdout.match(/^Endpoint /gm)).toEqual(['Endpoint '])
	})

	it('is whole in the JSON', () => {
		const { endpoints } = JSON.parse(fundtrail(['trace', file, '--json']).stdout)
		expect(endpoints[0].attributions[0].label).toBe(name)
	})

	it('is inert in the report of check, on the terminal and as XML', () => {
		const junit = join(newFolder(), 'junit.xml')
		const { status, stdout } = fundtrail(['check', file, '--junit', junit])
		expect(status).toBe(4)
		expect(stdout).not.toMatch(UNSAFE)
		const xml = readFileSync(junit, 'utf8')
		strictXml(xml)
		expect(xml).not.toMatch(UNSAFE)
		expect(xml).not.toContain('<script')
	})
})

describe('a name that no label can be', () => {
	it.each([
		['a NUL', 'Bin\u0000ance'],
		['a million letters', 'x'.repeat(1_000_000)],
	])('%s is refused or inert, and never printed as it is', (_, name) => {
		const { status, stdout, stderr } = fundtrail(['trace', smallCase(name).file])
		expect([0, 2]).toContain(status)
		expect(stdout + stderr).not.toMatch(UNSAFE)
		expect((stdout + stderr).length).toBeLessThan(20_000)
		if (status === 2) expect(stderr).toMatch(/^error: .*\n(?: {2}.*\n)+$/)
	})
})
