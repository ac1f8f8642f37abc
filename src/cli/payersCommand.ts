import { openCase } from '../cases.js'
import { canonicalJson } from '../model/canonicalJson.js'
import { parseAccount } from '../model/identifiers.js'
import type { RuleId } from '../model/method.js'
import { payersOf } from '../payersOf.js'
import { renderPayers } from '../report/renderPayers.js'
import type { ExitCode } from './exitCodes.js'
import { runTrace } from './runTrace.js'
import { writeText } from './writeText.js'

/** Payers of each asset that are listed before the rest is only counted. Our choice. */
const MOST_ROWS = 50

export interface PayersFlags {
	readonly asset?: string
	readonly method?: RuleId
	readonly json?: boolean
	readonly lookups?: number
	readonly allowOutside?: boolean
}

/** `fundtrail payers`: who paid an account directly, from the sources and labels of a case; its seeds play no part. */
export async function payersCommand(path: string, account: string, flags: PayersFlags): Promise<ExitCode> {
	const seed = {
		account: parseAccount(account, 'account'),
		...(flags.asset === undefined ? {} : { asset: flags.asset }),
	}
	const { result, exitCode } = await runTrace(async (signal) => {
		const { options } = await openCase(path, { allowOutside: flags.allowOutside ?? false, signal })
		const { sources, labels, assets } = options
		return {
			...{ sources, seeds: [seed], direction: 'backward', panel: 'none' },
			...(labels === undefined ? {} : { labels }),
			...(assets === undefined ? {} : { assets }),
			...(flags.method === undefined ? {} : { method: flags.method }),
			budget: { hops: 0, minShare: 0, ...(flags.lookups === undefined ? {} : { lookups: flags.lookups }) },
		}
	})
	const payers = payersOf(result)
	const { status, method, warnings, attributions } = result
	const answer = { account: seed.account, status, rule: method.rule, payers, attributions, warnings }
	const text = flags.json === true ? `${canonicalJson(answer)}\n` : await renderPayers(result, payers, MOST_ROWS)
	await writeText(process.stdout, text)
	return exitCode
}
