import * as z from 'zod'

/** Apportionment rules of which this release has an implementation. */
export const RULE_IDS = ['fifo', 'haircut', 'poison'] as const
export const ruleIdSchema = z.enum(RULE_IDS)
export type RuleId = z.output<typeof ruleIdSchema>

/** Which opening balance an account ledger is given: see `TraceOptions.method`. */
export type Opening = 'late' | 'least'
