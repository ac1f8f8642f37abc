import type { AccountNumbers } from './accountNumbers.js'
import type { JointBook } from './jointBook.js'
import type { UnionFind } from './unionFind.js'

/** Members and joints of every cluster in columns, by the number that leads the cluster. */
export class ClusterGroups {
	/** Leading numbers, ascending. */
	readonly roots: readonly number[]
	/** Scripts that stand for the address of their key, by number. */
	readonly shadows: Uint8Array
	readonly #members: Columns
	readonly #joints: Columns

	constructor(accounts: AccountNumbers, sets: UnionFind, joints: JointBook, dropped: ReadonlySet<number>) {
		const rootOf = new Uint32Array(accounts.size)
		const roots: number[] = []
		for (let number = 0; number < accounts.size; number++) {
			const root = sets.find(number)
			rootOf[number] = root
			if (root === number) roots.push(root)
		}
		this.roots = roots
		this.shadows = new Uint8Array(accounts.size)
		const rootOfJoint = new Uint32Array(joints.size)
		for (let index = 0; index < joints.size; index++) {
			const first = joints.members(index)[0] as number
			rootOfJoint[index] = dropped.has(index) ? accounts.size : (rootOf[first] as number)
			if (joints.joint(index).kind === 'sameKey' && !dropped.has(index)) this.shadows[first] = 1
		}
		this.#members = columns(rootOf, accounts.size)
		this.#joints = columns(rootOfJoint, accounts.size + 1)
	}

	/** Numbers of the accounts of a cluster, ascending. */
	members(root: number): Uint32Array {
		return part(this.#members, root)
	}

	/** Joints of a cluster, in the order in which they were made. */
	joints(root: number): Uint32Array {
		return part(this.#joints, root)
	}
}

interface Columns {
	readonly starts: Uint32Array
	readonly items: Uint32Array
}

/** The places of each key, in order. */
function columns(keys: Uint32Array, keyCount: number): Columns {
	const starts = new Uint32Array(keyCount + 1)
	for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1
	for (let key = 0; key < keyCount; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number)
	const next = starts.slice()
	const items = new Uint32Array(keys.length)
	for (const [item, key] of keys.entries()) {
		items[next[key] as number] = item
		next[key] = (next[key] as number) + 1
	}
	return { starts, items }
}

const part = ({ starts, items }: Columns, key: number): Uint32Array => items.subarray(starts[key], starts[key + 1])
