import type { LabelBook } from '../labels/labelBook.js'
import type { LabelVerdict } from '../labels/labelVerdict.js'
import type { Direction } from '../model/direction.js'
import { type AccountId, addressOf, chainOf } from '../model/identifiers.js'
import type { LedgerWays } from '../model/ledgerView.js'
import type { StopReason } from '../model/stop.js'
import type { UtxoOutput } from '../model/transaction.js'
import { partsOfEnd } from '../taint/endNode.js'
import type { SeedBook } from '../taint/seeds/seedBook.js'
import type { BridgeEnd } from './bridges/bridgeStops.js'
import type { Crossings } from './bridges/crossings.js'
import type { Deposits } from './deposits.js'
import type { Mixes } from './mixes.js'
import type { Inference, Node } from './node.js'

/** EVM addresses that nobody can spend from. */
const BURN_ADDRESSES: ReadonlySet<string> = new Set([
	'0x0000000000000000000000000000000000000000',
	'0x000000000000000000000000000000000000dead',
])

/** Every node that value has come to. Labels and burns are settled when a node is first seen. */
export class Nodes {
	readonly #nodes = new Map<string, Node>()
	readonly #followed = new Set<string>()

	constructor(
		private readonly view: LedgerWays,
		private readonly labels: LabelBook,
		private readonly seeds: SeedBook,
		private readonly mixes: Mixes,
		private readonly crossings: Crossings,
		private readonly deposits: Deposits,
		private readonly direction: Direction,
		/** Whether an account is known as a mixing pool by what it is, whatever labels say. */
		private readonly isPool: (account: AccountId) => boolean,
	) {}

	/** Nodes that value is followed through. */
	get followed(): ReadonlySet<string> {
		return this.#followed
	}

	get(id: string): Node {
		const crossing = this.crossings.end(id)
		// Made anew each time: what is known of it may change with the next answer.
		if (crossing !== undefined) return crossingNode(id, crossing)
		const known = this.#nodes.get(id)
		if (known !== undefined) return known
		const node = this.#create(id)
		this.#nodes.set(id, node)
		return node
	}

	/** Ends a node where its transaction proved to be a mix after value was first seen there; whether it did. */
	endInMix(id: string): boolean {
		const node = this.#nodes.get(id)
		const stop = this.mixes.stopAt(id)
		if (node?.state !== 'open' || node.seed || stop === undefined) return false
		this.end(node, stop)
		return true
	}

	/** Ends an account that holds the value of all users of a bridge; whether it did. What a seed names is followed. */
	endAtBridge(account: AccountId): boolean {
		const node = this.#nodes.get(account)
		if (node?.state !== 'open' || node.seed) return false
		this.end(node, 'bridgeUnpaired')
		return true
	}

	all(): Iterable<Node> {
		return this.#nodes.values()
	}

	follow(node: Node): void {
		node.state = 'followed'
		node.stop = null
		this.#followed.add(node.id)
	}

	end(node: Node, stop: StopReason): void {
		node.state = 'ended'
		node.stop = stop
	}

	/** Ends a node at the service that a finding puts it at. */
	infer(node: Node, verdict: LabelVerdict & { readonly stop: StopReason }, inferred: Inference): void {
		node.verdict = verdict
		node.inferred = inferred
		this.#followed.delete(node.id)
		this.end(node, verdict.stop)
	}

	/** Whether an output's account has to be asked about before value goes on; looking back, none has to. */
	isDoubtful(node: Node): boolean {
		if (this.direction === 'backward' || this.seeds.isSeedAccount(node.account)) return false
		return this.deposits.raises(node)
	}

	/** A node that value has come to; undefined where none has. */
	known(id: string): Node | undefined {
		return this.#nodes.get(id)
	}

	#create(id: string): Node {
		const end = partsOfEnd(id)
		if (end !== undefined) {
			return {
				id,
				kind: 'end',
				chain: chainOf(end.account),
				account: end.account,
				verdict: end.stop === 'protocolCredit' ? this.labels.verdict(end.account) : { kind: 'none' },
				seed: false,
				state: 'ended',
				stop: end.stop === 'burn' ? this.#nobody : end.stop,
				answered: null,
				inferred: null,
			}
		}
		const output = id.includes('/') ? this.#outputOf(id) : undefined
		if (output !== undefined) {
			const seed = this.seeds.isSeedOutput(id)
			const verdict = this.labels.verdict(output.account, output.sameKeyAs)
			const node: Node = {
				id,
				kind: 'output',
				chain: chainOf(id),
				account: output.account,
				verdict,
				seed,
				state: 'open',
				stop: null,
				answered: null,
				inferred: null,
			}
			const mixed = this.mixes.stopAt(id)
			// What a seed names is known to be here; what came through a mix is not, whatever a label says of the account.
			if (mixed !== undefined && !this.#isSeeded(id, output)) return { ...node, state: 'ended', stop: mixed }
			if (output.burn === true) return { ...node, state: 'ended', stop: this.#nobody }
			const named = seed || this.seeds.isSeedAccount(output.account, output.sameKeyAs)
			const deposit = named ? undefined : this.deposits.get(output.account)
			if (deposit === undefined) return settle(node, this.#conflicts(named))
			this.infer(node, deposit.verdict, deposit.inferred)
			return node
		}
		const seed = this.seeds.isSeedAccount(id)
		const verdict = this.labels.verdict(id)
		const node: Node = {
			id,
			kind: 'account',
			chain: chainOf(id),
			account: id,
			verdict,
			seed,
			state: 'open',
			stop: null,
			answered: null,
			inferred: null,
		}
		if (seed) return node
		if (verdict.kind !== 'stop' && verdict.kind !== 'ambiguous' && this.isPool(id))
			return { ...node, state: 'ended', stop: 'mixer' }
		const settled: Node = BURN_ADDRESSES.has(addressOf(id))
			? { ...node, state: 'ended', stop: this.#nobody }
			: settle(node, false)
		const holds = settled.state === 'open' && this.crossings.isCustody(id)
		return holds ? { ...settled, state: 'ended', stop: 'bridgeUnpaired' } : settled
	}

	/** Why value stops at nobody: it was burnt; looking back, it was issued, or the source names no payer. */
	get #nobody(): StopReason {
		return this.direction === 'forward' ? 'burn' : 'endOfSource'
	}

	/** A service may well be asked who paid it: only forward does its label contradict the seed. */
	#conflicts(seeded: boolean): boolean {
		return seeded && this.direction === 'forward'
	}

	#isSeeded(id: string, output: UtxoOutput): boolean {
		return this.seeds.isOrigin(id) || this.seeds.ofOutput(id.slice(0, id.lastIndexOf(':')), output).length > 0
	}

	/** An output as it was created, or as its spender names it where the creating transaction was not read. */
	#outputOf(id: string): UtxoOutput | undefined {
		const created = this.view.output(id)
		if (created !== undefined) return created
		const input = this.view.spender(id)?.inputs.find(({ spends }) => spends === id)
		if (input === undefined || input.account === null || input.amount === null) return undefined
		const { account, amount, sameKeyAs } = input
		return { id, account, amount, ...(sameKeyAs === undefined ? {} : { sameKeyAs }) }
	}
}

/**
 * Labels decide before any search does. A label that stops on what a seed names is a conflict between the two: nobody is
 * named there.
 */
function settle(node: Node, conflicts: boolean): Node {
	const { verdict } = node
	if (verdict.kind === 'ambiguous' || (verdict.kind === 'stop' && conflicts))
		return { ...node, state: 'ended', stop: 'ambiguous' }
	if (verdict.kind === 'stop') return { ...node, state: 'ended', stop: verdict.stop }
	return node
}

/** Value in a bridge: labels of the account at which it is shown say nothing about it. */
function crossingNode(id: string, { account, stop }: BridgeEnd): Node {
	return {
		id,
		kind: 'crossing',
		chain: chainOf(account),
		account,
		verdict: { kind: 'none' },
		seed: false,
		state: 'ended',
		stop,
		answered: null,
		inferred: null,
	}
}
