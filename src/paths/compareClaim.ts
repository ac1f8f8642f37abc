import { isoUtc } from '../model/moment.js'
import type { Claim } from './claimedHop.js'
import { broken, type PathFinding, unknown } from './pathCheck.js'
import type { Step } from './step.js'

/** Everything that a claim says, held against one transfer. Empty where all agrees. */
export function compareClaim(claim: Claim, step: Step): PathFinding[] {
	return [...compareIdentity(claim, step), ...momentAndPart(claim, step)]
}

/** What a claim says about which transfer it means, held against one: parties, asset, amount. */
export function compareIdentity(claim: Claim, step: Step): PathFinding[] {
	return [...payer(claim, step), ...payee(claim, step), ...assetAndAmount(claim, step)]
}

function momentAndPart(claim: Claim, step: Step): PathFinding[] {
	const found: PathFinding[] = []
	if (claim.at !== null && claim.at !== step.atSeconds) {
		found.push(broken('time', `claimed at ${time(claim.at)}, on the ledger at ${time(step.atSeconds)}`))
	}
	if (claim.height !== null && step.height === null) {
		found.push(unknown('height', `claimed at height ${claim.height}, and the sources do not tell the height`))
	} else if (claim.height !== null && claim.height !== step.height) {
		found.push(broken('height', `claimed at height ${claim.height}, on the ledger at height ${step.height}`))
	}
	if (step.amount === 0n) found.push(broken('noValue', 'the transfer moves an amount of 0'))
	if (claim.part !== null && claim.part > step.amount) {
		found.push(broken('valueBreak', `claimed to carry ${claim.part} of a transfer of ${step.amount}`))
	}
	return found
}

const time = (atSeconds: number): string => `${isoUtc(atSeconds)} (${atSeconds})`

function payer({ from }: Claim, { payers, ledger }: Step): PathFinding[] {
	if (from === null || payers.some(({ account, sameKeyAs }) => account === from || sameKeyAs === from)) return []
	if (payers.some(({ account, spends }) => account === null && (ledger === 'account' || spends !== null))) {
		return [unknown('payer', `claimed to be paid by ${from}, and the sources do not know every payer`)]
	}
	const [only] = payers
	const paid =
		payers.length === 1 && only?.account !== null && only !== undefined
			? `on the ledger by ${only.account}`
			: `and none of its ${payers.length} inputs is of this account`
	return [broken('payer', `claimed to be paid by ${from}, ${paid}`)]
}

function payee({ to }: Claim, step: Step): PathFinding[] {
	if (to === null || to === step.to || to === step.toSameKeyAs) return []
	return [broken('payee', `claimed to pay ${to}, on the ledger ${step.to ?? 'a burn'}`)]
}

function assetAndAmount({ asset, amount }: Claim, step: Step): PathFinding[] {
	const found: PathFinding[] = []
	if (asset !== null && asset !== step.asset) {
		found.push(broken('asset', `claimed in ${asset}, on the ledger in ${step.asset}`))
	}
	if (amount !== null && amount !== step.amount) {
		found.push(broken('amount', `claimed amount ${amount}, on the ledger ${step.amount} (base units of ${step.asset})`))
	}
	return found
}
