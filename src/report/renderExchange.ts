import { formatAmount } from '../model/asset.js'
import { displayText } from '../model/displayText.js'
import type { ExchangeHop } from '../model/hop.js'
import type { IdDisplay } from './idDisplay.js'

/** What came of what was given in an exchange, the arithmetic of its tainted part, and what says that it was one. */
export function renderExchange(
	{ amount, taint, received, conversion }: ExchangeHop,
	shown: IdDisplay,
): [string, string][] {
	const { given, through, via, told, verified } = conversion
	const whole = [...given, ...conversion.received].length > 2
	const all = (sums: readonly { readonly asset: string; readonly amount: bigint }[]): string =>
		sums.map((sum) => formatAmount(sum.amount, sum.asset)).join(' and ')
	return [
		['gets', `${received.amount} base units = ${formatAmount(received.amount, received.asset)}`],
		[
			'taint',
			`${received.taint} of these: ${received.amount} × ${taint} ÷ ${amount}, rounded by largest remainder${received.amount * taint === received.taint * amount ? ' (exact here)' : ''}`,
		],
		...(whole
			? [
					['part of', `${all(given)} for ${all(conversion.received)}: assets count alike, no price is used`] as [
						string,
						string,
					],
				]
			: []),
		['at', through.map(shown).join(', ')],
		['made by', via.map(shown).join(', ')],
		['told by', toldBy(told, verified, shown)],
	]
}

/** What says that an exchange was one. */
export function toldBy(told: ExchangeHop['conversion']['told'], verified: boolean, shown: IdDisplay): string {
	if (told.length === 0) return 'no event of an exchange protocol known here: by what went in and came out alone'
	const events = told.map(({ id, protocol }) => `${displayText(protocol)} in ${shown(id)}`)
	const source = verified
		? 'by contracts known as the protocol’s own'
		: 'of that form; not all by contracts known as the protocol’s own'
	return `${events.join(', ')} (${source})`
}
