import { chainFacts } from '../model/chains.js'
import { isoUtc } from '../model/moment.js'
import type { UtxoTransaction } from '../model/transaction.js'
import { broken, note, type PathFinding, unknown } from './pathCheck.js'
import { amountOf, assetOf, type PathHop, paidBy, paidTo } from './pathHop.js'
import { comesBefore, type Step } from './step.js'

/**
 * Greatest difference, in seconds, that clocks of two chains can show for events in the right order: one day. Our choice,
 * far above the two hours by which a Bitcoin block may be dated ahead.
 */
const MAX_CLOCK_DIFFERENCE = 86_400

/** What is to be said about the step from one hop to the next: account or output, time, asset and value. */
export function linkFindings(before: PathHop, after: PathHop): PathFinding[] {
	if (before.claim.chain !== after.claim.chain) return acrossChains(before, after)
	const outputs = standsOnOutputs(before, after)
	const found = outputs ? outputLink(before, after) : accountLink(before, after)
	const unread = found.some(({ code }) => code === 'linkUnread')
	if (!unread && (before.step === null || after.step === null) && !outputs) {
		found.push(unknown('linkUnread', 'time order against the hop before cannot be told: one of the two was not read'))
	}
	const spent = outputs && found.length === 0
	if (!spent && before.step !== null && after.step !== null) found.push(...timeOrder(before.step, after.step))
	return [...found, ...assetLink(before, after), ...valueLink(before, after)]
}

/** Whether value could go on from the hop before: same account and asset, in the order of events, on an account ledger. */
export function isLinked(before: PathHop, after: PathHop): boolean {
	if (before.step?.ledger !== 'account' || after.step?.ledger !== 'account') return false
	const account = paidTo(before)
	return (
		account !== null &&
		account === paidBy(after) &&
		before.step.asset === after.step.asset &&
		comesBefore(before.step, after.step) === true
	)
}

/** The sources say which ledger a chain is read as; where nothing was read, the chain's own kind counts. */
function standsOnOutputs(before: PathHop, after: PathHop): boolean {
	const kind = after.transaction?.kind ?? before.transaction?.kind ?? chainFacts(after.claim.chain)?.ledger
	return kind === 'utxo'
}

function acrossChains(before: PathHop, after: PathHop): PathFinding[] {
	const [left, right] = [before.step?.atSeconds ?? before.claim.at, after.step?.atSeconds ?? after.claim.at]
	const found = [
		unknown(
			'chainChange',
			`the hop before is on ${before.claim.chain}, this one on ${after.claim.chain}; no fact on either ledger links them`,
		),
	]
	if (left !== null && right !== null && right + MAX_CLOCK_DIFFERENCE < left) {
		found.push(broken('timeOrder', `happens at ${isoUtc(right)}, the hop before at ${isoUtc(left)}`))
	}
	return found
}

function outputLink(before: PathHop, after: PathHop): PathFinding[] {
	const { index, tx } = before.claim
	const output = before.step?.id ?? (index !== null && /^[0-9]+$/.test(index) ? `${tx}:${index}` : null)
	if (after.transaction?.kind !== 'utxo' || output === null) {
		return [unknown('linkUnread', 'whether this hop spends the output of the hop before cannot be told')]
	}
	const input = after.transaction.inputs.find(({ spends }) => spends === output)
	if (input === undefined) return [broken('outputNotSpent', notSpentText(output, tx, after.transaction))]
	const { from } = after.claim
	if (from === null || input.account === null || from === input.account || from === input.sameKeyAs) return []
	const text = `claimed to be paid by ${from}; the output of the hop before is spent by an input of ${input.account}`
	return [note('otherInput', text)]
}

function notSpentText(output: string, tx: string, { inputs }: UtxoTransaction): string {
	const others = inputs.flatMap(({ spends }) => (spends?.startsWith(`${tx}:`) ? [spends.slice(tx.length + 1)] : []))
	const instead = others.length === 0 ? '' : `; of that transaction it spends output ${others.slice(0, 5).join(', ')}`
	return `the transaction does not spend ${output}${instead}`
}

function accountLink(before: PathHop, after: PathHop): PathFinding[] {
	const [to, from] = [paidTo(before), paidBy(after)]
	if (to !== null && from !== null) {
		return to === from ? [] : [broken('accountBreak', `paid by ${from}; the hop before pays ${to}`)]
	}
	if (before.step !== null && to === null) return [broken('accountBreak', 'the hop before is a burn')]
	return [unknown('linkUnread', 'whether the account paid by the hop before pays this one cannot be told')]
}

function timeOrder(before: Step, after: Step): PathFinding[] {
	const inOrder = comesBefore(before, after)
	if (inOrder === true) return []
	const [left, right] = [momentOf(before), momentOf(after)]
	if (inOrder === false) return [broken('timeOrder', `happens at ${right}, not after the hop before at ${left}`)]
	return [unknown('orderNotTold', `happens at ${right}; the sources do not tell whether the hop before came first`)]
}

function momentOf({ height, atSeconds, tx, place }: Step): string {
	return `${height === null ? '' : `height ${height}, `}${isoUtc(atSeconds)} (${tx}, ${place})`
}

function assetLink(before: PathHop, after: PathHop): PathFinding[] {
	const [left, right] = [assetOf(before), assetOf(after)]
	if (left === null || right === null || left === right) return []
	const text = `moves ${right}, the hop before ${left}`
	if (converts(before, after, left, right)) return [note('conversion', `${text}: converted in one transaction`)]
	if (before.transaction === undefined || after.transaction === undefined) {
		return [unknown('linkUnread', `${text}; whether a transaction converts them cannot be told`)]
	}
	return [broken('assetBreak', `${text}, and neither transaction as read converts one into the other`)]
}

/** Whether one of the two transactions takes the first asset from the joining account and gives it the second. */
function converts(before: PathHop, after: PathHop, left: string, right: string): boolean {
	const account = paidTo(before)
	if (account === null || account !== paidBy(after)) return false
	if (before.claim.tx === after.claim.tx) return before.step !== null && after.step !== null
	return [before.transaction, after.transaction].some((transaction) => {
		if (transaction?.kind !== 'account') return false
		const moved = transaction.transfers.filter(({ amount }) => amount > 0n)
		const gives = moved.some(({ from, asset }) => from === account && asset === left)
		return gives && moved.some(({ to, asset }) => to === account && asset === right)
	})
}

function valueLink(before: PathHop, after: PathHop): PathFinding[] {
	if (assetOf(before) !== assetOf(after)) return []
	const [moved, moves] = [amountOf(before), amountOf(after)]
	const brought = before.claim.part ?? moved
	if (brought === null) return []
	const carries = after.claim.part
	if (carries !== null) {
		if (carries <= brought) return []
		return [broken('valueBreak', `claimed to carry ${carries}; the hop before brings ${brought}`)]
	}
	if (moves === null || moves <= brought) return []
	return [
		note(
			'valueAdded',
			`moves ${moves}; the hop before brings ${brought}, so at least ${moves - brought} is other value`,
		),
	]
}
