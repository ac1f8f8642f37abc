import type { RuleId } from '../../model/method.js'
import { fifo } from './fifo.js'
import { haircut } from './haircut.js'
import { libr } from './libr.js'
import { lifo } from './lifo.js'
import { pifo } from './pifo.js'
import { poison } from './poison.js'
import type { Rule } from './rule.js'
import { tiho } from './tiho.js'

/** Every rule by id. A further rule is one file, one row here and its id in `model/method.ts`. */
export const RULES: Readonly<Record<RuleId, Rule>> = { fifo, lifo, pifo, haircut, poison, tiho, libr }
