import type { Places, ScenarioSize } from './places.js'
import type { Random } from './random.js'
import type { TransferColumns } from './transferColumns.js'

/** Length of the story in seconds: eleven and a half days. */
export const SPAN_SECONDS = 1_000_000
/** Base units of one coin: a token with six decimals. */
export const COIN = 1_000_000
/** What a mixer takes in and, less its fee, gives out. */
export const MIXER_NOTE = { in: 100 * COIN, out: 99 * COIN } as const

/** Transfers per background account by kind; 5.6 in all. */
const PER_ACCOUNT = { deposits: 0.6, withdrawals: 1, servicePayments: 0.48, mixerNotes: 0.04, payments: 2.5 } as const

/** Everything that other people do at the same time. */
export function addBackground(columns: TransferColumns, places: Places, random: Random, size: ScenarioSize): void {
	const moment = (): number => random.whole(0, SPAN_SECONDS)
	const amount = (): number => COIN * Math.exp(random.between(2, 9))
	const times = (perAccount: number, act: () => void): void => {
		for (let n = Math.floor(perAccount * size.background); n > 0; n--) act()
	}
	times(PER_ACCOUNT.deposits, () => {
		const exchange = places.exchange()
		const deposit = places.deposit(exchange)
		const [at, paid] = [moment(), amount()]
		columns.add(places.somebody(), deposit, at, paid)
		columns.add(deposit, exchange, at + random.whole(60, 2000), paid)
	})
	times(PER_ACCOUNT.withdrawals, () => columns.add(places.exchange(), places.somebody(), moment(), amount()))
	times(PER_ACCOUNT.servicePayments, () => {
		columns.add(places.somebody(), places.service(), moment(), amount())
		columns.add(places.service(), places.somebody(), moment(), amount())
	})
	times(PER_ACCOUNT.mixerNotes, () => {
		columns.add(places.somebody(), places.mixer(), moment(), MIXER_NOTE.in)
		columns.add(places.mixer(), places.somebody(), moment(), MIXER_NOTE.out)
	})
	times(PER_ACCOUNT.payments, () => columns.add(places.somebody(), places.somebody(), moment(), amount()))
}
