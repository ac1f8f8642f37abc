import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChangeGuard } from '../../src/graph/clustering/changeGuard.js'
import { ClusterBuilder, type ClusterBuilderOptions } from '../../src/graph/clustering/clusterBuilder.js'
import { Clustering } from '../../src/graph/clustering/clustering.js'
import type { Joint } from '../../src/graph/clustering/joint.js'
import { jointOn } from './jointOn.js'

const many = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${name}${i}`)
const change = (height: number, accounts: string[], more: Partial<Joint> = {}) =>
	jointOn(height, accounts, { kind: 'change', confidence: 0.7, ...more })

function built(joints: readonly Joint[], options: ClusterBuilderOptions = {}): Clustering {
	const builder = new ClusterBuilder({ guard: ChangeGuard, ...options })
	for (const joint of joints) builder.offer(joint)
	return new Clustering(builder.parts())
}
const sizes = (clustering: Clustering): number[] => clustering.clusters().map(({ accounts }) => accounts.length)

describe('change evidence', () => {
	it('attaches an account to the cluster of all payers', () => {
		const clustering = built([jointOn(1, ['a', 'b']), change(1, ['a', 'b', 'y']), change(2, ['y', 'z'])])
		expect(clustering.clusterOf('z')).toMatchObject({ accounts: ['a', 'b', 'y', 'z'], weakest: 'moderate' })
		expect(clustering.whyLinked('b', 'z')?.map(({ from, to, evidence }) => [from, evidence, to])).toEqual([
			['b', 'coSpend 1', 'a'],
			['a', 'change 1', 'y'],
			['y', 'change 2', 'z'],
		])
	})

	it('joins a small cluster, but never two large ones', () => {
		const eleven = jointOn(1, many('a', 11))
		expect(sizes(built([eleven, jointOn(2, many('b', 10)), change(3, ['a0', 'b0'])]))).toEqual([21])
		const two = built([eleven, jointOn(2, many('b', 11)), change(3, ['a0', 'b0'])])
		expect(sizes(two)).toEqual([11, 11])
		expect(two.refused).toMatchObject([{ reason: 'changeMerge', rule: 'change', accounts: ['a0', 'b0'] }])
		expect(
			sizes(built([eleven, jointOn(2, many('b', 11)), change(3, ['a0', 'b0'])], { limits: { maxChangeMerge: 11 } })),
		).toEqual([22])
		// Inputs signed together may do what change may not.
		expect(sizes(built([eleven, jointOn(2, many('b', 11)), jointOn(3, ['a0', 'b0'])]))).toEqual([22])
	})

	it('does not say whose change it is where the payers are not one cluster', () => {
		const clustering = built([jointOn(1, ['a', 'b']), change(2, ['a', 'c', 'y'])])
		expect(clustering.clusterOf('y')?.accounts).toEqual(['y'])
		expect(clustering.refused).toMatchObject([{ reason: 'payers' }])
	})

	it('that names one of the payers joins nothing', () => {
		expect(built([jointOn(1, ['a', 'b']), change(1, ['a', 'b', 'a'])]).clusterOf('a')?.evidence).toEqual(['coSpend 1'])
		expect(sizes(built([change(1, ['a', 'a'])]))).toEqual([])
	})

	it('never joins a payer to whom it paid, and inputs signed together still may', () => {
		const paid = [jointOn(1, ['a', 'b']), change(1, ['a', 'b', 'y'], { apart: ['x'] }), jointOn(2, ['x', 'w'])]
		const clustering = built([...paid, change(3, ['w', 'y'])])
		expect(clustering.refused).toMatchObject([{ reason: 'payee', accounts: ['w', 'y'] }])
		expect(sizes(clustering)).toEqual([3, 2])
		expect(sizes(built([...paid, jointOn(3, ['w', 'y'])]))).toEqual([5])
		// Both ways round, and over merges on either side.
		expect(built([...paid, change(3, ['y', 'x'])]).refused).toHaveLength(1)
		expect(
			built([...paid, jointOn(3, ['w', 'v']), jointOn(4, ['y', 'u']), change(5, ['u', 'v'])]).refused,
		).toHaveLength(1)
	})

	it('never joins a service to what is labelled otherwise', () => {
		const attested = (account: string) =>
			account === 's'
				? { entity: null, service: true }
				: account === 'u'
					? { entity: 'One', service: false }
					: undefined
		const refused = built([change(1, ['u', 's'])], { attested })
		expect(refused.refused).toMatchObject([{ reason: 'service' }])
		expect(refused.alarms).toEqual([])
		const joined = built([jointOn(1, ['u', 's']), change(2, ['s', 't'])], { attested })
		expect(joined.clusterOf('s')?.accounts).toEqual(['s', 't', 'u'])
		expect(joined.alarms).toMatchObject([{ kind: 'service', transaction: '1' }])
	})
})

describe('different entities', () => {
	it('stay apart over any chain of joints', () => {
		const attested = (account: string) => (/^[xy]/.test(account) ? { entity: account, service: false } : undefined)
		const clustering = built(
			[jointOn(1, ['a', 'x']), jointOn(2, ['b', 'y']), jointOn(3, ['a', 'c', 'b']), change(4, ['c', 'b'])],
			{ attested },
		)
		expect(clustering.refused).toMatchObject([{ reason: 'entities', rule: 'coSpend' }])
		expect(clustering.clusters().map(({ accounts }) => accounts.join(''))).toEqual(['bcy', 'ax'])
	})
})

describe('growth', () => {
	const blocks = (height: number) =>
		[0, 1, 2].map((i) => jointOn(height - 1, many('abc'[i]!, 4), { evidence: `before ${i}` }))
	const limits = { growthSize: 10 }

	it('of a large cluster within one block is refused and reported', () => {
		const clustering = built(
			[...blocks(5), jointOn(5, ['a0', 'b0']), jointOn(5, ['b1', 'c1'], { evidence: 'third' })],
			{ limits },
		)
		expect(sizes(clustering)).toEqual([8, 4])
		expect(clustering.refused).toMatchObject([{ reason: 'growth', evidence: 'third' }])
		expect(clustering.alarms).toMatchObject([
			{ kind: 'growth', transaction: '5', note: expect.stringMatching(/of 4 accounts would become one of 12/) },
		])
	})

	it('over two blocks, up to twice, or of small clusters is not', () => {
		expect(sizes(built([...blocks(5), jointOn(5, ['a0', 'b0']), jointOn(6, ['b1', 'c1'])], { limits }))).toEqual([12])
		expect(sizes(built([...blocks(5), jointOn(5, ['a0', 'b0', 'c1'])]))).toEqual([12])
		const five = [jointOn(1, many('a', 6)), jointOn(2, many('b', 6), { evidence: 'b' }), jointOn(3, ['a0', 'b0'])]
		expect(sizes(built(five, { limits }))).toEqual([12])
	})
})

describe('the only change edge between two large clusters', () => {
	const limits = { maxChangeMerge: 3 }
	/** A fresh account is attached, and only later spent with others. */
	const joints = [jointOn(1, many('a', 4)), change(2, ['a0', 'y']), jointOn(3, ['y', ...many('b', 4)])]

	it('is taken back, refused and reported', () => {
		const clustering = built(joints, { limits })
		expect(sizes(clustering)).toEqual([5, 4])
		expect(clustering.refused).toMatchObject([{ reason: 'bridge', rule: 'change', transaction: '2' }])
		expect(clustering.alarms).toMatchObject([{ kind: 'bridge', transaction: '2' }])
		expect(clustering.whyLinked('a0', 'b0')).toBeNull()
	})

	it('stays where other evidence joins them as well, or one side is small', () => {
		expect(sizes(built([...joints, jointOn(4, ['a1', 'b1'])], { limits }))).toEqual([9])
		expect(sizes(built([...joints, change(4, ['a1', 'b1'])], { limits }))).toEqual([9])
		expect(sizes(built(joints, { limits: { maxChangeMerge: 4 } }))).toEqual([9])
	})

	it('is found once other evidence is undone', () => {
		const clustering = built([...joints, jointOn(4, ['a1', 'b1'])], { limits }).without({
			transaction: '4',
			rule: 'coSpend',
		})
		expect(sizes(clustering)).toEqual([5, 4])
		expect(clustering.refused).toMatchObject([{ reason: 'bridge', transaction: '2' }])
	})

	it('goes the latest first, and only as many as must', () => {
		// Four, three and four accounts in a row: cutting at either end is enough.
		const ends = [change(2, ['a0', 'm0']), change(3, ['m0', 'z0']), jointOn(4, many('m', 3)), jointOn(5, many('z', 4))]
		const clustering = built([...joints.slice(0, 1), ...ends], { limits })
		expect(sizes(clustering)).toEqual([7, 4])
		expect(clustering.refused).toMatchObject([{ transaction: '3', reason: 'bridge' }])
	})
})

describe('undoing', () => {
	it('takes change along whose payers it parts', () => {
		const clustering = built([jointOn(1, ['a', 'b']), change(1, ['a', 'b', 'y'])])
		const less = clustering.without({ transaction: '1', rule: 'coSpend' })
		expect(sizes(less)).toEqual([])
		expect(less.refused).toMatchObject([{ reason: 'payers', rule: 'change', transaction: '1' }])
		expect(sizes(clustering)).toEqual([3])
	})

	it('of everything leaves everybody alone, and bridges of the evidence are those that part it', () => {
		const account = fc.constantFrom(...'abcdefgh')
		const joint = fc.tuple(fc.boolean(), fc.uniqueArray(account, { minLength: 2, maxLength: 2 }))
		fc.assert(
			fc.property(fc.array(joint, { minLength: 1, maxLength: 12 }), (given) => {
				const joints = given.map(([isChange, accounts], i) =>
					isChange ? change(i, accounts, { rule: 'r' }) : jointOn(i, accounts, { rule: 'r' }),
				)
				const limits = { maxChangeMerge: 2 }
				const clustering = built(joints, { limits })
				// No change joint that counts holds two clusters of three and more together by itself.
				for (const { transaction } of joints.filter(({ kind }) => kind === 'change')) {
					const of = joints[Number(transaction)]!.accounts[0]!
					const before = clustering.clusterOf(of)
					if (before === null || !before.evidence.includes(`r ${transaction}`)) continue
					const { evidence } = before
					const rest = joints.filter((other) => evidence.includes(other.evidence) && other.transaction !== transaction)
					const parts = pieces(before.accounts, rest)
					expect(parts.length > 1 && parts.every((size) => size > 2)).toBe(false)
				}
				let less = clustering
				for (const { transaction } of joints) less = less.without({ transaction, rule: 'r' })
				expect([sizes(less), less.clusterCount]).toEqual([[], clustering.accountCount])
			}),
		)
	})
})

/** Sizes of what pairs leave joined, without any union-find. */
function pieces(accounts: readonly string[], joints: readonly Joint[]): number[] {
	let parts = accounts.map((account) => new Set([account]))
	for (const { accounts: pair } of joints) {
		const touched = parts.filter((part) => pair.some((account) => part.has(account)))
		parts = [...parts.filter((part) => !touched.includes(part)), new Set(touched.flatMap((part) => [...part]))]
	}
	return parts.map((part) => part.size)
}
