import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseResult } from '../../src/traceResult.js'
import { cliFile, fundtrail, newFolder, root } from './fundtrail.js'
import { SEED, smallCase } from './smallCase.js'

const MAINNET = 'fixtures/mainnet-2015'

describe('fundtrail trace', () => {
	it('prints the sentences of the worked case first, then what to know, the ranking, loose ends, the ledger', () => {
		const { status, stdout, stderr } = fundtrail(['trace', MAINNET])
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
		const lines = stdout.split('\n')
		expect(lines[0]).toMatch(
			/^Under FIFO, 124\.74688130 BTC of the 348\.13430250 in 8 outputs reached 2 accounts labelled "Bitfinex" \(.+, 2026-06-09\)\. At least 124\.74688130, at most 124\.74688130 BTC for the transactions read\.$/,
		)
		expect(lines[1]).toContain('1.93000000 BTC of the 348.13430250 in 8 outputs reached 1 account labelled "Bitstamp"')
		expect(lines[2]).toContain('1.22900000 BTC of the 348.13430250 in 8 outputs reached 1 account labelled "BTCC"')
		expect(lines[3]).toMatch(/^Not traced to a named service: 220\.22581013 BTC, of which 219\.87209029 BTC /)
		const order = ['Read before use', 'Ranking of ', 'Loose ends: ', 'Ledger in ', 'This result'].map((start) =>
			lines.findIndex((line) => line.startsWith(start)),
		)
		expect(order).toEqual([...order].sort((a, b) => a - b))
		expect(order[0]).toBe(5)
		for (const id of [
			'bip122:000000000019d6689c085ae165831e93:1PeJQUDcCZorAPQys78Gw6nj25iqkUGPpj',
			'bip122:000000000019d6689c085ae165831e93/82d783d2e8d966b615731bae1bca37c90908a966fa64da84f36fa57e5118fc12:1',
			'bip122:000000000019d6689c085ae165831e93/5579ad8785dbe7360aa60ad18fe3073e8fac498165183c50dbf00abb1d725b64:1',
		])
			expect(stdout).toContain(id)
	})

	it('prints with --json one canonical line and nothing else, the same bytes in every locale and time zone', () => {
		const runs = [{}, {}, { LC_ALL: 'sv_SE.UTF-8', LANG: 'sv_SE.UTF-8', TZ: 'Asia/Tokyo' }].map((env) =>
			fundtrail(['trace', MAINNET, '--json'], env),
		)
		for (const { status, stderr } of runs) expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
		expect(runs[1]?.stdout).toBe(runs[0]?.stdout)
		expect(runs[2]?.stdout).toBe(runs[0]?.stdout)
		expect(runs[0]?.stdout.endsWith('}\n')).toBe(true)
		expect(runs[0]?.stdout.trimEnd()).not.toContain('\n')
		const { endpoints } = parseResult(runs[0]?.stdout ?? '')
		expect(endpoints.map(({ entity, totals }) => [entity, totals.seedAmount])).toEqual([
			['Bitfinex', 12_474_688_130n],
			['Bitstamp', 193_000_000n],
			['BTCC', 122_900_000n],
		])
	})

	it('prints text that is the same in every locale and time zone', () => {
		const text = fundtrail(['trace', MAINNET]).stdout
		expect(fundtrail(['trace', MAINNET], { LC_ALL: 'sv_SE.UTF-8', TZ: 'Asia/Tokyo' }).stdout).toBe(text)
		expect(text).not.toContain('\u001b')
	})

	it('ends with 3 and still prints where the budget ends the search', () => {
		const { status, stdout } = fundtrail(['trace', MAINNET, '--lookups', '3'])
		expect(status).toBe(3)
		expect(stdout).toContain('5 of 8 seeds were not read')
		expect(stdout).toContain('in 3 outputs')
		expect(stdout).toContain('Of 5 further seeds nothing was read.')
		expect(stdout).toMatch(/^ {2}status {6}partial$/m)
	})

	it('lets a flag choose the rule and the limits', () => {
		const { stdout } = fundtrail(['trace', MAINNET, '--method', 'haircut', '--hops', '1'])
		expect(stdout).toMatch(/^Under haircut, /)
		expect(stdout).toContain('(hops, a limit of this search)')
	})

	it('shows EVM addresses with their checksum and dollar tables as what they are', () => {
		const { stdout } = fundtrail(['trace', smallCase('Some Service').file])
		expect(stdout).toContain('700.000000 USD (table values) of the 1000.000000 sent by 1 account')
		expect(stdout).toContain('eip155:1:0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045')
		expect(stdout).not.toContain('0xd8da6bf26964af9d7eed9e03e53415d37aa96045')
		expect(stdout).toContain('Amounts in USD are values that a table gives')
	})
})

/** A result without the name of its case, and so without the digest that covers it. */
function ofAnyCase(json: string): object {
	const { case: _, resultHash: __, ...rest } = JSON.parse(json)
	return rest
}

describe('fundtrail trace without a case', () => {
	const flags = (folder: string): string[] => [
		...['trace', '--json', '--seed', SEED, '--asset', 'usd'],
		...['--source', `transfers=${join(folder, 'transfers.csv')}`, '--labels', join(folder, 'labels.csv')],
	]

	it('gives the result of the case with the same content, and of the case it saves', () => {
		const { folder, file } = smallCase('Some Service')
		const expected = ofAnyCase(fundtrail(['trace', file, '--json']).stdout)
		const saved = join(folder, 'saved.case.json')
		const run = fundtrail([...flags(folder), '--save', saved])
		expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' })
		expect(JSON.parse(run.stdout).case).toBeUndefined()
		expect(ofAnyCase(run.stdout)).toEqual(expected)
		expect(JSON.parse(readFileSync(saved, 'utf8')).sources[0].path).toBe('transfers.csv')
		expect(ofAnyCase(fundtrail(['trace', saved, '--json']).stdout)).toEqual(expected)
	})

	it('names a file as it was typed', () => {
		const seed = 'ethereum:0x5eed000000000000000000000000000000000001'
		for (const path of ['/nope.csv', './nope.csv']) {
			const { status, stderr } = fundtrail(['trace', '--seed', seed, '--source', `transfers=${path}`])
			expect([status, stderr.split('\n')[0]]).toEqual([2, `error: ${path} cannot be read`])
		}
	})

	it('never writes a case over a file', () => {
		const { folder, file } = smallCase('Some Service')
		const before = readFileSync(file, 'utf8')
		const run = fundtrail([...flags(folder), '--save', file])
		expect(run.status).toBe(2)
		expect(run.stderr).toContain('error: --save: there is a file already')
		expect(readFileSync(file, 'utf8')).toBe(before)
	})
})

describe('fundtrail trace --out', () => {
	it('makes the folder with its parents and writes what --json prints, and the graph', () => {
		const folder = join(newFolder(), 'a', 'b')
		const { status, stdout } = fundtrail(['trace', MAINNET, '--json', '--out', folder])
		expect(status).toBe(0)
		expect(readdirSync(folder).sort()).toEqual(['graph.gexf', 'result.json'])
		expect(readFileSync(join(folder, 'result.json'), 'utf8')).toBe(stdout)
		expect(readFileSync(join(folder, 'graph.gexf'), 'utf8')).toContain('<gexf')
		expect(fundtrail(['trace', MAINNET, '--out', folder]).status).toBe(0)
	})

	it.each([
		['a folder with other files', 'notes.txt', 'my notes'],
		['a result.json that is not ours', 'result.json', '{"mine":true}'],
	])('leaves %s alone', (_, name, content) => {
		const folder = newFolder()
		writeFileSync(join(folder, name), content)
		const { status, stdout, stderr } = fundtrail(['trace', MAINNET, '--out', folder])
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
		expect(stderr).toContain('error: --out: holds')
		expect(readdirSync(folder)).toEqual([name])
		expect(readFileSync(join(folder, name), 'utf8')).toBe(content)
	})

	it.skipIf(process.platform !== 'linux')('says so where no folder can be made, and does not try for ever', () => {
		const { status, stderr } = fundtrail(['trace', MAINNET, '--out', '/proc/x/y'])
		expect([status, stderr]).toEqual([2, expect.stringContaining('not a folder that can be written to')])
	})

	it('replaces what a run that was killed left half written', () => {
		const folder = newFolder()
		writeFileSync(join(folder, 'result.json.part'), '{"schema":')
		expect(fundtrail(['trace', 'fixtures/worked-a1', '--out', folder]).status).toBe(0)
		expect(readdirSync(folder).sort()).toEqual(['graph.gexf', 'result.json'])
	})

	it('says so where the folder is a file', () => {
		const file = join(newFolder(), 'x')
		writeFileSync(file, '')
		const { status, stderr } = fundtrail(['trace', MAINNET, '--out', file])
		expect(status).toBe(2)
		expect(stderr).toContain('error: --out: not a folder')
	})
})

describe('what cannot be traced', () => {
	it.each([
		['no command', [], 'Usage: fundtrail'],
		['an unknown command', ['bogus'], "error: unknown command 'bogus'"],
		['an unknown flag', ['trace', MAINNET, '--bogus'], "error: unknown option '--bogus'"],
		['neither case nor seed', ['trace'], 'error: give a case, or at least one --seed'],
		['a case and a seed', ['trace', MAINNET, '--seed', SEED], 'error: --seed is for a trace without a case'],
		['an unknown rule', ['trace', MAINNET, '--method', 'best'], "argument 'best' is invalid"],
		['hops that are no number', ['trace', MAINNET, '--hops', '1e3'], "argument '1e3' is invalid"],
		['a case that is not there', ['trace', 'no-such-case'], 'error: no such case: "no-such-case"'],
		['a source without a kind', ['trace', '--seed', SEED, '--source', 'x.csv'], 'error: --source 1:'],
		['an endpoint that is not there', ['explain', MAINNET, '--endpoint', '9'], 'error: there is no endpoint 9'],
	])('%s is bad input', (_, args, message) => {
		const { status, stdout, stderr } = fundtrail(args)
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
		expect(stderr).toContain(message)
		expect(stderr).not.toMatch(/^\s+at /m)
	})

	it('names the seed and the character at which it is wrong', () => {
		const seed = 'ethereum:0x8b2cbc54ca4898304221f9c2017c86c7913d2adE'
		const { status, stderr } = fundtrail(['trace', '--seed', seed, '--source', 'transfers=none.csv'])
		expect(status).toBe(2)
		expect(stderr).toContain('error: seeds[0].account: EIP-55 checksum does not hold')
		expect(stderr).toMatch(/^ {2}position: 14$/m)
	})

	it('names file, line and column of a bad row, its text inert', () => {
		const { folder, file } = smallCase('Some Service')
		const table = join(folder, 'transfers.csv')
		writeFileSync(table, readFileSync(table, 'utf8').replace(',700000000', ',7\u001b]52;c;AAAA\u0007'))
		const { status, stdout, stderr } = fundtrail(['trace', file])
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
		expect(stderr).toMatch(/^ {2}file: transfers\.csv$/m)
		expect(stderr).toMatch(/^ {2}line: 3$/m)
		expect(stderr).toMatch(/^ {2}field: amount$/m)
		expect(stderr).not.toContain('\u001b')
	})

	it('shows a stack only where it is asked for', () => {
		expect(fundtrail(['trace', 'no-such-case'], { FUNDTRAIL_DEBUG: '1' }).stderr).toMatch(/^ {4}at /m)
	})

	it('refuses a path that leaves the folder of the case, unless it is allowed', () => {
		const { folder } = smallCase('Some Service')
		mkdirSync(join(folder, 'below'))
		const file = join(folder, 'below', 'case.json')
		writeFileSync(file, readFileSync(join(folder, 'case.json'), 'utf8').replace(/"(\w+\.csv)"/g, '"../$1"'))
		expect(fundtrail(['trace', file]).status).toBe(2)
		expect(fundtrail(['trace', file, '--allow-outside']).status).toBe(0)
	})
})

describe('a reader that goes away', () => {
	it.skipIf(process.platform === 'win32')('ends the command quietly', () => {
		const pipe = `"$1" "$2" explain fixtures/mainnet-2015 | head -c 10; echo "\${PIPESTATUS[0]}"`
		const { stdout, stderr } = spawnSync('bash', ['-c', pipe, 'bash', process.execPath, cliFile], {
			cwd: root,
			encoding: 'utf8',
		})
		expect(stderr).toBe('')
		expect(stdout).toBe('Endpoint 10\n')
	})
})
