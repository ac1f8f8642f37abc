import type { Claim } from './claimedHop.js'
import { compareIdentity } from './compareClaim.js'
import { broken, type PathFinding, unknown } from './pathCheck.js'
import type { Step } from './step.js'

/** The fact that a claim means, or why none can be told. */
export type FoundStep =
	| { readonly step: Step; readonly finding: null }
	| { readonly step: null; readonly finding: PathFinding }

/**
 * The transfer of a transaction that a claim means: the one at its index; without index the only one that agrees with
 * all it says, or the only one that disagrees in a single point, which is then what is wrong.
 * @param whole whether the sources vouch for every transfer of the transaction
 */
export function findStep(claim: Claim, steps: readonly Step[], whole: boolean): FoundStep {
	const inPlace = steps.filter((step) => claim.index === null || isAt(step, claim.index))
	if (inPlace.length === 0) {
		const what = claim.index === null ? 'the transaction moves nothing' : `nothing stands at ${claim.index}`
		return missing(`${what}; transfers and outputs read of it: ${steps.length}`, whole)
	}
	const [only] = inPlace
	if (claim.index !== null && inPlace.length === 1 && only !== undefined) return { step: only, finding: null }

	const differing = inPlace.map((step) => compareIdentity(claim, step).length)
	const agreeing = inPlace.filter((_, i) => differing[i] === 0)
	if (agreeing.length > 1) return { step: null, finding: unknown('ambiguous', severalText(agreeing)) }
	const near = inPlace.filter((_, i) => differing[i] === 1)
	const step = agreeing[0] ?? (near.length === 1 && said(claim) > 1 ? near[0] : undefined)
	if (step !== undefined) return { step, finding: null }
	return missing(`none of the ${inPlace.length} transfers or outputs read of it agrees with the claim`, whole)
}

/** Longest list of places in a sentence. Our choice. */
const MOST_PLACES = 5

function severalText(steps: readonly Step[]): string {
	const places = steps.slice(0, MOST_PLACES).map(({ place }) => place)
	const more = steps.length > places.length ? ' and more' : ''
	return `${steps.length} transfers or outputs of the transaction agree with the claim (${places.join(', ')}${more}); an index is needed`
}

function missing(text: string, whole: boolean): FoundStep {
	const finding = whole
		? broken('transferMissing', text)
		: unknown('transferMissing', `${text}; the sources may leave transfers out`)
	return { step: null, finding }
}

/** `5` is at every place of this number, `log:5` only at that one. */
function isAt({ place }: Step, index: string): boolean {
	return place === index || place.slice(place.indexOf(':') + 1) === index
}

/** How much a claim says about which transfer it means. */
function said({ from, to, asset, amount }: Claim): number {
	return [from, to, asset, amount].filter((claimed) => claimed !== null).length
}
