import * as z from 'zod/mini'
import { caseSchema } from '../model/caseFile.js'
import { attributionSchema, entitySchema, evidenceSchema } from '../model/claims.js'
import { coverageSchema } from '../model/coverage.js'
import { InputError } from '../model/errors.js'
import { heuristicCardSchema } from '../model/heuristicCard.js'
import { hopSchema } from '../model/hop.js'
import { dataOptionsSchema } from '../model/options.js'
import { resultSchema } from '../model/result.js'
import { seedSchema } from '../model/seed.js'
import { transactionSchema, transferSchema } from '../model/transaction.js'

const SCHEMAS: ReadonlyMap<string, z.core.$ZodType> = new Map<string, z.core.$ZodType>([
	['attribution', attributionSchema],
	['card', heuristicCardSchema],
	['case', caseSchema],
	['coverage', coverageSchema],
	['entity', entitySchema],
	['evidence', evidenceSchema],
	['hop', hopSchema],
	['options', dataOptionsSchema],
	['result', resultSchema],
	['seed', seedSchema],
	['transaction', transactionSchema],
	['transfer', transferSchema],
])

/** Names of the schemas, in code-unit order. */
export const SCHEMA_NAMES: readonly string[] = [...SCHEMAS.keys()]

/**
 * A schema of what crosses a boundary as JSON Schema, draft 2020-12: what JSON holds, so amounts are decimal strings.
 * @throws InputError `E_INPUT` where there is none of that name
 */
export function jsonSchema(name: string): object {
	const schema = SCHEMAS.get(name)
	if (schema === undefined) {
		throw new InputError(
			'E_INPUT',
			`there is no schema ${JSON.stringify(name.slice(0, 80))}: ${SCHEMA_NAMES.join(', ')}`,
			{
				details: { field: 'schema', value: name.slice(0, 200) },
			},
		)
	}
	const { $schema, ...content } = z.toJSONSchema(schema, {
		io: 'input',
		target: 'draft-2020-12',
		unrepresentable: 'any',
		override: ({ zodSchema, jsonSchema: own }) => {
			if (zodSchema._zod.def.type === 'bigint') own.not = {}
			if (own.anyOf !== undefined) own.anyOf = own.anyOf.filter((branch) => !isNothing(branch))
		},
	})
	return { $schema, title: `fundtrail ${name}`, ...content }
}

/** JSON has no bigint: a branch that only code can take is left out. */
function isNothing(branch: { readonly not?: unknown }): boolean {
	return typeof branch.not === 'object' && branch.not !== null && Object.keys(branch.not).length === 0
}
