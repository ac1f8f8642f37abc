import type { UtxoTransaction } from '../../model/transaction.js'

/** Blocks that a wallet may set its locktime back by, against fee sniping. Source: Bitcoin Core, wallet/spend.cpp. */
const SNIPING_BLOCKS = 100
/** Locktimes from here on are unix seconds, not heights. Source: Bitcoin Core, LOCKTIME_THRESHOLD. */
const TIME_LOCKTIME = 500_000_000

/** What a wallet does alike in each of its transactions; null where the source does not tell it. */
export type Habits = Readonly<Record<'version' | 'locktime' | 'sequence' | 'scripts' | 'keys', string | null>>

/**
 * Traits of a transaction that its wallet sets, without those that come out alike by chance (order of the outputs, low R).
 *
 * Source: Kappos, Yousaf, Stuetz, Rollet, Haslhofer, Meiklejohn, USENIX Security 2022; Moeser, Narayanan, FC 2022.
 */
export function habitsOf(transaction: UtxoTransaction): Habits {
	const { version, inputs } = transaction
	return {
		version: version === undefined ? null : String(version),
		locktime: locktimeClass(transaction),
		sequence: together(inputs.map(({ sequence }) => (sequence === undefined ? null : sequenceClass(sequence)))),
		scripts: together(inputs.map(({ scriptType, segwit }) => scriptType && `${scriptType}${segwit ? ' witness' : ''}`)),
		keys: together(inputs.map(({ compressedKey }) => (compressedKey === undefined ? null : String(compressedKey)))),
	}
}

/** Whether two transactions share every trait that both tell; null where they tell none in common. */
export function sameHabits<T extends Habits>(a: T, b: T): boolean | null {
	const told = (Object.keys(a) as (keyof T)[]).filter((trait) => a[trait] !== null && b[trait] !== null)
	return told.length === 0 ? null : told.every((trait) => a[trait] === b[trait])
}

function locktimeClass({ locktime, height }: UtxoTransaction): string | null {
	if (locktime === undefined) return null
	if (locktime === 0) return 'none'
	if (height === null) return null
	return locktime < TIME_LOCKTIME && locktime <= height && locktime >= height - SNIPING_BLOCKS ? 'height' : 'other'
}

/** Sources: BIP-68, BIP-125, and the use of 0xfffffffe to make a locktime count. */
export function sequenceClass(sequence: number): string {
	if (sequence === 0xffffffff) return 'final'
	if (sequence === 0xfffffffe) return 'locktime only'
	return sequence < 0x80000000 ? 'relative lock' : 'replaceable'
}

function together(classes: readonly (string | null | undefined)[]): string | null {
	const told = classes.filter((each) => each != null)
	return told.length === 0 ? null : [...new Set(told)].sort().join(', ')
}
