import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cliFile, fundtrail, root } from './fundtrail.js'

/** Packages that the built file loads before it does anything, followed through its own chunks. */
function loadedAtOnce(file: string): Set<string> {
	const packages = new Set<string>()
	const seen = new Set<string>()
	const open = [file]
	for (let path = open.pop(); path !== undefined; path = open.pop()) {
		if (seen.has(path)) continue
		seen.add(path)
		for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(
			/^(?:import|export)\b[^'"`;]*["']([^"']+)["']/gm,
		)) {
			if (target.startsWith('.')) open.push(join(dirname(path), target))
			else packages.add(target)
		}
	}
	return packages
}

describe('the command line', () => {
	it('starts with the parser of its flags, without graph, chain or label libraries', () => {
		const packages = loadedAtOnce(cliFile)
		expect(packages).toContain('commander')
		const heavy = ['ethers', 'bitcoinjs-lib', 'graphology', 'graphology-gexf', 'yaml', 'csv-parse', 'cli-progress']
		expect(heavy.filter((name) => packages.has(name) || packages.has(`${name}/sync`))).toEqual([])
	})

	it('answers --help and --version', () => {
		for (const args of [['--help'], ['trace', '--help'], ['help', 'check']]) {
			const { status, stdout, stderr } = fundtrail(args)
			expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
			expect(stdout).toContain('Usage: fundtrail')
		}
		const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
		expect(fundtrail(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
	})
})
