/**
 * Every error that leaves the library is one of these. Bad caller input throws; odd chain data becomes coverage.
 *
 * `shortMessage` is one sentence for a person; `details` says which (field, file, line, column, offset …), as plain data
 * without secrets; `retryable` says whether the same call may succeed later.
 */
export type InputCode = 'E_INPUT' | 'E_BAD_AMOUNT' | 'E_PATH' | 'E_LIMIT' | 'E_LABEL'
export type SourceCode =
	| 'E_TRUNCATED'
	| 'E_TIMEOUT'
	| 'E_BAD_RESPONSE'
	| 'E_REDIRECT'
	| 'E_EGRESS'
	| 'E_CHAIN_MISMATCH'
	| 'E_INCONSISTENT'
	| 'E_NOT_FOUND'
	| 'E_LIMIT'
export type ErrorCode = InputCode | SourceCode | 'E_VERIFY' | 'E_INTERNAL'

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>

export interface ErrorOptions {
	readonly details?: ErrorDetails
	readonly cause?: unknown
	readonly retryable?: boolean
}

export class FundtrailError extends Error {
	readonly code: ErrorCode
	readonly shortMessage: string
	readonly details: ErrorDetails
	readonly retryable: boolean

	constructor(code: ErrorCode, shortMessage: string, options: ErrorOptions = {}) {
		super(`${shortMessage} [${code}]`, options.cause === undefined ? undefined : { cause: options.cause })
		this.name = 'FundtrailError'
		this.code = code
		this.shortMessage = shortMessage
		this.details = options.details ?? {}
		this.retryable = options.retryable ?? false
	}
}

/** The caller's input is wrong: a seed, an amount, a path, a table, a label pack, an option. */
export class InputError extends FundtrailError {
	declare readonly code: InputCode
	constructor(code: InputCode, shortMessage: string, options?: ErrorOptions) {
		super(code, shortMessage, options)
		this.name = 'InputError'
	}
}

/** A source did not answer, or answered with something that cannot be accepted as fact. */
export class SourceError extends FundtrailError {
	declare readonly code: SourceCode
	constructor(code: SourceCode, shortMessage: string, options?: ErrorOptions) {
		super(code, shortMessage, options)
		this.name = 'SourceError'
	}
}

/** A check that was asked for did not hold: an expectation, a digest, a signature. */
export class VerifyError extends FundtrailError {
	declare readonly code: 'E_VERIFY'
	constructor(shortMessage: string, options?: ErrorOptions) {
		super('E_VERIFY', shortMessage, options)
		this.name = 'VerifyError'
	}
}

/** The library contradicts itself (conservation broken, an invariant violated): always a defect, never the caller's. */
export function internalError(shortMessage: string, details: ErrorDetails = {}): FundtrailError {
	return new FundtrailError('E_INTERNAL', shortMessage, { details })
}
