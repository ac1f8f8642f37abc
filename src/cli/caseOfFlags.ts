import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { CaseFile } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { parseSeeds } from '../model/seed.js'
import type { InputFlags, RunFlags } from './traceFlags.js'

const DID = { forward: 'What left', backward: 'What came to', both: 'What came to and left' } as const
const KINDS = ['transfers', 'blocks', 'etl', 'esplora', 'recording'] as const

/**
 * The case that flags describe, its paths as seen from `folder`, or as they were typed where none is given.
 * @throws InputError `E_INPUT` naming the flag
 */
export function caseOfFlags(flags: InputFlags & RunFlags, folder?: string): CaseFile {
	const { seed = [], asset, source = [], scope, labels = [], method, direction } = flags
	if (seed.length === 0) throw needed('seed', 'give a case, or at least one --seed')
	if (source.length === 0) throw needed('source', 'give at least one --source KIND=PATH')
	const seeds = seed.map((id) => (asset === undefined || id.includes('/') ? id : { account: id, asset }))
	if (asset !== undefined && seeds.every((given) => typeof given === 'string'))
		throw needed('asset', 'only a seed that is an account can have an --asset')
	const budget = budgetOf(flags)
	const options = {
		...(method === undefined ? {} : { method }),
		...(direction === undefined ? {} : { direction }),
		...(budget === undefined ? {} : { budget }),
	}
	return {
		case: 'fundtrail.case/1',
		name: `${DID[direction ?? 'forward']} ${seed.length === 1 ? seed[0] : `${seed.length} seeds`}`,
		seeds,
		sources: sourcesOf(source, seed, folder, scope),
		...(labels.length === 0 ? {} : { labels: labels.map((path) => seenFrom(folder, path)) }),
		...(Object.keys(options).length === 0 ? {} : { options }),
	}
}

/** The limits that flags set; undefined where they set none. */
export function budgetOf({ minShare, hops, lookups, seconds }: RunFlags): Record<string, number> | undefined {
	const given = Object.entries({ minShare, hops, lookups, seconds }).filter(([, value]) => value !== undefined)
	return given.length === 0 ? undefined : (Object.fromEntries(given) as Record<string, number>)
}

/** Files of a blockchain-etl export are one source, of the chain that the seeds are on; so is what a server is asked for. */
function sourcesOf(
	texts: readonly string[],
	seeds: readonly string[],
	folder: string | undefined,
	scope: InputFlags['scope'],
): CaseFile['sources'] {
	const given = texts.map((text, i) => sourceOf(text, i))
	const more = scope === undefined ? {} : { scope }
	const files = given.filter(({ kind }) => kind === 'etl').map(({ path }) => seenFrom(folder, path))
	const chains = new Set(seeds.map((id) => parseSeeds([id])[0]?.chain))
	const chainFor = (kind: string): string => {
		const [chain, ...rest] = chains
		if (chain !== undefined && rest.length === 0) return chain
		throw needed('source', `${kind} sources are of one chain, and so must the seeds be`)
	}
	const others = given.flatMap(({ kind, path }): CaseFile['sources'] => {
		if (kind === 'etl') return []
		// Who types an address has chosen it, wherever it leads.
		if (kind === 'esplora') return [{ kind, url: path, chain: chainFor(kind), allowPrivate: true }]
		if (kind === 'recording') return [{ kind, path: seenFrom(folder, path) }]
		return [{ kind, path: seenFrom(folder, path), ...more }]
	})
	return files.length === 0 ? others : [...others, { kind: 'etl', path: files, chain: chainFor('etl'), ...more }]
}

function sourceOf(text: string, place: number): { readonly kind: (typeof KINDS)[number]; readonly path: string } {
	const equals = text.indexOf('=')
	const kind = KINDS.find((known) => known === text.slice(0, Math.max(equals, 0)))
	const path = text.slice(equals + 1)
	if (kind !== undefined && path !== '') return { kind, path }
	const field = `--source ${place + 1}`
	throw new InputError(
		'E_INPUT',
		`${field}: ${JSON.stringify(text.slice(0, 200))} is not ${KINDS.join('=PATH or ')}=PATH`,
		{
			details: { field, value: text.slice(0, 200) },
		},
	)
}

/** A path typed in the working folder, as a case file in another folder writes it: relative, with `/`. */
function seenFrom(folder: string | undefined, path: string): string {
	if (folder === undefined) return path
	const way = relative(folder, resolve(path))
	return isAbsolute(way) ? way : way.split(sep).join('/')
}

function needed(flag: string, message: string): InputError {
	return new InputError('E_INPUT', message, { details: { field: `--${flag}` } })
}
