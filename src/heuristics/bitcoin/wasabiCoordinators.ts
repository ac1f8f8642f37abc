import type { AccountId } from '../../model/identifiers.js'

/** An account to which a coordinator had its fee paid in every round, and when. */
export interface CoordinatorAccount {
	readonly account: AccountId
	readonly protocol: 'Wasabi 1' | 'WabiSabi'
	/** First block of the protocol. */
	readonly fromHeight: number
	/** First block from which rounds pay an account of their own instead; null where none is known. */
	readonly untilHeight: number | null
	/** Who says so, and as of when. */
	readonly source: string
}

/** Bitcoin mainnet, CAIP-2. */
const MAINNET = 'bip122:000000000019d6689c085ae165831e93'
const DUMPLINGS = 'Dumplings, Constants.cs (nopara73, MIT)'
const FAQ = 'Wasabi documentation, FAQ "What is the coordinator address?"'

/** Facts as published by the wallet's makers; the source commit of Dumplings names all four. Mainnet only. */
export const wasabiCoordinators: readonly CoordinatorAccount[] = [
	{
		account: `${MAINNET}:bc1qs604c7jv6amk4cxqlnvuxv26hv3e48cds4m0ew`,
		protocol: 'Wasabi 1',
		fromHeight: 530_500,
		untilHeight: 610_000,
		source: `${FAQ} (old address); ${DUMPLINGS}`,
	},
	{
		account: `${MAINNET}:bc1qa24tsgchvuxsaccp8vrnkfd85hrcpafg20kmjw`,
		protocol: 'Wasabi 1',
		fromHeight: 530_500,
		untilHeight: 610_000,
		source: `${FAQ} (current in 2019); ${DUMPLINGS}`,
	},
	{
		account: `${MAINNET}:bc1qsnynr0nfa233q7s8k495ank2nwc0xw4zq2c6d2`,
		protocol: 'WabiSabi',
		fromHeight: 741_200,
		untilHeight: null,
		source: DUMPLINGS,
	},
	{
		account: `${MAINNET}:bc1qqgfu8x6c4fg8vtt0zfjl0uj6m9c853p9lfs9c8`,
		protocol: 'WabiSabi',
		fromHeight: 741_200,
		untilHeight: null,
		source: DUMPLINGS,
	},
]
