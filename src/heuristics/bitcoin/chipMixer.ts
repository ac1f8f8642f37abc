import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { spendShape } from './spendShape.js'

/** Prior of the shape; set by hand, not calibrated, and not measured anywhere known to us. */
const CONFIDENCE = 0.4
/** The least chip, in satoshi; the others are twice, four times … that (the service's own FAQ: 0.001 to 8.192 BTC). */
const CHIP_SATS = 100_000n
/** Sizes of chips. */
const SIZES = 14
const CHIPS: ReadonlySet<bigint> = new Set(Array.from({ length: SIZES }, (_, i) => CHIP_SATS << BigInt(i)))
/** Fewest chips funded together: fewer are common in ordinary payments. Our choice. */
const LEAST_CHIPS = 10
/** Outputs beside the chips: change of the service. Our choice. */
const MOST_OTHERS = 1
/** The service began in 2017 and was seized on 2023-03-15 (US Department of Justice, Europol), unix seconds UTC. */
const RAN_SECONDS: readonly [number, number] = [1_483_228_800, 1_678_924_799]

/**
 * ChipMixer: the service funds many outputs of set values ("chips") at once; customers later get the keys of some that
 * were funded before they paid. What goes into such a transaction was paid to the service earlier, by others than those
 * who get the chips.
 *
 * Source: the service's FAQ (chips of 0.001 times a power of two up to 8.192 BTC, funded before deposits); Pakki et al.,
 * FC 2021. No published predicate is known to us: the least number of chips is our choice.
 * Fails when: somebody pays ten such sums at once in these years (found, though no chips); chips made a few at a time
 * (absent).
 * Cost: linear in the outputs.
 */
export const chipMixer = carded({
	id: 'chipMixer',
	version: '1',
	claim: 'mix',
	vetoedBy: [],
	looksAhead: false,
	stops: 'mixer',
	params: {
		chipSats: CHIP_SATS.toString(),
		sizes: String(SIZES),
		leastChips: String(LEAST_CHIPS),
		mostOthers: String(MOST_OTHERS),
		fromSeconds: String(RAN_SECONDS[0]),
		untilSeconds: String(RAN_SECONDS[1]),
	},
	inspect(transaction) {
		const shape = spendShape(transaction)
		if (shape === null || transaction.atSeconds < RAN_SECONDS[0] || transaction.atSeconds > RAN_SECONDS[1])
			return ABSENT
		const chips = shape.outputs.filter(({ amount }) => CHIPS.has(amount))
		if (chips.length < LEAST_CHIPS || shape.outputs.length - chips.length > MOST_OTHERS || !shape.distinctOutputs)
			return ABSENT
		return {
			kind: 'found',
			accounts: [...shape.payers.keys()],
			outputs: chips.map(({ id }) => id),
			confidence: CONFIDENCE,
			note: `${chips.length} of ${shape.outputs.length} outputs have values of ChipMixer's chips: consistent with chips being funded`,
		}
	},
})
