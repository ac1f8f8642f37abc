import { type PassageCandidate, rankPassages } from '../../chains/bridges/join/rankPassages.js'
import { grade } from '../../model/grade.js'
import type { AssetId } from '../../model/identifiers.js'
import { LEAST, MOST } from './expectedPayout.js'
import type { PossiblePayout } from './possiblePayout.js'
import type { Rates } from './ratesOf.js'

/** Tokens of one asset differ by a power of ten from chain to chain, at most this one. */
const MOST_DECIMALS = 18
interface PaidIn {
	readonly asset: AssetId
	readonly amount: bigint
	readonly paidAt: number
	readonly window: { readonly from: number; readonly to: number }
}

type RatesTo = (asset: AssetId) => Rates | null

const NO_RATES: RatesTo = () => null

/** The payments in time that may be the pay-out of one that was paid in, best first. */
export function rankPayouts(paid: PaidIn, read: readonly PossiblePayout[], isSwapper: boolean, ratesTo = NO_RATES) {
	const { from, to } = paid.window
	const inTime = read.filter(({ at }) => at >= from && at <= to)
	const scored = inTime.flatMap((payment): PassageCandidate[] => {
		const rates = ratesTo(payment.asset)
		if (rates !== null) return pricedCandidate(paid, payment, rates)
		const paidOut = isSameKind(paid.asset, payment.asset) ? partOf(paid.amount, payment.amount) : null
		const delaySeconds = Math.max(0, payment.at - paid.paidAt)
		return paidOut === null
			? []
			: [{ id: payment.transfer, paidIn: 1, paidOut, delaySeconds, priceLeast: 1, priceGreatest: 1 }]
	})
	const { candidates, standsAlone } = rankPassages(scored, { isSwapper })
	const byId = new Map(inTime.map((payment) => [payment.transfer, payment]))
	return {
		candidates: candidates.flatMap(({ id, probability }) => {
			const payment = byId.get(id)
			return payment === undefined ? [] : { ...payment, why: 'timeAndAmount' as const, confidence: grade(probability) }
		}),
		lookedAt: inTime.length,
		standsAlone,
	}
}

/** A payment in an asset whose price is known, in parts of what the least rate gives. */
function pricedCandidate(paid: PaidIn, payment: PossiblePayout, { least, greatest }: Rates): PassageCandidate[] {
	const delaySeconds = Math.max(0, payment.at - paid.paidAt)
	const paidOut = ratioOf(payment.amount * least.into, paid.amount * least.out)
	const priceGreatest = ratioOf(greatest.out * least.into, greatest.into * least.out)
	return [{ id: payment.transfer, paidIn: 1, paidOut, delaySeconds, priceLeast: 1, priceGreatest }]
}

/** a ÷ b to nine decimals, for a score. */
const ratioOf = (a: bigint, b: bigint): number => Number((a * 1_000_000_000n) / b) / 1_000_000_000

/** A coin for the same coin, a token for a token: whether two tokens are of one asset is on no ledger. */
function isSameKind(a: AssetId, b: AssetId): boolean {
	const [coin, other] = [a, b].map((asset) => /\/slip44:.*$/.exec(asset)?.[0])
	return coin === other
}

/** What came out as a part of what went in, up to the power of ten by which their units differ; null where it is none. */
function partOf(into: bigint, out: bigint): number | null {
	for (let decimals = 0, power = 1n; decimals <= MOST_DECIMALS; decimals++, power *= 10n) {
		for (const [a, b] of [
			[into * power, out],
			[into, out * power],
		] as const)
			if (b * 100n >= a * LEAST && b * 100n <= a * MOST) return Number((b * 1_000_000n) / a) / 1_000_000
	}
	return null
}
