import * as z from 'zod/mini'
import { coverageSchema } from '../model/coverage.js'
import { InputError, SourceError } from '../model/errors.js'
import { inWords } from '../model/inWords.js'
import { isTransaction } from '../model/isTransaction.js'
import { schemaError } from '../model/options.js'
import { transactionSchema } from '../model/transaction.js'
import type { Answer } from './sources/answer.js'
import { isFailure } from './sources/askSource.js'

/**
 * A search as data that was stopped or met a failure: everything that was asked and answered. Continuing it asks none of that
 * again, but again what no source answered.
 */
export const resumeSchema = z.strictObject({
	schema: z.literal('fundtrail.resume/1'),
	/** Digest of the options and seeds, budgets of look-ups and time left out. */
	questionHash: z.string(),
	answers: z.array(
		z.strictObject({
			kind: z.enum(['account', 'spend', 'transaction', 'coinbase']),
			subject: z.string(),
			transactions: z.array(transactionSchema),
			coverage: coverageSchema,
			hub: z.optional(z.literal(true)),
		}),
	),
})
/** As JSON holds it: amounts are decimal strings. */
export type ResumeToken = z.input<typeof resumeSchema>

/** @throws SourceError `E_BAD_RESPONSE` where a source told what no token can hold, such as a `txid` that is no text */
export function writeResumeToken(questionHash: string, answers: readonly Answer[]): ResumeToken {
	const answered = answers.filter(({ failed }) => failed !== true)
	const rows = answered.map(({ query, transactions, coverage, hub }) => ({
		kind: query.kind,
		subject: query.subject,
		transactions: [...transactions],
		coverage,
		...(hub === undefined ? {} : { hub }),
	}))
	const made = z.safeEncode(resumeSchema, { schema: 'fundtrail.resume/1', questionHash, answers: rows })
	if (made.success) return made.data
	const { shortMessage, details, cause } = schemaError('resume', made.error)
	throw new SourceError('E_BAD_RESPONSE', shortMessage, { details, cause })
}

/** @throws InputError where it is no token, or one of another question */
export function readResumeToken(token: unknown, questionHash: string): Answer[] {
	const check = z.safeDecode(resumeSchema, token as ResumeToken, inWords)
	if (!check.success) throw schemaError('resume', check.error)
	if (check.data.questionHash !== questionHash) {
		throw new InputError('E_INPUT', 'resume: the token belongs to another trace (other seeds or options)', {
			details: { field: 'resume' },
		})
	}
	for (const [i, { transactions }] of check.data.answers.entries()) {
		for (const [j, transaction] of transactions.entries()) {
			if (isTransaction(transaction)) continue
			const field = `resume.answers[${i}].transactions[${j}]`
			throw new InputError('E_INPUT', `${field}: not a transaction of its chain`, { details: { field } })
		}
	}
	// Tokens of earlier versions kept failures too.
	const answered = check.data.answers.filter(({ coverage }) => !isFailure(coverage))
	return answered.map(({ kind, subject, transactions, coverage, hub }) => ({
		query: { kind, subject },
		transactions,
		coverage,
		...(hub === undefined ? {} : { hub }),
	}))
}
