import { formatAmount } from '../model/asset.js'
import type { ResultData } from '../model/result.js'
import type { IdDisplay } from './idDisplay.js'
import { toldBy } from './renderExchange.js'

/** Exchanges inside transactions that value went through, each with the arithmetic of its tainted part. */
export function renderConversions({ conversions = [] }: ResultData, shown: IdDisplay): string[] {
	if (conversions.length === 0) return []
	return [
		'Exchanges inside transactions that value went through: what came back counts in the share in which the given did',
		...conversions.flatMap(({ id, payer, given, received, told, verified }) => {
			const [only, ...others] = given
			const shareOf = (amount: bigint): string =>
				only === undefined || others.length > 0
					? 'each asset given counts alike'
					: `${amount} × ${only.taint} ÷ ${only.amount}`
			return [
				` ${shown(id)}`,
				`    by       ${shown(payer)}`,
				...given.map(
					({ asset, amount, taint }) => `    gives    ${shown(formatAmount(amount, asset))}, taint ${taint}`,
				),
				...received.map(
					({ to, asset, amount, taint }) =>
						`    gets     ${shown(formatAmount(amount, asset))}, taint ${taint}: ${shareOf(amount)}${to === payer ? '' : `; for ${shown(to)}`}`,
				),
				`    told by  ${toldBy(told, verified, shown)}`,
			]
		}),
		'',
	]
}
