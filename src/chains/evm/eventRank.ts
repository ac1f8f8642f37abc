/**
 * Rank of an event inside its transaction. The fee comes first, since gas is bought before anything runs; then the
 * deposit of a rollup, the transaction's own value, the internal calls in order of execution, and the events by their
 * place in the block. How calls and events interleave is not told by receipts and bears on nothing: no ledger of one asset
 * holds both.
 */
export const eventRank = {
	fee: 0,
	mint: 1,
	value: 2,
	/** `ordinal` counts the internal calls that moved value. */
	call: (ordinal: number): number => 3 + ordinal,
	/** `sub` counts the moves of one event. */
	log: (index: number, sub: number | null): number => (index + 1) * 2 ** 24 + (sub ?? 0),
} as const
