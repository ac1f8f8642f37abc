import { bestFirstOrder } from '../baselines/bestFirstOrder.js'
import { oracleOrder } from '../baselines/oracleOrder.js'
import { poisonOrder } from '../baselines/poisonOrder.js'
import { timeFreeHaircutOrder } from '../baselines/timeFreeHaircutOrder.js'
import { FULL, SEEDS, STANDARD } from '../scenario/makeScenario.js'
import type { Shape } from '../scenario/moneyTrail.js'
import { Recall } from '../scenario/recall.js'
import { type Found, traceUntil } from '../scenario/traceUntil.js'
import { type World, world } from '../scenario/world.js'
import type { Bench, BenchRow, Goal } from '../support/bench.js'

/** Look-ups after which an order is given up; those that are not there by then count with this number. */
const MOST = 60_000
/** Poison is followed this many times as far as ours went, which is what it has to exceed. */
const POISON_TIMES = 25

/** Cases of so few look-ups prove nothing about orders. */
const LONG = 50

interface Case {
	readonly shape: Shape
	/** One rule, and all rules beside each other as by default. */
	readonly one: Found
	readonly all: Found
	readonly oracle: { readonly haircut: number; readonly ownership: number }
	readonly timeFree: number
	readonly poison: number
	readonly oneByOne: number
}

/** Look-ups (row 10) and rounds (row 11) to 95 % of the money, on made-up cases of which everything is known. */
export const row: BenchRow = {
	title: 'look-ups and rounds to 95 %',
	async run(bench) {
		const cases: Case[] = []
		for (const [seed, shape] of SEEDS) {
			const found = await measure(world(seed, shape, bench.full ? FULL : STANDARD), shape)
			cases.push(found)
			show(bench, seed, found)
		}
		summarise(bench, cases)
	},
}

async function measure(world: World, shape: Shape): Promise<Case> {
	const { scenario, index, truth } = world
	const lookups = (order: (recall: Recall) => void, carried = truth.haircut): number => {
		const recall = new Recall(scenario, carried)
		order(recall)
		return recall.reachedAt ?? MOST
	}
	const one = await traceUntil(world, { method: 'haircut', panel: 'none' }, MOST)
	const all = await traceUntil(world, {}, MOST)
	const walk = { scenario, index, most: MOST }
	return {
		shape,
		one,
		all,
		oracle: {
			haircut: lookups((recall) => oracleOrder({ ...walk, recall }, truth.haircut)),
			ownership: lookups((recall) => oracleOrder({ ...walk, recall }, truth.ownership), truth.ownership),
		},
		timeFree: lookups((recall) => timeFreeHaircutOrder({ ...walk, recall })),
		poison: lookups((recall) => poisonOrder({ ...walk, recall, most: POISON_TIMES * count(one.haircut) })),
		oneByOne: lookups((recall) => bestFirstOrder({ ...walk, recall })),
	}
}

const count = (asked: Found['haircut']): number => asked?.lookups ?? MOST

function show(bench: Bench, seed: number, { shape, one, all, oracle, timeFree, poison, oneByOne }: Case): void {
	const reached = (lookups: number): string => (lookups >= MOST ? `> ${MOST}` : String(lookups))
	bench.report({
		workload: `${shape} case ${seed}`,
		peer: `oracle ${oracle.haircut}, one at a time ${reached(oneByOne)}, time-free ${reached(timeFree)}, poison`,
		peerFigure: poison >= MOST ? `> ${POISON_TIMES * count(one.haircut)}` : String(poison),
		ours: 'haircut; with the panel; by ownership',
		ourFigure: `${count(one.haircut)}; ${count(all.haircut)}; ${count(one.ownership)}`,
		value: count(one.haircut) / oracle.haircut,
		text: `${one.haircut?.requests} requests, ${one.haircut?.rounds} rounds, ${(one.searchCpuMs / one.lookups).toFixed(2)} ms/look-up`,
	})
}

function summarise(bench: Bench, cases: readonly Case[]): void {
	const long = cases.filter(({ one }) => count(one.haircut) > LONG)
	const ratios = (some: readonly Case[], ours: (found: Case) => number, peer: (found: Case) => number): number[] =>
		some.map((found) => ours(found) / peer(found)).sort((a, b) => a - b)
	const line = (workload: string, peer: string, sorted: readonly number[], value: number, goal?: Goal): void =>
		bench.report({
			workload,
			peer,
			ours: `${sorted.length} cases`,
			ourFigure: `${(sorted[0] as number).toFixed(2)} to ${(sorted.at(-1) as number).toFixed(2)}`,
			value,
			...(goal === undefined ? {} : { goal }),
		})
	const byMedian = (workload: string, peer: string, sorted: readonly number[], goal?: Goal): void =>
		line(`${workload}, median`, peer, sorted, median(sorted), goal)
	const greatest = (workload: string, peer: string, sorted: readonly number[], goal: Goal): void =>
		line(`${workload}, greatest`, peer, sorted, sorted.at(-1) as number, goal)

	const ours = ({ one }: Case): number => count(one.haircut)
	const withPanel = ({ all }: Case): number => count(all.haircut)
	const owned = ({ one }: Case): number => count(one.ownership)
	const oracle = (found: Case): number => found.oracle.haircut
	const timeFree = (found: Case): number => found.timeFree
	const oneByOne = (found: Case): number => found.oneByOne
	const rounds = ({ one }: Case): number => one.haircut?.rounds ?? MOST
	const deep = cases.filter(({ shape }) => shape === 'deep')
	byMedian('look-ups, one rule', 'oracle', ratios(cases, ours, oracle), { atMost: 1.4 })
	byMedian('look-ups, default panel', 'oracle', ratios(cases, withPanel, oracle), { atMost: 1.4 })
	const oracleOfOwner = (found: Case): number => found.oracle.ownership
	byMedian('look-ups, truth by ownership', 'oracle', ratios(cases, owned, oracleOfOwner), { atMost: 1.4 })
	byMedian(
		'look-ups saved, deep cases',
		'poison',
		ratios(deep, (found) => found.poison, ours),
		{ atLeast: 20 },
	)
	greatest('look-ups', 'time-free haircut', ratios(cases, ours, timeFree), { atMost: 1, gate: 1 })
	greatest(`look-ups above ${LONG}`, 'time-free haircut', ratios(long, ours, timeFree), { atMost: 0.999, gate: 0.999 })
	byMedian('rounds saved (row 11)', 'one at a time', ratios(long, oneByOne, rounds), { atLeast: 3 })
	byMedian('look-ups of rounds (row 11)', 'one at a time', ratios(long, ours, oneByOne))
}

function median(sorted: readonly number[]): number {
	const middle = sorted.length >> 1
	const [low, high] = [sorted[middle - 1] as number, sorted[middle] as number]
	return sorted.length % 2 === 1 ? high : (low + high) / 2
}
