import { InputError } from './model/errors.js'
import { parseAccount } from './model/identifiers.js'
import type { Endpoint, Flow, ResultData } from './model/result.js'

/** Endpoints that a refusal names. */
const MOST_NAMED = 10

/** The arithmetic behind one endpoint: its flows, each step with the paying ledger before, entering and after. */
export interface Explanation {
	/** Place of the endpoint in the result, counted from 1. */
	readonly number: number
	readonly rule: string
	readonly endpoint: Endpoint
	/** Flows in rank order; their `seedAmount` adds up to the endpoint's. */
	readonly flows: readonly Flow[]
}

/**
 * Picks one endpoint of a result with everything needed to check it by hand.
 * @param which place in `endpoints` counted from 1, an entity, or an account
 * @throws InputError `E_INPUT` where there is none
 */
export function explain(result: ResultData, which: number | string): Explanation {
	const index =
		typeof which === 'number' ? which - 1 : result.endpoints.findIndex((endpoint) => isCalled(endpoint, which))
	const endpoint = result.endpoints[index]
	if (endpoint === undefined) {
		const count = result.endpoints.length
		const names = result.endpoints.slice(0, MOST_NAMED).flatMap(({ entity }) => (entity === null ? [] : [entity]))
		const named = names.length === 0 ? '' : `, named ${names.map((name) => JSON.stringify(name)).join(', ')}`
		const more = count > MOST_NAMED ? ' and more' : ''
		const text = `there is no endpoint ${JSON.stringify(which)}; the result has ${count}${named}${more}`
		throw new InputError('E_INPUT', text, { details: { field: 'endpoint', count } })
	}
	const own = new Set(endpoint.flows)
	return {
		number: index + 1,
		rule: result.method.rule,
		endpoint,
		flows: result.flows.filter((flow) => own.has(flow.id)),
	}
}

/** Whether a text is the endpoint's entity, or an account of it in any form that is accepted on input. */
function isCalled(endpoint: Endpoint, name: string): boolean {
	const id = canonical(name)
	return endpoint.entity === name || endpoint.accounts.some(({ account }) => account === id)
}

function canonical(name: string): string {
	try {
		return parseAccount(name)
	} catch {
		return name
	}
}
