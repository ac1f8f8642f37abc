/** Rules under which taint is neither made nor lost, on ledgers of accounts. */
export const ACCOUNT_RULES = ['fifo', 'lifo', 'pifo', 'haircut', 'tiho', 'libr'] as const
export type AccountRule = (typeof ACCOUNT_RULES)[number]

/** The same on ledgers of outputs. An output has no balance over time, so there is no lowest one. */
export const OUTPUT_RULES = ['fifo', 'lifo', 'pifo', 'haircut', 'tiho'] as const
export type OutputRule = (typeof OUTPUT_RULES)[number]
