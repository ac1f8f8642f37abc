import type { RuleId } from '../model/method.js'
import type { DataOptions } from '../model/options.js'

/** Flags that change how a trace runs, with a case or without. */
export interface RunFlags {
	readonly method?: RuleId
	readonly direction?: DataOptions['direction']
	readonly feeTaint?: DataOptions['feeTaint']
	readonly sortBy?: DataOptions['sortBy']
	readonly minShare?: number
	readonly hops?: number
	readonly lookups?: number
	readonly seconds?: number
	readonly allowOutside?: boolean
	/** File of a resume token: `resume.json` of an earlier `--out`. */
	readonly resume?: string
}

/** Flags that stand in for a case file. */
export interface InputFlags {
	readonly seed?: readonly string[]
	readonly asset?: string
	/** `transfers=PATH`, `blocks=PATH`, `etl=PATH`, `esplora=URL`, `evm-rpc=URL` or `recording=FOLDER`. */
	readonly source?: readonly string[]
	/** First and last block that is read of nodes. */
	readonly fromBlock?: number
	readonly toBlock?: number
	readonly scope?: 'complete' | 'excerpt'
	readonly labels?: readonly string[]
	readonly prices?: string
	readonly save?: string
}

export interface TraceFlags extends RunFlags, InputFlags {
	readonly out?: string
	readonly json?: boolean
}

export interface RecordFlags extends RunFlags {
	readonly out: string
}
