import * as z from 'zod/mini'

/** Apportionment rules. `libr` is for account ledgers only; `poison` does not conserve and enters no bound. */
export const RULE_IDS = ['fifo', 'lifo', 'pifo', 'haircut', 'poison', 'tiho', 'libr'] as const
export const ruleIdSchema = z.enum(RULE_IDS)
export type RuleId = z.output<typeof ruleIdSchema>

/** Which opening balance an account ledger is given: see `TraceOptions.method`. */
export type Opening = 'late' | 'least'
