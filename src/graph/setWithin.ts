/** What can say whether something belongs to it. */
export interface Members<T> {
	has(item: T): boolean
}

/** A set that takes in only what belongs to another. */
export class SetWithin<T> extends Set<T> {
	constructor(private readonly whole: Members<T>) {
		super()
	}

	override add(item: T): this {
		return this.whole.has(item) ? super.add(item) : this
	}
}
