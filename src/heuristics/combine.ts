import type { LedgerView } from '../model/ledgerView.js'
import type { Transaction } from '../model/transaction.js'
import { ABSENT, type Finding, type Heuristic } from './heuristic.js'

/** Found where both are found: the first one's accounts, the lesser confidence. */
export function both(a: Heuristic, b: Heuristic): Heuristic {
	return join(a, b, '&', (x, y) => {
		if (x.kind === 'absent' || y.kind === 'absent') return ABSENT
		if (x.kind === 'unknown' || y.kind === 'unknown') return missing(x, y)
		return { ...x, confidence: Math.min(x.confidence, y.confidence), note: `${x.note}; ${y.note}` }
	})
}

/** Found where one of them is found; the first one wins. */
export function either(a: Heuristic, b: Heuristic): Heuristic {
	return join(a, b, '|', (x, y) => {
		if (x.kind === 'found') return x
		if (y.kind === 'found') return y
		return x.kind === 'unknown' || y.kind === 'unknown' ? missing(x, y) : ABSENT
	})
}

/** Found where the first is found and the second is absent. An unknown veto makes the answer unknown. */
export function unless(a: Heuristic, veto: Heuristic): Heuristic {
	return join(a, veto, '-', (x, y) => {
		if (x.kind !== 'found' || y.kind === 'absent') return x
		return y.kind === 'found' ? ABSENT : y
	})
}

/** Judges only the transactions that the condition lets through; the others are absent. */
export function only(a: Heuristic, condition: (transaction: Transaction, view: LedgerView) => boolean): Heuristic {
	return {
		...a,
		inspect: (transaction, view) => (condition(transaction, view) ? a.inspect(transaction, view) : ABSENT),
	}
}

function join(a: Heuristic, b: Heuristic, sign: string, merge: (a: Finding, b: Finding) => Finding): Heuristic {
	return {
		id: `(${a.id}${sign}${b.id})`,
		version: `${a.version}${sign}${b.version}`,
		claim: a.claim,
		vetoedBy: [...new Set([...a.vetoedBy, ...b.vetoedBy])],
		...(a.cappedBy === undefined ? {} : { cappedBy: a.cappedBy }),
		looksAhead: a.looksAhead || b.looksAhead,
		...(a.stops === undefined ? {} : { stops: a.stops }),
		needsStrangers: a.needsStrangers === true,
		params: { ...b.params, ...a.params },
		inspect: (transaction, view) => merge(a.inspect(transaction, view), b.inspect(transaction, view)),
	}
}

function missing(...findings: readonly Finding[]): Finding {
	return {
		kind: 'unknown',
		missing: [...new Set(findings.flatMap((finding) => (finding.kind === 'unknown' ? finding.missing : [])))],
	}
}
