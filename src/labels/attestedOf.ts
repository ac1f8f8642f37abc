import { categoryKind } from './categories.js'
import type { LabelVerdict } from './labelVerdict.js'

/**
 * What labels say of an account as far as it bears on who controls it: the entity that they name (null where they name
 * none or several), and whether they call it a service that holds the funds of many. Undefined where there are none.
 */
export function attestedOf(verdict: LabelVerdict): { entity: string | null; service: boolean } | undefined {
	if (verdict.kind === 'none') return undefined
	const service = verdict.attributions.some(({ category }) => {
		const kind = categoryKind(category)
		return kind === 'custodial' || kind === 'mixing'
	})
	return { entity: verdict.entity, service }
}
