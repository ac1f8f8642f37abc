import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Interface, type InterfaceAbi } from 'ethers'
import { repoRoot } from '../repoRoot.js'

/** A compiled contract. */
export interface Artefact {
	readonly bytecode: string
	readonly abi: Interface
}

const FOLDER = join(repoRoot, 'test/support/anvil/contracts')
const require = createRequire(import.meta.url)

interface Compiled {
	readonly [contract: string]: { readonly bytecode: string; readonly abi: InterfaceAbi }
}

/**
 * Our test contracts, compiled for Shanghai. Compiled once for what the sources and the compiler are: the outcome is kept
 * in the folder for temporary files under their digest.
 */
export function contracts(): ReadonlyMap<string, Artefact> {
	const sources = Object.fromEntries(
		readdirSync(FOLDER)
			.sort()
			.map((name) => [name, { content: readFileSync(join(FOLDER, name), 'utf8') }]),
	)
	const { version } = require('solc/package.json') as { version: string }
	const digest = createHash('sha256')
		.update(JSON.stringify([version, sources]))
		.digest('hex')
		.slice(0, 32)
	const cache = join(tmpdir(), 'fundtrail-contracts')
	const file = join(cache, `${digest}.json`)
	if (!existsSync(file)) {
		mkdirSync(cache, { recursive: true })
		const written = `${file}.${process.pid}`
		writeFileSync(written, JSON.stringify(compile(sources)))
		renameSync(written, file)
	}
	const compiled = JSON.parse(readFileSync(file, 'utf8')) as Compiled
	return new Map(
		Object.entries(compiled).map(([name, { bytecode, abi }]) => [name, { bytecode, abi: new Interface(abi) }]),
	)
}

function compile(sources: Record<string, { content: string }>): Compiled {
	const solc = require('solc') as { compile(input: string): string }
	const settings = {
		evmVersion: 'shanghai',
		optimizer: { enabled: true, runs: 200 },
		outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
	}
	const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings })))
	const errors = (output.errors ?? []).filter(({ severity }: { severity: string }) => severity === 'error')
	if (errors.length > 0)
		throw new Error(errors.map((error: { formattedMessage: string }) => error.formattedMessage).join('\n'))
	const compiled: Record<string, { bytecode: string; abi: InterfaceAbi }> = {}
	for (const contents of Object.values(
		output.contracts as Record<string, Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>>,
	))
		for (const [name, { abi, evm }] of Object.entries(contents))
			compiled[name] = { abi, bytecode: `0x${evm.bytecode.object}` }
	return compiled
}
