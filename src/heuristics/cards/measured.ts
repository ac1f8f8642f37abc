import type { Measured } from '../carded.js'

/** Written by `npm run cards -- --update YYYY-MM-DD`, in order of the heuristics' ids. Not to be edited by hand. */
export const measured: readonly Measured[] = [
	{
		id: 'chipMixer/1',
		on: '2026-11-25',
		right: null,
		recall: null,
		wrong: [0, 345],
	},
	{
		id: 'coSpend/3',
		on: '2026-11-25',
		right: null,
		recall: null,
		wrong: [0, 185],
	},
	{
		id: 'equalOutputs/2',
		on: '2026-11-25',
		right: [4, 23],
		recall: null,
		wrong: [19, 345],
	},
	{
		id: 'joinMarket/1',
		on: '2026-11-25',
		right: [126, 136],
		recall: null,
		wrong: [10, 345],
	},
	{
		id: 'stonewall/1',
		on: '2026-11-25',
		right: null,
		recall: null,
		wrong: [0, 185],
	},
	{
		id: 'wabiSabi/1',
		on: '2026-11-25',
		right: [36, 36],
		recall: [33, 33],
		wrong: [0, 345],
	},
	{
		id: 'wasabi10/1',
		on: '2026-11-25',
		right: [79, 79],
		recall: [79, 152],
		wrong: [0, 345],
	},
	{
		id: 'wasabi11/1',
		on: '2026-11-25',
		right: [75, 75],
		recall: [75, 152],
		wrong: [0, 345],
	},
	{
		id: 'wasabiCoordinator/1',
		on: '2026-11-25',
		right: [152, 152],
		recall: [152, 152],
		wrong: [0, 345],
	},
	{
		id: 'whirlpool/1',
		on: '2026-11-25',
		right: null,
		recall: null,
		wrong: [0, 345],
	},
	{
		id: 'whirlpoolTx0/1',
		on: '2026-11-25',
		right: null,
		recall: null,
		wrong: [0, 185],
	},
]
