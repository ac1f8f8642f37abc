import type { ReachRule } from './rule.js'

/**
 * Poison: from the first arrival of a seed's value on, everything that leaves counts in full. It inflates, so it is for
 * screening: it never enters bounds, and each seed is judged alone.
 * Source: Möser, Böhme, Breuker, FC workshops 2014.
 */
export const poison: ReachRule = { kind: 'reach', id: 'poison', name: 'poison', ledgers: 'both', looksBack: true }
