import type { Heuristic } from '../../heuristics/heuristic.js'
import { parseAsset } from '../../model/asset.js'
import { InputError } from '../../model/errors.js'
import { RULE_IDS, type RuleId } from '../../model/method.js'
import { type DataOptions, parseDataOptions } from '../../model/options.js'
import { compareText } from '../../model/order.js'
import { checkHandles } from './checkHandles.js'
import { rankedCategories } from './rankedCategories.js'

/** Members of `TraceOptions` that are not data. */
const HANDLES = [
	'seeds',
	'sources',
	'labels',
	'prices',
	'heuristics',
	'case',
	'resume',
	'onProgress',
	'signal',
	'now',
] as const

export interface ParsedOptions {
	readonly data: DataOptions
	readonly panel: readonly RuleId[]
	readonly heuristics: readonly Heuristic[]
}

/**
 * Splits the options into data and handles, fills defaults, resolves names.
 * @param standard the heuristics that run where none are named
 * @param optional those that can be named beside them
 * @throws InputError naming the option, for anything that is not what its type says
 */
export function parseTraceOptions(
	options: object & { readonly heuristics?: readonly (Heuristic | string)[] | undefined; readonly prices?: unknown },
	standard: readonly Heuristic[],
	optional: readonly Heuristic[] = [],
): ParsedOptions {
	checkHandles(options)
	const rest: Record<string, unknown> = { ...options }
	for (const handle of HANDLES) delete rest[handle]
	const known = [...standard, ...optional]
	const heuristics = (options.heuristics ?? standard).map((heuristic, i) => resolveHeuristic(heuristic, i, known))
	const data = parseDataOptions({
		...rest,
		...(options.heuristics === undefined ? {} : { heuristics: heuristics.map(({ id }) => id) }),
	})
	if (data.feeTaint === 'propagate' && data.direction !== 'forward') {
		const field = 'options.feeTaint'
		const text = `${field}: fees are carried on into coinbases going forward only; looking back, a coinbase is where value begins`
		throw new InputError('E_INPUT', text, { details: { field } })
	}
	if (data.sortBy !== 'share' && options.prices === undefined) {
		const field = 'options.sortBy'
		throw new InputError('E_INPUT', `${field}: ${data.sortBy} needs prices, and none were given`, {
			details: { field },
		})
	}
	const endpointCategories = rankedCategories(data.endpointCategories)
	return { data: { ...data, ...assetsOf(data), endpointCategories }, panel: panelOf(data), heuristics }
}

/** The named assets in canonical form, each once, in code-unit order. */
function assetsOf({ assets }: DataOptions): Pick<DataOptions, 'assets'> {
	if (assets === undefined || assets === 'all') return {}
	return { assets: [...new Set(assets.map((asset, i) => parseAsset(asset, `options.assets[${i}]`)))].sort(compareText) }
}

function panelOf({ panel }: DataOptions): RuleId[] {
	if (panel === 'none') return []
	const wanted: readonly RuleId[] = panel === 'all' ? RULE_IDS.filter((rule) => rule !== 'poison') : panel
	return RULE_IDS.filter((rule) => wanted.includes(rule))
}

function resolveHeuristic(heuristic: Heuristic | string, place: number, known: readonly Heuristic[]): Heuristic {
	if (typeof heuristic !== 'string') return heuristic
	const found = known.find(({ id }) => id === heuristic)
	if (found !== undefined) return found
	const field = `options.heuristics[${place}]`
	const ids = known.map(({ id }) => id).join(', ')
	throw new InputError(
		'E_INPUT',
		`${field}: unknown heuristic ${JSON.stringify(heuristic.slice(0, 80))}; these are known: ${ids}`,
		{ details: { field } },
	)
}
