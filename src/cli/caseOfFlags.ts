import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { CaseFile } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { sourcesOfFlags } from './sourcesOfFlags.js'
import type { InputFlags, RunFlags } from './traceFlags.js'

const DID = { forward: 'What left', backward: 'What came to', both: 'What came to and left' } as const

/**
 * The case that flags describe, its paths as seen from `folder`, or as they were typed where none is given.
 * @throws InputError `E_INPUT` naming the flag
 */
export function caseOfFlags(flags: InputFlags & RunFlags, folder?: string): CaseFile {
	const { seed = [], asset, source = [], labels = [], prices, method, direction, feeTaint, sortBy } = flags
	if (seed.length === 0) throw needed('seed', 'give a case, or at least one --seed')
	if (source.length === 0) throw needed('source', 'give at least one --source KIND=PATH')
	const seeds = seed.map((id) => (asset === undefined || id.includes('/') ? id : { account: id, asset }))
	if (asset !== undefined && seeds.every((given) => typeof given === 'string'))
		throw needed('asset', 'only a seed that is an account can have an --asset')
	const budget = budgetOf(flags)
	const options = {
		...(method === undefined ? {} : { method }),
		...(direction === undefined ? {} : { direction }),
		...(feeTaint === undefined ? {} : { feeTaint }),
		...(sortBy === undefined ? {} : { sortBy }),
		...(budget === undefined ? {} : { budget }),
	}
	return {
		case: 'fundtrail.case/1',
		name: `${DID[direction ?? 'forward']} ${seed.length === 1 ? seed[0] : `${seed.length} seeds`}`,
		seeds,
		sources: sourcesOfFlags(flags, (path) => seenFrom(folder, path)),
		...(labels.length === 0 ? {} : { labels: labels.map((path) => seenFrom(folder, path)) }),
		...(prices === undefined ? {} : { prices: seenFrom(folder, prices) }),
		...(Object.keys(options).length === 0 ? {} : { options }),
	}
}

/** The limits that flags set; undefined where they set none. */
export function budgetOf({ minShare, hops, lookups, seconds }: RunFlags): Record<string, number> | undefined {
	const given = Object.entries({ minShare, hops, lookups, seconds }).filter(([, value]) => value !== undefined)
	return given.length === 0 ? undefined : (Object.fromEntries(given) as Record<string, number>)
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
