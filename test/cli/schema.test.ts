import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { jsonSchema, SCHEMA_NAMES } from '../../src/cli/jsonSchema.js'
import { fundtrail, root } from './fundtrail.js'

const compile = (name: string): ValidateFunction => new Ajv2020({ strict: false }).compile(jsonSchema(name))

const caseFiles = (readdirSync(join(root, 'fixtures'), { recursive: true }) as string[])
	.filter((path) => /(?:^|[/\\.])case\.json$/.test(path))
	.map((path) => join(root, 'fixtures', path))

describe('fundtrail schema', () => {
	it('lists the names', () => {
		const { status, stdout } = fundtrail(['schema'])
		expect(status).toBe(0)
		expect(stdout.trimEnd().split('\n')).toEqual([...SCHEMA_NAMES])
		for (const name of ['case', 'result', 'transaction', 'options', 'seed', 'coverage', 'evidence', 'attribution'])
			expect(SCHEMA_NAMES).toContain(name)
	})

	it.each(SCHEMA_NAMES)('prints %s, as the package ships it', (name) => {
		const { status, stdout } = fundtrail(['schema', name])
		expect(status).toBe(0)
		expect(JSON.parse(stdout)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' })
		expect(readFileSync(join(root, 'schemas', `${name}.json`), 'utf8')).toBe(stdout)
		expect(compile(name)({})).toBe(name === 'options')
	})

	it('knows no other name', () => {
		for (const name of ['nope', '__proto__', 'constructor']) expect(fundtrail(['schema', name]).status).toBe(2)
	})
})

describe('schema case', () => {
	const validate = compile('case')

	it.each(caseFiles)('accepts %s', (path) => {
		expect(validate(JSON.parse(readFileSync(path, 'utf8')))).toBe(true)
	})

	it.each([
		['no seeds', { case: 'fundtrail.case/1', name: 'x', sources: [] }],
		['another version', { case: 'fundtrail.case/9', name: 'x', seeds: [], sources: [] }],
		['an unknown member', { case: 'fundtrail.case/1', name: 'x', seeds: [], sources: [], sed: 1 }],
		[
			'an amount that is a number',
			{ case: 'fundtrail.case/1', name: 'x', seeds: [{ account: 'a', amount: 5 }], sources: [] },
		],
	])('refuses %s', (_, value) => {
		expect(validate(value)).toBe(false)
	})
})

describe('schema result', () => {
	const validate = compile('result')
	const read = (path: string): Record<string, unknown> => JSON.parse(fundtrail(['trace', path, '--json']).stdout)

	it.each(['mainnet-2015', 'worked-a1', 'worked-u4', 'worked-u2/poison.case.json'])(
		'accepts the result of %s',
		(path) => {
			const result = read(`fixtures/${path}`)
			expect(validate(result), JSON.stringify(validate.errors)).toBe(true)
		},
	)

	it('refuses one that is not', () => {
		const result = read('fixtures/worked-a1')
		const [row] = result.ledger as Record<string, unknown>[]
		expect(validate({ ...result, ledger: [{ ...row, seeded: 1000 }] })).toBe(false)
		expect(validate({ ...result, ledger: [{ ...row, seeded: '1e3' }] })).toBe(false)
		expect(validate({ ...result, status: 'fine' })).toBe(false)
		// A later version may add members: who checks a stored result has to let them pass.
		expect(validate({ ...result, extra: 1 })).toBe(true)
		const { resultHash: _, ...without } = result
		expect(validate(without)).toBe(false)
	})
})
