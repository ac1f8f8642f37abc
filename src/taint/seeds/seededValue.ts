import type { SeedRow } from './seedRow.js'

export interface SeededPart {
	readonly row: SeedRow
	readonly amount: bigint
}

const NONE: readonly SeededPart[] = []

/** New seed value, event by event and summed by row. Value that came back and is sent again is not new. */
export class SeededValue {
	readonly #events = new Map<string, readonly SeededPart[]>()
	readonly #sums = new Map<SeedRow, bigint>()
	/** How often any of it changed. */
	changes = 0

	/** Replaces what one event (transfer, output or input) newly seeds. */
	set(event: string, parts: readonly SeededPart[]): void {
		const known = this.#events.get(event) ?? NONE
		if (known.length === 0 && parts.length === 0) return
		if (sameParts(known, parts)) return
		this.changes++
		for (const part of known) this.#add(part.row, -part.amount)
		for (const part of parts) this.#add(part.row, part.amount)
		if (parts.length === 0) this.#events.delete(event)
		else this.#events.set(event, parts)
	}

	of(row: SeedRow): bigint {
		return this.#sums.get(row) ?? 0n
	}

	/** What one event newly seeds of a row. */
	at(event: string, row: SeedRow): bigint {
		return (this.#events.get(event) ?? []).reduce((sum, part) => (part.row === row ? sum + part.amount : sum), 0n)
	}

	/** What one event newly seeds of all rows together. */
	total(event: string): bigint {
		return (this.#events.get(event) ?? []).reduce((sum, part) => sum + part.amount, 0n)
	}

	#add(row: SeedRow, amount: bigint): void {
		this.#sums.set(row, (this.#sums.get(row) ?? 0n) + amount)
	}
}

function sameParts(a: readonly SeededPart[], b: readonly SeededPart[]): boolean {
	return a.length === b.length && a.every(({ row, amount }, i) => row === b[i]?.row && amount === b[i]?.amount)
}
