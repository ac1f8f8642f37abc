import type { ChainAdapter, Query } from '../chains/adapter.js'
import type { AccountId } from '../model/identifiers.js'
import type { Claim, ClaimedHop } from './claimedHop.js'
import { compareClaim } from './compareClaim.js'
import { findStep } from './findStep.js'
import { isLinked, linkFindings } from './linkFindings.js'
import { parseClaim } from './parseClaim.js'
import { broken, type HopCheck, type PathCheck, type PathFinding, type PathStatus, unknown } from './pathCheck.js'
import { PathFacts } from './pathFacts.js'
import { type PathHop, paidTo } from './pathHop.js'
import { payerLedger } from './payerLedger.js'
import { stepsOf } from './step.js'
import { unfoldHops } from './unfoldHops.js'

/** Asks the sources about a path and judges it hop by hop; see `checkPath`. @throws InputError naming the hop and field */
export async function judgePath(
	path: readonly ClaimedHop[],
	sources: readonly ChainAdapter[],
	signal: AbortSignal | undefined,
): Promise<PathCheck> {
	const claims = unfoldHops(path).map((hop, place) => parseClaim(hop as ClaimedHop, `path[${place}]`))
	const facts = await PathFacts.open(sources, signal)
	await facts.read([...new Set(claims.map(({ tx }) => tx))].map((subject) => ({ kind: 'transaction', subject })))
	const found = claims.map((claim) => resolve(claim, facts))
	const hops = found.map(({ hop }) => hop)
	await facts.read(accountQueries(hops, facts))
	const checks = found.map(({ hop, finding }, place) => {
		const before = hops[place - 1]
		const own = [...(finding === null ? [] : [finding]), ...ownFindings(hop, facts)]
		return hopCheck(hop, place, before === undefined ? own : [...own, ...joined(before, hop, facts)])
	})
	const status = worst(checks.map((check) => check.status))
	return { holds: status === 'holds', status, hops: checks }
}

interface Resolved {
	readonly hop: PathHop
	/** Why no transfer could be told although the transaction was read. */
	readonly finding: PathFinding | null
}

function resolve(claim: Claim, facts: PathFacts): Resolved {
	const transaction = facts.view.transaction(claim.tx)
	if (transaction === undefined) return { hop: { claim, transaction, step: null }, finding: null }
	// A transaction of an output ledger is hashed as a whole: an output that is not there does not exist.
	const whole = !facts.disputed(claim.tx) && (transaction.kind === 'utxo' || facts.toldInFull(claim.tx))
	const { step, finding } = findStep(claim, stepsOf(transaction), whole)
	return { hop: { claim, transaction, step }, finding }
}

/** Every joining account once, up to the last hop that it pays, and the accounts of hops that no source knows. */
function accountQueries(hops: readonly PathHop[], facts: PathFacts): Query[] {
	const until = new Map<AccountId, number>()
	for (const [place, hop] of hops.entries()) {
		const before = hops[place - 1]
		const account = before === undefined ? null : paidTo(before)
		if (before === undefined || account === null || hop.step === null || !isLinked(before, hop)) continue
		until.set(account, Math.max(until.get(account) ?? 0, hop.step.order[0]))
	}
	for (const { claim, transaction } of hops) {
		if (transaction !== undefined || !facts.toldInFull(claim.tx)) continue
		for (const account of [claim.from, claim.to]) if (account !== null) until.set(account, Number.POSITIVE_INFINITY)
	}
	return [...until].map(([subject, to]) => ({ kind: 'account', subject, ...(Number.isFinite(to) ? { to } : {}) }))
}

function ownFindings({ claim, transaction, step }: PathHop, facts: PathFacts): PathFinding[] {
	const { tx, from, to } = claim
	if (transaction === undefined) {
		// A source that holds everything of its accounts says nothing of transactions among others.
		const known = facts.toldInFull(tx) && [from, to].find((account) => account !== null && facts.knows(account))
		if (!known) return [unknown('transactionUnread', `no source that was read holds ${tx}`)]
		return [
			broken('transactionMissing', `${tx} is not among the transactions of ${known}, which the sources hold in full`),
		]
	}
	return [
		...(facts.disputed(tx) ? [unknown('sourcesDisagree', `the sources tell ${tx} differently`)] : []),
		...(step === null ? [] : compareClaim(claim, step)),
	]
}

function joined(before: PathHop, hop: PathHop, facts: PathFacts): PathFinding[] {
	const links = linkFindings(before, hop)
	const account = paidTo(before)
	if (hop.step === null || account === null || !isLinked(before, hop)) return links
	const whole = facts.undisputed && facts.toldInFull(account)
	const ledger = facts.told(account) ? facts.view.ledger(account, hop.step.asset) : null
	return [...links, ...payerLedger(before, hop, ledger, whole)]
}

function hopCheck({ claim, step }: PathHop, place: number, findings: readonly PathFinding[]): HopCheck {
	const status = worst(findings.map(({ severity }) => (severity === 'note' ? 'holds' : severity)))
	return { place, tx: claim.tx, transfer: step?.id ?? null, status, findings }
}

function worst(all: readonly PathStatus[]): PathStatus {
	return all.includes('broken') ? 'broken' : all.includes('unknown') ? 'unknown' : 'holds'
}
