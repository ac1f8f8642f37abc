import type { CaseFile, SourceUrl } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { parseSeeds } from '../model/seed.js'
import type { InputFlags } from './traceFlags.js'

const KINDS = ['transfers', 'blocks', 'etl', 'esplora', 'evm-rpc', 'recording'] as const
/** In front of the name of a variable that holds an address. */
const VARIABLE = 'env:'
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
/** What may be a key in the path of an address: providers' keys have 32 characters and more. Invented. */
const MAY_BE_KEY = /[\w-]{16,}/

/**
 * The sources that flags name. Files of a blockchain-etl export are one source, of the chain that the seeds are on; so is
 * what a server or node is asked for. `seen`: a path as the case writes it.
 * @throws InputError `E_INPUT` naming the flag
 */
export function sourcesOfFlags(flags: InputFlags, seen: (path: string) => string): CaseFile['sources'] {
	const { seed: seeds = [], source = [], scope, save } = flags
	const given = source.map((text, i) => sourceOf(text, i))
	const more = scope === undefined ? {} : { scope }
	const files = given.filter(({ kind }) => kind === 'etl').map(({ path }) => seen(path))
	const chains = new Set(seeds.map((id) => parseSeeds([id])[0]?.chain))
	const chainFor = (kind: string): string => {
		const [chain, ...rest] = chains
		if (chain !== undefined && rest.length === 0) return chain
		throw wrong('--source', `${kind} sources are of one chain, and so must the seeds be`)
	}
	const others = given.flatMap(({ kind, path }, i): CaseFile['sources'] => {
		if (kind === 'etl') return []
		if (kind === 'recording') return [{ kind, path: seen(path) }]
		if (kind !== 'esplora' && kind !== 'evm-rpc') return [{ kind, path: seen(path), ...more }]
		// Who types an address has chosen it, wherever it leads.
		const asked = {
			url: urlOf(path, `--source ${i + 1}`, save !== undefined),
			chain: chainFor(kind),
			allowPrivate: true,
		}
		return [kind === 'esplora' ? { kind, ...asked } : { kind, ...asked, ...rangeOf(flags), ...more }]
	})
	return files.length === 0 ? others : [...others, { kind: 'etl', path: files, chain: chainFor('etl'), ...more }]
}

function sourceOf(text: string, place: number): { readonly kind: (typeof KINDS)[number]; readonly path: string } {
	const equals = text.indexOf('=')
	const kind = KINDS.find((known) => known === text.slice(0, Math.max(equals, 0)))
	const path = text.slice(equals + 1)
	if (kind !== undefined && path !== '') return { kind, path }
	// What stands behind the kind may be an address with a key.
	const shown = text.slice(0, equals < 0 ? 0 : equals).slice(0, 40)
	const field = `--source ${place + 1}`
	throw wrong(field, `${field}: ${JSON.stringify(`${shown}=…`)} is not ${KINDS.join('=PATH or ')}=PATH`)
}

/** Where a case is written an address must hold no key. */
function urlOf(text: string, field: string, saved: boolean): SourceUrl {
	if (text.startsWith(VARIABLE)) {
		const name = text.slice(VARIABLE.length)
		if (NAME.test(name)) return { env: name }
		throw wrong(field, `${field}: what stands behind ${VARIABLE} is no name of a variable`)
	}
	if (saved && MAY_BE_KEY.test(text.replace(/^[a-z]+:\/\/[^/]*/i, '')))
		throw wrong(field, `${field}: the address may hold a key, which no case file should: give a variable, env:NAME`)
	return text
}

function rangeOf({ fromBlock, toBlock }: InputFlags): { readonly from: number; readonly to?: number } {
	if (fromBlock === undefined) throw wrong('--from-block', 'evm-rpc sources need --from-block: where to begin to read')
	return { from: fromBlock, ...(toBlock === undefined ? {} : { to: toBlock }) }
}

function wrong(field: string, message: string): InputError {
	return new InputError('E_INPUT', message, { details: { field } })
}
