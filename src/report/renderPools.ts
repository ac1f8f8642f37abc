import { formatAmount } from '../model/asset.js'
import type { PoolReport } from '../model/poolReport.js'
import type { ResultData } from '../model/result.js'
import type { IdDisplay } from './idDisplay.js'
import { LabelNotes } from './labelNotes.js'

/** Leads listed before the rest is only counted. Our choice. */
const MOST_LEADS = 50

/** What the published rules tie in mixing pools that value entered, and how well chance does the same. */
export function renderPools({ pools }: ResultData, shown: IdDisplay): string[] {
	if (pools === undefined) return []
	const notes = new LabelNotes()
	const leads = pools.leads.slice(0, MOST_LEADS).flatMap((lead) => leadLines(lead, shown, notes))
	const left = pools.leads.length - MOST_LEADS
	return [
		'Mixing pools that value entered: which withdrawals may be of its notes, and how often chance ties as many. Leads, not findings.',
		'',
		...pools.pools.map(
			({ account, asset, note, deposits, withdrawals }) =>
				`   ${shown(account)}: notes of ${formatAmount(note, asset)}; ${deposits} deposits and ${withdrawals} withdrawals were read`,
		),
		...pools.rules.map((rule) => `   ${ruleText(rule, pools.rounds)}`),
		...(pools.leads.length === 0 ? ['   no lead: no rule ties a withdrawal to a note of this trace'] : leads),
		...notes.lines('   '),
		...(left > 0 ? [`   and ${left} more; --json has all`] : []),
		'',
	]
}

function ruleText({ rule, missing, linked, byChance, pValue }: PoolReport['rules'][number], rounds: number): string {
	if (missing.length > 0) return `${rule}: says nothing, for these were not told: ${missing.join(', ')}`
	if (linked === 0) return `${rule}: ties nothing`
	return `${rule}: ties ${linked} of the withdrawals that were read; with depositors dealt out anew ${rounds} times it ties ${byChance} on average, as many with p = ${pValue}`
}

function leadLines(lead: PoolReport['leads'][number], shown: IdDisplay, notes: LabelNotes): string[] {
	const { account, withdrawal, rule, confidence, anonymitySet, deposits, otherDeposits, attributions } = lead
	const more = lead.corroboratedBy.length === 0 ? '' : `, with ${lead.corroboratedBy.join(', ')}`
	const others = otherDeposits === 0 ? '' : ` or of ${otherDeposits} of others`
	return [
		`   ${shown(account)} by ${shown(withdrawal)}  ${notes.quote(attributions)}`.trimEnd(),
		`      consistent with ${deposits.length === 1 ? 'a note' : `one of ${deposits.length} notes`} of this trace${others} (${rule}${more}; ${confidence}); it hides among ${anonymitySet}`,
	]
}
