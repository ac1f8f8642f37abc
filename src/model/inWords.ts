import en from 'zod/v4/locales/en.js'

/** Lets one parse say in English what is wrong, without a setting that others who use zod would see. */
export const inWords = { error: en().localeError }
