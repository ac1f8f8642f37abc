import type { Joint } from './joint.js'

/** Joints in the order in which they were made, with their accounts as numbers in one column. */
export class JointBook {
	readonly #joints: Joint[] = []
	/** Where the accounts of each joint start, and at the end where the last ones end. */
	#starts = new Uint32Array(1024)
	#members = new Uint32Array(4096)

	get size(): number {
		return this.#joints.length
	}

	add(joint: Joint, members: readonly number[]): number {
		const index = this.#joints.length
		const start = this.#starts[index] as number
		const end = start + members.length
		this.#starts = roomFor(this.#starts, index + 2)
		this.#members = roomFor(this.#members, end)
		this.#members.set(members, start)
		this.#starts[index + 1] = end
		this.#joints.push(joint)
		return index
	}

	joint(index: number): Joint {
		return this.#joints[index] as Joint
	}

	/** Numbers of a joint's accounts, in its own order. */
	members(index: number): Uint32Array {
		return this.#members.subarray(this.#starts[index], this.#starts[index + 1])
	}
}

function roomFor(column: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
	if (length <= column.length) return column
	const larger = new Uint32Array(Math.max(length, column.length * 2))
	larger.set(column)
	return larger
}
