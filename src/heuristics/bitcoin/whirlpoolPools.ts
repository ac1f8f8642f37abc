/** A Whirlpool pool: the value of every mixed output and the coordinator's fee for joining, in satoshi. */
export interface WhirlpoolPool {
	readonly denomination: bigint
	readonly fee: bigint
}

/** The pools of Samourai Whirlpool, 2019 to 2024 (0.001, 0.01, 0.05 and 0.5 BTC), as listed in graphsense-lib (MIT). */
export const whirlpoolPools: readonly WhirlpoolPool[] = [
	{ denomination: 100_000n, fee: 5_000n },
	{ denomination: 1_000_000n, fee: 50_000n },
	{ denomination: 5_000_000n, fee: 175_000n },
	{ denomination: 50_000_000n, fee: 1_750_000n },
]

/** What an entrant brings beyond the denomination to pay for the mix, in satoshi: [least, most] (GraphSense). */
export const ENTRANT_SURPLUS: readonly [bigint, bigint] = [100n, 110_000n]

/** Whether a value is a premix output of a pool. */
export function isPremix({ denomination }: WhirlpoolPool, sats: bigint): boolean {
	return sats >= denomination + ENTRANT_SURPLUS[0] && sats <= denomination + ENTRANT_SURPLUS[1]
}
