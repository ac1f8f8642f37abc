import type { Piece } from './changeBridges.js'
import { joinedBy } from './joint.js'
import type { JointBook } from './jointBook.js'
import { UnionFind } from './unionFind.js'

/** What is left of clusters. */
export interface Regrown {
	readonly pieces: readonly Piece[]
	/** Unions to make, as pairs of account numbers. */
	readonly unions: readonly (readonly [number, number])[]
	/** Change joints whose payers are no longer one cluster: it is open whose change that is. */
	readonly orphaned: readonly number[]
}

/** Grows clusters again from joints that are left, in the order in which they were made. Cost: linear in the piece. */
export function regrow({ members, joints }: Piece, book: JointBook): Regrown {
	const place = new Map(Array.from(members, (number, i) => [number, i]))
	const sets = new UnionFind(members.length)
	const rootOf = (number: number): number => sets.find(place.get(number) as number)
	const unions: (readonly [number, number])[] = []
	const orphaned: number[] = []
	const kept: number[] = []
	for (let i = 0; i < joints.length; i++) {
		const index = joints[i] as number
		const { kind } = book.joint(index)
		const all = book.members(index)
		if (kind === 'change' && new Set(Array.from(all.subarray(0, -1), rootOf)).size > 1) {
			orphaned.push(index)
			continue
		}
		kept.push(index)
		const [first, ...others] = joinedBy(kind, all)
		for (const other of others) {
			if (sets.union(place.get(first as number) as number, place.get(other) as number))
				unions.push([first as number, other])
		}
	}
	const pieces = new Map<number, { members: number[]; joints: number[] }>()
	for (let i = 0; i < members.length; i++) {
		const piece = pieces.get(sets.find(i))
		if (piece === undefined) pieces.set(sets.find(i), { members: [members[i] as number], joints: [] })
		else piece.members.push(members[i] as number)
	}
	for (const index of kept) pieces.get(rootOf(book.members(index)[0] as number))?.joints.push(index)
	return { pieces: [...pieces.values()], unions, orphaned }
}
