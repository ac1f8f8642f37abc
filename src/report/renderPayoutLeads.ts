import { formatAmount } from '../model/asset.js'
import { isoUtc } from '../model/moment.js'
import type { PayoutLead } from '../model/payoutLead.js'
import type { ResultData } from '../model/result.js'
import type { IdDisplay } from './idDisplay.js'

/** Candidates listed before the rest is only counted. Our choice. */
const MOST_CANDIDATES = 5

const WHY: Readonly<Record<PayoutLead['candidates'][number]['why'], string>> = {
	timeAndAmount: 'by time and amount alone',
	amount: 'names it, but its amount does not fit',
	chain: 'names it, but on another chain',
	receiver: 'names it, but pays somebody else',
	clock: 'names it, but is earlier',
	several: 'names it, as others do',
	unverified: 'names it by a rule that was not checked',
}

/** Where value may have come out of bridges and instant swappers that name no pay-out. */
export function renderPayoutLeads({ payoutLeads = [] }: ResultData, shown: IdDisplay): string[] {
	if (payoutLeads.length === 0) return []
	return [
		'Leads out of bridges and instant swappers: where value may have come out, not where it did',
		'',
		...payoutLeads.flatMap((lead) => [...leadLines(lead, shown), '']),
	]
}

function leadLines(lead: PayoutLead, shown: IdDisplay): string[] {
	const {
		asset,
		amount,
		account,
		protocol,
		entity,
		paid,
		paidAt,
		chain,
		receiver,
		window,
		expected,
		expectedIn = [],
		lookedAt,
	} = lead
	const sum = (base: bigint): string => shown(formatAmount(base, asset))
	const place = receiver ?? chain
	const [from, to] = [window.from, window.to].map(isoUtc)
	const left = lead.candidates.length - MOST_CANDIDATES
	return [
		`   ${sum(amount)} paid to ${shown(account)} (${shown(protocol ?? entity ?? 'instant swapper')}) at ${isoUtc(paidAt)} by ${shown(paid)}`,
		`      expected from ${from} to ${to}${place === null ? '' : `, for ${shown(place)}`}: ${sum(expected.least)} to ${sum(expected.most)} if in the same asset${expectedIn.length === 0 ? '; rates are on no ledger' : ''}`,
		...expectedIn.map((other) => {
			const [least, most] = [other.least, other.most].map((base) => shown(formatAmount(base, other.asset)))
			return `      or, by the prices given, ${least} to ${most}`
		}),
		`      payments looked at: ${lookedAt}; candidates: ${lead.candidates.length}${lead.standsAlone ? ', of which the first stands alone' : ''}`,
		...lead.candidates.slice(0, MOST_CANDIDATES).map((one) => {
			const paidOut =
				one.amount === null || one.asset === null ? 'an untold sum' : shown(formatAmount(one.amount, one.asset))
			const payee = one.account === null ? '' : ` to ${shown(one.account)}`
			return `      - ${paidOut}${payee} at ${isoUtc(one.at)} by ${shown(one.transfer)}: ${WHY[one.why]}, confidence ${one.confidence}`
		}),
		...(left > 0 ? [`      and ${left} more; --json has all`] : []),
	]
}
